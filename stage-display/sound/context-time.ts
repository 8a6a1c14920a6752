import type { AudioTime } from './fade.ts';

/** What the browser says of the audio clock, and the page's clock at the same time. */
export interface ClockReading {
  /** Seconds of the audio clock that are heard now; null where the browser does not say. */
  readonly heardS: number | null;
  /** Page time at which they are heard. */
  readonly heardAtMs: number;
  readonly currentS: number;
  readonly nowMs: number;
  /** From the audio clock to the loudspeaker. */
  readonly latencyS: number;
}

/** One reading: which show time the beginning of the audio clock is. */
export const zeroOf = (reading: ClockReading, showMs: (localMs: number) => number): number => {
  const { heardS, heardAtMs, currentS, nowMs, latencyS } = reading;
  return heardS !== null && heardS > 0
    ? showMs(heardAtMs) - heardS * 1000
    : showMs(nowMs) - (currentS - latencyS) * 1000;
};

/** Readings jitter by some milliseconds; the audio clock does not. */
const SHARE = 0.05;
/** Further off than this it is another clock: a device that was changed, a page that slept. */
const STEP_MS = 80;

/** The audio clock against the conductor's, steadied. */
export const audioTime = () => {
  let zeroMs: number | null = null;
  let odd = 0;
  return {
    read(zero: number): AudioTime {
      if (zeroMs === null) zeroMs = zero;
      const off = zero - zeroMs;
      odd = Math.abs(off) > STEP_MS ? odd + 1 : 0;
      // One reading that is far off is a slip; several are the truth.
      if (odd >= 3) [zeroMs, odd] = [zero, 0];
      else if (odd === 0) zeroMs += off * SHARE;
      return { zeroMs };
    },
  };
};
