/** A number no lower and no higher than two others. */
export const clamped = (v: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, v));
