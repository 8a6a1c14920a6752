import { chance } from './chance.ts';
import { SRGB, SRGB_STEPS } from './colour.ts';
import { finishKernel } from './finish-kernel.ts';

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

/** Rows of a picture: `to` is the first that is not one of them. */
export interface Some {
  readonly from: number;
  readonly to: number;
}

/** What a hand finishes pictures with; it has room of its own. */
export interface Finisher {
  /**
   * Rows of linear light to sRGB bytes: blurred by a box along each axis, `radius` pixels, of which a part is taken
   * where it is not whole; exposure, contrast about a dark middle, a soft shoulder, dark edges, dither. Rows of
   * `light` beyond these are read, at most MOST_RADIUS away. At most MOST_ROWS at once.
   */
  finish(light: Float32Array, radius: number, of: ToneOf, rgb: Uint8Array, rows: Some): void;
}

export const MOST_ROWS = 32;
const MOST_LINES = 1024;
/** Pixels a box reaches at most. */
const MOST_RADIUS = 16;
/** A blur so small that nobody sees it is none. */
const SHARP = 0.05;

/** Bytes are told apart in so many parts while they are dithered. */
const PARTS = 256;
const DITHER = 1024;
const GRAIN = Uint8Array.from({ length: DITHER }, (_, i) => chance(7, 77, i) * PARTS);
export const PIVOT = 0.13;
/** Linear light up to here is told apart. */
const SHOULDER = 2.5;
/** Edges begin to darken at this squared distance from the middle, and so steeply. */
const EDGE = 0.08;
const FALL = 2.2;

/** Bytes in the kernel's memory. Rows have room for what the box reaches beyond their ends. */
const PIXEL = 12;
const ROW = (MOST_LINES + 2 * MOST_RADIUS + 4) * PIXEL;
const ROWS = MOST_ROWS + 2 * MOST_RADIUS;
const LIGHT = 0;
const BLURRED = LIGHT + ROW * ROWS;
const ONE = BLURRED + ROW * ROWS;
const OUT = ONE + ROW;
const CURVE = OUT + MOST_ROWS * MOST_LINES * 3;
const GRAINS = CURVE + 2 * (SRGB_STEPS + 2);
const ACROSS = GRAINS + DITHER;
const PAGES = Math.ceil((ACROSS + 4 * MOST_LINES) / 65536);

export const openFinisher = (): Finisher => {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
  const { buffer } = memory;
  const kernel = finishKernel(memory);
  const floats = new Float32Array(buffer);
  const bytes = new Uint8Array(buffer);
  const across = new Float32Array(buffer, ACROSS, MOST_LINES);
  const curve = new Uint16Array(buffer, CURVE, SRGB_STEPS + 1);
  bytes.set(GRAIN, GRAINS);
  let [lined, contrasted] = [0, Number.NaN];

  /** Puts a row of light where the kernel reads it, and its ends beyond it. */
  const put = (light: Float32Array, lines: number, iy: number, at: number, r: number): void => {
    const wide = lines * 3;
    const from = Math.min(lines - 1, Math.max(0, iy)) * wide;
    const first = at / 4 + MOST_RADIUS * 3;
    floats.set(light.subarray(from, from + wide), first);
    for (let k = 1; k <= r; k += 1) {
      floats.copyWithin(first - 3 * k, first, first + 3);
      floats.copyWithin(first + wide + 3 * (k - 1), first + wide - 3, first + wide);
    }
  };

  const setUp = ({ lines, contrast }: ToneOf): void => {
    if (lines !== lined)
      for (let i = 0; i < lines; i += 1) across[i] = ((i + 0.5) / lines - 0.5) ** 2;
    lined = lines;
    const rounded = Math.round(contrast * 64) / 64;
    if (rounded !== contrasted) curve.set(curveOf(rounded));
    contrasted = rounded;
  };

  return {
    finish(light, radius, of, rgb, { from, to }) {
      setUp(of);
      const { lines, exposure, warm, edges } = of;
      const r = radius < SHARP ? 0 : Math.min(MOST_RADIUS, Math.ceil(radius));
      const much = r === 0 ? 0 : Math.min(1, radius / r);
      const [share, kept] = [much / (2 * r + 1), 1 - much];
      const scale = exposure * (SRGB_STEPS / SHOULDER);
      const wide = lines * PIXEL;
      const rows = to - from;
      const inset = MOST_RADIUS * PIXEL;
      for (let k = 0; k < rows + 2 * r; k += 1) {
        const at = LIGHT + k * ROW;
        put(light, lines, from - r + k, at, r);
        const own = at + inset;
        const out = BLURRED + k * ROW;
        if (r > 0)
          kernel.box(own - r * PIXEL, PIXEL, 2 * r + 1, own, out, out + wide, share, kept, 0);
      }
      for (let k = 0; k < rows; k += 1) {
        const iy = from + k;
        const blurred = BLURRED + k * ROW;
        if (r > 0)
          kernel.box(blurred, ROW, 2 * r + 1, blurred + r * ROW, ONE, ONE + wide, share, kept, 0);
        const row = r > 0 ? ONE : LIGHT + k * ROW + inset;
        const out = OUT + k * lines * 3;
        const places = [row, ACROSS, CURVE, GRAINS, iy * (lines * 21 + 131), out, out + lines * 3];
        const [red, green, blue] = [1 + 0.34 * warm, 1 + 0.05 * warm, 1 - 0.34 * warm];
        kernel.tone(
          ...places,
          across[iy] as number,
          EDGE,
          FALL,
          scale * red,
          scale * green,
          scale * blue,
          SRGB_STEPS,
          edges,
          0,
          1,
        );
      }
      rgb.set(bytes.subarray(OUT, OUT + rows * lines * 3), from * lines * 3);
    },
  };
};

/** Light to bytes, in parts of a byte, for one contrast: a power about the pivot, then 1 - exp. */
const made = (contrast: number): Uint16Array => {
  const out = new Uint16Array(SRGB_STEPS + 1);
  for (let i = 0; i <= SRGB_STEPS; i += 1) {
    const v = (i / SRGB_STEPS) * SHOULDER;
    const apart = PIVOT * (v / PIVOT) ** contrast;
    const shown = 1 - Math.exp(-apart * 1.25);
    out[i] = PARTS * Math.min(254.99, SRGB[Math.round(shown * SRGB_STEPS)] as number);
  }
  return out;
};

const CURVES = new Map<number, Uint16Array>();

/** The curve of a contrast in steps of 1/64: there are some hundred of them, each is made once. */
const curveOf = (contrast: number): Uint16Array => {
  const curve = CURVES.get(contrast) ?? made(contrast);
  CURVES.set(contrast, curve);
  return curve;
};
