import type { Curve } from './cue.ts';

const CURVE: Readonly<Record<Curve, (x: number) => number>> = {
  linear: (x) => x,
  smooth: (x) => x * x * (3 - 2 * x),
  'ease-in': (x) => x * x,
  'ease-out': (x) => x * (2 - x),
};

/** A curve from (0, 0) to (1, 1), monotone; what lies outside is clamped. */
export const curved = (curve: Curve, x: number): number =>
  CURVE[curve](Math.min(1, Math.max(0, x)));
