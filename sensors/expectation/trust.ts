/** How far the net is to be trusted over "stays where it is", for each group and horizon. */
export interface Trust {
  /** Takes in, for one group: what happened times what the net said, and what the net said squared. */
  learn(slot: number, agree: number, power: number): void;
  /** Share of the net's displacement that counts, 0..1. */
  share(slot: number): number;
  /** What a profile keeps: agreement and power of each group. */
  readonly sums: Float64Array;
}

/** Seconds over which it is found out. */
const MEMORY_S = 10;
/** Doubt before anything is known: a body of which nothing is known stays where it is. */
const DOUBT = 0.02;

/**
 * The share is the least squares scale between what the net said and what happened, over the last
 * seconds, kept between nothing and all: so the expectation is never much worse than standing still.
 */
export const trust = (groups: number, hz: number): Trust => {
  const sums = new Float64Array(2 * groups);
  const keep = 1 - 1 / (MEMORY_S * hz);
  return {
    sums,
    learn(slot, agree, power) {
      if (!Number.isFinite(agree + power)) return;
      sums[2 * slot] = keep * (sums[2 * slot] as number) + agree;
      sums[2 * slot + 1] = keep * (sums[2 * slot + 1] as number) + power;
    },
    share(slot) {
      const share = (sums[2 * slot] as number) / ((sums[2 * slot + 1] as number) + DOUBT);
      return share > 0 ? Math.min(1, share) : 0;
    },
  };
};
