import { signJudge, type Vector } from './sign.ts';

/** What of a DeviceMotionEvent is read; the browser's event fits. */
export interface MotionLike {
  readonly accelerationIncludingGravity: Axes | null;
  readonly rotationRate: Turns | null;
  readonly interval: number;
}
interface Axes {
  readonly x: number | null;
  readonly y: number | null;
  readonly z: number | null;
}
interface Turns {
  readonly alpha: number | null;
  readonly beta: number | null;
  readonly gamma: number | null;
}

export interface Motion {
  /** m/s^2, gravity included: at rest, face up, z is +9.8. */
  readonly acc: Vector;
  /** rad/s around x, y and z; null where the phone has no gyroscope. */
  readonly gyro: Vector | null;
}

const RAD = Math.PI / 180;

const vector = (a: number | null, b: number | null, c: number | null): Vector | null =>
  a !== null && b !== null && c !== null && [a, b, c].every(Number.isFinite) ? [a, b, c] : null;

/** A DeviceOrientationEvent's angles in radians; null where the phone does not know them. */
export const orientationOf = ({ alpha, beta, gamma }: Turns): Vector | null => {
  // Without a compass alpha is unknown; how the phone is tilted is known all the same.
  const degrees = vector(alpha ?? 0, beta, gamma);
  return degrees && [degrees[0] * RAD, degrees[1] * RAD, degrees[2] * RAD];
};

/** Reads motion events in the units of the contract; `guess` is the sign of acceleration to begin with. */
export const motionReader = (guess: 1 | -1) => {
  const judge = signJudge(guess);
  return {
    turned([, beta, gamma]: Vector): void {
      judge.turned(beta, gamma);
    },
    /** Null for an event without values, as computers without a sensor fire. */
    read(event: MotionLike): Motion | null {
      const { accelerationIncludingGravity: a, rotationRate: r } = event;
      const raw = a && vector(a.x, a.y, a.z);
      if (!raw) return null;
      judge.measured(raw);
      const { sign } = judge;
      // Browsers turn alpha around x, beta around y and gamma around z (w3c/deviceorientation pull 43).
      const turns = r && vector(r.alpha, r.beta, r.gamma);
      return {
        acc: [raw[0] * sign, raw[1] * sign, raw[2] * sign],
        gyro: turns && [turns[0] * RAD, turns[1] * RAD, turns[2] * RAD],
      };
    },
  };
};
