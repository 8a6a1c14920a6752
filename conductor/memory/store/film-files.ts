import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { YeounError } from '../../kernel/errors.ts';
import { framePieces } from '../../state/vault/framed-file.ts';
import {
  framedHead,
  frameWriter,
  HEAD_BYTES,
  idIn,
  MAX_RECORD_BYTES,
  PREFIX_BYTES,
} from '../../state/vault/frames.ts';
import { KEY_BYTES, NONCE_BYTES, TAG_BYTES } from '../../state/vault/seal.ts';
import type { FilmDisk, Writing } from './film-disk.ts';

/** Films lie here, below the state folder. */
export const FILM_FOLDER = 'memories';
const RECORD = PREFIX_BYTES + NONCE_BYTES + TAG_BYTES + MAX_RECORD_BYTES;
const MADE = /^([a-f0-9]{32})$/;
const PART = /^([a-f0-9]{32})\.(\d{1,10})\.part$/;

/** A file in the folder by its name. `pid`: of the program that writes it; null: it is finished. */
export interface Named {
  readonly id: string;
  readonly pid: number | null;
}

/** Null: it is nothing of ours. */
export const namedAs = (name: string): Named | null => {
  const [, made] = MADE.exec(name) ?? [];
  if (made !== undefined) return { id: made, pid: null };
  const [, id, pid] = PART.exec(name) ?? [];
  return id === undefined ? null : { id, pid: Number(pid) };
};

const partName = (id: string, pid: number): string => `${id}.${pid}.part`;
/** Bound to every record: a file of another name does not open. */
const boundName = (id: string): string => `film|${id}`;

const pieces = function* (bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += MAX_RECORD_BYTES)
    yield bytes.subarray(at, at + MAX_RECORD_BYTES);
};

const fill = async (file: Writing, bytes: Uint8Array, id: string, key: Uint8Array | null) => {
  if (!key) {
    for (const piece of pieces(bytes)) await file.append(piece);
    return;
  }
  const head = framedHead();
  const writer = frameWriter({ key, name: boundName(id), id: idIn(head) ?? head });
  await file.append(head);
  // Whole records, so that a place in the film is found without reading what lies before it.
  for (const piece of pieces(bytes)) await file.append(writer.data(piece));
  await file.append(writer.end());
};

const damaged = (): YeounError =>
  new YeounError(
    'memories/damaged',
    'a film',
    'its file was changed or is damaged.',
    'Restore the state folder from a copy, or forget this memory.',
    {
      ko: '영상 파일이 바뀌었거나 손상되었습니다. 상태 폴더를 사본에서 되살리거나 이 기억을 지워 주세요.',
    },
  );

/** Where in a film to read: bytes, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const readPlain = async function* (path: string, { from, to }: Span): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r');
  try {
    for (let at = from; at <= to; ) {
      const bytes = Buffer.allocUnsafe(Math.min(MAX_RECORD_BYTES / 4, to - at + 1));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
      if (bytesRead === 0) throw damaged();
      yield bytes.subarray(0, bytesRead);
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
};

const readSealed = async function* (
  path: string,
  id: string,
  key: Uint8Array,
  { from, to }: Span,
): AsyncGenerator<Uint8Array> {
  const record = Math.floor(from / MAX_RECORD_BYTES);
  const place = { offset: HEAD_BYTES + record * RECORD, record, skip: from % MAX_RECORD_BYTES };
  const file = await framePieces(path, boundName(id), key, place);
  try {
    for (let left = to - from + 1; left > 0; ) {
      const piece = await file.next();
      if (!piece) throw damaged();
      yield piece.bytes.subarray(0, left);
      left -= piece.bytes.length;
    }
  } finally {
    await file.close();
  }
};

/** A film that stands on the disk and is not anybody's yet. */
export interface Written {
  readonly id: string;
  readonly key: Uint8Array | null;
  /** It is somebody's now: it gets its name. Where that fails the next sweep gives it. */
  settle(): Promise<void>;
  /** It is nobody's: it goes. */
  drop(): Promise<void>;
}

/** The folder of films. `pid`: of this program. */
export const filmFiles = (state: string, disk: FilmDisk, pid: number) => {
  const folder = join(state, FILM_FOLDER);
  const pathOf = (id: string): string => join(folder, id);
  const writing = new Set<string>();
  return {
    folder,
    /** Being written by this program now. */
    isWriting: (id: string): boolean => writing.has(id),
    /** Writes a film under a random name. Rejects with a Node error; then nothing is left of it. */
    async write(bytes: Uint8Array, sealed: boolean): Promise<Written> {
      const id = randomBytes(16).toString('hex');
      const key = sealed ? randomBytes(KEY_BYTES) : null;
      const part = join(folder, partName(id, pid));
      const drop = async (): Promise<void> => {
        await disk.remove(part, !sealed).catch(() => {});
        writing.delete(id);
      };
      writing.add(id);
      try {
        const file = await disk.create(folder, partName(id, pid));
        try {
          await fill(file, bytes, id, key);
        } finally {
          await file.close();
        }
      } catch (error) {
        await drop();
        throw error;
      }
      const settle = async (): Promise<void> => {
        await disk.rename(part, pathOf(id)).catch(() => {});
        writing.delete(id);
      };
      return { id, key, settle, drop };
    },
    read: (id: string, key: Uint8Array | null, span: Span): AsyncGenerator<Uint8Array> =>
      key ? readSealed(pathOf(id), id, key, span) : readPlain(pathOf(id), span),
    /** What lies in the folder. */
    list: async (): Promise<{ readonly name: string; readonly named: Named }[]> =>
      (await disk.names(folder)).flatMap((name) => {
        const named = namedAs(name);
        return named ? [{ name, named }] : [];
      }),
    finish: (name: string, id: string): Promise<void> =>
      disk.rename(join(folder, name), pathOf(id)),
    /** Overwritten first: whether it was sealed is not asked, zeros cost little. */
    remove: (name: string): Promise<void> => disk.remove(join(folder, name), true),
    changedMs: (name: string): Promise<number | null> => disk.changedMs(join(folder, name)),
  };
};
export type FilmFiles = ReturnType<typeof filmFiles>;
