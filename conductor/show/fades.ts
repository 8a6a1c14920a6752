import { curved } from '#contracts/curved';
import type { Curve } from '#contracts/show';

export { curved } from '#contracts/curved';

/** Named numbers that fade together. */
export type Values = Readonly<Record<string, number>>;

/**
 * Values on their way: where from, where to, since when, for how long. The value at any moment
 * follows from these alone, so nothing depends on how often it is asked for.
 */
export interface Fading {
  readonly from: Values;
  readonly to: Values;
  readonly startMs: number;
  readonly seconds: number;
  readonly curve: Curve;
}

/** The steepest slope of each curve, for whoever must know how fast a fade can be. */
export const STEEPEST: Readonly<Record<Curve, number>> = {
  linear: 1,
  smooth: 1.5,
  'ease-in': 2,
  'ease-out': 2,
};

/** How far a fade is, 0..1, before its curve. */
export const progress = (fading: Fading, atMs: number): number => {
  if (fading.seconds <= 0) return 1;
  return Math.min(1, Math.max(0, (atMs - fading.startMs) / (fading.seconds * 1000)));
};

/** How long a fade takes yet, in seconds. */
export const leftS = (fading: Fading, atMs: number): number =>
  fading.seconds * (1 - progress(fading, atMs));

/** The values at a moment. A name that is missing on one side stays as it is on the other. */
export const valuesAt = (fading: Fading, atMs: number): Values => {
  const x = progress(fading, atMs);
  if (x >= 1) return fading.to;
  const share = curved(fading.curve, x);
  const now: Record<string, number> = {};
  for (const name in fading.to) {
    const to = fading.to[name] ?? 0;
    const from = fading.from[name] ?? to;
    now[name] = from + (to - from) * share;
  }
  return now;
};

/** Values that rest. */
export const settled = (values: Values, atMs: number): Fading => ({
  from: values,
  to: values,
  startMs: atMs,
  seconds: 0,
  curve: 'linear',
});

/** Turns to new values from wherever the old fade is now: a fade that is interrupted never jumps. */
export const fadeTo = (
  fading: Fading,
  to: Values,
  atMs: number,
  seconds: number,
  curve: Curve,
): Fading => ({ from: valuesAt(fading, atMs), to, startMs: atMs, seconds, curve });

/** One number that fades. */
export const settledAt = (level: number, atMs: number): Fading => settled({ level }, atMs);
export const levelAt = (fading: Fading, atMs: number): number => valuesAt(fading, atMs).level ?? 0;
