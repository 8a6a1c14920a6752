/** One measurement of `npm run bench`: what is measured, the goal, and how. */
export interface Bench {
  /** Kebab case; stays the same for ever, so that runs can be compared. */
  readonly name: string;
  readonly unit: string;
  readonly op: '<=' | '>=';
  readonly goal: number;
  /** Too long for `npm run bench`; runs with `bench:long`. */
  readonly long?: boolean;
  run(): Promise<Measured>;
}

export interface Measured {
  /** Null where it could not be measured; `reason` then says why. */
  readonly value: number | null;
  /** How many single measurements stand behind the value. */
  readonly n: number;
  /** What ran meanwhile, in words: renderer, size, rates. */
  readonly load: string;
  readonly reason?: string;
}

/**
 * The p-quantile (0..1) of some numbers, by linear interpolation (Hyndman and Fan type 7). What never came counts as
 * Infinity.
 */
export const quantile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  const share = at - Math.floor(at);
  return share === 0 || low === high ? low : low + (high - low) * share;
};
