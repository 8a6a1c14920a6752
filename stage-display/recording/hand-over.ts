import { removeStored, storedFiles } from './store.ts';

const KEY = 'yeoun-recordings-handed';
const MOST_NAMES = 100;

const handed = (): readonly string[] => {
  try {
    const names: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    return [];
  }
};

const note = (names: readonly string[]): void => {
  try {
    localStorage.setItem(KEY, JSON.stringify(names.slice(-MOST_NAMES)));
  } catch {
    // Without it a file is handed over twice: no harm.
  }
};

/** Files of this page's own life: a browser may still be copying them. */
const now = new Set<string>();

/** Gives a file of the browser's storage to the browser's downloads. It is read from the disk, not from memory. */
const handOver = async (file: FileSystemFileHandle): Promise<void> => {
  const url = URL.createObjectURL(await file.getFile());
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  now.add(file.name);
  note([...handed(), file.name]);
};

/**
 * Hands over what was not handed over yet: the recording that just ended, or one that a crash cut short; and
 * frees the room of those that were handed over in an earlier life of the page.
 */
export const handOverAll = async (): Promise<void> => {
  const before = handed();
  for (const file of await storedFiles()) {
    if (now.has(file.name)) continue;
    if (before.includes(file.name)) await removeStored(file.name);
    else await handOver(file);
  }
};
