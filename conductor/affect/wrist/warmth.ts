import { bridged, finiteShare, meanOf, slopeOf } from './statistics.ts';

/** Skin temperature is looked at at this rate, Hz. */
export const WARMTH_HZ = 1;

export const WARMTH_FEATURES = ['warmth.level', 'warmth.slope'] as const;

const ENOUGH = 0.6;

/**
 * Skin temperature (deg C at WARMTH_HZ): its mean, only ever compared with the last minutes (normaliser.ts), and
 * how it changed over the window, deg C a window.
 */
export const warmthFeatures = (raw: Float64Array): number[] | null => {
  const x = raw.map((v) => (v > 10 && v < 45 ? v : Number.NaN));
  if (finiteShare(x) < ENOUGH) return null;
  return [meanOf(x), slopeOf(bridged(x), (i) => i / x.length)];
};
