import { chance } from './chance.ts';
import { SRGB, SRGB_STEPS } from './colour.ts';

/** Blurs linear light in place: a box along each axis, `radius` pixels; parts of a pixel blend. @param spare as long as light */
export const blur = (
  light: Float32Array,
  lines: number,
  radius: number,
  spare: Float32Array,
): void => {
  if (radius < 0.05) return;
  const r = Math.ceil(radius);
  const share = radius / r;
  boxes(light, spare, lines, r, 3, lines * 3, share);
  boxes(spare, light, lines, r, lines * 3, 3, share);
};

/** One box pass: along `step`, for every line at `stride`. */
const boxes = (
  from: Float32Array,
  to: Float32Array,
  lines: number,
  r: number,
  step: number,
  stride: number,
  much: number,
): void => {
  const share = much / (2 * r + 1);
  const kept = 1 - much;
  for (let k = 0; k < lines; k += 1)
    for (let c = 0; c < 3; c += 1) {
      const first = k * stride + c;
      const last = first + (lines - 1) * step;
      let sum = (from[first] as number) * r;
      for (let i = 0; i < r; i += 1) sum += from[Math.min(last, first + i * step)] as number;
      for (let i = 0; i < lines; i += 1) {
        sum += from[Math.min(last, first + (i + r) * step)] as number;
        const o = first + i * step;
        to[o] = sum * share + kept * (from[o] as number);
        sum -= from[Math.max(first, first + (i - r) * step)] as number;
      }
    }
};

export interface ToneOf {
  readonly lines: number;
  /** How bright the whole is, and how far light and dark stand apart: 1 at rest. */
  readonly exposure: number;
  readonly contrast: number;
  /** Temperature: above 0 warmer, below colder. */
  readonly warm: number;
  /** How dark the edges are, 0..1. */
  readonly edges: number;
}

const DITHER = 1024;
const GRAIN = Float32Array.from({ length: DITHER }, (_, i) => chance(7, 77, i));
const PIVOT = 0.13;

/** Linear light to sRGB bytes: exposure, contrast about a dark middle, a soft shoulder, dark edges, dither. */
export const develop = (light: Float32Array, of: ToneOf, rgb: Uint8Array): void => {
  const { lines, exposure, contrast, warm, edges } = of;
  const red = exposure * (1 + 0.34 * warm);
  const green = exposure * (1 + 0.05 * warm);
  const blue = exposure * (1 - 0.34 * warm);
  const curve = curveOf(Math.round(contrast * 64) / 64);
  const last = SRGB_STEPS;
  for (let iy = 0, o = 0; iy < lines; iy += 1) {
    const dy = (iy + 0.5) / lines - 0.5;
    for (let ix = 0; ix < lines; ix += 1) {
      const dx = (ix + 0.5) / lines - 0.5;
      const d = dx * dx + dy * dy;
      const dark = 1 - edges * (d > 0.08 ? Math.min(1, (d - 0.08) * 2.2) : 0);
      const scale = dark * (last / SHOULDER);
      const grain = GRAIN[(o * 7 + iy * 131) & (DITHER - 1)] as number;
      const r = (light[o] as number) * red * scale;
      const g = (light[o + 1] as number) * green * scale;
      const b = (light[o + 2] as number) * blue * scale;
      rgb[o] = (curve[r < last ? (r > 0 ? r | 0 : 0) : last] as number) + grain;
      rgb[o + 1] = (curve[g < last ? (g > 0 ? g | 0 : 0) : last] as number) + grain;
      rgb[o + 2] = (curve[b < last ? (b > 0 ? b | 0 : 0) : last] as number) + grain;
      o += 3;
    }
  }
};

/** Linear light up to here is told apart. */
const SHOULDER = 2.5;

/** Light to bytes for one contrast: a power about the pivot, then 1 - exp. */
const made = (contrast: number): Float32Array => {
  const out = new Float32Array(SRGB_STEPS + 1);
  for (let i = 0; i <= SRGB_STEPS; i += 1) {
    const v = (i / SRGB_STEPS) * SHOULDER;
    const apart = PIVOT * (v / PIVOT) ** contrast;
    const shown = 1 - Math.exp(-apart * 1.25);
    out[i] = Math.min(254.99, SRGB[Math.round(shown * SRGB_STEPS)] as number);
  }
  return out;
};

const CURVES = new Map<number, Float32Array>();

/** The curve of a contrast in steps of 1/64: there are some hundred of them, each is made once. */
const curveOf = (contrast: number): Float32Array => {
  const curve = CURVES.get(contrast) ?? made(contrast);
  CURVES.set(contrast, curve);
  return curve;
};
