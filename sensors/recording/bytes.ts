import { closeSync, openSync, readSync } from 'node:fs';

/** The bytes of a file in pieces, whenever they are asked for. */
export interface ByteSource {
  /** The next piece, or null at the end or where nothing after can be trusted (see `fault`). */
  read(): Uint8Array | null;
  /** Why it ended before its end, in words; null while nothing is wrong. */
  readonly fault: string | null;
  close(): void;
}

const PIECE_BYTES = 65_536;

/** A plain file. Throws a Node error where it cannot be opened. */
export const plainBytes = (path: string): ByteSource => {
  const file = openSync(path, 'r');
  let open = true;
  return {
    read() {
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      const got = open ? readSync(file, piece, 0, PIECE_BYTES, null) : 0;
      return got === 0 ? null : piece.subarray(0, got);
    },
    fault: null,
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
};
