import { instrumentsFile } from '../music/render/instruments.ts';
import { type Asked, serveFile } from './file-reply.ts';
import { NOT_FOUND, type Reply } from './reply.ts';

/** Where displays get the sampled instruments of the music. */
const PATH = '/instruments/general.sf3';

export const isInstruments = (pathname: string): boolean => pathname === PATH;

/** The instruments as they were installed; the same to everybody behind the door. */
export const instrumentsRoute = async (asked: Asked): Promise<Reply> => {
  try {
    return await serveFile(instrumentsFile(), 'application/octet-stream', asked);
  } catch {
    return NOT_FOUND;
  }
};
