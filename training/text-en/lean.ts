import { lean } from '../../conductor/affect/text/english-lean.ts';
import type { English } from './graph.ts';
import { stacked } from './stack.ts';

/** Standard deviation of how far sentences lean to the positive side, in logits, from what the model hears in them. */
export const leanSpread = (
  { stack, meanings, linear, convolutions }: English,
  heard: readonly Float32Array[],
): number => {
  const logits = linear.bias.length + (convolutions[0]?.outputs ?? 0);
  const leans = heard.map((row) => {
    const asked = [...row.subarray(0, logits), ...row.subarray(-meanings.width)];
    const [positive = 0.5, negative = 0.5] = stacked(stack, Float32Array.from(asked));
    return lean(positive, negative);
  });
  const mean = leans.reduce((a, b) => a + b, 0) / leans.length;
  return Math.sqrt(leans.reduce((s, v) => s + (v - mean) ** 2, 0) / leans.length);
};
