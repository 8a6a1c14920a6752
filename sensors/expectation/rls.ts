/** Recursive least squares with one inverse correlation matrix for many outputs. */
export interface Rls {
  /** Inverse correlation of the features: the upper triangle, row by row. */
  readonly inverse: Float64Array;
  /** Weights, a row of `features` for each output. */
  readonly weights: Float64Array;
  /**
   * First half of a step: learns that `features` went with `targets`. Outputs whose `trusted` is 0 keep
   * their weights; an error beyond `most` counts as `most`, so that one mistaken frame teaches little.
   */
  learn(features: Float64Array, targets: Float64Array, trusted: Float64Array): void;
  /** Second half, due before the next `learn`: the inverse takes up the features. */
  settle(): void;
  /** Writes what is foretold from `features` into `out`. */
  foretell(features: Float64Array, out: Float64Array): void;
  /** Takes up learned numbers of the same sizes. */
  adopt(inverse: Float64Array, weights: Float64Array): void;
}

export interface RlsOptions {
  readonly features: number;
  readonly outputs: number;
  /** Share of the past that remains a step, below 1. */
  readonly remember: number;
  /** Strength of the pull towards 0 before anything was learned. */
  readonly ridge: number;
  readonly most: number;
}

/** Beyond this the features are no numbers to learn from. */
const MOST_POWER = 1e12;

/** Inner product of a row that begins at `from` with a vector; four sums run side by side. */
const dot = (rows: Float64Array, from: number, vector: Float64Array, n: number): number => {
  let [a, b, c, d, i] = [0, 0, 0, 0, 0];
  for (; i + 3 < n; i += 4) {
    const k = from + i;
    a += (rows[k] as number) * (vector[i] as number);
    b += (rows[k + 1] as number) * (vector[i + 1] as number);
    c += (rows[k + 2] as number) * (vector[i + 2] as number);
    d += (rows[k + 3] as number) * (vector[i + 3] as number);
  }
  for (; i < n; i++) a += (rows[from + i] as number) * (vector[i] as number);
  return a + b + c + d;
};

/**
 * Exponentially weighted recursive least squares (Haykin, Adaptive Filter Theory, ch. 10). The inverse is
 * kept as a triangle and so stays symmetric. Where nothing excites a direction, forgetting makes the
 * inverse grow without end ("wind-up"): its trace is held at its first value. An inverse that is no longer
 * positive begins anew while the weights stay. Multiplications: m^2 + 2 m n to learn, m^2 to settle,
 * m n to foretell, for m features and n outputs; nothing is allocated.
 */
export const rls = ({ features: m, outputs: n, remember, ridge, most }: RlsOptions): Rls => {
  const inverse = new Float64Array((m * (m + 1)) / 2);
  const weights = new Float64Array(m * n);
  const gain = new Float64Array(m);
  const first = 1 / ridge;
  /** What the waiting second half divides by; 0: none waits. */
  let waiting = 0;

  const restart = (): void => {
    waiting = 0;
    inverse.fill(0);
    for (let i = 0, k = 0; i < m; k += m - i, i++) inverse[k] = first;
  };

  /** gain = inverse x features; returns features' x inverse x features. */
  const project = (features: Float64Array): number => {
    gain.fill(0);
    for (let i = 0, k = 0; i < m; i++) {
      const x = features[i] as number;
      let sum = (inverse[k] as number) * x;
      k++;
      for (let j = i + 1; j < m; j++, k++) {
        const p = inverse[k] as number;
        sum += p * (features[j] as number);
        gain[j] = (gain[j] as number) + p * x;
      }
      gain[i] = (gain[i] as number) + sum;
    }
    return dot(gain, 0, features, m);
  };

  /** Takes the gain's outer product from the inverse; returns the trace, NaN where it is not positive. */
  const shrink = (divisor: number): number => {
    const grow = 1 / remember;
    let trace = 0;
    for (let i = 0, k = 0; i < m; i++) {
      const g = (gain[i] as number) / divisor;
      const diagonal = grow * ((inverse[k] as number) - g * (gain[i] as number));
      trace += diagonal > 0 ? diagonal : Number.NaN;
      inverse[k] = diagonal;
      k++;
      for (let j = i + 1; j < m; j++, k++)
        inverse[k] = grow * ((inverse[k] as number) - g * (gain[j] as number));
    }
    return trace;
  };

  const settle = (): void => {
    if (waiting === 0) return;
    const trace = shrink(waiting);
    waiting = 0;
    if (!(trace > 0)) restart();
    else if (trace > first * m) {
      const back = (first * m) / trace;
      for (let k = 0; k < inverse.length; k++) inverse[k] = back * (inverse[k] as number);
    }
  };

  restart();
  return {
    inverse,
    weights,
    learn(features, targets, trusted) {
      settle();
      const power = project(features);
      if (!(power >= 0 && power < MOST_POWER)) {
        restart();
        return;
      }
      waiting = remember + power;
      for (let o = 0, from = 0; o < n; o++, from += m) {
        if ((trusted[o] as number) === 0) continue;
        const error = (targets[o] as number) - dot(weights, from, features, m);
        const share = Math.max(-most, Math.min(most, error)) / waiting;
        for (let i = 0; i < m; i++)
          weights[from + i] = (weights[from + i] as number) + share * (gain[i] as number);
      }
    },
    settle,
    foretell(features, out) {
      for (let o = 0; o < n; o++) out[o] = dot(weights, o * m, features, m);
    },
    adopt(knownInverse, knownWeights) {
      restart();
      inverse.set(knownInverse);
      weights.set(knownWeights);
    },
  };
};
