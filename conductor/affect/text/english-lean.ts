import { sigmoid } from '../learning/logistic.ts';

const SURE = 1e-4;
const logit = (p: number): number => {
  const inside = Math.min(1 - SURE, Math.max(SURE, p));
  return Math.log(inside / (1 - inside));
};

/** How far two probabilities lean to the positive side, in logits. */
export const lean = (positive: number, negative: number): number =>
  logit(positive) - logit(negative);

/** Valence of the average sentence, and what a standard deviation above it is more. */
const [AVERAGE, DEVIATION] = [0.5, 0.25];

/**
 * Two opinions of one side, the comments' and the rated sentences', weigh the same: the lean becomes the mean of
 * both, while the logits of positive and negative keep their sum, so that both may still be high.
 * @param spread of the lean over rated sentences, logits; 0 where it is not known: then nothing is moved
 */
export const leaned = (
  positive: number,
  negative: number,
  valence: number,
  spread: number,
): readonly [number, number] => {
  if (!(spread > 0) || !Number.isFinite(valence)) return [positive, negative];
  const toned = (spread * (valence - AVERAGE)) / DEVIATION;
  const move = (toned - lean(positive, negative)) / 4;
  return [sigmoid(logit(positive) + move), sigmoid(logit(negative) - move)];
};
