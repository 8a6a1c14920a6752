import { random } from '../../../sensors/random.ts';

/** Places to learn from and places to test on; `name` says what was left out. */
export interface Split {
  readonly name: string;
  readonly train: readonly number[];
  readonly test: readonly number[];
}

const splitBy = (n: number, name: string, isTest: (i: number) => boolean): Split => {
  const [train, test]: [number[], number[]] = [[], []];
  for (let i = 0; i < n; i++) (isTest(i) ? test : train).push(i);
  return { name, train, test };
};

const names = (groups: readonly string[]): string[] => [...new Set(groups)].sort();

/** Every group (person, recall) left out once. */
export const leaveOneOut = (groups: readonly string[]): Split[] =>
  names(groups).map((name) => splitBy(groups.length, name, (i) => groups[i] === name));

/** Shuffled places, the same for the same seed (Fisher and Yates). */
export const shuffled = (n: number, seed: number, salt = 'shuffle'): number[] => {
  const chance = random(seed, salt);
  const places = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(chance.next() * (i + 1));
    [places[i], places[j]] = [places[j] ?? 0, places[i] ?? 0];
  }
  return places;
};

/** k folds of single rows. Rows of one person land on both sides: leaky wherever rows belong together. */
export const kFold = (n: number, k: number, seed: number): Split[] => {
  const fold = new Int32Array(n);
  shuffled(n, seed, 'fold').forEach((place, i) => {
    fold[place] = i % k;
  });
  return Array.from({ length: k }, (_, f) => splitBy(n, `fold ${f}`, (i) => fold[i] === f));
};

/** k folds of whole groups. */
export const groupFolds = (groups: readonly string[], k: number, seed: number): Split[] => {
  const all = names(groups);
  const fold = new Map(
    shuffled(all.length, seed, 'groups').map((place, i) => [all[place] ?? '', i % k]),
  );
  return Array.from({ length: Math.min(k, all.length) }, (_, f) =>
    splitBy(groups.length, `fold ${f}`, (i) => fold.get(groups[i] ?? '') === f),
  );
};
