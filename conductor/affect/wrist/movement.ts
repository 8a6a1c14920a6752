import { bandpass } from '../../../sensors/features/dsp/butterworth.ts';
import { bridged, finiteShare, logOf, meanOf, spreadOf } from './statistics.ts';

/** Acceleration is looked at at this rate, Hz. */
export const MOVEMENT_HZ = 32;

export const MOVEMENT_FEATURES = [
  'movement.slow',
  'movement.tremor',
  'movement.fast',
  'movement.still',
  'movement.posture',
  'movement.bursts',
  'movement.breath',
] as const;

const ENOUGH = 0.6;
/** Bands in Hz: gesture, the 3..8 Hz of speech and physiological tremor, fine shaking. */
const BANDS = [
  [0.5, 3],
  [3, 8],
  [8, 14],
] as const;
/** Chest and arm rise and fall with breath. */
const BREATH = [0.12, 0.5] as const;
const FLOOR = 0.02;
/** A second whose 0.5..3 Hz movement stays below this (m/s^2) is still. */
const STILL = 0.15;

/**
 * What one window of acceleration (three axes, m/s^2 at MOVEMENT_HZ) tells: logs of the RMS in three
 * bands and of breath, the share of still seconds, how far posture wandered between seconds, and how
 * unevenly movement came (SD of the log over seconds).
 * @returns null where too little was heard or the sensor is dead
 */
export const movementFeatures = (axes: readonly Float64Array[]): number[] | null => {
  if (axes.some((a) => finiteShare(a) < ENOUGH) || axes.every((a) => !(spreadOf(a) > 0)))
    return null;
  const whole = axes.map(bridged);
  const bands = [...BANDS, BREATH].map(([low, high]) => energies(whole, low, high));
  const slow = perSecond(bands[0] as Float64Array);
  const rms = (band: Float64Array | undefined) => logOf(Math.sqrt(meanOf(band ?? [])), FLOOR);
  return [
    rms(bands[0]),
    rms(bands[1]),
    rms(bands[2]),
    slow.filter((v) => Math.sqrt(v) < STILL).length / slow.length,
    logOf(wander(whole), FLOOR),
    spreadOf(slow.map((v) => logOf(Math.sqrt(v), FLOOR))),
    rms(bands[3]),
  ];
};

/** Squared band-passed acceleration, all axes together. */
const energies = (axes: readonly Float64Array[], low: number, high: number): Float64Array => {
  const out = new Float64Array(axes[0]?.length ?? 0);
  for (const axis of axes) {
    const filter = bandpass(2, low, high, MOVEMENT_HZ);
    filter.prime(axis[0] ?? 0);
    for (let i = 0; i < out.length; i++)
      out[i] = (out[i] as number) + filter.push(axis[i] as number) ** 2;
  }
  return out;
};

const perSecond = (x: Float64Array): number[] =>
  Array.from({ length: Math.floor(x.length / MOVEMENT_HZ) }, (_, s) =>
    meanOf(x.subarray(s * MOVEMENT_HZ, (s + 1) * MOVEMENT_HZ)),
  );

/** SD of the seconds' mean vectors, m/s^2. */
const wander = (axes: readonly Float64Array[]): number =>
  Math.sqrt(axes.reduce((sum, axis) => sum + spreadOf(perSecond(axis)) ** 2, 0));
