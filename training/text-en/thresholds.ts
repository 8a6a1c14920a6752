/** F1 of saying yes from a threshold on; 0 where there is nothing to say. */
export const f1At = (
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  threshold: number,
): number => {
  let [hit, said, all] = [0, 0, 0];
  for (let i = 0; i < truth.length; i++) {
    const yes = (probabilities[i] ?? 0) >= threshold ? 1 : 0;
    said += yes;
    all += truth[i] ?? 0;
    hit += yes * (truth[i] ?? 0);
  }
  return said + all === 0 ? 0 : (2 * hit) / (said + all);
};

/** Thresholds tried: finer than the noise of some thousand rows. */
const STEPS = 181;

/** The threshold of the best F1, the middle of its neighbours within 0.001: less is chance. */
export const bestThreshold = (
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
): number => {
  const tried = Array.from({ length: STEPS }, (_, i) => 0.05 + (0.9 * i) / (STEPS - 1));
  const f1 = tried.map((t) => f1At(probabilities, truth, t));
  const best = Math.max(...f1);
  const good = tried.filter((_, i) => (f1[i] ?? 0) >= best - 0.001);
  return good.reduce((sum, t) => sum + t, 0) / good.length;
};
