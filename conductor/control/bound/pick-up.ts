/** Whether a fader has its value in hand. */
export interface PickUp {
  /** The fader stands at `step` while the value stands at `current`: true where the fader moves the value. */
  move(step: number, current: number, nowMs: number): boolean;
  /** Its motor was sent to `step`: what it reports on the way is no hand. */
  placed(step: number, nowMs: number): void;
  /** True while a hand that has the value is on it. */
  inHand(nowMs: number): boolean;
}

/** The way of a motor: from where to where, and when it was sent last. */
interface Way {
  readonly low: number;
  readonly high: number;
  readonly atMs: number;
}

/** So near is the same, in steps. */
const NEAR = 2;
/** While a hand is on a fader its own value may be on the way yet. */
const HAND_MS = 300;
/** A motor is on its way for so long after it was sent. */
const MOTOR_MS = 400;

/**
 * Soft pick-up: a fader takes a value over only where it meets it, so that one that stands elsewhere makes no
 * jump; a value that somebody else has moved meanwhile is let go.
 */
export const pickUp = (): PickUp => {
  let last: number | null = null;
  let held = false;
  let handMs = Number.NEGATIVE_INFINITY;
  let way: Way | null = null;

  const meets = (step: number, current: number): boolean =>
    Math.abs(step - current) <= NEAR || (last !== null && (last - current) * (step - current) <= 0);
  const moving = (nowMs: number): Way | null =>
    way !== null && nowMs - way.atMs < MOTOR_MS ? way : null;
  const isMotor = (step: number, nowMs: number): boolean => {
    const on = moving(nowMs);
    return on !== null && step >= on.low - NEAR && step <= on.high + NEAR;
  };
  const inHand = (nowMs: number): boolean => held && nowMs - handMs <= HAND_MS;

  return {
    move(step, current, nowMs) {
      if (isMotor(step, nowMs)) {
        last = step;
        return false;
      }
      if (!inHand(nowMs) && last !== null && Math.abs(last - current) > NEAR) held = false;
      held ||= meets(step, current);
      last = step;
      if (held) handMs = nowMs;
      return held;
    },
    placed(step, nowMs) {
      const from = last ?? step;
      const { low, high } = moving(nowMs) ?? { low: from, high: from };
      way = {
        low: Math.min(low, from, step),
        high: Math.max(high, from, step),
        atMs: nowMs,
      };
      last = step;
    },
    inHand,
  };
};
