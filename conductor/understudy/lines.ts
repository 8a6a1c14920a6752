import { MAX_LINE_BYTES } from '../../sensors/recording/format.ts';
import type { Pieces, Place } from '../state/vault.ts';

/** A whole line without its line feed, and the place it begins at. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly at: Place;
}

/** The lines of a file, a piece's worth at a time; null at the end. A last line that was cut off is left out. */
export interface Lines {
  next(): Promise<readonly Line[] | null>;
  close(): Promise<void>;
}

const FEED = 10;

export const linesOf = (pieces: Pieces): Lines => {
  let held: Line | null = null;
  /** Within a line that is too long: it is passed over. */
  let skipping = false;

  const keep = (bytes: Uint8Array, at: Place): void => {
    if (bytes.length === 0) return;
    held = held ? { bytes: Buffer.concat([held.bytes, bytes]), at: held.at } : { bytes, at };
    if (held.bytes.length <= MAX_LINE_BYTES) return;
    held = null;
    skipping = true;
  };
  const whole = (bytes: Uint8Array, at: Place): Line | null => {
    const line = held ? { bytes: Buffer.concat([held.bytes, bytes]), at: held.at } : { bytes, at };
    const isSkipped = skipping;
    held = null;
    skipping = false;
    return isSkipped ? null : line;
  };
  return {
    async next() {
      const piece = await pieces.next();
      if (!piece) return null;
      const { bytes, at } = piece;
      const placeAt = (from: number): Place => ({ ...at, skip: at.skip + from });
      const found: Line[] = [];
      let from = 0;
      for (let end = bytes.indexOf(FEED); end >= 0; end = bytes.indexOf(FEED, from)) {
        const line = whole(bytes.subarray(from, end), placeAt(from));
        if (line) found.push(line);
        from = end + 1;
      }
      if (!skipping) keep(bytes.subarray(from), placeAt(from));
      return found;
    },
    close: () => pieces.close(),
  };
};

const BLOCK = Buffer.from('{"t":"block","i":');
const DIGIT_0 = 48;
const DIGIT_9 = 57;

/**
 * Number of the stream of a block line as yeoun writes it, without reading the whole line; null for every other
 * line, which is then read in full.
 */
export const streamOfBlock = (line: Uint8Array): number | null => {
  if (!BLOCK.equals(line.subarray(0, BLOCK.length))) return null;
  let i = 0;
  let at = BLOCK.length;
  for (let c = line[at]; c !== undefined && c >= DIGIT_0 && c <= DIGIT_9; c = line[++at])
    i = i * 10 + (c - DIGIT_0);
  return at === BLOCK.length ? null : i;
};
