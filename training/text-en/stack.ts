import { fitLogistic, sigmoid } from '../../conductor/affect/learning/logistic.ts';
import { kFold } from '../../conductor/affect/learning/splits.ts';
import { tableOf } from '../../conductor/affect/learning/table.ts';

/** Calibrated log-odds of the groups from the logits of all parts (stacked generalisation, Wolpert 1992). */
export interface Stack {
  readonly inputs: number;
  /** [inputs, groups], row-major. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/**
 * @param logits of sentences that the parts were not fitted on
 * @param truth 0 or 1, one list a group
 */
export const fitStack = (
  logits: readonly Float32Array[],
  truth: readonly (readonly number[])[],
  l2: number,
): Stack => {
  const x = tableOf(logits);
  const fitted = truth.map((y) => fitLogistic(x, y, { l2 }));
  const weights = new Float32Array(x.cols * fitted.length);
  fitted.forEach((one, g) => {
    one.weights.forEach((w, j) => {
      weights[j * fitted.length + g] = w;
    });
  });
  return { inputs: x.cols, weights, bias: Float32Array.from(fitted, (one) => one.bias) };
};

export const stacked = ({ weights, bias }: Stack, logits: Float32Array): Float32Array =>
  bias.map((b, g) => {
    let z = b;
    for (let j = 0; j < logits.length; j++)
      z += (logits[j] as number) * (weights[j * bias.length + g] as number);
    return sigmoid(z);
  });

/** Probabilities of each row from a stack that was fitted without it. */
export const stackedOutside = (
  logits: readonly Float32Array[],
  truth: readonly (readonly number[])[],
  l2: number,
  folds: number,
  seed: number,
): Float32Array[] => {
  const out: Float32Array[] = logits.map(() => new Float32Array());
  for (const { train, test } of kFold(logits.length, folds, seed)) {
    const stack = fitStack(
      train.map((i) => logits[i] as Float32Array),
      truth.map((y) => train.map((i) => y[i] as number)),
      l2,
    );
    for (const i of test) out[i] = stacked(stack, logits[i] as Float32Array);
  }
  return out;
};
