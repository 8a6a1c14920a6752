import { seeded } from '../../net/random.ts';

/** Numbers in [0, 1) for a texture; neighbouring seeds give unrelated rows. */
export const textureRandom = (seed: number): (() => number) => {
  const random = seeded(Math.imul(seed + 1, 0x9e3779b1));
  for (let i = 0; i < 8; i++) random();
  return random;
};

/** A function on a torus: x and y in [0, 1) wrap round. */
export type TileFn = (x: number, y: number) => number;

/** Samples a tile function at pixel centres, row by row from the bottom. */
export const tile = (size: number, fn: TileFn): Float32Array => {
  const out = new Float32Array(size * size);
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) out[j * size + i] = fn((i + 0.5) / size, (j + 0.5) / size);
  return out;
};

const LATTICE = 256;

/**
 * Gradient noise (Perlin 2002, quintic fade) that repeats after `px` by `py` cells; about -0.7..0.7.
 * `px` and `py` are whole and at most 256.
 */
export const gradientNoise = (seed: number, px: number, py: number): TileFn => {
  const random = textureRandom(seed);
  const order = Uint8Array.from({ length: LATTICE }, (_, i) => i);
  for (let i = LATTICE - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1));
    const held = order[i] ?? 0;
    order[i] = order[k] ?? 0;
    order[k] = held;
  }
  const gx = new Float32Array(LATTICE);
  const gy = new Float32Array(LATTICE);
  for (let i = 0; i < LATTICE; i++) {
    const angle = random() * Math.PI * 2;
    gx[i] = Math.cos(angle);
    gy[i] = Math.sin(angle);
  }
  const corner = (i: number, j: number, dx: number, dy: number): number => {
    const h = order[((order[i % px] ?? 0) + (j % py)) & 255] ?? 0;
    return (gx[h] ?? 0) * dx + (gy[h] ?? 0) * dy;
  };
  return (x, y) => {
    const u = x * px;
    const v = y * py;
    const i = Math.floor(u);
    const j = Math.floor(v);
    const fx = u - i;
    const fy = v - j;
    const i0 = ((i % px) + px) % px;
    const j0 = ((j % py) + py) % py;
    const a = corner(i0, j0, fx, fy);
    const b = corner(i0 + 1, j0, fx - 1, fy);
    const c = corner(i0, j0 + 1, fx, fy - 1);
    const d = corner(i0 + 1, j0 + 1, fx - 1, fy - 1);
    const sx = fade(fx);
    const low = a + (b - a) * sx;
    return low + (c + (d - c) * sx - low) * fade(fy);
  };
};

const fade = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

/** Sum of octaves of gradient noise, each twice as fine and `gain` as strong; about -1..1. */
export const fbm = (seed: number, px: number, py: number, octaves: number, gain = 0.5): TileFn => {
  const parts = Array.from({ length: octaves }, (_, k) => ({
    noise: gradientNoise(seed + 101 * k, px * 2 ** k, py * 2 ** k),
    amount: gain ** k,
  }));
  return (x, y) => {
    let sum = 0;
    for (const { noise, amount } of parts) sum += noise(x, y) * amount;
    return sum * 1.25;
  };
};

/** Reads a plane of `size` by `size` values between its pixels, wrapping round. */
export const between = (values: Float32Array, size: number): TileFn => {
  const mask = size - 1;
  return (x, y) => {
    const u = x * size - 0.5;
    const v = y * size - 0.5;
    const i = Math.floor(u);
    const j = Math.floor(v);
    const fx = u - i;
    const row = (j & mask) * size;
    const next = ((j + 1) & mask) * size;
    const i0 = i & mask;
    const i1 = (i + 1) & mask;
    const a = values[row + i0] ?? 0;
    const b = values[next + i0] ?? 0;
    const low = a + ((values[row + i1] ?? 0) - a) * fx;
    return low + (b + ((values[next + i1] ?? 0) - b) * fx - low) * (v - j);
  };
};

/** A smooth function worked out once on a grid of `size` (a power of two) and read between its points: much cheaper than the noise itself. */
export const baked = (fn: TileFn, size: number): TileFn => between(tile(size, fn), size);

/** Moves and scales values to 0..1. */
export const normalise = (values: Float32Array): Float32Array => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  const scale = high > low ? 1 / (high - low) : 0;
  const out = new Float32Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = ((values[i] ?? 0) - low) * scale;
  return out;
};

/** Central difference along x (`dx` 1) or y (`dy` 1) on the torus, as a share of `full` a texel, kept in 0..1 around 0.5; `size` is a power of two. */
export const slope = (
  values: Float32Array,
  size: number,
  dx: 0 | 1,
  dy: 0 | 1,
  full: number,
): Float32Array => {
  const mask = size - 1;
  const out = new Float32Array(values.length);
  for (let j = 0; j < size; j++) {
    const ahead = ((j + dy) & mask) * size;
    const behind = ((j - dy) & mask) * size;
    for (let i = 0; i < size; i++) {
      const after = values[ahead + ((i + dx) & mask)] ?? 0;
      const before = values[behind + ((i - dx) & mask)] ?? 0;
      const rise = (after - before) / 2 / full;
      out[j * size + i] = Math.min(1, Math.max(0, 0.5 + rise * 0.5));
    }
  }
  return out;
};

/** Four planes of 0..1 as RGBA8. */
export const pack = (planes: readonly [Float32Array, Float32Array, Float32Array, Float32Array]) => {
  const out = new Uint8Array(planes[0].length * 4);
  planes.forEach((plane, c) => {
    for (let i = 0; i < plane.length; i++)
      out[i * 4 + c] = Math.round(Math.min(1, Math.max(0, plane[i] ?? 0)) * 255);
  });
  return out;
};
