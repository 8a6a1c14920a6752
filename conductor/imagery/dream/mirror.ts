import { asideOf } from './gather.ts';
import type { Layout } from './layout.ts';
import { CELLS, FAR_STEP, HIGH, HUED, LEFT, LOOK, type Plane, TOP, WIDE } from './plane.ts';
import { clearness, STRETCH_M } from './seen.ts';

/** What `mirrorAt` writes: cover, tone, glow, and how much of the cover is haze. */
export const MIRRORED = 4;

/** A plane that a wet ground mirrors: about which line, how far aside it lies, how clear each distance is. */
export interface Mirror {
  readonly plane: Plane;
  /** Pictures below the horizon, and pictures within one turn of the plane. */
  readonly foot: number;
  readonly aside: number;
}

/** A plane comes again after so many pictures. */
const TURN = WIDE / CELLS;

/** The planes of a layout that are mirrored, the nearest first. */
export const mirrorsOf = (layout: Layout, eye: number, aside: number): Mirror[] =>
  [3, 2, 1, 0].flatMap((k) => {
    const plane = layout.planes[k];
    if (!plane || plane.measure[1] === 0) return [];
    const moved = asideOf(layout, k, aside);
    return [
      {
        plane,
        foot: eye / (plane.measure[0] as number),
        aside: moved - Math.floor(moved / TURN) * TURN,
      },
    ];
  });

/** What stands on a still ground, upside down in it: each plane about the line where its things stand. */
export const mirrorAt = (
  mirrors: readonly Mirror[],
  there: Float32Array,
  haze: number,
  x: number,
  dy: number,
  stray: number,
  out: Float32Array,
): void => {
  let left = 1;
  let tone = 0;
  let glow = 0;
  let hazed = 0;
  for (let k = 0; k < mirrors.length; k += 1) {
    const { plane, foot, aside } = mirrors[k] as Mirror;
    const up = 2 * foot - dy - stray * 0.8;
    const y = ((up - TOP) * CELLS) | 0;
    if (up > foot || y < 0 || y >= HIGH) continue;
    let gx = ((x - LEFT + aside) * CELLS) | 0;
    if (gx >= WIDE) gx -= WIDE;
    if (gx < (plane.first[y] as number) || gx > (plane.last[y] as number)) continue;
    if (gx < 0 || gx >= WIDE) continue;
    const o = y * WIDE + gx;
    const c = plane.cover[o] as number;
    if (c < 2) continue;
    const l = o * LOOK;
    const { look } = plane;
    const v = left * c * (1 / 255) * (there[look[l + 3] as number] as number);
    const clear = clearness(haze, ((look[l] as number) * FAR_STEP) / STRETCH_M);
    hazed += v * (1 - clear);
    const own = look[l + 1] as number;
    tone += v * clear * (own % HUED) * (1 / HUED);
    const light = look[l + 2] as number;
    if (light >= 128) glow += v * clear * (light - 128) * (1 / 127);
    left -= v;
    if (left < 0.03) break;
  }
  out[0] = 1 - left;
  out[1] = tone;
  out[2] = glow;
  out[3] = hazed;
};

/** How dark the shade of things is on the ground at a place, 0..1. */
export const shadowAt = (
  { shadows }: Layout,
  there: Float32Array,
  x: number,
  dy: number,
): number => {
  const y = ((dy - TOP) * CELLS) | 0;
  if (y < 0 || y >= HIGH) return 0;
  const gx = ((x - LEFT) * CELLS) | 0;
  if (gx < (shadows.first[y] as number) || gx > (shadows.last[y] as number)) return 0;
  const o = y * WIDE + gx;
  const c = shadows.cover[o] as number;
  return c === 0 ? 0 : c * (1 / 255) * (there[shadows.look[o * LOOK + 3] as number] as number);
};
