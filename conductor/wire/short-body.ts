import type { IncomingMessage } from 'node:http';

/** The text of a request; empty where it is longer than `most` bytes. */
export const shortBody = async (request: IncomingMessage, most: number): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    if (length > most) return '';
  }
  return Buffer.concat(parts).toString('utf8');
};
