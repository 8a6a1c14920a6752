import { bridged, finiteShare, logOf, meanOf, slopeOf, spreadOf } from './statistics.ts';

/** Skin conductance is looked at at this rate, Hz: responses last seconds. */
export const SKIN_HZ = 4;

export const SKIN_FEATURES = [
  'skin.level',
  'skin.slope',
  'skin.rise',
  'skin.responses',
  'skin.amplitude',
  'skin.spread',
  'skin.steepest',
  'skin.roughness',
] as const;

/** Under this an electrode is off the skin, microsiemens. */
const OFF_SKIN = 0.03;
/** More than this share of a window must be heard. */
const ENOUGH = 0.6;
/** Least rise of a response: 0.01 microsiemens is the usual lower choice (Boucsein 2012, 2.3.1.2). */
const RESPONSE = 0.01;
const SMOOTH = 4;
/** Microsiemens; changes below it are the converter's. */
const FLOOR = 0.002;

/**
 * What one window of skin conductance (microsiemens at SKIN_HZ) tells of sympathetic activity.
 * - level: log of the mean; it drifts over an hour and is only ever compared with the last minutes (normaliser.ts)
 * - slope: least-squares change over the window as a share of the level
 * - rise, amplitude: sum of all upward steps; sum of the rises of responses (log microsiemens)
 * - responses: square root of their number; spread: SD about the straight line (log)
 * - steepest: largest rise within a second (log); roughness: SD of second differences (log)
 * @returns null where the electrode is off, stuck, or too little was heard
 */
export const skinFeatures = (raw: Float64Array): number[] | null => {
  const on = raw.map((x) => (x > OFF_SKIN && x < 100 ? x : Number.NaN));
  if (finiteShare(on) < ENOUGH || !(spreadOf(on) > 0)) return null;
  const x = smooth(bridged(on));
  const level = meanOf(x);
  const slope = slopeOf(x, (i) => i / x.length);
  const rest = x.map((v, i) => v - slope * (i / x.length));
  const { rise, steepest, rough } = steps(x);
  const { count, sum } = responses(x);
  return [
    Math.log(level),
    slope / level,
    logOf(rise, FLOOR),
    Math.sqrt(count),
    logOf(sum, FLOOR),
    logOf(spreadOf(rest), FLOOR),
    logOf(steepest, FLOOR),
    logOf(rough, FLOOR / 4),
  ];
};

/** Centred mean over a second. */
const smooth = (x: Float64Array): Float64Array =>
  x.map((_, i) => meanOf(x.subarray(Math.max(0, i - SMOOTH / 2), i + SMOOTH / 2 + 1)));

const steps = (x: Float64Array): { rise: number; steepest: number; rough: number } => {
  let rise = 0;
  let steepest = 0;
  let rough = 0;
  for (let i = 1; i < x.length; i++) {
    const step = (x[i] as number) - (x[i - 1] as number);
    rise += Math.max(0, step);
    if (i >= SMOOTH) steepest = Math.max(steepest, (x[i] as number) - (x[i - SMOOTH] as number));
    if (i >= 2) rough += (step - ((x[i - 1] as number) - (x[i - 2] as number))) ** 2;
  }
  return { rise, steepest, rough: Math.sqrt(rough / x.length) };
};

/** Rises from trough to peak of at least RESPONSE. */
const responses = (x: Float64Array): { count: number; sum: number } => {
  let count = 0;
  let sum = 0;
  let trough = x[0] as number;
  for (let i = 1; i < x.length; i++) {
    const here = x[i] as number;
    const next = x[i + 1] ?? Number.NEGATIVE_INFINITY;
    if (here >= (x[i - 1] as number) && here > next) {
      if (here - trough >= RESPONSE) {
        count++;
        sum += here - trough;
      }
      trough = here;
    }
    trough = Math.min(trough, here);
  }
  return { count, sum };
};
