import type { FeatureValue } from '#contracts/feature';
import { BREATH, type BreathPhases } from './breath.ts';
import { type LaggedShape, spanOf } from './lagged.ts';
import { type Lane, lane } from './lane.ts';
import { phaseFinder } from './phase.ts';
import { level } from './statistics.ts';

/** Energy of movement: eight seconds hold two phrases, one second is as late as a canon is still together. */
export const MOVEMENT: LaggedShape = {
  stepMs: 100,
  windowS: 6,
  lagS: 1,
  memoryS: 8,
  trend: false,
  still: 0.02,
  chance: 0.42,
};
/** Interbeat intervals at 4 Hz (Task Force 1996); a shared warming-up is a trend, not a shared heart. */
export const HEART: LaggedShape = {
  stepMs: 250,
  windowS: 30,
  lagS: 1,
  memoryS: 30,
  trend: true,
  still: 0.006,
  chance: 0.32,
};

/** Kept beyond what is compared, so that a slower sensor can be waited for, seconds. */
const SPARE_S = 6;
const laneOf = (shape: { readonly stepMs: number }, span: number, gapMs: number): Lane =>
  lane({ stepMs: shape.stepMs, capacity: span + (1000 * SPARE_S) / shape.stepMs, gapMs });

/** What one body is heard of for togetherness. */
export interface Heard {
  hear(value: FeatureValue): void;
  readonly movement: Lane;
  readonly breath: Lane;
  readonly heart: Lane;
  /** Phases of the breath in the window that ends with sample `end`; null where it is not whole. */
  breathAt(end: number): BreathPhases | null;
}

const BREATH_SPAN = (1000 * BREATH.windowS) / BREATH.stepMs;
/** A beat that comes this much sooner or later than the last is a mistake of the sensor, or an extra beat. */
const MISTAKE = 0.35;
const POSSIBLE_S = [0.3, 2] as const;
/** Rates are averages: they stand for intervals only where none came for this long. */
const NO_BEATS_MS = 5000;

export const heard = (): Heard => {
  const movement = laneOf(MOVEMENT, spanOf(MOVEMENT), 1000);
  const breath = laneOf(BREATH, BREATH_SPAN, 1500);
  const heart = laneOf(HEART, spanOf(HEART), 4000);
  const find = phaseFinder(BREATH_SPAN, 1000 / BREATH.stepMs, BREATH.bandHz);
  const window = new Float64Array(BREATH_SPAN);
  const [re, im] = [new Float64Array(BREATH_SPAN), new Float64Array(BREATH_SPAN)];
  let known: { readonly end: number; readonly phases: BreathPhases } | null = null;
  let [lastS, lastMs, beatMs] = [Number.NaN, Number.NaN, Number.NEGATIVE_INFINITY];

  const beat = (ibiS: number, { confidence, atMs, recorded }: FeatureValue): void => {
    if (!(ibiS >= POSSIBLE_S[0] && ibiS <= POSSIBLE_S[1])) return;
    const isMistake = Math.abs(ibiS / lastS - 1) > MISTAKE && atMs - lastMs < 4000;
    if (isMistake) return;
    [lastS, lastMs] = [ibiS, atMs];
    heart.push(ibiS, confidence, atMs, recorded);
  };
  return {
    hear(value) {
      const { name, confidence, atMs, recorded } = value;
      if (name === 'motionEnergy') movement.push(value.value, confidence, atMs, recorded);
      else if (name === 'breath') breath.push(value.value, confidence, atMs, recorded);
      else if (name === 'ibi') {
        beatMs = atMs;
        beat(value.value, value);
      } else if (name === 'heartRate' && atMs - beatMs > NO_BEATS_MS) beat(60 / value.value, value);
    },
    movement,
    breath,
    heart,
    breathAt(end) {
      if (known?.end === end) return known.phases;
      if (!breath.copy(window, end)) return null;
      const sd = level(window);
      const cycles = find.find(window, re, im);
      known = { end, phases: { re, im, cycles, sd } };
      return known.phases;
    },
  };
};
