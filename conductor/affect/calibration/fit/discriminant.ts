import { at } from '../../../../sensors/features/dsp/biquad.ts';
import type { Linear } from '../../learning/ridge.ts';
import type { Bench } from './bench.ts';
import type { Said } from './labelling.ts';
import { sums } from './sums.ts';

/** Judges labellings of one bench; keeps arrays of its own, and nothing of what it judged. */
export interface Judge {
  /** Balanced accuracy with whole recalls left out. */
  score(said: readonly Said[]): number;
  /** What models that never saw a row's recall say of it: classes, by row. */
  logits(said: readonly Said[]): Float64Array[];
  /** The model of all recalls: one weighted sum a class, of values as they come. */
  model(said: readonly Said[]): Linear[];
}

/** Mean share found of every class that occurs. */
const balanced = (hits: Float64Array, rows: Float64Array): number => {
  let [sum, n] = [0, 0];
  for (let k = 0; k < rows.length; k++) {
    if (at(rows, k) === 0) continue;
    sum += at(hits, k) / at(rows, k);
    n++;
  }
  return n > 0 ? sum / n : 0;
};

export const judge = (bench: Bench): Judge => {
  const { problem, spans } = bench;
  const { cols: d, data } = problem.x;
  const classes = problem.classes.length;
  const found = sums(classes, d);
  const learn = (said: readonly Said[], out: number, metric: Float64Array): void => {
    found.learn(said, out);
    found.shape(metric);
  };
  return {
    score(said) {
      const right = new Float64Array(classes);
      const all = new Float64Array(classes);
      for (const [r, metric] of bench.without.entries()) {
        const y = said[r]?.y;
        const first = spans[r]?.[0] ?? 0;
        if (!y) continue;
        learn(said, r, metric);
        for (let i = 0; i < y.length; i++) {
          const k = y[i] as number;
          all[k] = at(all, k) + 1;
          if (found.best(data, (first + i) * d) === k) right[k] = at(right, k) + 1;
        }
      }
      return balanced(right, all);
    },
    logits(said) {
      const out: Float64Array[] = [];
      for (const [r, metric] of bench.without.entries()) {
        const [first, end] = spans[r] ?? [0, 0];
        learn(said, r, metric);
        for (let i = first; i < end; i++)
          out.push(Float64Array.from({ length: classes }, (_, k) => found.of(k, data, i * d)));
      }
      return out;
    },
    model(said) {
      learn(said, -1, bench.whole);
      return Array.from(found.bias, (bias, k) => ({
        weights: found.weights.slice(k * d, (k + 1) * d),
        bias,
      }));
    },
  };
};

/** The class with the greatest logit, by row. */
export const bestOf = (logits: readonly Float64Array[]): number[] =>
  logits.map((row) => row.indexOf(Math.max(...row)));
