import { randomBytes, randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Sketch } from '#contracts/picture';
import type { Course, Remembrance } from '#contracts/remembrance';
import { WallSheet } from '#contracts/wall';

const FELT = 16;
const MOST_LINES = 16;
const MOST_POINTS = 20;
const MOST_SEED = 2 ** 31;

/** A sheet as it is kept: what of a memory is public. */
export const StoredSheet = WallSheet.omit({ goneMs: true, picture: true });
export type StoredSheet = z.infer<typeof StoredSheet>;

const mean = (list: readonly number[], from: number, to: number): number => {
  const part = list.slice(from, Math.max(from + 1, to));
  return part.reduce((sum, value) => sum + value, 0) / Math.max(1, part.length);
};
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The course in 16 even parts: positive, negative, arousal. Empty where there was none. Pure. */
export const feltOf = ({ positive, negative, arousal }: Course): [number, number, number][] => {
  const steps = positive.length;
  const parts = Math.min(FELT, steps);
  return Array.from({ length: parts }, (_, i) => {
    const [from, to] = [Math.floor((i * steps) / parts), Math.floor(((i + 1) * steps) / parts)];
    const at = (list: readonly number[]): number => rounded(mean(list, from, to));
    return [at(positive), at(negative), at(arousal)];
  });
};

type Point = readonly [number, number];

const lengthOf = (line: readonly Point[]): number =>
  line.reduce((sum, [x, y], i) => {
    const before = line[i - 1];
    return before ? sum + Math.hypot(x - before[0], y - before[1]) : sum;
  }, 0);

/** Every so-manyth point, both ends among them. */
const thinned = (line: readonly Point[]): [number, number][] => {
  const count = Math.min(MOST_POINTS, line.length);
  return Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? 0 : Math.round((i * (line.length - 1)) / (count - 1));
    const [x, y] = line[at] ?? [0, 0];
    return [rounded(x), rounded(y)];
  });
};

/** The longest lines of a drawing, in the order they were drawn, of few points each. Pure. */
export const linesOf = (strokes: Remembrance['strokes']): [number, number][][] => {
  const lines = strokes.map(({ points }) => points.map(([x, y]) => [x, y] as const));
  const longest = [...lines].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, MOST_LINES);
  return lines.filter((line) => longest.includes(line)).map(thinned);
};

/** A sheet with a name of its own that leads to nobody. */
export const newSheet = (given: Remembrance, place: number, sinceMs: number): StoredSheet => ({
  id: `w-${randomBytes(10).toString('hex')}`,
  place,
  seed: randomInt(MOST_SEED),
  sinceMs,
  felt: feltOf(given.course),
  lines: linesOf(given.strokes) satisfies Sketch,
});
