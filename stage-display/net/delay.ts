/**
 * How far behind show time to play: far enough that the next state is there when it is needed, as near
 * as that allows. Lateness is followed as TCP follows round trips (Jacobson 1988: a smoothed mean and mean
 * deviation), and the delay creeps towards mean + 4 deviations + one interval of states.
 */
export interface DelayControl {
  /** A state came `lateMs` after its own time, `gapMs` after the one before it. */
  arrived(lateMs: number, gapMs: number): void;
  readonly delayMs: number;
}

export interface DelayLimits {
  readonly startMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

export const DELAY: DelayLimits = { startMs: 50, lowMs: 35, highMs: 150 };
/** Of each interval, the share by which the delay may grow or shrink: playback runs 3 % slow or 1 % fast. */
const GROW = 0.03;
const SHRINK = 0.01;
const SMOOTH = 1 / 32;
/** An interval longer than this is a gap, not a rate. */
const LONGEST_MS = 250;

export const delayControl = (limits: DelayLimits = DELAY): DelayControl => {
  let delayMs = limits.startMs;
  let mean: number | null = null;
  let deviation = 4;
  let interval = 1000 / 60;
  return {
    arrived(lateMs, gapMs) {
      if (!Number.isFinite(lateMs) || gapMs <= 0 || gapMs > LONGEST_MS) return;
      const before = mean ?? lateMs;
      mean = before + (lateMs - before) * SMOOTH;
      deviation += (Math.abs(lateMs - mean) - deviation) * SMOOTH;
      interval += (gapMs - interval) * SMOOTH;
      const wanted = mean + 4 * deviation + interval;
      const target = Math.min(limits.highMs, Math.max(limits.lowMs, wanted));
      const step = Math.min(GROW * gapMs, Math.max(-SHRINK * gapMs, target - delayMs));
      delayMs += step;
    },
    get delayMs() {
      return delayMs;
    },
  };
};
