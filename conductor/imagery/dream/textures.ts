import { chance } from './chance.ts';

/** Cells along each side of a texture; it repeats after so many. */
const SIDE = 256;
const MASK = SIDE - 1;

const faded = (f: number): number => f * f * (3 - 2 * f);

/** One octave of periodic value noise with `cells` cells along a side, added to `out`. */
const addOctave = (out: Float32Array, cells: number, stream: number, much: number): void => {
  const lattice = Float32Array.from(
    { length: cells * cells },
    (_, i) => 2 * chance(20260801, stream, i) - 1,
  );
  const step = cells / SIDE;
  for (let y = 0, o = 0; y < SIDE; y += 1) {
    const fy = y * step;
    const a = Math.floor(fy);
    const v = faded(fy - a);
    const low = (a % cells) * cells;
    const high = ((a + 1) % cells) * cells;
    for (let x = 0; x < SIDE; x += 1, o += 1) {
      const fx = x * step;
      const b = Math.floor(fx);
      const u = faded(fx - b);
      const c = b % cells;
      const d = (b + 1) % cells;
      const top = (lattice[low + c] ?? 0) * (1 - u) + (lattice[low + d] ?? 0) * u;
      const bottom = (lattice[high + c] ?? 0) * (1 - u) + (lattice[high + d] ?? 0) * u;
      out[o] = (out[o] ?? 0) + much * (top + (bottom - top) * v);
    }
  }
};

const clouded = (
  first: number,
  octaves: number,
  roughness: number,
  stream: number,
): Float32Array => {
  const out = new Float32Array(SIDE * SIDE);
  for (let k = 0; k < octaves; k += 1)
    addOctave(out, first * 2 ** k, stream + k, 0.9 * roughness ** k);
  return out;
};

const PLATES = 9;

/** Distance to the nearest border between plates of ice, of dried mud, of paving: 0 at it, about 1 in the middle. */
const plates = (): Float32Array => {
  const out = new Float32Array(SIDE * SIDE);
  for (let y = 0, o = 0; y < SIDE; y += 1)
    for (let x = 0; x < SIDE; x += 1, o += 1) {
      const px = (x / SIDE) * PLATES;
      const py = (y / SIDE) * PLATES;
      let first = 9;
      let second = 9;
      for (let k = 0; k < 9; k += 1) {
        const cx = Math.floor(px) + (k % 3) - 1;
        const cy = Math.floor(py) + Math.floor(k / 3) - 1;
        const i = ((cy + PLATES) % PLATES) * PLATES + ((cx + PLATES) % PLATES);
        const d = Math.hypot(cx + chance(20260801, 71, i) - px, cy + chance(20260801, 72, i) - py);
        if (d < first) {
          second = first;
          first = d;
        } else if (d < second) second = d;
      }
      out[o] = Math.min(1, (second - first) * 1.4);
    }
  return out;
};

/** Soft heaps of four octaves, about -1..1: drifts, dunes, swell. */
export const SOFT: Float32Array = clouded(8, 4, 0.5, 31);
/** Fine grain without large forms, about -1..1: blades, glitter. */
export const FINE_GRAIN: Float32Array = clouded(64, 2, 0.6, 41);
/** Borders of plates, 0..1. */
export const PLATE: Float32Array = plates();

/** A texture between its cells; it repeats every unit. u, v within +-8,000. */
export const texel = (texture: Float32Array, u: number, v: number): number => {
  const x = (u + 8192) * SIDE;
  const y = (v + 8192) * SIDE;
  const ix = x | 0;
  const iy = y | 0;
  const fx = x - ix;
  const fy = y - iy;
  const row = (iy & MASK) * SIDE;
  const next = ((iy + 1) & MASK) * SIDE;
  const a = ix & MASK;
  const b = (ix + 1) & MASK;
  const top = (texture[row + a] as number) * (1 - fx) + (texture[row + b] as number) * fx;
  const bottom = (texture[next + a] as number) * (1 - fx) + (texture[next + b] as number) * fx;
  return top + (bottom - top) * fy;
};
