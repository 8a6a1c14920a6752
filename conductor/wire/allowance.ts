/** A budget that refills over time (a token bucket): `take` is false where `cost` (1) is more than is left. */
export interface Allowance {
  take(nowMs: number, cost?: number): boolean;
}

/** At most `most` at once, and `most` again every `perMs`. */
export const allowance = (most: number, perMs: number): Allowance => {
  let left = most;
  let atMs = Number.NEGATIVE_INFINITY;
  return {
    take(nowMs, cost = 1) {
      left = Math.min(most, left + (Math.max(0, nowMs - atMs) * most) / perMs);
      atMs = nowMs;
      if (left < cost) return false;
      left -= cost;
      return true;
    },
  };
};
