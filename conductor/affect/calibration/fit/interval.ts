import { random } from '../../../../sensors/random.ts';
import { type Problem, spans } from './problem.ts';

/** The feeling said most in each recall. */
const strataOf = (
  { y, classes }: Problem,
  places: readonly (readonly [number, number])[],
): number[] =>
  places.map(([first, end]) => {
    const counts = new Float64Array(classes.length);
    for (const k of y.subarray(first, end)) counts[k] = (counts[k] ?? 0) + 1;
    return counts.indexOf(Math.max(...counts));
  });

/**
 * 95 % percentile interval of balanced accuracy when whole recalls are drawn again, each in place of one of
 * the same feeling: how many there are of each was decided, not drawn (stratified cluster bootstrap; Davison
 * and Hinkley 1997, 3.2).
 * @param said class that was told, by row
 */
export const recallInterval = (
  problem: Problem,
  said: readonly number[],
  seed: number,
  rounds = 1000,
): [number, number] => {
  const places = spans(problem);
  const strata = strataOf(problem, places);
  const k = problem.classes.length;
  const tables = places.map(([first, end]) => {
    const table = new Float64Array(2 * k);
    for (let i = first; i < end; i++) {
      const truth = problem.y[i] ?? 0;
      table[truth] = (table[truth] ?? 0) + 1;
      if (said[i] === truth) table[k + truth] = (table[k + truth] ?? 0) + 1;
    }
    return table;
  });
  const members = strata.map((own) => strata.flatMap((other, r) => (other === own ? [r] : [])));
  const chance = random(seed, 'recalls drawn again');
  const values = Array.from({ length: rounds }, () => {
    const sum = new Float64Array(2 * k);
    for (const same of members) {
      const table = tables[same[Math.floor(chance.next() * same.length)] ?? 0];
      for (let j = 0; j < sum.length; j++) sum[j] = (sum[j] ?? 0) + (table?.[j] ?? 0);
    }
    const shares = Array.from(sum.subarray(0, k), (n, c) => (n > 0 ? (sum[k + c] ?? 0) / n : -1));
    const there = shares.filter((share) => share >= 0);
    return there.reduce((a, b) => a + b, 0) / there.length;
  }).sort((a, b) => a - b);
  const at = (share: number): number => values[Math.floor(share * (rounds - 1))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
};
