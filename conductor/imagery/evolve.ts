import type { Painted } from './engine.ts';

/**
 * A picture that goes on by itself: it sways in slow air and its light breathes, near matter more than far. Each
 * wave begins where the picture is and travels: at tau 0 nothing is moved, later nothing is moved further than
 * the waves are high, and since their speeds have no common measure the whole never comes back to where it was.
 * Pure: the same picture, seed and tau (seconds of its own time) give the same pixels.
 */
export const evolve = (base: Painted, seed: number, tauS: number): Painted => {
  const { width, height, rgb, relief } = base;
  const field = fieldAt(wavesOf(seed), tauS);
  const out = new Uint8ClampedArray(rgb.length);
  const high = relief && new Uint8ClampedArray(relief.length);
  const row = new Float64Array((GRID + 1) * PARTS);
  const line = {
    sx: new Float64Array(width),
    sy: new Float64Array(width),
    lit: new Float64Array(width),
  };
  for (let y = 0; y < height; y++) {
    rowOf(field, (y / Math.max(1, height - 1)) * GRID, row);
    placesOf(base, y, row, line);
    sample(base, y, line, out, high);
  }
  return { width, height, rgb: bytesOf(out), relief: high && bytesOf(high) };
};

const bytesOf = (clamped: Uint8ClampedArray): Uint8Array =>
  new Uint8Array(clamped.buffer, clamped.byteOffset, clamped.length);

/** Of two pictures of one size: `a` at k = 0, `b` at k = 1. Relief where either has one. */
export const mix = (a: Painted, b: Painted, k: number): Painted => {
  const blend = (from: Uint8Array, to: Uint8Array): Uint8Array => {
    const out = new Uint8Array(from.length);
    const share = Math.round(k * 256);
    for (let i = 0; i < out.length; i++)
      out[i] = ((from[i] ?? 0) * (256 - share) + (to[i] ?? 0) * share + 128) >> 8;
    return out;
  };
  const reliefs = [a.relief ?? b.relief, b.relief ?? a.relief];
  const relief = reliefs[0] && reliefs[1] ? blend(reliefs[0], reliefs[1]) : null;
  return { width: a.width, height: a.height, rgb: blend(a.rgb, b.rgb), relief };
};

interface Wave {
  /** Radians across the picture, to the right and down. */
  readonly kx: number;
  readonly ky: number;
  readonly phase: number;
  /** Radians a second. */
  readonly speed: number;
  /** Height: a share of the picture's side, and of its light. */
  readonly sway: number;
  readonly light: number;
}

/** Cells of the coarse grid on which the waves are added up, and what each knot holds: dx, dy, light. */
const GRID = 32;
const PARTS = 3;
const WAVES = 7;
/** How much of the sway the farthest matter takes, and all of it where nothing is known of depth. */
const FAR = 0.35;
const MIDDLE = 0.7;
/** Of the picture's side, all waves together; of its light. */
const SWAY = 0.022;
const LIGHT = 0.07;
const SLOWEST = 0.21;
/** The golden ratio: speeds and directions built on it have no common measure. */
const GOLDEN = 1.618033988749895;

/** A number in [0, 1) from a seed and a place (a hash after Wellons' lowbias32). */
const chance = (seed: number, i: number): number => {
  let x = (seed ^ Math.imul(i + 1, 0x9e3779b9)) >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
};

const wavesOf = (seed: number): readonly Wave[] =>
  Array.from({ length: WAVES }, (_, i) => {
    const turn = 2 * Math.PI * ((chance(seed, i) + i * GOLDEN) % 1);
    const across = 2.2 + 1.9 * i;
    return {
      kx: across * Math.cos(turn),
      ky: across * Math.sin(turn),
      phase: 2 * Math.PI * chance(seed, 100 + i),
      speed: SLOWEST * GOLDEN ** (i / 2) * (0.85 + 0.3 * chance(seed, 200 + i)),
      sway: (SWAY * 1.6) / (2.2 + i) / 2,
      light: LIGHT / WAVES,
    };
  });

/** dx, dy and light at every knot: the curl of each wave, so that matter is neither made nor lost. */
const fieldAt = (waves: readonly Wave[], tauS: number): Float64Array => {
  const field = new Float64Array((GRID + 1) ** 2 * PARTS);
  for (let gy = 0; gy <= GRID; gy++)
    for (let gx = 0; gx <= GRID; gx++) {
      const at = (gy * (GRID + 1) + gx) * PARTS;
      for (const { kx, ky, phase, speed, sway, light } of waves) {
        const place = (kx * gx + ky * gy) / GRID + phase;
        const moved = Math.sin(place + speed * tauS) - Math.sin(place);
        const length = Math.hypot(kx, ky);
        field[at] = (field[at] ?? 0) + (-ky / length) * sway * moved;
        field[at + 1] = (field[at + 1] ?? 0) + (kx / length) * sway * moved;
        field[at + 2] = (field[at + 2] ?? 0) + light * moved;
      }
    }
  return field;
};

/** The grid's values along one line of the picture. */
const rowOf = (field: Float64Array, gy: number, row: Float64Array): void => {
  const cell = gy < GRID ? gy | 0 : GRID - 1;
  const k = gy - cell;
  const above = cell * row.length;
  for (let i = 0; i < row.length; i++)
    row[i] = (field[above + i] ?? 0) * (1 - k) + (field[above + row.length + i] ?? 0) * k;
};

/** Where the pixels of one line come from, in pixels, and how much light falls on them. */
interface Line {
  readonly sx: Float64Array;
  readonly sy: Float64Array;
  readonly lit: Float64Array;
}

/** A place mirrored at the edges of the picture. */
const within = (x: number, last: number): number => {
  const turned = x < 0 ? -x : x > last ? 2 * last - x : x;
  return turned < 0 ? 0 : turned > last ? last : turned;
};

const placesOf = (base: Painted, y: number, row: Float64Array, { sx, sy, lit }: Line): void => {
  const { width, height, relief } = base;
  const step = GRID / Math.max(1, width - 1);
  for (let x = 0; x < width; x++) {
    const gx = x * step;
    const cell = gx < GRID ? gx | 0 : GRID - 1;
    const k = gx - cell;
    const at = cell * PARTS;
    const near = relief ? FAR + ((1 - FAR) * (relief[y * width + x] ?? 0)) / 255 : MIDDLE;
    const dx = (row[at] ?? 0) * (1 - k) + (row[at + 3] ?? 0) * k;
    const dy = (row[at + 1] ?? 0) * (1 - k) + (row[at + 4] ?? 0) * k;
    sx[x] = within(x + dx * near * width, width - 1);
    sy[x] = within(y + dy * near * height, height - 1);
    lit[x] = 1 + (row[at + 2] ?? 0) * (1 - k) + (row[at + 5] ?? 0) * k;
  }
};

/** One line of pixels, each from between four. */
const sample = (
  base: Painted,
  y: number,
  { sx, sy, lit }: Line,
  out: Uint8ClampedArray,
  high: Uint8ClampedArray | null,
): void => {
  const { width, height, rgb, relief } = base;
  for (let x = 0, to = y * width; x < width; x++, to++) {
    const fx = sx[x] ?? 0;
    const fy = sy[x] ?? 0;
    const x0 = fx | 0;
    const y0 = fy | 0;
    const i = y0 * width + x0;
    const right = x0 + 1 < width ? 1 : 0;
    const below = y0 + 1 < height ? width : 0;
    const kx = fx - x0;
    const ky = fy - y0;
    const d = kx * ky;
    const b = kx - d;
    const c = ky - d;
    const a = 1 - kx - c;
    const light = lit[x] ?? 1;
    const p = i * 3;
    const q = p + right * 3;
    const r = p + below * 3;
    const s = r + right * 3;
    for (let ch = 0; ch < 3; ch++)
      out[to * 3 + ch] =
        ((rgb[p + ch] ?? 0) * a +
          (rgb[q + ch] ?? 0) * b +
          (rgb[r + ch] ?? 0) * c +
          (rgb[s + ch] ?? 0) * d) *
        light;
    if (high && relief)
      high[to] =
        (relief[i] ?? 0) * a +
        (relief[i + right] ?? 0) * b +
        (relief[i + below] ?? 0) * c +
        (relief[i + below + right] ?? 0) * d;
  }
};
