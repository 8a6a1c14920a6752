/** Places sorted by value, ties in any order. */
const ascending = (values: ArrayLike<number>): Uint32Array =>
  Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );

/**
 * Share of pairs of one true and one false that the scores put in order, ties half (Mann and Whitney 1947).
 * NaN where one of the two is missing, or a score is no number: such a one stands in no order.
 */
export const auc = (scores: ArrayLike<number>, truth: ArrayLike<number>): number => {
  for (let i = 0; i < scores.length; i++) if (Number.isNaN(scores[i])) return Number.NaN;
  const order = ascending(scores);
  let [positives, ranks] = [0, 0];
  for (let i = 0; i < order.length; ) {
    let j = i;
    while (j < order.length && scores[order[j] ?? 0] === scores[order[i] ?? 0]) j++;
    const rank = (i + j + 1) / 2;
    for (let k = i; k < j; k++)
      if ((truth[order[k] ?? 0] ?? 0) > 0.5) {
        positives++;
        ranks += rank;
      }
    i = j;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
};

/** Rows: truth, columns: said; classes x classes. */
export const confusion = (
  said: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): Float64Array => {
  const table = new Float64Array(classes * classes);
  for (let i = 0; i < truth.length; i++) {
    const at = (truth[i] ?? 0) * classes + (said[i] ?? 0);
    table[at] = (table[at] ?? 0) + 1;
  }
  return table;
};

interface ClassCount {
  readonly hit: number;
  readonly truth: number;
  readonly said: number;
}

const counts = (table: Float64Array, classes: number): ClassCount[] =>
  Array.from({ length: classes }, (_, k) => {
    let [truth, said] = [0, 0];
    for (let j = 0; j < classes; j++) {
      truth += table[k * classes + j] ?? 0;
      said += table[j * classes + k] ?? 0;
    }
    return { hit: table[k * classes + k] ?? 0, truth, said };
  });

export const mean = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

const f1 = ({ hit, truth, said }: ClassCount): number =>
  truth + said === 0 ? 0 : (2 * hit) / (truth + said);

/** Mean share found of every class that occurs. */
export const balancedAccuracy = (
  said: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): number =>
  mean(
    counts(confusion(said, truth, classes), classes)
      .filter((c) => c.truth > 0)
      .map((c) => c.hit / c.truth),
  );

/** Mean F1 of the classes that occur or were said. */
export const macroF1 = (
  said: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): number =>
  mean(
    counts(confusion(said, truth, classes), classes)
      .filter((c) => c.truth + c.said > 0)
      .map(f1),
  );

/** F1 of the classes, weighted by how often they occur. */
export const weightedF1 = (
  said: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
): number =>
  counts(confusion(said, truth, classes), classes).reduce(
    (sum, c) => sum + (c.truth / truth.length) * f1(c),
    0,
  );

export const accuracy = (said: ArrayLike<number>, truth: ArrayLike<number>): number => {
  let right = 0;
  for (let i = 0; i < truth.length; i++) if (said[i] === truth[i]) right++;
  return right / truth.length;
};

/** F1 of the true class where each row is said or not. */
export const binaryF1 = (said: ArrayLike<number>, truth: ArrayLike<number>): number => {
  let [hit, all, claimed] = [0, 0, 0];
  for (let i = 0; i < truth.length; i++) {
    hit += (said[i] ?? 0) * (truth[i] ?? 0);
    all += truth[i] ?? 0;
    claimed += said[i] ?? 0;
  }
  return all + claimed === 0 ? 0 : (2 * hit) / (all + claimed);
};

/** Expected calibration error: mean |share true - mean probability| of equally wide bins (Naeini et al. 2015). */
export const ece = (
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  bins = 10,
): number => {
  const sums = new Float64Array(bins * 2);
  for (let i = 0; i < truth.length; i++) {
    const p = probabilities[i] ?? 0;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(p * bins)));
    sums[bin * 2] = (sums[bin * 2] ?? 0) + p;
    sums[bin * 2 + 1] = (sums[bin * 2 + 1] ?? 0) + (truth[i] ?? 0);
  }
  let off = 0;
  for (let bin = 0; bin < bins; bin++)
    off += Math.abs((sums[bin * 2] ?? 0) - (sums[bin * 2 + 1] ?? 0));
  return off / truth.length;
};

/** Mean squared distance of probability and truth (Brier 1950). */
export const brier = (probabilities: ArrayLike<number>, truth: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < truth.length; i++) sum += ((probabilities[i] ?? 0) - (truth[i] ?? 0)) ** 2;
  return sum / truth.length;
};

/** Mean negative log probability of the truth. */
export const logLoss = (probabilities: ArrayLike<number>, truth: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    const p = Math.min(1 - 1e-12, Math.max(1e-12, probabilities[i] ?? 0));
    sum -= (truth[i] ?? 0) > 0.5 ? Math.log(p) : Math.log(1 - p);
  }
  return sum / truth.length;
};

/** Pearson's correlation; NaN where one of the two never changes. */
export const pearson = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const n = a.length;
  let [ma, mb] = [0, 0];
  for (let i = 0; i < n; i++) {
    ma += (a[i] ?? 0) / n;
    mb += (b[i] ?? 0) / n;
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [(a[i] ?? 0) - ma, (b[i] ?? 0) - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return ab / Math.sqrt(aa * bb);
};
