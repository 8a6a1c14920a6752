import { sigmoid } from '../../conductor/affect/learning/logistic.ts';
import { random } from '../../sensors/random.ts';
import type { Encoded } from './encode.ts';
import { baseLogits, learnt, shuffle, step } from './numbers.ts';

/** Logistic regressions that share their features: weights [rows, outputs]. */
export interface LinearPart {
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface LinearOptions {
  readonly rate: number;
  readonly epochs: number;
  readonly l2: number;
  readonly seed: number;
}

/** Weighted sums of the rows of a table, [columns], added to what is in `out`. */
export const gathered = (
  x: Encoded,
  i: number,
  table: Float32Array,
  columns: number,
  out: Float32Array,
): void => {
  for (let p = x.starts[i] as number; p < (x.starts[i + 1] as number); p++) {
    const value = x.values[p] as number;
    const from = (x.rows[p] as number) * columns;
    for (let k = 0; k < columns; k++)
      out[k] = (out[k] as number) + value * (table[from + k] as number);
  }
};

/**
 * Fits the first `outputs` targets by AdaGrad, one sentence a step; few rounds are the main regulariser.
 * @param targets 0 or 1, [sentences, columns]
 */
export const fitLinear = (
  x: Encoded,
  targets: Uint8Array,
  columns: number,
  outputs: number,
  tableRows: number,
  places: Int32Array,
  { rate, epochs, l2, seed }: LinearOptions,
): LinearPart => {
  const chance = random(seed, 'linear');
  const weights = learnt(new Float32Array(tableRows * outputs), 1e-2);
  const bias = learnt(baseLogits(targets, columns, places, outputs), 1);
  const order = places.slice();
  const slopes = new Float32Array(outputs);
  const learn = (i: number): void => {
    slopes.set(bias.at);
    gathered(x, i, weights.at, outputs, slopes);
    for (let k = 0; k < outputs; k++) {
      const slope = sigmoid(slopes[k] as number) - (targets[i * columns + k] as number);
      slopes[k] = slope;
      step(bias, k, slope, rate);
    }
    for (let p = x.starts[i] as number; p < (x.starts[i + 1] as number); p++) {
      const value = x.values[p] as number;
      const from = (x.rows[p] as number) * outputs;
      for (let k = 0; k < outputs; k++)
        step(
          weights,
          from + k,
          value * (slopes[k] as number) + l2 * (weights.at[from + k] as number),
          rate,
        );
    }
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, chance);
    for (const i of order) learn(i);
  }
  return { weights: weights.at, bias: bias.at };
};

/** Logits of a sentence. */
export const linearLogits = (x: Encoded, i: number, part: LinearPart): Float32Array => {
  const out = part.bias.slice();
  gathered(x, i, part.weights, out.length, out);
  return out;
};
