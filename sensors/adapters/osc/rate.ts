import { nominal } from '../../nominal-rate.ts';

const WINDOW_MS = 2000;
const LEAST_FRAMES = 6;
const AGREE = 0.1;
const GAP_MS = 3000;
/** Share of the lag behind arrival that is made up with each message. */
const CATCH_UP = 0.05;
const LOST_MS = 300;

/** Learns the rate of a sender that does not tell it, and smooths the jitter of its messages. */
export interface RateMeter {
  /** Nominal frames a second: as known beforehand, or 0 until two windows in a row agree. */
  readonly rateHz: number;
  /** Notes a message with so many frames. True where the nominal rate is new. */
  heard(frames: number, nowMs: number): boolean;
  /** Time of the last frame of the message that was just heard; never ahead of now, never stepping back. */
  stamp(frames: number, nowMs: number): number;
}

/**
 * Windows of at least 2 s that begin and end with an arrival, so that bursts (Bluetooth sends a dozen
 * samples at once) do not bias them. `steady` false: the rate stays 0, each frame has its arrival time. `knownHz` holds until two
 * windows agree on another.
 */
export const rateMeter = (steady: boolean, knownHz = 0): RateMeter => {
  let rateHz = steady ? knownHz : 0;
  let before = 0;
  let begunMs = Number.NEGATIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  let stampMs = Number.NEGATIVE_INFINITY;
  let count = 0;

  const closeWindow = (nowMs: number): boolean => {
    const measured = (count * 1000) / (nowMs - begunMs);
    const agrees = Math.abs(measured - before) <= AGREE * measured;
    before = measured;
    begunMs = nowMs;
    count = 0;
    if (!agrees || (rateHz > 0 && Math.abs(measured - rateHz) <= AGREE * rateHz)) return false;
    rateHz = nominal(measured);
    return true;
  };
  return {
    get rateHz() {
      return rateHz;
    },
    heard(frames, nowMs) {
      if (!steady) return false;
      const gap = nowMs - lastMs > GAP_MS;
      lastMs = nowMs;
      if (gap) {
        begunMs = nowMs;
        before = 0;
        count = 0;
        return false;
      }
      count += frames;
      return nowMs - begunMs >= WINDOW_MS && count >= LEAST_FRAMES ? closeWindow(nowMs) : false;
    },
    stamp(frames, nowMs) {
      const foreseen = rateHz > 0 ? stampMs + (frames * 1000) / rateHz : nowMs;
      const lag = nowMs - foreseen;
      const smooth =
        lag > LOST_MS ? nowMs : Math.min(nowMs, foreseen + Math.max(0, CATCH_UP * lag));
      stampMs = Math.max(stampMs, smooth);
      return stampMs;
    },
  };
};
