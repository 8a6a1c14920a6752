import { isDeepStrictEqual } from 'node:util';
import type { Change, Plain } from './data.ts';

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Path = readonly (string | number)[];

const ofMaps = (was: Plain, now: Plain, path: Path): Change[] => [
  ...Object.entries(now).flatMap(([key, value]): Change[] =>
    Object.hasOwn(was, key)
      ? apart(was[key], value, [...path, key])
      : [{ kind: 'put', path: [...path, key], value }],
  ),
  ...Object.keys(was).flatMap((key): Change[] =>
    Object.hasOwn(now, key) ? [] : [{ kind: 'cut', path: [...path, key] }],
  ),
];

const ofLists = (was: readonly unknown[], now: readonly unknown[], path: Path): Change[] => {
  let head = 0;
  while (head < Math.min(was.length, now.length) && isDeepStrictEqual(was[head], now[head])) head++;
  let tail = 0;
  const most = Math.min(was.length, now.length) - head;
  while (tail < most && isDeepStrictEqual(was.at(-1 - tail), now.at(-1 - tail))) tail++;
  const [old, next] = [was.length - head - tail, now.length - head - tail];
  // Something new in the middle of a list moves what is behind it: the list is written anew.
  if (next > old && tail > 0) return [{ kind: 'put', path, value: now }];
  const changes: Change[] = [];
  for (let i = head; i < head + Math.max(old, next); i++) {
    if (i >= head + next) changes.unshift({ kind: 'cut', path: [...path, i] });
    else if (i >= was.length) changes.push({ kind: 'put', path: [...path, i], value: now[i] });
    else changes.push(...apart(was[i], now[i], [...path, i]));
  }
  return changes;
};

/** The smallest changes that make one value of another: what is the same in both stays as it is written. */
export const apart = (was: unknown, now: unknown, path: Path): Change[] => {
  if (isDeepStrictEqual(was, now)) return [];
  if (isPlain(was) && isPlain(now)) return ofMaps(was, now, path);
  if (Array.isArray(was) && Array.isArray(now)) return ofLists(was, now, path);
  return [{ kind: 'put', path, value: now }];
};
