import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The bytes of a file in pieces, whenever they are asked for. */
export interface ByteSource {
  /** The next piece, or null at the end or where nothing after can be trusted (see `fault`). */
  read(): Uint8Array | null;
  /** Why it ended before its end, in words; null while nothing is wrong. */
  readonly fault: string | null;
  close(): void;
}

const PIECE_BYTES = 65_536;

/** A small file gives no more than this, however well it is packed. */
const MOST_BYTES = 512 * 1024 * 1024;

/** A gzipped file, unpacked in memory. Throws a Node error where it cannot be read or is damaged. */
export const gzipBytes = (path: string): ByteSource => {
  const whole = gunzipSync(readFileSync(path), { maxOutputLength: MOST_BYTES });
  let at = 0;
  return {
    read() {
      const piece = whole.subarray(at, at + PIECE_BYTES);
      at += piece.length;
      return piece.length === 0 ? null : piece;
    },
    fault: null,
    close() {
      at = whole.length;
    },
  };
};

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
