/** How much of the movement of the last seconds was foreseen. */
export interface Foreseen {
  /** One step of movement: squares of the errors and of the ways gone, summed over all groups seen. */
  learn(error2: number, moved2: number): void;
  /** 0: no better than "stays where it is" .. 1: all of it. */
  readonly value: number;
}

/** Seconds of movement over which it is found out. */
const MEMORY_S = 12;
/** Doubt, in squares of the unit of errors: who has hardly moved is not known. */
const DOUBT = 0.5;

/** The gain over stillness, as ADR 5 measures it, of the last seconds in which something moved. */
export const foreseen = (hz: number): Foreseen => {
  const keep = 1 - 1 / (MEMORY_S * hz);
  let [off, gone] = [0, 0];
  return {
    learn(error2, moved2) {
      if (!Number.isFinite(error2 + moved2)) return;
      off = keep * off + error2;
      gone = keep * gone + moved2;
    },
    get value() {
      return Math.max(0, 1 - Math.sqrt((off + DOUBT) / (gone + DOUBT)));
    },
  };
};
