import {
  CELLS,
  type Dab,
  dab,
  FAR_STEP,
  HIGH,
  HUED,
  LEFT,
  type Plane,
  SWAY_HIGH,
  SWAY_WIDE,
  TOP,
  WIDE,
} from '../plane.ts';
import { FINE_GRAIN } from '../textures.ts';
import type { Look, Point } from './brush.ts';

/** How a brush leaves paper bare at an edge: most where half is covered. */
const ragged = (ix: number, iy: number, v: number, soft: number): number =>
  (soft > 1.7 ? 0.3 : 1) * v * (1 - v) * (FINE_GRAIN[((iy & 255) << 8) | (ix & 255)] as number);

export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Rows of a plane that are laid now: `from` .. `to - 1`. What is large is laid a few rows at a time. */
export interface Strip {
  readonly from: number;
  readonly to: number;
}
export const WHOLE: Strip = { from: 0, to: HIGH };

/** The rows of a plane that something between two heights can reach; `pad` cells more. */
export const stripOf = (top: number, bottom: number, pad: number): Strip => ({
  from: Math.max(0, Math.floor((top - TOP) * CELLS - pad)),
  to: Math.min(HIGH, Math.ceil((bottom - TOP) * CELLS + pad) + 1),
});

const tonedAs = (tone: number, { pale, leaf }: Look): number =>
  (pale ? HUED : leaf ? 2 * HUED : 0) + Math.round((HUED - 1) * Math.min(1, Math.max(0, tone)));

const dabOf = (look: Look, part: number): { -readonly [k in keyof Dab]: Dab[k] } => ({
  far: Math.min(255, Math.max(1, Math.round(look.away / FAR_STEP))),
  tone: tonedAs(look.tone ?? 0, look),
  light: look.glow
    ? 128 + Math.round(127 * Math.min(1, look.glow))
    : Math.round(127 * Math.min(1, look.through ?? 0)),
  part,
});

const swayed = (plane: Plane, [left, top, right, bottom]: Box, much: number): void => {
  const cell = (v: number, n: number): number => Math.min(n - 1, Math.max(0, Math.floor(v * n)));
  const x1 = cell((right - LEFT) / (WIDE / CELLS), SWAY_WIDE);
  const y1 = cell((bottom - TOP) / (HIGH / CELLS), SWAY_HIGH);
  for (let iy = cell((top - TOP) / (HIGH / CELLS), SWAY_HIGH); iy <= y1; iy += 1)
    for (let ix = cell((left - LEFT) / (WIDE / CELLS), SWAY_WIDE); ix <= x1; ix += 1) {
      const o = iy * SWAY_WIDE + ix;
      plane.sway[o] = Math.max(plane.sway[o] ?? 0, much);
    }
};

/** Lays a field into a plane: distances inside an edge in pictures, or where `look.soft` is 0 how much there is. */
export const layField = (
  plane: Plane,
  box: Box,
  look: Look,
  part: number,
  inside: (x: number, y: number) => number,
  toned: ((x: number, y: number) => number) | undefined,
  strip: Strip,
): void => {
  const soft = look.soft ?? 1;
  const much = look.much ?? 1;
  const pad = Math.max(1, soft) / CELLS;
  const one = dabOf(look, part);
  const x0 = Math.max(-WIDE, Math.floor((box[0] - pad - LEFT) * CELLS));
  const x1 = Math.min(2 * WIDE, Math.ceil((box[2] + pad - LEFT) * CELLS));
  const y0 = Math.max(strip.from, Math.floor((box[1] - pad - TOP) * CELLS));
  const y1 = Math.min(strip.to - 1, Math.ceil((box[3] + pad - TOP) * CELLS));
  for (let iy = y0; iy <= y1; iy += 1) {
    const y = (iy + 0.5) / CELLS + TOP;
    for (let ix = x0; ix <= x1; ix += 1) {
      const x = (ix + 0.5) / CELLS + LEFT;
      const d = inside(x, y);
      const v = soft === 0 ? d : (d * CELLS) / soft + 0.5;
      if (soft === 0 ? v <= 0 : v < -1) continue;
      if (toned) one.tone = tonedAs(toned(x, y), look);
      const kept = v > 1 ? 1 : v < 0 ? 0 : v;
      dab(
        plane,
        ix,
        iy,
        much * (soft === 0 ? kept : Math.min(1, Math.max(0, kept + ragged(ix, iy, kept, soft)))),
        one,
      );
    }
  }
  if (look.sway) swayed(plane, box, look.sway);
};

/** Lays a line from a to b, `ra` and `rb` thick at its ends; of each row only the cells that it can reach. */
export const layLimb = (
  plane: Plane,
  [ax, ay]: Point,
  [bx, by]: Point,
  ra: number,
  rb: number,
  look: Look,
  part: number,
  strip: Strip,
): void => {
  const soft = look.soft ?? 1;
  const much = look.much ?? 1;
  const one = dabOf(look, part);
  const dx = bx - ax;
  const dy = by - ay;
  const per = 1 / (dx * dx + dy * dy || 1e-9);
  const r = Math.max(ra, rb);
  const reach = r + Math.max(1.5, soft) / CELLS;
  const scale = CELLS / soft;
  const y0 = Math.max(strip.from, Math.floor((Math.min(ay, by) - reach - TOP) * CELLS));
  const y1 = Math.min(strip.to - 1, Math.ceil((Math.max(ay, by) + reach - TOP) * CELLS));
  for (let iy = y0; iy <= y1; iy += 1) {
    const y = (iy + 0.5) / CELLS + TOP;
    let near = 0;
    let far = 1;
    if (dy > 1e-5 || dy < -1e-5) {
      const a = (y - reach - ay) / dy;
      const b = (y + reach - ay) / dy;
      near = Math.min(1, Math.max(0, Math.min(a, b)));
      far = Math.min(1, Math.max(0, Math.max(a, b)));
    }
    const xa = ax + near * dx;
    const xb = ax + far * dx;
    const x0 = Math.max(-WIDE, Math.floor((Math.min(xa, xb) - reach - LEFT) * CELLS));
    const x1 = Math.min(2 * WIDE, Math.ceil((Math.max(xa, xb) + reach - LEFT) * CELLS));
    for (let ix = x0; ix <= x1; ix += 1) {
      const px = (ix + 0.5) / CELLS + LEFT - ax;
      const py = y - ay;
      let along = (px * dx + py * dy) * per;
      along = along < 0 ? 0 : along > 1 ? 1 : along;
      const ex = px - along * dx;
      const ey = py - along * dy;
      const v = (ra + (rb - ra) * along - Math.sqrt(ex * ex + ey * ey)) * scale + 0.5;
      if (v < -1) continue;
      const kept = v > 1 ? 1 : v < 0 ? 0 : v;
      dab(plane, ix, iy, much * Math.min(1, Math.max(0, kept + ragged(ix, iy, kept, soft))), one);
    }
  }
  if (look.sway)
    swayed(
      plane,
      [Math.min(ax, bx) - r, Math.min(ay, by) - r, Math.max(ax, bx) + r, Math.max(ay, by) + r],
      look.sway,
    );
};

/** Where a level line enters and leaves a polygon, from the left. */
const crossings = (points: readonly Point[], y: number, out: number[]): void => {
  out.length = 0;
  for (let i = 0, j = points.length - 1; i < points.length; j = i, i += 1) {
    const [ax, ay] = points[i] as Point;
    const [bx, by] = points[j] as Point;
    if (ay > y !== by > y) out.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
  }
  out.sort((a, b) => a - b);
};

const SCANS = 5;

/** Lays a polygon of any form, its edge `look.soft` cells wide. */
export const layPolygon = (
  plane: Plane,
  points: readonly Point[],
  look: Look,
  part: number,
  strip: Strip,
): void => {
  const soft = Math.max(1, look.soft ?? 1);
  const much = look.much ?? 1;
  const one = dabOf(look, part);
  const ys = points.map(([, y]) => y);
  const top = Math.min(...ys);
  const bottom = Math.max(...ys);
  const row = new Float32Array(3 * WIDE);
  const at: number[] = [];
  const y0 = Math.max(strip.from, Math.floor((top - TOP) * CELLS - soft));
  const y1 = Math.min(strip.to - 1, Math.ceil((bottom - TOP) * CELLS + soft));
  for (let iy = y0; iy <= y1; iy += 1) {
    let first = 3 * WIDE;
    let last = -1;
    for (let s = 0; s < SCANS; s += 1) {
      crossings(points, (iy + 0.5 + ((s + 0.5) / SCANS - 0.5) * soft) / CELLS + TOP, at);
      for (let k = 0; k + 1 < at.length; k += 2) {
        const left = ((at[k] as number) - LEFT) * CELLS + WIDE;
        const right = ((at[k + 1] as number) - LEFT) * CELLS + WIDE;
        const x0 = Math.max(0, Math.floor(left - soft));
        const x1 = Math.min(3 * WIDE - 1, Math.ceil(right + soft));
        for (let ix = x0; ix <= x1; ix += 1) {
          const a = (ix + 0.5 - left) / soft + 0.5;
          const b = (right - ix - 0.5) / soft + 0.5;
          const v = Math.min(a, b, 1);
          if (v > 0) row[ix] = (row[ix] as number) + v / SCANS;
        }
        if (x0 < first) first = x0;
        if (x1 > last) last = x1;
      }
    }
    for (let ix = first; ix <= last; ix += 1) {
      const v = row[ix] as number;
      row[ix] = 0;
      dab(
        plane,
        ix - WIDE,
        iy,
        much * (v <= 0 ? 0 : Math.min(1, Math.max(0, v + ragged(ix, iy, v, soft)))),
        one,
      );
    }
  }
  if (look.sway)
    swayed(
      plane,
      [Math.min(...points.map(([x]) => x)), top, Math.max(...points.map(([x]) => x)), bottom],
      look.sway,
    );
};
