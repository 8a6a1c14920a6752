import type { Layout } from './layout.ts';
import type { Rows } from './rows.ts';
import { OWN, type Takes } from './shared.ts';

/** What is seen at a pixel, most of it. */
export const LAYER = { sky: 0, back: 1, front: 2, ground: 3, wall: 4, mid: 5, near: 6 } as const;
export const LAYERS = 7;

/** What every pixel shows and where its matter is fetched from. All [lines, lines] from the top. */
export interface Cast {
  readonly layer: Uint8Array;
  /** How much of the pixel stands before sky, ground and walls, 0..1; and how much of that comes through the haze. */
  readonly cover: Float32Array;
  readonly solid: Float32Array;
  /** Sums over what stands there, weighed as `solid`: the memory's colour, white, the ground's colour, light that shines through it, light of its own. */
  readonly tone: Float32Array;
  readonly pale: Float32Array;
  readonly leaf: Float32Array;
  readonly through: Float32Array;
  readonly glow: Float32Array;
  /** How far what is seen most is, in stretches of haze: 1 is 36 metres. */
  readonly far: Float32Array;
  /** Where matter is fetched from. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly footprint: Float32Array;
}

export const newCast = (lines: number, { floats, bytes }: Takes = OWN): Cast => {
  const n = lines * lines;
  const row = (): Float32Array => floats(n);
  return {
    layer: bytes(n),
    cover: row(),
    solid: row(),
    tone: row(),
    pale: row(),
    leaf: row(),
    through: row(),
    glow: row(),
    far: row(),
    x: row(),
    y: row(),
    footprint: row(),
  };
};

export interface CastOf {
  readonly lines: number;
  /** Rows that are cast, the others stay. Another hand may be at others: see castAll. */
  readonly rows: Rows;
  readonly layout: Layout;
  /** How much of each part is there, 0..1. */
  readonly there: Float32Array;
  /** Where the horizon of each column is, pictures from the top. [lines] */
  readonly horizon: Float32Array;
  /** How far the near plane lies below its place, pictures; where heavy matter begins in each column. [lines] */
  readonly heap: Float32Array;
  /** How far a room closes the place, 0..1; half its far wall; where the way vanishes, across. */
  readonly room: number;
  readonly wallHalf: number;
  readonly vanish: number;
  /** Metres: her eyes above the ground, how far she has come along and sideways, slow air in units of matter. */
  readonly eye: number;
  readonly way: number;
  readonly aside: number;
  readonly airWay: number;
  /** How thick the air is: see `through`. */
  readonly haze: number;
  /** Wind now, pictures a cell of the grid may give way; seconds of it. */
  readonly breeze: number;
  readonly t: number;
  /** Size of a pixel of matter as seen, units, at least; how the ground's matter is scaled. */
  readonly blurUnits: number;
  readonly grain: number;
  readonly softGround: number;
  /** How near matter is: more is larger. 1 at rest. */
  readonly zoom: number;
  readonly bend: Float32Array;
}

/** Metres that one stretch of haze is long. */
export const STRETCH_M = 36;

/** How much of what is `far` stretches away comes through the haze, 0..1. */
export const clearness = (haze: number, far: number): number =>
  1 / (1 + haze * far * (1.1 + 0.6 * haze * far));

/** One row of a grid between two of its rows. */
export const rowOf = (
  grid: Float32Array,
  size: number,
  wide: number,
  y: number,
  out: Float32Array,
): void => {
  const at = Math.min(size - 1, Math.max(0, y * size - 0.5));
  const a = Math.min(size - 2, at | 0);
  const f = at - a;
  const first = a * size * wide;
  const next = first + size * wide;
  const n = size * wide;
  for (let i = 0; i < n; i += 1) {
    const low = grid[first + i] as number;
    out[i] = low + f * ((grid[next + i] as number) - low);
  }
};
