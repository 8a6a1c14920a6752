import { type Cast, LAYER } from './cast.ts';
import { sway } from './chance.ts';
import type { Frame } from './frame.ts';
import type { Rows } from './rows.ts';
import type { Canvas } from './splat.ts';

/** Adds a disc of light to the sky alone: what stands before it hides it. Places in pictures. */
export const splatBehind = (
  { lines, light, from, to }: Canvas,
  cast: Cast,
  x: number,
  y: number,
  r: number,
  red: number,
  green: number,
  blue: number,
): void => {
  for (
    let iy = Math.max(from, Math.floor((y - r) * lines));
    iy < Math.min(to, (y + r) * lines);
    iy += 1
  )
    for (
      let ix = Math.max(0, Math.floor((x - r) * lines));
      ix < Math.min(lines, (x + r) * lines);
      ix += 1
    ) {
      const o = iy * lines + ix;
      if (cast.layer[o] !== LAYER.sky) continue;
      const d =
        (1 - Math.hypot((ix + 0.5) / lines - x, (iy + 0.5) / lines - y) / r) * r * lines * 0.5;
      if (d <= 0) continue;
      const v = Math.min(1, d) * (1 - (cast.cover[o] as number));
      light[o * 3] = (light[o * 3] as number) + red * v;
      light[o * 3 + 1] = (light[o * 3 + 1] as number) + green * v;
      light[o * 3 + 2] = (light[o * 3 + 2] as number) + blue * v;
    }
};

/** The one line that appears where she was not foreseen: across the picture at her height, brightest at her. */
export const line = (
  { lines, light, from, to }: Canvas,
  touch: { x: number; y: number },
  surprise: number,
  seed: number,
): void => {
  if (surprise < 0.02) return;
  for (let ix = 0; ix < lines; ix += 1) {
    const x = (ix + 0.5) / lines;
    const y = (touch.y + 0.05 * sway(seed, 611, x * 1.7) + 0.01 * sway(seed, 612, x * 7)) * lines;
    const v = surprise * 0.9 * Math.exp(-(((x - touch.x) / 0.34) ** 2));
    for (
      let iy = Math.max(from, Math.floor(y) - 1);
      iy <= Math.min(to - 1, Math.floor(y) + 2);
      iy += 1
    ) {
      const soft = v * Math.max(0, 1 - Math.abs(iy + 0.5 - y) / 1.2);
      const o = (iy * lines + ix) * 3;
      for (let c = 0; c < 3; c += 1) light[o + c] = (light[o + c] as number) + soft;
    }
  }
};

/** How near or high matter stands in some rows: near shapes high, the sky low, the matter's own height in between. */
export const reliefOf = (
  { lines, cast, height, relief }: Frame,
  { from, to, step }: Rows,
): void => {
  for (let iy = from; iy < to; iy += step)
    for (let o = iy * lines; o < (iy + 1) * lines; o += 1) {
      const isSky = cast.layer[o] === LAYER.sky;
      const stands = isSky ? 0.04 : 0.95 / (1 + 1.3 * (cast.far[o] as number));
      const own = 0.25 * (height[o] as number) * (isSky ? 0.4 : 1);
      relief[o] = 255 * Math.min(1, stands * 0.72 + own);
    }
};
