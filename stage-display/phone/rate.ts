/** Rates that phones' motion sensors have. */
const USUAL_HZ = [10, 20, 25, 30, 50, 60, 90, 100, 120, 200];
const NEAR = 0.06;
const WINDOW_MS = 3000;
const OFF = 0.1;
/** A pause (a hidden page) is no slow rate. */
const PAUSE_MS = 500;

const nominal = (hz: number): number => {
  const best = USUAL_HZ.reduce((a, b) => (Math.abs(b - hz) < Math.abs(a - hz) ? b : a));
  return Math.abs(best - hz) <= NEAR * best ? best : Number(hz.toPrecision(3));
};

/** Events a second: first as the phone says, then as they come. */
export interface MotionRate {
  /** 0 until the phone or the events told it. */
  readonly rateHz: number;
  /** Notes an event; true where the rate is another now. `intervalMs` is the event's own claim. */
  heard(intervalMs: number, nowMs: number): boolean;
}

/** Measures over windows of 3 s; changes where the measured rate is more than 10 % off. */
export const motionRate = (): MotionRate => {
  let rateHz = 0;
  let beganMs: number | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  const set = (hz: number): boolean => {
    const next = nominal(hz);
    const isNew = next !== rateHz;
    rateHz = next;
    return isNew;
  };
  return {
    get rateHz() {
      return rateHz;
    },
    heard(intervalMs, nowMs) {
      // WebKit has told seconds here, others milliseconds.
      const claimMs = intervalMs > 0 && intervalMs < 1 ? intervalMs * 1000 : intervalMs;
      if (rateHz === 0 && claimMs >= 4 && claimMs <= 200) {
        [beganMs, lastMs] = [nowMs, nowMs];
        return set(1000 / claimMs);
      }
      if (beganMs === null || nowMs - lastMs > PAUSE_MS) {
        [beganMs, lastMs, count] = [nowMs, nowMs, 0];
        return false;
      }
      lastMs = nowMs;
      count++;
      if (nowMs - beganMs < WINDOW_MS) return false;
      const measured = (count * 1000) / (nowMs - beganMs);
      [beganMs, count] = [nowMs, 0];
      return Math.abs(measured - rateHz) > OFF * measured && set(measured);
    },
  };
};
