import { closeSync, openSync, readSync } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ByteSource } from '../../../sensors/recording/bytes.ts';
import {
  type FramedFile,
  framedHead,
  frameWriter,
  HEAD_BYTES,
  idIn,
  openRecord,
  PREFIX_BYTES,
  prefixOf,
} from './frames.ts';
import { type Appender, BEGINNING, type Pieces, type Place } from './store.ts';

const FAULTS = {
  head: 'it is no encrypted file of yeoun',
  changed: 'a record was changed, left out or moved',
  cut: 'the file ends within a record',
  open: 'the file ends without its last record',
} as const;

/** Begins a file of records. Rejects where it is there already. */
export const appendFrames = async (
  path: string,
  name: string,
  key: Uint8Array,
): Promise<Appender> => {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'ax', 0o600);
  const head = framedHead();
  const id = idIn(head) ?? head;
  const writer = frameWriter({ key, name, id });
  await file.appendFile(head);
  return {
    append: (bytes) => file.appendFile(writer.data(bytes)),
    async close() {
      try {
        await file.appendFile(writer.end());
      } finally {
        await file.close();
      }
    },
  };
};

const readAll = (file: number, bytes: Uint8Array): number => {
  let got = 0;
  while (got < bytes.length) {
    const n = readSync(file, bytes, got, bytes.length - got, null);
    if (n === 0) break;
    got += n;
  }
  return got;
};

/** The content of a file of records, a record at a time; what cannot be trusted ends it with a fault. */
export const frameBytes = (path: string, name: string, key: Uint8Array): ByteSource => {
  const file = openSync(path, 'r');
  const head = Buffer.alloc(HEAD_BYTES);
  const id = readAll(file, head) === HEAD_BYTES ? idIn(head) : null;
  let fault: string | null = id ? null : FAULTS.head;
  let open = true;
  let done = false;
  let number = 0;
  const stop = (why: string | null): null => {
    fault = why;
    done = true;
    return null;
  };
  const next = (from: FramedFile): Uint8Array | null => {
    const prefix = Buffer.alloc(PREFIX_BYTES);
    const got = readAll(file, prefix);
    if (got < PREFIX_BYTES) return stop(got === 0 ? FAULTS.open : FAULTS.cut);
    const said = prefixOf(prefix);
    if (!said) return stop(FAULTS.changed);
    const sealed = Buffer.allocUnsafe(said.bytes);
    if (readAll(file, sealed) < said.bytes) return stop(FAULTS.cut);
    const plain = openRecord(from, said.kind, number++, sealed);
    if (plain === 'end') return stop(null);
    return plain ?? stop(FAULTS.changed);
  };
  return {
    read: () => (id && open && !done ? next({ key, name, id }) : null),
    get fault() {
      return fault;
    },
    close() {
      if (open) closeSync(file);
      open = false;
    },
  };
};

/** Some bytes of a file, or null where it ends before. */
const bytesAt = async (file: FileHandle, offset: number, length: number) => {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  return bytesRead === length ? bytes : null;
};

/** The same without holding anything up, from a place that an earlier piece named. */
export const framePieces = async (
  path: string,
  name: string,
  key: Uint8Array,
  from: Place = BEGINNING,
): Promise<Pieces> => {
  const file = await open(path, 'r');
  const head = await bytesAt(file, 0, HEAD_BYTES);
  const id = head && idIn(head);
  let offset = Math.max(HEAD_BYTES, from.offset);
  let number = from.record;
  let skip = from.skip;
  return {
    async next() {
      if (!id) return null;
      const prefix = await bytesAt(file, offset, PREFIX_BYTES);
      const said = prefix && prefixOf(prefix);
      const sealed = said && (await bytesAt(file, offset + PREFIX_BYTES, said.bytes));
      if (!sealed) return null;
      const plain = openRecord({ key, name, id }, said.kind, number, sealed);
      if (!plain || plain === 'end') return null;
      const piece = { at: { offset, record: number, skip }, bytes: plain.subarray(skip) };
      offset += PREFIX_BYTES + said.bytes;
      number++;
      skip = 0;
      return piece;
    },
    close: () => file.close(),
  };
};
