import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { sentence, YeounError } from '#contracts/errors';
import { type GraphSession, openGraph } from '../../affect/learned/graph-session.ts';
import type { PictureFile } from '../file.ts';
import { SafetyCard } from './card.ts';
import { type Scores, scoresOf } from './scores.ts';

const GRAPH = 'safety.onnx';
const CARD = 'safety.card.json';
/** Side of the square the network looks at. */
const SIDE = 224;

/** Looks at pictures. */
export interface Judge {
  /** Null where the network gave no scores. Rejects where the file is no picture. */
  look(file: PictureFile): Promise<Scores | null>;
  close(): Promise<void>;
}

const broken = (where: string, cause: unknown): YeounError =>
  new YeounError(
    'imagery/safety-weights',
    where,
    `the safety gate cannot use it: ${sentence(cause)}`,
    'Put back the file that belongs to this version, or make it again with npm run train -- safety.',
    { cause },
  );

const read = async (file: string): Promise<Uint8Array> => {
  try {
    return await readFile(file);
  } catch (error) {
    throw broken(file, error);
  }
};

const opened = async (folder: string): Promise<GraphSession> => {
  const where = join(folder, GRAPH);
  const bytes = await read(where);
  const text = Buffer.from(await read(join(folder, CARD))).toString('utf8');
  try {
    const card = SafetyCard.parse(JSON.parse(text));
    if (createHash('sha256').update(bytes).digest('hex') !== card.sha256)
      throw new Error('it is not the file that its card describes.');
    return await openGraph(bytes);
  } catch (error) {
    throw broken(where, error);
  }
};

/** The painted picture alone, without its relief, as the network takes it: [224, 224, 3], 0..1. */
export const squareOf = async ({ bytes, width, height }: PictureFile): Promise<Float32Array> => {
  const { data } = await sharp(bytes)
    .extract({ left: 0, top: 0, width, height })
    .resize(SIDE, SIDE, { fit: 'fill', kernel: 'linear' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (data.length !== SIDE * SIDE * 3) throw new Error('It is no picture in colour.');
  return Float32Array.from(data, (v) => v / 255);
};

/** Loads the network. Rejects with a YeounError that names the file. */
export const openJudge = async (modelsDir: string): Promise<Judge> => {
  const graph = await opened(modelsDir);
  return {
    look: async (file) => scoresOf(await graph.ask(await squareOf(file), 1)),
    close: () => graph.close(),
  };
};
