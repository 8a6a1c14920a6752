import { type NoiseKernel, noiseKernel } from './noise-kernel.ts';
import { CHANNELS, FINE, LATTICE, noiseVolume } from './noise-volume.ts';

/** Numbers a point: four octaves of four channels. */
export const FEATURES = 16;
/** The seed with which the matter network was trained. */
export const NOISE_SEED = 20260801;
/** Cycles a unit of each octave. */
export const CYCLES = [1, 2.6, 6.9, 18] as const;

const CELLS_A_CYCLE = 2;
/** How far an octave bends the place where the next is read, in its own cycles: more, and all matter runs like ink. */
const WARP = 0.04;
/** Octaves fade between so many cycles a pixel: finer ones would only glitter. */
const FADE_FROM = 0.2;
const FADE_TO = 0.45;
/** Each octave's grid is turned, in radians, and shifted, in fine cells, so that no axis shows. */
const TURN = [0.3, 1.13, 2.21, 2.9] as const;
const SHIFT_X = [11.3, 47.9, 83.1, 5.7] as const;
const SHIFT_Y = [71.7, 19.1, 101.3, 37.5] as const;
const SHIFT_Z = [3.1, 17.7, 29.3, 51.9] as const;
/** Makes every coordinate positive, so that cutting the fraction off is rounding down. */
const ABOVE = FINE * 65536;
/** Places worked on at once: what they need stays in the processor's cache. */
const BLOCK = 2048;

/** Bytes in the kernel's memory: the volume, a plane for each octave, then a block of places and of features. */
const PLANE = FINE * FINE * CHANNELS * 4;
const PLANES = PLANE * LATTICE;
const PLACE_X = PLANES + PLANE * CYCLES.length;
const PLACE_Y = PLACE_X + BLOCK * 8;
const FOOTPRINT = PLACE_Y + BLOCK * 8;
const OUT = FOOTPRINT + BLOCK * 4;
const PAGES = Math.ceil((OUT + BLOCK * FEATURES * 4) / 65536);

/** Where noise is wanted. One unit is a piece of matter as large as a training photograph (128 pixels there). */
export interface NoisePlaces {
  /** Coordinates in units, within +-10,000. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Units a pixel at each place (1/128 where matter is as large as it was trained); octaves finer than pixels fade. */
  readonly footprint: Float32Array;
}

/** Smooth noise that never repeats in time: the input `noise` of dream-matter.onnx. */
export interface Noise {
  /**
   * Writes the features of places `from` .. `to - 1`: mean 0, standard deviation about 1, octave by octave. Places
   * that are not finite give numbers that mean nothing.
   *
   * Matter with a grain (wood, water, cloth) was learned on stretched coordinates: dream-matter.grain.json says by
   * what x and y are multiplied before they are handed in.
   *
   * @param drift how far matter has moved through time, in units: add pace x seconds, never jump. At 0.02 units a
   *   second matter changes within some seconds, as slow clouds do. The finer an octave, the faster it moves, by the
   *   root of its frequency. Ranges with another drift are other calls; each new drift costs half a millisecond.
   * @param out [n, 16], written from row `from`
   */
  fill(places: NoisePlaces, drift: number, from: number, to: number, out: Float32Array): void;
}

/**
 * Four octaves of value noise; each bends the place at which the next is read (domain warp, Quilez 2002) by its
 * first two channels. Time is the third axis: as it is one number a call, a plane is cut out of the volume first and
 * places are read from planes. Mirrored by training/dream/noise.py. Holds 18 MB.
 */
export function openNoise(seed: number = NOISE_SEED): Noise {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
  const { buffer } = memory;
  new Float32Array(buffer, 0, PLANES / 4).set(noiseVolume(seed));
  const kernel = noiseKernel(memory);
  const xs = new Float64Array(buffer, PLACE_X, BLOCK);
  const ys = new Float64Array(buffer, PLACE_Y, BLOCK);
  const footprints = new Float32Array(buffer, FOOTPRINT, BLOCK);
  const features = new Float32Array(buffer, OUT, BLOCK * FEATURES);
  const reads = CYCLES.map((_, octave) => readingOf(octave));
  let cutAt = Number.NaN;

  return {
    fill(places, drift, from, to, out) {
      if (drift !== cutAt) for (let k = 0; k < CYCLES.length; k += 1) cut(kernel, k, drift);
      cutAt = drift;
      for (let first = from; first < to; first += BLOCK) {
        const last = Math.min(first + BLOCK, to);
        xs.set(places.x.subarray(first, last));
        ys.set(places.y.subarray(first, last));
        footprints.set(places.footprint.subarray(first, last));
        for (const read of reads) read(kernel, last - first);
        out.set(features.subarray(0, (last - first) * FEATURES), first * FEATURES);
      }
    },
  };
}

/** The plane of an octave at a drift: a straight line between two neighbours along z. */
function cut(kernel: NoiseKernel, octave: number, drift: number): void {
  const speed = CELLS_A_CYCLE * Math.sqrt(CYCLES[octave] as number);
  const z = drift * speed + (SHIFT_Z[octave] as number);
  const below = Math.floor(z);
  const a = PLANE * (((below % LATTICE) + LATTICE) % LATTICE);
  const plane = PLANES + octave * PLANE;
  kernel.cut(a, (a + PLANE) % PLANES, z - below, plane, plane + PLANE);
}

/** How one octave is read from its plane. */
function readingOf(octave: number): (kernel: NoiseKernel, places: number) => void {
  const cycles = CYCLES[octave] as number;
  const cells = cycles * CELLS_A_CYCLE * (FINE / LATTICE);
  const cos = Math.cos(TURN[octave] as number) * cells;
  const sin = Math.sin(TURN[octave] as number) * cells;
  const shiftX = (SHIFT_X[octave] as number) + ABOVE;
  const shiftY = (SHIFT_Y[octave] as number) + ABOVE;
  const top = FADE_TO / (FADE_TO - FADE_FROM);
  const slope = cycles / (FADE_TO - FADE_FROM);
  const plane = PLANES + octave * PLANE;
  const out = OUT + octave * CHANNELS * 4;
  return (kernel, places) => {
    const end = out + places * FEATURES * 4;
    const at = [plane, PLACE_X, PLACE_Y, FOOTPRINT, out, end] as const;
    kernel.read(...at, cos, sin, shiftX, shiftY, WARP / cycles, top, slope, 0, 1, 1);
  };
}
