import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type ByteSource, plainBytes } from '../../recording/bytes.ts';

/**
 * Reads a text file, plain or gzipped (by its name), line by line without holding it whole.
 * Returns the error that cut it short, or null; every line before the cut was handed on.
 */
export const eachLine = async (path: string, fn: (line: string) => void): Promise<Error | null> => {
  const text = new TextDecoder();
  let rest = '';
  const take = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of source) {
      const parts = (rest + text.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) fn(part);
      if (rest.length > 65_536) throw new Error('a line is longer than 64 KiB');
    }
    if (rest !== '') fn(rest);
  };
  const file = createReadStream(path);
  try {
    if (path.endsWith('.gz')) await pipeline(file, createGunzip(), take);
    else await pipeline(file, take);
    return null;
  } catch (error) {
    if (!(error instanceof Error) || !cutsShort(error)) throw error;
    return error;
  }
};

const cutsShort = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

/** Lines one at a time, whenever they are asked for: playing keeps no more than a chunk in memory. */
export interface LineSource {
  /** The next whole line without its line feed; null at the end. A last line that was cut off is left out. */
  next(): string | null;
  /** Number of the line that `next` gave last, from 1. */
  readonly line: number;
  /** True where the file ended within a line. */
  readonly cut: boolean;
  /** Why the file could be read no further, in words; null while nothing is wrong. */
  readonly fault: string | null;
  close(): void;
}

/** Lines of a file, or of any other bytes. A line of more than `maxBytes` comes out empty. */
export const lineSource = (source: string | ByteSource, maxBytes: number): LineSource => {
  const bytes = typeof source === 'string' ? plainBytes(source) : source;
  let held: Buffer = Buffer.alloc(0);
  let from = 0;
  let line = 0;
  let skipping = false;
  /** False at the end of the file. */
  const more = (): boolean => {
    const piece = bytes.read();
    if (!piece) return false;
    held = Buffer.concat([held.subarray(from), piece]);
    from = 0;
    return true;
  };
  const next = (): string | null => {
    let searched = from;
    for (;;) {
      const end = held.indexOf(10, searched);
      if (end >= 0) {
        const text = held.toString('utf8', from, end);
        from = end + 1;
        line++;
        if (!skipping) return text;
        skipping = false;
        return '';
      }
      if (held.length - from > maxBytes) {
        skipping = true;
        from = held.length;
      }
      searched = held.length - from;
      if (!more()) return null;
    }
  };
  return {
    next,
    get line() {
      return line;
    },
    get cut() {
      return from < held.length || skipping;
    },
    get fault() {
      return bytes.fault;
    },
    close: bytes.close,
  };
};
