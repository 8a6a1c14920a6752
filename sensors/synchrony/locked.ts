/** Two phases over a window. */
export interface Locked {
  /** How steadily one keeps its distance from the other, 0..1: the phase-locking value. */
  readonly locking: number;
  /** That distance, radians, -pi..pi. */
  readonly distance: number;
}

const at = (values: Float64Array, i: number): number => values[i] as number;

/** Unit vectors of two phases, sample by sample. */
export interface Phases {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The phase-locking value of Lachaux, Rodriguez, Martinerie and Varela 1999: the length of the mean of the
 * vectors that stand for the difference of phase. `edge` samples at either end are left out: there the
 * analytic signal is not to be trusted.
 */
export const locked = (a: Phases, b: Phases, edge: number): Locked => {
  let [cos, sin, n] = [0, 0, 0];
  for (let i = edge; i < a.re.length - edge; i++) {
    cos += at(a.re, i) * at(b.re, i) + at(a.im, i) * at(b.im, i);
    sin += at(a.im, i) * at(b.re, i) - at(a.re, i) * at(b.im, i);
    n++;
  }
  return { locking: n > 0 ? Math.hypot(cos, sin) / n : 0, distance: Math.atan2(sin, cos) };
};
