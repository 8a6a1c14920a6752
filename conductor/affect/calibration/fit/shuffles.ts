import { random } from '../../../../sensors/random.ts';
import type { Bench } from './bench.ts';
import type { Judge } from './discriminant.ts';
import { exchanged, stretched } from './labelling.ts';

/** How often labels are exchanged between recalls where not every arrangement is tried. */
export const SHUFFLES = 499;
/** Up to so many arrangements every one is tried, and p is exact. */
const MOST_EXACT = 499;
/** Enough arrangements that did as well: p is known well enough (Besag and Clifford 1991). */
const ENOUGH = 30;

/** What was said of each recall, all at one length. */
const namesOf = ({ problem, spans }: Bench): string[] => {
  const longest = Math.max(...spans.map(([first, end]) => end - first));
  return spans.map(([first, end]) => stretched(problem.y.subarray(first, end), longest).join(''));
};

/** Recalls that were said alike share a number. */
const kinds = (bench: Bench): number[] => {
  const names = namesOf(bench);
  return names.map((name) => names.indexOf(name));
};

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** In how many ways so many recalls of each kind can follow one another. */
const arrangementsOf = (counts: readonly number[]): number =>
  Math.round(
    counts.reduce((ways, n) => ways / factorial(n), factorial(counts.reduce((a, b) => a + b, 0))),
  );

/** What shuffling can say of some recalls at all. */
export interface Reach {
  /** In how many ways what was said can be dealt to the recalls. */
  readonly possible: number;
  /** The smallest p there can be: arrangements that only exchange the feelings' names score alike. */
  readonly leastP: number;
}

const reach = (counts: readonly number[], alike: number): Reach => {
  const possible = arrangementsOf(counts);
  return { possible, leastP: Math.min(1, alike / possible) };
};

export const reachOf = (bench: Bench): Reach => {
  const all = kinds(bench);
  const sorted = (names: readonly string[]): string => [...names].sort().join(' ');
  const names = namesOf(bench);
  const whole = sorted(names);
  const digits = bench.problem.classes.map((_, k) => k);
  const alike = orders(digits).filter(
    (order) =>
      sorted(names.map((name) => name.replace(/\d/g, (k) => `${order[Number(k)]}`))) === whole,
  ).length;
  return reach(
    [...new Set(all)].map((kind) => all.filter((k) => k === kind).length),
    alike,
  );
};

/** The reach of recalls of one feeling each, dealt as evenly as can be. */
export const reachOfEven = (recalls: number, classes: number): Reach => {
  const counts = Array.from(
    { length: classes },
    (_, k) => Math.floor(recalls / classes) + (k < recalls % classes ? 1 : 0),
  );
  const alike = [...new Set(counts)].reduce(
    (ways, n) => ways * factorial(counts.filter((m) => m === n).length),
    1,
  );
  return reach(counts, alike);
};

/** Every order of the numbers, those that repeat one another left out. */
const orders = (numbers: readonly number[]): number[][] => {
  if (numbers.length <= 1) return [[...numbers]];
  return [...new Set(numbers)].flatMap((head) => {
    const at = numbers.indexOf(head);
    return orders(numbers.filter((_, i) => i !== at)).map((tail) => [head, ...tail]);
  });
};

const dealt = (n: number, chance: { next(): number }): number[] => {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(chance.next() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
};

export interface Shuffled {
  /** Share of the arrangements that did as well as what the person said. */
  readonly pValue: number;
  /** How many there are, and how many were tried. */
  readonly possible: number;
  readonly tried: number;
}

/**
 * How often labels that were dealt anew to whole recalls are told as well as the person's own (permutation
 * test over exchangeable blocks; Good 2005). What was said of a recall stays together and keeps its order,
 * so neither slow signals within a recall nor what always happens at its beginning can pass for feeling:
 * shifting labels within a recall would let both.
 */
export const shuffleTest = (
  bench: Bench,
  judge: Judge,
  observed: number,
  seed: number,
): Shuffled => {
  const said = exchanged(bench.problem);
  const { possible } = reachOf(bench);
  const isAsGood = (order: readonly number[]): boolean =>
    judge.score(order.map((from, r) => said[r]?.[from]).filter((one) => one !== undefined)) >=
    observed - 1e-9;
  if (possible <= MOST_EXACT) {
    const asGood = orders(kinds(bench)).filter(isAsGood).length;
    return { pValue: Math.max(1, asGood) / possible, possible, tried: possible };
  }
  const chance = random(seed, 'shuffles');
  let asGood = 0;
  for (let tried = 1; tried <= SHUFFLES; tried++) {
    if (isAsGood(dealt(bench.spans.length, chance))) asGood++;
    if (asGood >= ENOUGH) return { pValue: asGood / tried, possible, tried };
  }
  return { pValue: (asGood + 1) / (SHUFFLES + 1), possible, tried: SHUFFLES };
};
