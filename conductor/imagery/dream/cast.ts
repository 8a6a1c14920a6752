import { BEND, BEND_WIDE } from './bend.ts';
import { COLUMNS } from './far.ts';
import type { Layout } from './layout.ts';
import { GRID } from './shapes/stand.ts';

/** What is seen at a pixel. */
export const LAYER = { sky: 0, back: 1, front: 2, ground: 3, wall: 4, mid: 5, near: 6 } as const;
export const LAYERS = 7;

/** What every pixel shows and where its matter is fetched from. All [lines, lines] from the top. */
export interface Cast {
  readonly layer: Uint8Array;
  /** How much of the pixel the middle shapes, the near shapes and the skyline cover, 0..1. */
  readonly mid: Float32Array;
  readonly near: Float32Array;
  readonly skyline: Float32Array;
  /** How far the light has come through haze, in pictures. */
  readonly far: Float32Array;
  /** Part of the memory's colour, 0..1, above 1 it shines; distance to the shape's edge. */
  readonly ink: Float32Array;
  readonly edge: Float32Array;
  /** Where matter is fetched from. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly footprint: Float32Array;
}

export const newCast = (lines: number): Cast => {
  const n = lines * lines;
  const row = (): Float32Array => new Float32Array(n);
  return {
    layer: new Uint8Array(n),
    mid: row(),
    near: row(),
    skyline: row(),
    far: row(),
    ink: row(),
    edge: row(),
    x: row(),
    y: row(),
    footprint: row(),
  };
};

export interface CastOf {
  readonly lines: number;
  /** Every `shares`-th row from `phase` is cast, the others stay. */
  readonly phase: number;
  readonly shares: number;
  readonly layout: Layout;
  /** Where the horizon of each column is, pictures from the top. [lines] */
  readonly horizon: Float32Array;
  /** Where the layout was made for, and how far a room closes the place, 0..1; half its far wall. */
  readonly room: number;
  readonly wallHalf: number;
  /** Metres of way so far, in units of matter; seconds of slow air. */
  readonly way: number;
  readonly airWay: number;
  /** Softness of edges, pictures; size of a pixel of matter as seen, at least. */
  readonly soft: number;
  readonly nearSoft: number;
  readonly blurUnits: number;
  /** How near matter is: more is larger. 1 at rest. */
  readonly zoom: number;
  readonly bend: Float32Array;
  /** Height of matter in the picture before: edges are as rough as what they are made of. */
  readonly height: Float32Array;
  readonly roughness: number;
}

const MATTER_UNITS = 1.5;

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

const stepped = (d: number, soft: number): number => {
  const v = (d / soft) * 0.5 + 0.5;
  return v <= 0 ? 0 : v >= 1 ? 1 : v * v * (3 - 2 * v);
};

/** Decides for the pixels of a share of the rows what is seen there and which matter it is made of. */
export const castAll = (cast: Cast, of: CastOf): void => {
  const {
    lines,
    layout,
    horizon,
    room,
    wallHalf,
    way,
    airWay,
    soft,
    nearSoft,
    zoom,
    bend,
    height,
    roughness,
  } = of;
  const { layer, mid, near, skyline, far, ink, edge, x: xs, y: ys, footprint } = cast;
  const midRow = new Float32Array(GRID);
  const nearRow = new Float32Array(GRID);
  const bendRow = new Float32Array(BEND * BEND_WIDE);
  const px = 1 / lines;
  const minor = Math.max(px * MATTER_UNITS * zoom, of.blurUnits);
  const standScale = (MATTER_UNITS * 1.6) / zoom;
  const nearScale = (MATTER_UNITS * 0.7) / zoom;
  for (let iy = of.phase; iy < lines; iy += of.shares) {
    let o = iy * lines;
    const y = (iy + 0.5) * px;
    rowOf(layout.mid.inside, GRID, 1, y, midRow);
    rowOf(layout.near.inside, GRID, 1, y, nearRow);
    rowOf(bend, BEND, BEND_WIDE, y, bendRow);
    const gridRow = Math.min(GRID - 1, (y * GRID) | 0) * GRID;
    for (let ix = 0; ix < lines; ix += 1, o += 1) {
      const x = (ix + 0.5) * px;
      const gx = Math.min(GRID - 1.001, Math.max(0, x * GRID - 0.5));
      const g = gx | 0;
      const gf = gx - g;
      const rough = ((height[o] as number) - 0.5) * roughness;
      const b = Math.min(BEND - 1, (x * BEND) | 0) * BEND_WIDE;
      const ox = bendRow[b] as number;
      const oy = bendRow[b + 1] as number;
      const nd =
        (nearRow[g] as number) + gf * ((nearRow[g + 1] as number) - (nearRow[g] as number)) + rough;
      const nearCover = stepped(nd, nearSoft);
      near[o] = nearCover;
      const h = horizon[ix] as number;
      const dy = y - h;
      if (nearCover > 0.97) {
        layer[o] = 6;
        const cell = gridRow + Math.min(GRID - 1, (x * GRID) | 0);
        ink[o] = layout.near.ink[cell] as number;
        edge[o] = nd;
        far[o] = 0.02;
        mid[o] = 0;
        skyline[o] = 1;
        xs[o] = x * nearScale + ox + 3;
        ys[o] = y * nearScale + oy + 7;
        footprint[o] = minor * 0.6 + of.nearSoft * 0.5;
        continue;
      }
      const leafy = layout.mid.ink[gridRow + Math.min(GRID - 1, (x * GRID) | 0)] as number;
      const md =
        (midRow[g] as number) +
        gf * ((midRow[g + 1] as number) - (midRow[g] as number)) +
        rough * (leafy > 0.4 && leafy < 0.9 ? 2.6 : 0.7);
      const midCover = stepped(md, soft);
      mid[o] = midCover;
      if (midCover > 0.5) {
        const cell = gridRow + Math.min(GRID - 1, (x * GRID) | 0);
        const f = layout.mid.far[cell] as number;
        layer[o] = 5;
        ink[o] = layout.mid.ink[cell] as number;
        edge[o] = md;
        far[o] = 0.12 + 1.5 * f * f;
        skyline[o] = 1;
        xs[o] = x * standScale + ox + f * 5;
        ys[o] = y * standScale * 0.7 + oy;
        footprint[o] = minor;
        continue;
      }
      edge[o] = md;
      ink[o] = 0;
      skyline[o] = 1;
      const rx = (x - 0.5) * 1.0;
      const side = rx < 0 ? -rx : rx;
      if (room > 0.02) {
        const down = dy * 1.15;
        const high = down < 0 ? -down : down;
        const span = side > high ? side : high;
        const closed = span > (1 - room) * 0.8;
        if (closed && span < wallHalf) {
          layer[o] = 4;
          far[o] = 0.25;
          xs[o] = rx * 2.4 + 11 + ox;
          ys[o] = dy * 2.4 + oy;
          footprint[o] = minor;
          continue;
        }
        if (closed && !(high >= side && down > 0)) {
          const z = 0.5 / span;
          layer[o] = 4;
          far[o] = 0.06 * z;
          const across = side > high ? down / span : rx / span;
          xs[o] = z * 1.3 + ox + (rx < 0 ? 20 : 30) + (side > high ? 0 : 11);
          ys[o] = across * 0.8 + oy;
          footprint[o] = Math.max(minor, (z * px * 1.4) / span);
          continue;
        }
      }
      if (dy > 0) {
        const d = dy + 0.012;
        const depth = 0.4 / d;
        layer[o] = 3;
        far[o] = 0.045 / d;
        const scale = 0.85 * zoom;
        xs[o] = (rx * depth * 1.15) / scale + ox * 2;
        ys[o] = (depth * 0.75) / scale + way + oy * 2;
        footprint[o] = Math.max(
          of.blurUnits,
          (px * depth * 1.3) / scale,
          (px * depth * 0.5) / d / scale,
        );
        continue;
      }
      const c = Math.min(COLUMNS - 1.001, x * COLUMNS);
      const ci = c | 0;
      const cf = c - ci;
      const top =
        (layout.front[ci] as number) +
        cf * ((layout.front[ci + 1] as number) - (layout.front[ci] as number));
      const cover = top > 0.001 ? stepped(top + dy + rough * 0.8, soft * 1.2) : 0;
      if (cover > 0.5) {
        layer[o] = 2;
        skyline[o] = cover;
        far[o] = 1.3;
        xs[o] = x * 3.2 + ox;
        ys[o] = y * 3.2 + oy + 5;
        footprint[o] = Math.max(minor * 2, 0.008);
        edge[o] = top + dy;
        continue;
      }
      const top2 =
        (layout.back[ci] as number) +
        cf * ((layout.back[ci + 1] as number) - (layout.back[ci] as number));
      const cover2 = top2 > 0.001 ? stepped(top2 + dy + rough * 0.8, soft * 1.6) : 0;
      if (cover2 > 0.5) {
        layer[o] = 1;
        skyline[o] = cover2;
        far[o] = 2.4;
        xs[o] = x * 3.6 + ox + 9;
        ys[o] = y * 3.6 + oy;
        footprint[o] = Math.max(minor * 2, 0.012);
        edge[o] = top2 + dy;
        continue;
      }
      layer[o] = 0;
      far[o] = 0;
      skyline[o] = Math.max(cover, cover2);
      const up = -dy + 0.25;
      xs[o] = (rx * 0.5) / up + airWay + ox * 2;
      ys[o] = 0.55 / up + oy * 2;
      footprint[o] = Math.max(minor, 0.006);
    }
  }
};
