/** A budget that refills over time (a token bucket): `take` is false where it is used up. */
export interface Allowance {
  take(nowMs: number): boolean;
}

/** At most `most` at once, and `most` again every `perMs`. */
export const allowance = (most: number, perMs: number): Allowance => {
  let left = most;
  let atMs = Number.NEGATIVE_INFINITY;
  return {
    take(nowMs) {
      left = Math.min(most, left + (Math.max(0, nowMs - atMs) * most) / perMs);
      atMs = nowMs;
      if (left < 1) return false;
      left--;
      return true;
    },
  };
};
