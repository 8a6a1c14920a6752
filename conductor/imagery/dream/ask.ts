import { LAYERS } from './cast.ts';
import type { Frame } from './frame.ts';
import { CODE, MATTER_WIDE, type Matter } from './matter.ts';
import type { Noise } from './noise.ts';

/** Codes of the layers, [LAYERS, 12], and their grain, [LAYERS, 2]. */
export interface LayerCodes {
  readonly code: Float32Array;
  readonly grain: Float32Array;
}

export const newLayerCodes = (): LayerCodes => ({
  code: new Float32Array(LAYERS * CODE),
  grain: new Float32Array(LAYERS * 2).fill(1),
});

/** Copies the places of one share of the rows (every `of`-th, from `phase`) and their codes; returns how many. */
const gather = (
  { lines, cast, places, code }: Frame,
  codes: LayerCodes,
  phase: number,
  of: number,
): number => {
  let n = 0;
  for (let iy = phase; iy < lines; iy += of) {
    const first = iy * lines;
    places.footprint.set(cast.footprint.subarray(first, first + lines), n);
    for (let ix = 0; ix < lines; ix += 1, n += 1) {
      const layer = cast.layer[first + ix] as number;
      const c = layer * CODE;
      places.x[n] = (cast.x[first + ix] as number) * (codes.grain[2 * layer] as number);
      places.y[n] = (cast.y[first + ix] as number) * (codes.grain[2 * layer + 1] as number);
      const o = n * CODE;
      for (let k = 0; k < CODE; k += 1) code[o + k] = codes.code[c + k] as number;
    }
  }
  return n;
};

/** Puts the answers where they belong. Numbers that are none become mid grey: no picture carries them on. */
const scatter = (
  { lines, matter, height }: Frame,
  answer: Float32Array,
  phase: number,
  of: number,
): void => {
  let n = 0;
  for (let iy = phase; iy < lines; iy += of) {
    const wide = lines * MATTER_WIDE;
    const first = iy * wide;
    for (let k = 0; k < wide; k += 1) {
      const v = answer[n + k] as number;
      matter[first + k] = v >= 0 && v <= 1 ? v : v > 1 ? 1 : v < 0 ? 0 : 0.5;
    }
    for (let ix = 0; ix < lines; ix += 1)
      height[iy * lines + ix] = matter[first + ix * 4 + 3] as number;
    n += wide;
  }
};

/**
 * Asks the network for the matter of one share of the rows. Matter moves slowly: what is one picture old is as
 * good; all light on it is new in every picture.
 */
export const askMatter = async (
  frame: Frame,
  noise: Noise,
  matter: Matter,
  codes: LayerCodes,
  of: { drift: number; phase: number; shares: number },
): Promise<void> => {
  const n = gather(frame, codes, of.phase, of.shares);
  noise.fill(frame.places, of.drift, 0, n, frame.noise);
  scatter(frame, await matter.ask(frame.noise, frame.code, n), of.phase, of.shares);
};
