import { WALL_SHEETS } from '#contracts/wall';
import { textureRandom } from '../textures/noise.ts';

/** Where a sheet hangs: its middle (stage heights from the middle of the stage), half its size, how far back it is. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** 0 near .. 1 far. */
  readonly depth: number;
  /** How far it is turned out of the plane, radians. */
  readonly turn: number;
}

const mix = (a: number, b: number, k: number): number => a + (b - a) * k;
/** Rows from the nearest to the farthest: how far back, where they hang, how high a sheet is. */
const ROWS = [
  { depth: 0.0, y: -0.2, half: 0.1, wide: 0.97 },
  { depth: 0.35, y: 0.045, half: 0.076, wide: 0.86 },
  { depth: 0.68, y: 0.215, half: 0.055, wide: 0.7 },
  { depth: 1, y: 0.33, half: 0.04, wide: 0.54 },
] as const;
const COLUMNS = WALL_SHEETS / ROWS.length;
/** The order in which rows and columns fill: from the middle of the room outwards. */
const ROW_ORDER = [1, 2, 0, 3] as const;
const COLUMN_ORDER = [6, 4, 8, 3, 9, 5, 7, 2, 10, 1, 11, 0] as const;

/** How close one stands to a wall of so many sheets: a single one is a window, many are a town. */
export const closeTo = (sheets: number): number => 1 + 1.3 * Math.exp(-Math.max(0, sheets - 1) / 5);

/** Where the sheets of a wall hang on a stage so wide; no two walls hang alike. */
export const placesOf = (seed: number, aspect: number): readonly Place[] => {
  const random = textureRandom(seed + 131);
  return Array.from({ length: WALL_SHEETS }, (_, n): Place => {
    const turnOf = Math.floor(n / ROWS.length);
    const row = ROWS[ROW_ORDER[n % ROWS.length] ?? 0] ?? ROWS[0];
    const side = COLUMN_ORDER[(turnOf + (n % 4 === 2 ? 1 : 0)) % COLUMNS] ?? 0;
    const column = n % 2 === 0 ? side : COLUMNS - 1 - side;
    const half = row.half * mix(0.88, 1.1, random());
    const slot = (column + 0.5 + mix(-0.16, 0.16, random())) / COLUMNS - 0.5;
    return {
      x: slot * row.wide * Math.min(1.9, aspect),
      y: row.y + mix(-0.02, 0.02, random()) * (1.4 - row.depth) - 0.05 * slot * slot,
      halfWidth: half * mix(0.54, 0.64, random()) * Math.min(1, aspect / 1.78),
      halfHeight: half,
      depth: row.depth,
      turn: mix(-0.3, 0.3, random()),
    };
  });
};
