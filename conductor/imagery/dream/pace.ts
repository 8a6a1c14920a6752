/** Whether more hands make a picture sooner: where the other cores are busy with something else, one hand is faster. */
export interface Pace {
  /** Whether the next picture is painted together. Now and then the other way is tried. */
  together(): boolean;
  /** How long a picture took, milliseconds. Those that are painted anew as a whole do not count. */
  took(together: boolean, ms: number): void;
  /** How long one takes together, milliseconds; 0: nobody knows yet. */
  usualMs(): number;
}

/** While together is faster every so-manieth picture is painted alone, and these; and the other way round. */
const TRY_ALONE = 256;
const TRY_ALONE_FIRST = [16, 64];
const TRY_TOGETHER = 16;
/** So many pictures say how long one takes: one that hung for a moment says nothing. */
const KEPT = 5;

const median = (all: readonly number[]): number =>
  [...all].sort((a, b) => a - b)[all.length >> 1] ?? 0;

export const openPace = (): Pace => {
  let asked = 0;
  let alone: readonly number[] = [];
  let joint: readonly number[] = [];
  return {
    together() {
      asked += 1;
      const isSlower = alone.length > 0 && median(joint) > median(alone);
      if (isSlower) return asked % TRY_TOGETHER === 0;
      return asked % TRY_ALONE !== 0 && !TRY_ALONE_FIRST.includes(asked);
    },
    took(together, ms) {
      const kept = (before: readonly number[]) => [...before.slice(1 - KEPT), ms];
      if (together) joint = kept(joint);
      else alone = kept(alone);
    },
    usualMs: () => median(joint),
  };
};
