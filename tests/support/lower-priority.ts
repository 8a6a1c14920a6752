import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

const list = (path: string): readonly number[] => {
  try {
    return readdirSync(path).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
};

/** The parent of a process: the fourth field, counted after the name, which may hold anything. */
const parentOf = (pid: number): number =>
  Number(
    read(`/proc/${pid}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ')[1],
  );

/** Processes that descend from this one. */
const descendants = (): readonly number[] => {
  const parents = new Map(list('/proc').map((pid) => [pid, parentOf(pid)]));
  const isMine = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent === process.pid || (parent !== undefined && parent > 1 && isMine(parent));
  };
  return [...parents.keys()].filter(isMine);
};

/**
 * Gives every thread of the browsers that this process started a lower priority, so that a display that draws in
 * software does not take the conductor's place on the same machine (Linux; elsewhere nothing happens).
 */
export const lowerBrowsers = (nice = 5): void => {
  const browsers = descendants().filter((pid) => /chrom/i.test(read(`/proc/${pid}/cmdline`)));
  for (const pid of browsers)
    for (const thread of list(`/proc/${pid}/task`)) {
      try {
        setPriority(thread, nice);
      } catch {
        // It has ended meanwhile, or belongs to somebody else.
      }
    }
};
