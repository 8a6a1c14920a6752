/** Acceleration as a phone reports it, gravity included, m/s^2. */
export type Vector = readonly [x: number, y: number, z: number];

/** Samples that decide. */
const ENOUGH = 15;
/** A phone in free fall, or shaken, says nothing of where up is. */
const AT_REST = [7, 13] as const;

/**
 * Which way a phone's acceleration points. At rest, face up, W3C Device Orientation and Motion (section on
 * accelerationIncludingGravity) has z = +9.8: the push of the table. WebKit on iOS hands on Core Motion's
 * gravity, z = -9.8 (dorukeker/gyronorm.js issue 54, measured side by side). Both give the same beta and
 * gamma, so up is known without asking which browser this is: in the phone's frame it is
 * (-cos b sin g, sin b, cos b cos g), the third row of the specification's rotation Z(a) X(b) Y(g).
 */
export interface SignJudge {
  /** 1 or -1: the factor that makes an acceleration point as the specification has it. */
  readonly sign: 1 | -1;
  /** The newest turn of the phone, in radians. */
  turned(beta: number, gamma: number): void;
  measured(acc: Vector): void;
}

/** `guess` holds until enough samples agreed. */
export const signJudge = (guess: 1 | -1): SignJudge => {
  let sign = guess;
  let up: Vector | null = null;
  let votes = 0;
  let decided = false;
  return {
    get sign() {
      return sign;
    },
    turned(beta, gamma) {
      up = [-Math.cos(beta) * Math.sin(gamma), Math.sin(beta), Math.cos(beta) * Math.cos(gamma)];
    },
    measured([x, y, z]) {
      const size = Math.hypot(x, y, z);
      if (decided || !up || size < AT_REST[0] || size > AT_REST[1]) return;
      const along = (x * up[0] + y * up[1] + z * up[2]) / size;
      // Within 45 degrees of up or down: what lies between is a phone being turned.
      if (Math.abs(along) > Math.SQRT1_2) votes += Math.sign(along);
      decided = Math.abs(votes) >= ENOUGH;
      if (decided) sign = votes > 0 ? 1 : -1;
    },
  };
};
