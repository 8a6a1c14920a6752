import type { Brush, Point } from './brush.ts';

/** What every shape knows of its place. Metres of the place become pictures by 1 / distance. */
export interface Place {
  readonly seed: number;
  /** Metres of her eyes above the ground. */
  readonly eye: number;
  /** Where the way goes to and where the light stands, across; the light's height above the horizon, pictures. */
  readonly vanish: number;
  readonly side: number;
  readonly up: number;
  /** How far below the top of the picture the horizon lies, at rest. */
  readonly horizon: number;
  /** Numbers of the world by name. */
  read(name: string): number;
}

/** Lays one kind of shape. x in pictures from the left, y in pictures below the horizon. */
export type Build = (brush: Brush, place: Place) => void;
/** The same for a shape of thousands of strokes: a few of them at a time. */
export type LongBuild = (brush: Brush, place: Place) => Generator<void, void>;

const COLUMNS = 480;

/** The same numbers, worked out once for each column of a plane. */
export const columns = (of: (x: number) => number): ((x: number) => number) => {
  const all = Float32Array.from({ length: COLUMNS }, (_, i) =>
    of(-0.25 + (1.5 * (i + 0.5)) / COLUMNS),
  );
  return (x) =>
    all[Math.min(COLUMNS - 1, Math.max(0, Math.floor(((x + 0.25) / 1.5) * COLUMNS)))] as number;
};

/** How far below the horizon the ground lies at a distance of so many metres. */
export const foot = ({ eye }: Place, away: number): number => eye / away;

/** Points of a thing that stands at x, y: so many metres beside it (`way` -1 turns it round) and up; `m` a metre there. */
export const standingAt =
  (x: number, y: number, m: number, way = 1) =>
  (dx: number, up: number): Point => [x + way * dx * m, y - up * m];
