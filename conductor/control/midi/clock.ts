/** Clock messages of a quarter note (MIDI 1.0). */
export const PPQN = 24;
/** The tempo is the slope over so many messages: two quarter notes. */
const WINDOW = 2 * PPQN;
/** From so many on something is said. */
const ENOUGH = PPQN;
/** An interval so much longer than the median is a gap in the clock, not a slower tempo. */
const GAP = 3;
const LONGEST_MS = 130;
/** Tempo is told in tenths, when it is a tenth and a half away from what was told, and so often at most. */
const STEP = 10;
const WORTH = 0.15;
const SELDOM_MS = 500;
const LOWEST = 20;
const HIGHEST = 400;

export interface TempoClock {
  /** Takes one clock message; gives a tempo where there is something new to tell. */
  tick(atMs: number): number | null;
  /** Beats a minute as last told, null before. */
  readonly bpm: number | null;
}

/**
 * Tempo from a MIDI clock. Each estimate is the least-squares slope over the last two quarter notes, so that
 * the jitter of a cable and of a driver averages out; a gap begins anew, and what was told stands meanwhile.
 */
export const tempoClock = (): TempoClock => {
  let times: number[] = [];
  let told: number | null = null;
  let toldMs = Number.NEGATIVE_INFINITY;

  const fits = (atMs: number): boolean => {
    const last = times.at(-1);
    if (last === undefined) return true;
    const gap = atMs - last;
    return gap >= 0 && gap <= Math.min(LONGEST_MS, GAP * typical(times, LONGEST_MS));
  };

  return {
    tick(atMs) {
      times = fits(atMs) ? [...times.slice(1 - WINDOW), atMs] : [atMs];
      if (times.length < ENOUGH || atMs - toldMs < SELDOM_MS) return null;
      const bpm = Math.round((STEP * 60_000) / (PPQN * slope(times))) / STEP;
      if (!(bpm >= LOWEST && bpm <= HIGHEST)) return null;
      if (told !== null && Math.abs(bpm - told) < WORTH) return null;
      told = bpm;
      toldMs = atMs;
      return bpm;
    },
    get bpm() {
      return told;
    },
  };
};

/** The median interval, or `otherwise` where too few are known to say. */
const typical = (times: readonly number[], otherwise: number): number => {
  if (times.length < 6) return otherwise;
  const gaps = times.slice(1).map((t, i) => t - (times[i] ?? t));
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? otherwise;
};

/** Milliseconds a message, by least squares. */
const slope = (times: readonly number[]): number => {
  const middle = (times.length - 1) / 2;
  const origin = times[0] ?? 0;
  let up = 0;
  let down = 0;
  times.forEach((t, i) => {
    up += (i - middle) * (t - origin);
    down += (i - middle) ** 2;
  });
  return up / down;
};
