/** Which side of zero the valence is shown on, and what argues for the other. */
export interface Leaning {
  /** -1 negative, 0 not decided, 1 positive. */
  readonly side: -1 | 0 | 1;
  /** The valence asked for, smoothed. */
  readonly smooth: number;
  /** Since when the smoothed valence has asked for another side, or null. */
  readonly sinceMs: number | null;
  /** When the side last changed from one to the other, newest last. */
  readonly flips: readonly number[];
}

export const UPRIGHT: Leaning = { side: 0, smooth: 0, sinceMs: null, flips: [] };

/** A smoothed valence within this of zero asks for nothing. */
export const DEAD_BAND = 0.03;
/** Another side must be asked for without a break for this long, and longer after every recent flip, up to so many times. */
const DWELL_MS = 800;
const MORE_A_FLIP = 0.5;
const LONGEST_DWELL = 2.25;
const SMOOTH_S = 0.5;
const MEMORY_MS = 60_000;
/** In any minute no more flips than this, whatever the signal does. */
export const MOST_FLIPS = 6;

/** One step of a Schmitt trigger with a dwell time. Pure. */
export const lean = (was: Leaning, valence: number, nowMs: number, stepS: number): Leaning => {
  const smooth = valence + (was.smooth - valence) * Math.exp(-stepS / SMOOTH_S);
  const asked = Math.abs(smooth) <= DEAD_BAND ? 0 : smooth > 0 ? 1 : -1;
  const flips = was.flips.filter((at) => nowMs - at < MEMORY_MS);
  if (asked === 0 || asked === was.side) return { side: was.side, smooth, sinceMs: null, flips };
  const before = was.sinceMs !== null && Math.sign(was.smooth) === asked ? was.sinceMs : nowMs;
  const dwelt =
    nowMs - before >= DWELL_MS * Math.min(LONGEST_DWELL, 1 + MORE_A_FLIP * flips.length);
  if (!dwelt || flips.length >= MOST_FLIPS)
    return { side: was.side, smooth, sinceMs: before, flips };
  return {
    side: asked,
    smooth,
    sinceMs: null,
    flips: was.side === 0 ? flips : [...flips, nowMs],
  };
};
