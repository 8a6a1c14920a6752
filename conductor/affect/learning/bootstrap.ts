import { random } from '../../../sensors/random.ts';

export interface IntervalOptions {
  readonly rounds?: number;
  readonly seed: number;
  /** Share of the rounds inside; 0.95 where absent. */
  readonly level?: number;
}

/**
 * Percentile interval of a statistic when whole groups are drawn again with replacement (Efron and
 * Tibshirani 1993; Field and Welsh 2007 for clusters): rows of one person are not independent.
 * @param statistic of rows at these places; rounds in which it is NaN are left out
 */
export const clusterInterval = (
  groups: readonly string[],
  statistic: (places: number[]) => number,
  { rounds = 1000, seed, level = 0.95 }: IntervalOptions,
): [number, number] => {
  const members = new Map<string, number[]>();
  groups.forEach((group, i) => {
    const list = members.get(group);
    if (list) list.push(i);
    else members.set(group, [i]);
  });
  const all = [...members.values()];
  const chance = random(seed, 'bootstrap');
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const places: number[] = [];
    for (let i = 0; i < all.length; i++)
      for (const place of all[Math.floor(chance.next() * all.length)] ?? []) places.push(place);
    const value = statistic(places);
    if (Number.isFinite(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number): number =>
    values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? Number.NaN;
  return [at((1 - level) / 2), at(1 - (1 - level) / 2)];
};
