/** Lattice points along each axis of the volume; it repeats after so many. */
export const LATTICE = 64;
/** Points along x and y once the lattice is refined: cubic splines by one step of subdivision. */
export const FINE = 2 * LATTICE;
/** Numbers at each point. */
export const CHANNELS = 4;

/**
 * Periodic smooth noise, [z 64][y 128][x 128][channel 4], mean 0 and standard deviation 1 in each channel. White
 * noise from a hash on a lattice of 64 x 64 x 64, smoothed along z by a binomial of five, and refined along x and y
 * to cubic B-splines (Lane and Riesenfeld 1980), so that straight lines between its points already look smooth.
 * training/dream/noise.py makes the same numbers.
 *
 * @param seed any 32-bit whole number
 */
export function noiseVolume(seed: number): Float32Array {
  const white = new Float64Array(LATTICE ** 3 * CHANNELS);
  for (let i = 0; i < white.length; i += 1) white[i] = hash(i, seed) / 0x80000000 - 1;
  const row = LATTICE * CHANNELS;
  const volume = refined(refined(smoothed(white, row * LATTICE), CHANNELS), row * 2);
  normalize(volume);
  return Float32Array.from(volume);
}

/** A whole number in 0..2^32-1 that looks random (lowbias32, Wellons 2018). */
function hash(index: number, seed: number): number {
  let x = index ^ Math.imul(seed, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The outermost axis smoothed by 1 4 6 4 1; `stride` is how far its points lie apart. */
function smoothed(from: Float64Array, stride: number): Float64Array {
  const to = new Float64Array(from.length);
  const { length } = from;
  for (let i = 0; i < length; i += 1) {
    const at = (step: number): number => from[(i + step * stride + length) % length] as number;
    to[i] = (at(-2) + 4 * at(-1) + 6 * at(0) + 4 * at(1) + at(2)) / 16;
  }
  return to;
}

/** An axis of 64 points that lie `stride` apart becomes one of 128. */
function refined(from: Float64Array, stride: number): Float64Array {
  const to = new Float64Array(from.length * 2);
  for (let block = 0; block < from.length; block += LATTICE * stride) {
    for (let k = 0; k < LATTICE; k += 1) {
      for (let inner = 0; inner < stride; inner += 1) {
        const at = (step: number): number =>
          from[block + ((k + step + LATTICE) % LATTICE) * stride + inner] as number;
        const base = 2 * block + 2 * k * stride + inner;
        to[base] = (at(-1) + 6 * at(0) + at(1)) / 8;
        to[base + stride] = (at(0) + at(1)) / 2;
      }
    }
  }
  return to;
}

function normalize(volume: Float64Array): void {
  const points = volume.length / CHANNELS;
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    let sum = 0;
    let squares = 0;
    for (let i = channel; i < volume.length; i += CHANNELS) {
      const value = volume[i] as number;
      sum += value;
      squares += value * value;
    }
    const mean = sum / points;
    const scale = 1 / Math.sqrt(squares / points - mean * mean);
    for (let i = channel; i < volume.length; i += CHANNELS)
      volume[i] = ((volume[i] as number) - mean) * scale;
  }
}
