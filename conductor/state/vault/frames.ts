import { randomBytes } from 'node:crypto';
import { NONCE_BYTES, seal, TAG_BYTES, unseal } from './seal.ts';

/**
 * A file that grows, in sealed records (sensors/recording/FORMAT.md, R17): a head of magic and file id, then records
 * of length (uint32, big-endian, of all that follows its kind), kind (0 data, 1 end), nonce, ciphertext and tag.
 * The file's id and name, the record's number and its kind are bound to each, so that none can be left out,
 * exchanged or moved to another file unseen. Only the end of a file may be missing: that is what a crash leaves.
 */
const MAGIC = Buffer.from('YEOUNF1\n');
const ID_BYTES = 16;
export const HEAD_BYTES = MAGIC.length + ID_BYTES;
/** Length and kind. */
export const PREFIX_BYTES = 5;
/** Plain bytes in one record, at the most. */
export const MAX_RECORD_BYTES = 1024 * 1024;
const OVERHEAD = NONCE_BYTES + TAG_BYTES;
const DATA = 0;
const END = 1;

/** One file with its key, its name and the id in its head. */
export interface FramedFile {
  readonly key: Uint8Array;
  readonly name: string;
  readonly id: Uint8Array;
}

export const framedHead = (id: Uint8Array = randomBytes(ID_BYTES)): Buffer =>
  Buffer.concat([MAGIC, id]);

/** The id in a head; null where it is none. */
export const idIn = (head: Uint8Array): Uint8Array | null =>
  head.length >= HEAD_BYTES && MAGIC.equals(head.subarray(0, MAGIC.length))
    ? head.slice(MAGIC.length, HEAD_BYTES)
    : null;

const contextOf = ({ id, name }: FramedFile, kind: number, number: number): Buffer =>
  Buffer.concat([Buffer.from(`yeoun/1|record|${kind}|${number}|${name}|`), id]);

const record = (file: FramedFile, kind: number, number: number, plain: Uint8Array): Buffer => {
  const sealed = seal(file.key, plain, contextOf(file, kind, number));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32BE(sealed.length);
  prefix.writeUInt8(kind, 4);
  return Buffer.concat([prefix, sealed]);
};

/** Where plain bytes end that go into one record: behind their last line feed, so that records hold whole lines. */
const cutAt = (plain: Uint8Array): number => {
  if (plain.length <= MAX_RECORD_BYTES) return plain.length;
  const feed = plain.lastIndexOf(10, MAX_RECORD_BYTES - 1);
  return feed < 0 ? MAX_RECORD_BYTES : feed + 1;
};

/** Makes the records of a file, one call after the other. Pure but for the nonces. */
export const frameWriter = (file: FramedFile) => {
  let number = 0;
  return {
    data(plain: Uint8Array): Buffer {
      const records: Buffer[] = [];
      let rest = plain;
      while (rest.length > 0) {
        const end = cutAt(rest);
        records.push(record(file, DATA, number++, rest.subarray(0, end)));
        rest = rest.subarray(end);
      }
      return Buffer.concat(records);
    },
    /** The last record of a file that was ended in order. */
    end: (): Buffer => record(file, END, number++, new Uint8Array()),
  };
};

/** What stands before a record: how many bytes follow and of what kind; null where no record has such a length. */
export const prefixOf = (
  prefix: Uint8Array,
): { readonly bytes: number; readonly kind: number } | null => {
  const view = Buffer.from(prefix.buffer, prefix.byteOffset, prefix.length);
  const bytes = view.readUInt32BE(0);
  const kind = view.readUInt8(4);
  const fits = bytes >= OVERHEAD && bytes <= MAX_RECORD_BYTES + OVERHEAD;
  return fits && (kind === DATA || kind === END) ? { bytes, kind } : null;
};

/** The plain bytes of record `number`; `end` after the last one; null where it was changed or is out of its place. */
export const openRecord = (
  file: FramedFile,
  kind: number,
  number: number,
  sealed: Uint8Array,
): Uint8Array | 'end' | null => {
  const plain = unseal(file.key, sealed, contextOf(file, kind, number));
  if (!plain) return null;
  return kind === END ? 'end' : plain;
};
