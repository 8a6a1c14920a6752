import type { StreamKind } from '#contracts/sensor';

/** Values at the bottom and the top of a plot. */
export interface Scale {
  readonly low: number;
  readonly high: number;
}

/** The scale lets go of an old extreme with this time constant, and takes a new one at once. */
const SHRINK_MS = 1_500;

/** The smallest span worth filling a plot with: below it a flat line would be drawn as a storm. */
const LEAST_SPAN: Readonly<Partial<Record<StreamKind, number>>> = {
  ecg: 0.4,
  eda: 0.1,
  eeg: 20,
  acc: 2,
  gyro: 0.2,
  temp: 0.5,
  hr: 10,
  ibi: 0.1,
  contact: 1,
};

export const leastSpan = (kind: StreamKind): number => LEAST_SPAN[kind] ?? 1e-3;

/** The next scale of a plot: `seen` always fits in it. Null `before`: the first one. */
export const rescale = (
  before: Scale | null,
  seen: readonly [number, number],
  least: number,
  elapsedMs: number,
): Scale => {
  const [low, high] = padded(seen, least);
  if (!before) return { low, high };
  const keep = Math.exp(-Math.max(0, elapsedMs) / SHRINK_MS);
  return {
    low: low < before.low ? low : low + (before.low - low) * keep,
    high: high > before.high ? high : high + (before.high - high) * keep,
  };
};

const padded = ([low, high]: readonly [number, number], least: number): [number, number] => {
  const missing = Math.max(0, least - (high - low)) / 2;
  const air = (high - low) * 0.06;
  return [low - missing - air, high + missing + air];
};

/** Height of a value above the bottom of its plot, 0..1 and beyond. */
export const heightOf = (scale: Scale, value: number): number =>
  (value - scale.low) / (scale.high - scale.low || 1);
