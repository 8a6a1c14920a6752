import { removeStored, storedFiles } from './store.ts';

const KEY = 'yeoun-recordings-handed';
const MOST_NAMES = 100;
/** A file that was handed over stays so long in the browser's own storage: a download may have been refused. */
const KEPT_MS = 3 * 24 * 3600 * 1000;
const LOCK = 'yeoun-recording:';

/** When each was handed over, by name. */
type Handed = Readonly<Record<string, number>>;

const handed = (): Handed => {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof all !== 'object' || all === null) return {};
    return Object.fromEntries(Object.entries(all).filter(([, at]) => typeof at === 'number'));
  } catch {
    return {};
  }
};

const note = (name: string, nowMs: number): void => {
  const { [name]: _, ...others } = handed();
  const all = [...Object.entries(others), [name, nowMs] as const].slice(-MOST_NAMES);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(all)));
  } catch {
    // Without it a file is handed over twice: no harm.
  }
};

/** A file that this page writes. */
export interface HeldFile {
  readonly name: string;
  letGo(): Promise<void>;
}

/** Holds that name if nobody does. */
const hold = (name: string): Promise<HeldFile | null> =>
  new Promise((resolve) => {
    let letGo = (): void => {};
    const until = new Promise<void>((ended) => {
      letGo = ended;
    });
    const done = async (): Promise<void> => {
      letGo();
      await held;
    };
    const held = navigator.locks.request(LOCK + name, { ifAvailable: true }, (lock) => {
      resolve(lock && { name, letGo: done });
      return lock ? until : undefined;
    });
  });

const MOST_TRIES = 20;

/**
 * Holds a file of that name, or of that name and a number where there is one, as one that is being written: no page
 * of this browser hands it over or removes it until it is let go, or this page is gone.
 */
export const holdFile = async (wanted: string): Promise<HeldFile> => {
  const there = (await storedFiles()).map(({ name }) => name);
  for (let i = 1; i <= MOST_TRIES; i++) {
    const name = i === 1 ? wanted : wanted.replace(/(\.\w+)$/, `-${i}$1`);
    const held = there.includes(name) ? null : await hold(name);
    if (held) return held;
  }
  throw new Error(`Too many recordings are called ${wanted}.`);
};

/** Gives a file of the browser's storage to the browser's downloads. It is read from the disk, not from memory. */
const give = async (file: FileSystemFileHandle, nowMs: number): Promise<void> => {
  const url = URL.createObjectURL(await file.getFile());
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  note(file.name, nowMs);
};

const tidy = async (file: FileSystemFileHandle, nowMs: number): Promise<void> => {
  const atMs = handed()[file.name];
  if (atMs === undefined) await give(file, nowMs);
  else if (nowMs - atMs > KEPT_MS) await removeStored(file.name);
};

/**
 * Hands over what no page is writing and nobody was given yet: the recording that just ended, or one that a crash
 * cut short; and frees the room of those that were handed over days ago.
 */
export const handOverAll = async (nowMs: number): Promise<void> => {
  for (const file of await storedFiles())
    await navigator.locks.request(LOCK + file.name, { ifAvailable: true }, async (lock) => {
      if (lock) await tidy(file, nowMs);
    });
};
