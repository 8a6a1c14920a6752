import type { Sun } from './air.ts';
import { rugged, sway } from './chance.ts';
import { clamped } from './clamped.ts';
import { PIVOT } from './finish.ts';
import type { Frame } from './frame.ts';
import type { Mood } from './mood.ts';
import { colourOf, reader, type World } from './world.ts';

const logit = (v: number): number => Math.log(v / (1 - v));

/** Where the horizon is: positive lifts it, and however high or low it is at rest it never leaves the picture. */
export const horizonOf = (world: World, { positive, negative, horizon, breath }: Mood): number => {
  const read = reader(world);
  const inside = Math.max(read('room'), read('corridor'));
  const lift =
    0.85 * (positive - 0.3) - 1.15 * (negative - 0.2) * (1 - 0.5 * positive) + 0.8 * horizon;
  const at = logit(clamped(read('horizon'), 0.12, 0.9)) - lift * (1 - 0.35 * inside);
  return clamped(1 / (1 + Math.exp(-at)) + 0.012 * (breath - 0.5), 0.1, 0.93);
};

export const sunOf = (
  world: World,
  { positive, negative, warmth, light }: Mood,
  ground: number,
  seed: number,
  t: number,
): Sun => {
  const read = reader(world);
  const [r, g, b] = colourOf(world, 'key');
  const warm = 0.5 * (positive - 0.35 * negative) + 0.7 * warmth;
  return {
    x: clamped(read('side') + 0.02 * sway(seed, 601, t * 0.05), 0.08, 0.92),
    y: ground - read('up') * Math.min(1, ground / 0.5),
    key: [r * (1 + 0.3 * warm), g, b * (1 - 0.45 * clamped(warm, -1, 1))],
    power: read('power') * (0.8 + 0.5 * positive - 0.3 * negative + 0.7 * light),
    spread: clamped(read('spread') * (1 + 0.5 * positive - 0.2 * negative), 0.1, 1),
  };
};

/** Metres a camera that is only held wanders, in a circle: it is never still and never hastens. */
export const HELD_M = 0.16;

/** Weight up to here lays no matter before her. */
const LIGHT_HEAP = 0.18;

/** Where heavy matter before her begins, in each column. */
export const heapOf = (
  seed: number,
  lines: number,
  { negative, weight, arousal }: Mood,
): Float32Array => {
  const much = clamped(
    0.85 * negative * (0.75 + 0.25 * negative) + 0.35 * weight + 0.12 * arousal,
    0,
    1,
  );
  // At rest there is none: a rim of it would be a torn edge and not a weight.
  const risen = (much - LIGHT_HEAP) / (1 - LIGHT_HEAP);
  if (risen < 0.02) return new Float32Array(lines).fill(2);
  return Float32Array.from({ length: lines }, (_, i) => {
    const x = i / lines;
    return 1.05 - risen * (0.19 + 0.1 * rugged(seed, 291, x * 2.2) + 0.2 * (2 * x - 1) ** 2);
  });
};

/**
 * How bright a picture is developed and how far light and dark stand apart, so that what it is about lies between 10
 * and 70 % of white and one light in it is nearly white. @param contrast at least
 */
export const developed = (
  { lit, lines }: Frame,
  world: World,
  mood: Mood,
  contrast: number,
): { readonly exposure: number; readonly contrast: number } => {
  const n = lines * lines;
  const step = Math.max(1, Math.floor(n / 1500)) * 3 + 3;
  const seen = new Float32Array(Math.ceil((n * 3) / step));
  let sum = 0;
  let count = 0;
  for (let o = 0; o < n * 3 - 2; o += step, count += 1) {
    const v =
      0.25 * (lit[o] as number) + 0.6 * (lit[o + 1] as number) + 0.15 * (lit[o + 2] as number);
    seen[count] = v > 0 ? v : 0;
    sum += Math.log(0.004 + (seen[count] as number));
  }
  const middle = Math.exp(sum / Math.max(1, count));
  const even = (MIDDLE / middle) ** 0.74;
  const exposure =
    even *
    (0.86 + 0.18 * mood.positive - 0.28 * mood.negative + 0.6 * mood.light) *
    (1 + 0.12 * reader(world)('bright'));
  const bright = (seen.subarray(0, count).sort()[Math.floor(0.985 * count)] ?? 0) * exposure;
  // The contrast at which the brightest light is nearly white, as far as a gentle hand goes toward it.
  const apart = Math.log(WHITE) / Math.log(Math.max(1.2 * PIVOT, bright) / PIVOT);
  // Of the contrast at rest, not of the asked one: what arousal takes back must not be given again.
  const more = clamped(apart - REST_CONTRAST, 0, MOST_MORE);
  return { exposure: exposure * (1 + 0.5 * more), contrast: contrast + more };
};

/** Linear light that the middle of a picture is brought toward. */
const MIDDLE = 0.115;
/** What the brightest light is developed to, over the pivot of the curve, before its shoulder: 58 % of white. */
const WHITE = -Math.log(1 - 0.58) / (1.25 * PIVOT);
const REST_CONTRAST = 1.1;
const MOST_MORE = 0.24;
