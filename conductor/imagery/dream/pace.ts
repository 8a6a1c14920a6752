/** Whether more hands make a picture sooner: where the other cores are busy with something else, one hand is faster. */
export interface Pace {
  /** Whether the next picture is painted together. Now and then the other way is tried. */
  together(): boolean;
  /** How long a picture took, milliseconds. Those that are painted anew as a whole do not count. */
  took(together: boolean, ms: number): void;
}

/** While together is faster every so-manieth picture is painted alone, and these; and the other way round. */
const TRY_ALONE = 256;
const TRY_ALONE_FIRST = [16, 64];
const TRY_TOGETHER = 16;
/** What a new picture weighs in the mean. */
const FRESH = 0.25;

export const openPace = (): Pace => {
  let [asked, alone, joint] = [0, 0, 0];
  return {
    together() {
      asked += 1;
      const isSlower = alone > 0 && joint > alone;
      if (isSlower) return asked % TRY_TOGETHER === 0;
      return asked % TRY_ALONE !== 0 && !TRY_ALONE_FIRST.includes(asked);
    },
    took(together, ms) {
      const before = together ? joint : alone;
      const next = before > 0 ? before + FRESH * (ms - before) : ms;
      if (together) joint = next;
      else alone = next;
    },
  };
};
