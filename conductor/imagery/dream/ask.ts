import { LAYERS } from './cast.ts';
import type { Desk } from './desk.ts';
import type { Frame } from './frame.ts';
import { CODE, MATTER_WIDE } from './matter.ts';
import { CYCLES, FEATURES } from './noise.ts';
import type { Rows } from './rows.ts';

/** Codes of the layers, [LAYERS, 12], and their grain, [LAYERS, 2]. */
export interface LayerCodes {
  readonly code: Float32Array;
  readonly grain: Float32Array;
}

export const newLayerCodes = (): LayerCodes => ({
  code: new Float32Array(LAYERS * CODE),
  grain: new Float32Array(LAYERS * 2).fill(1),
});

const codeOfLayer = ({ code }: LayerCodes, layer: number): Float32Array =>
  code.subarray(layer * CODE, (layer + 1) * CODE);

/** For each layer the first that is of the same matter: they are asked in one go. */
export const kinds = (codes: LayerCodes): Uint8Array =>
  Uint8Array.from({ length: LAYERS }, (_, layer) => {
    const own = codeOfLayer(codes, layer);
    for (let other = 0; other < layer; other += 1)
      if (codeOfLayer(codes, other).every((v, k) => v === own[k])) return other;
    return layer;
  });

/** Kind of a pixel that is not asked: it is what its neighbours are. */
const BETWEEN = 255;
/** Matter is as coarse as its footprint: within so much of it nothing new is to be seen. */
const COARSE = 1.2;
/** Nor within so much of a cycle of the finest octave, in units. */
const FINEST = 0.15 / Math.max(...CYCLES);

/**
 * Which pixels of a row are asked, by kind. Where matter is fetched out of focus, or lies so near that pixels are finer
 * than it is, every second pixel lies between two that say all there is.
 */
const chosen = (
  { lines, cast }: Frame,
  kindOf: Uint8Array,
  iy: number,
  kinds: Uint8Array,
): void => {
  const { layer, x, y, footprint } = cast;
  const first = iy * lines;
  for (let ix = 0, o = first; ix < lines; ix += 1, o += 1)
    kinds[ix] = kindOf[layer[o] as number] as number;
  for (let ix = 1, o = first + 1; ix < lines - 1; ix += 2, o += 2) {
    const own = layer[o] as number;
    if (layer[o - 1] !== own || layer[o + 1] !== own) continue;
    const dx = (x[o + 1] as number) - (x[o - 1] as number);
    const dy = (y[o + 1] as number) - (y[o - 1] as number);
    const reach = Math.max(FINEST, COARSE * (footprint[o] as number));
    if (dx * dx + dy * dy < reach * reach) kinds[ix] = BETWEEN;
  }
};

/**
 * Copies the places of some rows to the desk, those of one matter beside each other; where each matter ends. What lies
 * between others comes to the desk's `between`.
 */
const gather = (
  frame: Frame,
  { places, pixel, between, kinds }: Desk,
  { grain }: LayerCodes,
  kindOf: Uint8Array,
  { from, to, step }: Rows,
): { ends: Int32Array; betweens: number } => {
  const { lines, cast } = frame;
  const { layer: layers, x, y, footprint } = cast;
  const next = new Int32Array(LAYERS + 1);
  let at = 0;
  for (let iy = from; iy < to; iy += step, at += lines) {
    const row = kinds.subarray(at, at + lines);
    chosen(frame, kindOf, iy, row);
    for (let ix = 0; ix < lines; ix += 1) {
      const kind = 1 + (row[ix] as number);
      if (kind <= LAYERS) next[kind] = (next[kind] as number) + 1;
    }
  }
  for (let kind = 1; kind <= LAYERS; kind += 1)
    next[kind] = (next[kind] as number) + (next[kind - 1] as number);
  let betweens = 0;
  at = 0;
  for (let iy = from; iy < to; iy += step)
    for (let ix = 0, o = iy * lines; ix < lines; ix += 1, o += 1, at += 1) {
      const kind = kinds[at] as number;
      if (kind === BETWEEN) {
        between[betweens] = o;
        betweens += 1;
        continue;
      }
      const layer = layers[o] as number;
      const n = next[kind] as number;
      next[kind] = n + 1;
      pixel[n] = o;
      places.x[n] = (x[o] as number) * (grain[2 * layer] as number);
      places.y[n] = (y[o] as number) * (grain[2 * layer + 1] as number);
      places.footprint[n] = footprint[o] as number;
    }
  return { ends: next, betweens };
};

/** What lies between two is half of each. */
const bridge = ({ matter, height }: Frame, between: Int32Array, count: number): void => {
  for (let i = 0; i < count; i += 1) {
    const o = between[i] as number;
    const m = o * MATTER_WIDE;
    for (let k = m; k < m + MATTER_WIDE; k += 1)
      matter[k] = ((matter[k - MATTER_WIDE] as number) + (matter[k + MATTER_WIDE] as number)) / 2;
    height[o] = matter[m + 3] as number;
  }
};

const sane = (v: number): number => (v >= 0 && v <= 1 ? v : v > 1 ? 1 : v < 0 ? 0 : 0.5);

/** Puts the answers where they belong. Numbers that are none become mid grey: no picture carries them on. */
const scatter = (
  { matter, height }: Frame,
  pixel: Int32Array,
  answer: Float32Array,
  first: number,
  last: number,
): void => {
  for (let n = first, a = 0; n < last; n += 1, a += MATTER_WIDE) {
    const o = pixel[n] as number;
    const m = o * MATTER_WIDE;
    const high = sane(answer[a + 3] as number);
    matter[m] = sane(answer[a] as number);
    matter[m + 1] = sane(answer[a + 1] as number);
    matter[m + 2] = sane(answer[a + 2] as number);
    matter[m + 3] = high;
    height[o] = high;
  }
};

/**
 * Asks the network for the matter of some rows. Matter moves slowly: what is some pictures old is as good; all light
 * on it is newer.
 */
export const askMatter = async (
  frame: Frame,
  desk: Desk,
  codes: LayerCodes,
  kindOf: Uint8Array,
  of: { readonly drift: number; readonly rows: Rows },
): Promise<void> => {
  const { ends, betweens } = gather(frame, desk, codes, kindOf, of.rows);
  const { noise, matter, places, pixel, features } = desk;
  noise.fill(places, of.drift, 0, ends[LAYERS - 1] as number, features);
  let first = 0;
  for (let kind = 0; kind < LAYERS; kind += 1) {
    const last = ends[kind] as number;
    if (last === first) continue;
    const asked = features.subarray(first * FEATURES, last * FEATURES);
    const answer = await matter.ask(asked, codeOfLayer(codes, kind), last - first);
    scatter(frame, pixel, answer, first, last);
    first = last;
  }
  bridge(frame, desk.between, betweens);
};
