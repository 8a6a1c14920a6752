import { LAYER } from './cast.ts';
import { sway } from './chance.ts';
import type { Frame } from './frame.ts';

/** Adds a disc of light to the sky alone: what stands before it hides it. Places in pictures. */
export const splatBehind = (
  frame: Frame,
  x: number,
  y: number,
  r: number,
  red: number,
  green: number,
  blue: number,
): void => {
  const { lines, cast } = frame;
  for (
    let iy = Math.max(0, Math.floor((y - r) * lines));
    iy < Math.min(lines, (y + r) * lines);
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
      const v =
        Math.min(1, d) *
        (1 - (cast.mid[o] as number)) *
        (1 - (cast.near[o] as number)) *
        (1 - (cast.skyline[o] as number));
      frame.light[o * 3] = (frame.light[o * 3] as number) + red * v;
      frame.light[o * 3 + 1] = (frame.light[o * 3 + 1] as number) + green * v;
      frame.light[o * 3 + 2] = (frame.light[o * 3 + 2] as number) + blue * v;
    }
};

/** The one line that appears where she was not foreseen: across the picture at her height, brightest at her. */
export const line = (
  { lines, light }: Frame,
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
      let iy = Math.max(0, Math.floor(y) - 1);
      iy <= Math.min(lines - 1, Math.floor(y) + 2);
      iy += 1
    ) {
      const soft = v * Math.max(0, 1 - Math.abs(iy + 0.5 - y) / 1.2);
      const o = (iy * lines + ix) * 3;
      for (let c = 0; c < 3; c += 1) light[o + c] = (light[o + c] as number) + soft;
    }
  }
};

/** How near or high matter stands: near shapes high, the sky low, the matter's own height in between. */
export const reliefOf = ({ lines, cast, height }: Frame, relief: Uint8Array): void => {
  const n = lines * lines;
  for (let o = 0; o < n; o += 1) {
    const layer = cast.layer[o] as number;
    const stands = layer === LAYER.sky ? 0.04 : 0.95 / (1 + 1.3 * (cast.far[o] as number));
    relief[o] =
      255 *
      Math.min(1, stands * 0.72 + 0.25 * (height[o] as number) * (layer === LAYER.sky ? 0.4 : 1));
  }
};
