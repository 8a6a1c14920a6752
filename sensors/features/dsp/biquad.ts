/** A causal filter for one channel: a sample in, a sample out. */
export interface Filter {
  push(x: number): number;
  /** Sets the state as if `x` had stood at the input for ever, so that no step rings through. */
  prime(x: number): void;
}

/** Normalised second-order section (a0 = 1). */
export interface Section {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

const STRIDE = 7;

/**
 * A cascade of second-order sections, transposed direct form II (Oppenheim and Schafer,
 * Discrete-Time Signal Processing, 6.3). A sample that is not finite repeats the last good
 * input, so that it never enters the state.
 */
export const cascade = (sections: readonly Section[]): Filter => {
  const n = sections.length;
  const c = new Float64Array(n * STRIDE);
  for (const [i, s] of sections.entries()) c.set([s.b0, s.b1, s.b2, s.a1, s.a2], i * STRIDE);
  let last = 0;
  return {
    push(x) {
      if (Number.isFinite(x)) last = x;
      let v = last;
      for (let k = 0; k < n * STRIDE; k += STRIDE) {
        const y = at(c, k) * v + at(c, k + 5);
        c[k + 5] = at(c, k + 1) * v - at(c, k + 3) * y + at(c, k + 6);
        c[k + 6] = at(c, k + 2) * v - at(c, k + 4) * y;
        v = y;
      }
      return v;
    },
    prime(x) {
      last = Number.isFinite(x) ? x : 0;
      let v = last;
      for (let k = 0; k < n * STRIDE; k += STRIDE) {
        const gain = at(c, k) + at(c, k + 1) + at(c, k + 2);
        const y = (v * gain) / (1 + at(c, k + 3) + at(c, k + 4));
        c[k + 5] = y - at(c, k) * v;
        c[k + 6] = at(c, k + 2) * v - at(c, k + 4) * y;
        v = y;
      }
    },
  };
};

/** Element of a typed array whose index is known to lie inside it. */
export const at = (values: Float64Array, i: number): number => values[i] as number;
