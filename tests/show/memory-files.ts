import type { ShowFiles } from '../../conductor/show/files.ts';

/** Files in memory; every write counts as a newer time. */
export const memoryFiles = (start: Record<string, string | Uint8Array>) => {
  const contents = new Map<string, { bytes: Uint8Array; mtimeMs: number }>();
  let time = 1;
  const missing = () => Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
  const write = (path: string, text: string | Uint8Array) => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    contents.set(path, { bytes, mtimeMs: time++ });
  };
  for (const [path, text] of Object.entries(start)) write(path, text);
  const files: ShowFiles = {
    async read(path) {
      const file = contents.get(path);
      if (!file) throw missing();
      return file.bytes;
    },
    async stat(path) {
      const file = contents.get(path);
      if (!file) throw missing();
      return { mtimeMs: file.mtimeMs, size: file.bytes.length };
    },
  };
  return { files, write, remove: (path: string) => contents.delete(path) };
};
