import { random } from '../../../sensors/random.ts';

/** What may be asked of a score at a moment. */
export interface Asked {
  readonly positive: number;
  readonly negative: number;
  readonly arousal: number;
  readonly confidence: number;
}

export interface Trajectory {
  readonly seconds: number;
  readonly at: (s: number) => Asked;
}

const SECONDS = 96;
/** A feeling turns every so many seconds. */
const TURN_S = [10, 24] as const;

/** Goes softly from one chance value to the next. */
const wandering = (seed: number, salt: string, low: number, high: number) => {
  const chance = random(seed, salt);
  const knots = [{ atS: 0, value: chance.range(low, high) }];
  for (let atS = 0; atS < SECONDS; ) {
    atS += chance.range(...TURN_S);
    knots.push({ atS, value: chance.range(low, high) });
  }
  return (s: number): number => {
    const next = Math.max(
      1,
      knots.findIndex((k) => k.atS > s),
    );
    const [a, b] = [knots[next - 1], knots[next]];
    if (!a || !b) return 0;
    const t = Math.min(1, Math.max(0, (s - a.atS) / (b.atS - a.atS)));
    return a.value + (b.value - a.value) * (0.5 - 0.5 * Math.cos(Math.PI * t));
  };
};

/** A chance course of feeling of 96 s; positive and negative go apart. */
export const trajectory = (seed: number): Trajectory => {
  const positive = wandering(seed, 'positive', 0, 1);
  const negative = wandering(seed, 'negative', 0, 1);
  const arousal = wandering(seed, 'arousal', 0, 1);
  const confidence = wandering(seed, 'confidence', 0.5, 1);
  return {
    seconds: SECONDS,
    at: (s) => ({
      positive: positive(s),
      negative: negative(s),
      arousal: arousal(s),
      confidence: confidence(s),
    }),
  };
};
