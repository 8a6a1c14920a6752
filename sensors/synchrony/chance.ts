/** Over how long a togetherness is weighed: one window, and the memory of windows before it. */
export interface Weighing {
  readonly windowS: number;
  readonly memoryS: number;
}

/** Share 0..1 of a full weighing that there is `heardS` seconds after the first window. */
export const grownAfter = (heardS: number, { windowS, memoryS }: Weighing): number =>
  (windowS + Math.min(heardS, 2 * memoryS)) / (windowS + 2 * memoryS);

/** Chance never takes more than this: two who are as one are told even from a short while. */
const MOST_CHANCE = 0.85;

/**
 * How far a togetherness of 0..1 lies beyond what chance reaches: 0 no more than chance .. 1 as one. What
 * chance reaches shrinks with the root of the time it is weighed over, as the error of any mean does.
 * @param chance what it reaches, in one of twenty, when the weighing is full
 * @param grown share of a full weighing, 0..1
 */
export const beyondChance = (together: number, chance: number, grown: number): number => {
  const reached = Math.min(MOST_CHANCE, chance / Math.sqrt(grown));
  return Math.min(1, Math.max(0, (together - reached) / (1 - reached)));
};
