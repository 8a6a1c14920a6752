import type { Disk } from '../../conductor/state/disk.ts';

const nodeError = (code: string): Error => Object.assign(new Error(code), { code });

interface File {
  /** What programs read. */
  now: string;
  /** What a power cut leaves. */
  safe: string;
}

/** The plug is pulled: nothing after this operation happens. */
export class PlugPulled extends Error {}

export interface MemoryDisk extends Disk {
  /** Operations begun so far. */
  readonly operations: readonly string[];
  /** Makes operations fail with this code from now on, or work again. */
  fail(code: string | null): void;
  /** Pulls the plug after `n` more operations; the last one is done by half where it can be. */
  dieAfter(n: number): void;
  /**
   * The machine starts again. Contents that were not synced are torn; renames that were not synced
   * have happened or not, as told.
   */
  reboot(renamesKept: boolean): MemoryDisk;
  files(): Record<string, string>;
}

/** A disk that forgets what was not synced: the worst a POSIX file system may do. */
export const memoryDisk = (start: Record<string, string> = {}): MemoryDisk => {
  const fileOf = (text: string): File => ({ now: text, safe: text });
  const names = new Map(Object.entries(start).map(([path, text]) => [path, fileOf(text)]));
  let safeNames = new Map(names);
  const operations: string[] = [];
  let failure: string | null = null;
  let left = Number.POSITIVE_INFINITY;

  const begin = (what: string): 'whole' | 'half' => {
    operations.push(what);
    if (failure) throw nodeError(failure);
    if (left <= 0) throw new PlugPulled(what);
    left--;
    return left === 0 ? 'half' : 'whole';
  };
  const find = (path: string): File => {
    const file = names.get(path);
    if (!file) throw nodeError('ENOENT');
    return file;
  };
  return {
    operations,
    fail(code) {
      failure = code;
    },
    dieAfter(n) {
      left = n;
    },
    async makeFolder() {
      begin('makeFolder');
    },
    async read(path) {
      begin(`read ${path}`);
      return find(path).now;
    },
    async write(path, text) {
      const how = begin(`write ${path}`);
      const file = names.get(path) ?? { now: '', safe: '' };
      names.set(path, file);
      file.now = how === 'half' ? text.slice(0, text.length / 2) : text;
      file.safe = text.slice(0, text.length / 3);
    },
    async sync(path) {
      const how = begin(`sync ${path}`);
      const file = names.get(path);
      if (file && how === 'whole') file.safe = file.now;
      else if (!file) safeNames = new Map(names);
    },
    replaceNow(draft, path, text) {
      const done = begin('replaceNow');
      names.set(draft, { now: text, safe: '' });
      names.delete(path);
      if (done === 'half') throw new PlugPulled('replaceNow');
      const file = find(draft);
      names.delete(draft);
      names.set(path, file);
    },
    async rename(from, to) {
      begin(`rename ${from} ${to}`);
      names.set(to, find(from));
      names.delete(from);
    },
    reboot(renamesKept) {
      const kept = renamesKept ? names : safeNames;
      return memoryDisk(Object.fromEntries([...kept].map(([path, f]) => [path, f.safe])));
    },
    files: () => Object.fromEntries([...names].map(([path, f]) => [path, f.now])),
  };
};
