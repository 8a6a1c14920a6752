/** Means of every `every` samples of one channel: cheap thinning for slow signals. */
export interface Thin {
  /** True when `mean` and `share` were renewed. */
  push(x: number): boolean;
  readonly mean: number;
  /** Share of the samples that were numbers. */
  readonly share: number;
  readonly rateHz: number;
}

/** Thins from `rateHz` to about `targetHz` (never above the rate there is). */
export const thin = (rateHz: number, targetHz: number): Thin => {
  const every = Math.max(1, Math.round(rateHz / targetHz));
  let sum = 0;
  let good = 0;
  let count = 0;
  let mean = Number.NaN;
  let share = 0;
  return {
    push(x) {
      count++;
      if (Number.isFinite(x)) {
        sum += x;
        good++;
      }
      if (count < every) return false;
      mean = good ? sum / good : Number.NaN;
      share = good / count;
      sum = 0;
      good = 0;
      count = 0;
      return true;
    },
    get mean() {
      return mean;
    },
    get share() {
      return share;
    },
    rateHz: rateHz / every,
  };
};
