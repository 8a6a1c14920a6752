import type { ShowFiles } from './files.ts';
import type { Problem } from './problems.ts';

/** No show file is larger: 2,000 cues with notes fit well. */
export const MAX_FILE_BYTES = 1024 * 1024;

export type Read =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: Problem };

const refused = (file: string, code: string, what: string, remedy: string): Read => ({
  ok: false,
  problem: { code, file, line: 0, column: 0, path: '', what, remedy },
});

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Why a file could not be read, in one sentence. */
const unreadable = (file: string, error: unknown, remedy: string): Read => {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return refused(file, 'show/missing', 'There is no such file.', remedy);
    case 'EISDIR':
      return refused(file, 'show/missing', 'This is a folder, not a file.', remedy);
    case 'EACCES':
    case 'EPERM':
      return refused(
        file,
        'show/unreadable',
        'It may not be read.',
        'Give the conductor leave to read it.',
      );
    default: {
      const why = error instanceof Error ? error.message : String(error);
      return refused(file, 'show/unreadable', `It could not be read (${why}).`, remedy);
    }
  }
};

const lineOfByte = (bytes: Uint8Array, at: number): number => {
  let line = 1;
  for (let i = 0; i < at; i++) if (bytes[i] === 10) line++;
  return line;
};

/** First line that is not UTF-8, found by decoding line by line. */
const badLine = (bytes: Uint8Array): number => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(10, from);
    const until = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(from, until));
    } catch {
      return lineOfByte(bytes, from);
    }
    from = until;
  }
  return 1;
};

/**
 * Reads a text file of a show: UTF-8 (a byte order mark is allowed), at most MAX_FILE_BYTES.
 * @param remedy what to do if it is not there
 */
export const readText = async (files: ShowFiles, file: string, remedy: string): Promise<Read> => {
  let bytes: Uint8Array;
  try {
    const { size } = await files.stat(file);
    if (size > MAX_FILE_BYTES) return tooLarge(file, size);
    bytes = await files.read(file);
  } catch (error) {
    return unreadable(file, error, remedy);
  }
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(file, bytes.length);
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const line = badLine(bytes);
    const what = `Line ${line} is not UTF-8 text.`;
    return refused(file, 'show/not-utf8', what, 'Save the file as UTF-8 in your editor.');
  }
};

const tooLarge = (file: string, size: number): Read =>
  refused(
    file,
    'show/too-large',
    `It has ${size} bytes; a show file has at most ${MAX_FILE_BYTES}.`,
    'Keep pictures and sound in files of their own.',
  );
