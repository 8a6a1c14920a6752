/** What became of a block's time stamp. */
export interface Stamped {
  /** When it counts as taken, in show time; null: it came out of order and is dropped. */
  readonly atMs: number | null;
  /** True where the sender's clock was found to have jumped, and its stamps are now shifted. */
  readonly jumped: boolean;
  /** True while stamps are shifted: they say nothing of how long a sample was under way. */
  readonly shifted: boolean;
}

/** A stamp this far ahead of its arrival is from another clock. */
const AHEAD_MS = 250;
/** Wireless links hold samples back for seconds; later than this is another clock. */
const BEHIND_MS = 5000;
/** A shifted stamp is put behind its arrival as far as the good ones were, up to this: they fit on again. */
const LAG_MS = 1000;
/** So many blocks in a row that step back are no straggler: the clock was set back. */
const STRAGGLERS = 3;

/**
 * Puts the stamps of one stream into show time: plausible ones stay as they are; those of a clock that
 * stands elsewhere (1970, tomorrow) are shifted as a whole, so that the time between samples is kept,
 * until a stamp is good as it is: one bad stamp shifts nothing for good.
 * What comes out never steps back.
 */
export const stamper = (): ((atMs: number, arrivedMs: number) => Stamped) => {
  let shiftMs = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  let stragglers = 0;
  let lagMs = 0;
  const plausible = (atMs: number, arrivedMs: number): boolean =>
    atMs <= arrivedMs + AHEAD_MS && atMs >= arrivedMs - BEHIND_MS;
  const accept = (atMs: number, jumped: boolean): Stamped => {
    stragglers = 0;
    lastMs = Math.max(lastMs, atMs);
    return { atMs: lastMs, jumped, shifted: shiftMs !== 0 };
  };
  const shift = (atMs: number, arrivedMs: number): Stamped => {
    shiftMs = arrivedMs - lagMs - atMs;
    return accept(atMs + shiftMs, true);
  };
  return (atMs, arrivedMs) => {
    if (atMs >= lastMs && plausible(atMs, arrivedMs)) {
      shiftMs = 0;
      lagMs = Math.min(LAG_MS, Math.max(0, arrivedMs - atMs));
    }
    const shifted = atMs + shiftMs;
    if (!plausible(shifted, arrivedMs)) return shift(atMs, arrivedMs);
    if (shifted >= lastMs) return accept(shifted, false);
    stragglers++;
    if (stragglers < STRAGGLERS) return { atMs: null, jumped: false, shifted: shiftMs !== 0 };
    return shift(atMs, arrivedMs);
  };
};
