/** Rates that sensors have; a measured one this near to one of them is that one. */
const USUAL_HZ = [
  1, 2, 4, 5, 8, 10, 16, 20, 25, 30, 32, 40, 50, 52, 60, 64, 100, 104, 120, 125, 128, 130, 200, 220,
  250, 256, 300, 400, 500, 512, 1000, 1024, 2000, 2048,
];
const NEAR = 0.03;
const WINDOW_MS = 2000;
const LEAST_FRAMES = 6;
const AGREE = 0.1;
const GAP_MS = 3000;
/** Share of the lag behind arrival that is made up with each message. */
const CATCH_UP = 0.05;
const LOST_MS = 300;

/** The usual rate near a measured one, or the measured one to three digits. */
export const nominal = (hz: number): number => {
  const best = USUAL_HZ.reduce((a, b) => (Math.abs(b - hz) < Math.abs(a - hz) ? b : a));
  return Math.abs(best - hz) <= NEAR * best ? best : Number(hz.toPrecision(3));
};

/** Learns the rate of a sender that does not tell it, and smooths the jitter of its messages. */
export interface RateMeter {
  /** Nominal frames a second; 0 until two windows in a row agree. */
  readonly rateHz: number;
  /** Notes a message with so many frames. True where the nominal rate is new. */
  heard(frames: number, nowMs: number): boolean;
  /** Time of the last frame of the message that was just heard; never ahead of now, never stepping back. */
  stamp(frames: number, nowMs: number): number;
}

/**
 * Windows of at least 2 s that begin and end with an arrival, so that bursts (Bluetooth sends a dozen
 * samples at once) do not bias them. `steady` false: the rate stays 0, each frame has its arrival time.
 */
export const rateMeter = (steady: boolean): RateMeter => {
  let rateHz = 0;
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
