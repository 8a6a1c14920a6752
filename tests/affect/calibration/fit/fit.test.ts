import { describe, expect, it } from 'vitest';
import { Verdict } from '#contracts/calibration';
import { benchOf } from '../../../../conductor/affect/calibration/fit/bench.ts';
import { fitPerson } from '../../../../conductor/affect/calibration/fit/fit.ts';
import { isProblem, problemOf } from '../../../../conductor/affect/calibration/fit/problem.ts';
import type { PersonRows } from '../../../../conductor/affect/calibration/fit/rows.ts';
import { reachOf, reachOfEven } from '../../../../conductor/affect/calibration/fit/shuffles.ts';
import { recallsNeeded } from '../../../../conductor/affect/calibration/fit/verdict.ts';
import { GOOD_DAY, simulatedPerson } from './people.ts';

const told = (person: PersonRows) => {
  const outcome = fitPerson(person);
  Verdict.parse(outcome.verdict);
  return outcome;
};
const clear = simulatedPerson({ ...GOOD_DAY, seed: 1, dPrime: 4 });
const known = told(clear);

describe('a person whose feelings show', () => {
  it('is usable, says so in both languages, and gives the same numbers again', () => {
    const { verdict, fitted } = known;
    expect(verdict).toMatchObject({ usable: true, recalls: 9 });
    expect(verdict.text.en).toMatch(/^Usable: positive, neutral, negative/);
    expect(verdict.text.ko).toMatch(/^쓸 수 있습니다/);
    expect(verdict.balancedAccuracy).toBeGreaterThan(0.7);
    expect(verdict.pValue).toBeLessThanOrEqual(0.01);
    expect(fitted?.check.r.every((r) => r > 0.4)).toBe(true);
    expect(told(clear).verdict).toEqual(verdict);
  });

  it('two feelings are enough', () => {
    const { verdict, fitted } = told(
      simulatedPerson({
        ...GOOD_DAY,
        seed: 2,
        dPrime: 4,
        recalls: 8,
        feelings: ['positive', 'negative'],
      }),
    );
    expect(verdict).toMatchObject({ usable: true, chance: 0.5 });
    expect(fitted?.problem.classes).toEqual(['positive', 'negative']);
  });

  it('a column that is constant, missing or no number is left out, and changes nothing', () => {
    const odd = [5, null, Number.NaN, Number.POSITIVE_INFINITY];
    const spoilt: PersonRows = {
      layout: { ...clear.layout, columns: [...clear.layout.columns, 'a', 'b', 'c', 'd'] },
      rows: clear.rows.map((row) => ({ ...row, values: [...row.values, ...odd] })),
    };
    const { verdict, fitted } = told(spoilt);
    expect(fitted?.problem.columns).toEqual(clear.layout.columns);
    expect(verdict).toEqual(known.verdict);
  });

  it('the time of rows is no input', () => {
    const later: PersonRows = {
      ...clear,
      rows: clear.rows.map((row) => ({ ...row, atMs: row.atMs + 86_400_000 })),
    };
    expect(told(later).fitted?.sums).toEqual(known.fitted?.sums);
  });
});

describe('a person whose signals know nothing', () => {
  it('is hardly ever usable, while random windows claim to know', () => {
    const people = Array.from({ length: 16 }, (_, i) =>
      told(
        simulatedPerson({ seed: i + 1, dPrime: 0, recalls: 9, slow: 1, offset: 0.2, columns: 10 }),
      ),
    );
    expect(people.filter(({ verdict }) => verdict.usable).length).toBeLessThanOrEqual(2);
    const mean = (of: (one: (typeof people)[number]) => number) =>
      people.reduce((sum, one) => sum + of(one), 0) / people.length;
    expect(mean(({ fitted }) => fitted?.check.balancedAccuracy ?? 1)).toBeLessThan(0.38);
    expect(mean(({ fitted }) => fitted?.check.leaky ?? 0)).toBeGreaterThan(0.6);
  });

  it('drift under feelings that came one after the other is not mistaken for feeling', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const { verdict, fitted } = told(
        simulatedPerson({ seed, dPrime: 0, recalls: 9, walk: 0.3, order: 'blocked', columns: 8 }),
      );
      expect(verdict.usable).toBe(false);
      expect(fitted?.check.clock).toBeGreaterThan(0.66);
    }
  });

  it('what always happens at the beginning of a recall is not mistaken for feeling', () => {
    const people = Array.from({ length: 8 }, (_, i) =>
      told(
        simulatedPerson({
          seed: i + 1,
          dPrime: 0,
          recalls: 9,
          start: 4,
          neutralAtFirst: 0.4,
          columns: 6,
        }),
      ),
    );
    expect(people.filter(({ verdict }) => verdict.usable).length).toBeLessThanOrEqual(1);
  });
});

const without = (keep: (feeling: string | null, recall: string | null) => boolean): PersonRows => ({
  ...clear,
  rows: clear.rows.map((row) => (keep(row.feeling, row.recall) ? row : { ...row, feeling: null })),
});

describe('what is missing is said', () => {
  it.each([
    ['no labels', without(() => false), /no feeling was marked/],
    ['no rows at all', { ...clear, rows: [] }, /no feeling was marked/],
    [
      'one feeling only',
      without((f) => f === 'positive'),
      /only positive came in two recalls or more.*at least two feelings/,
    ],
    [
      'every feeling once',
      without((_, recall) => ['recall 0', 'recall 1', 'recall 2'].includes(recall ?? '')),
      /no feeling came in two recalls or more/,
    ],
    [
      'too few recalls',
      simulatedPerson({ seed: 3, dPrime: 4, recalls: 6 }),
      /6 recalls are too few.*Add 1 more/,
    ],
    [
      'no signal',
      { ...clear, rows: clear.rows.map((row) => ({ ...row, values: row.values.map(() => 1) })) },
      /no signal was there/,
    ],
    [
      'numbers that are none',
      {
        ...clear,
        rows: clear.rows.map((row) => ({ ...row, values: row.values.map(() => Number.NaN) })),
      },
      /no signal was there/,
    ],
    [
      'nothing to tell',
      simulatedPerson({ seed: 5, dPrime: 0, recalls: 9 }),
      /do not tell the feelings apart/,
    ],
    [
      'an order that gives them away',
      simulatedPerson({ ...GOOD_DAY, seed: 6, dPrime: 5, order: 'blocked' }),
      /the order of the feelings gives them away/,
    ],
  ])('%s', (_, person, sentence) => {
    const { verdict } = told(person);
    expect(verdict.usable).toBe(false);
    expect(verdict.text.en).toMatch(sentence);
    expect(verdict.text.ko).toMatch(/^쓸 수 없습니다/);
  });

  it('a feeling of one recall alone is not learnt, and the verdict says so', () => {
    const person: PersonRows = {
      ...clear,
      rows: clear.rows.map((row) =>
        row.feeling === 'neutral' &&
        row.recall !== 'recall 1' &&
        row.recall !== 'recall 0' &&
        row.recall !== 'recall 2'
          ? { ...row, feeling: null }
          : row,
      ),
    };
    const { verdict, fitted } = told(person);
    expect(fitted?.problem.classes).toEqual(['positive', 'negative']);
    expect(verdict.text.en).toContain('It does not know neutral');
  });
});

describe('how far shuffling reaches', () => {
  it('counts arrangements, and those that only exchange names', () => {
    expect(reachOfEven(6, 2)).toEqual({ possible: 20, leastP: 0.1 });
    expect(reachOfEven(6, 3)).toEqual({ possible: 90, leastP: 6 / 90 });
    expect(reachOfEven(7, 2)).toEqual({ possible: 35, leastP: 1 / 35 });
    expect(recallsNeeded(2, 0.05)).toBe(7);
    expect(recallsNeeded(3, 0.05)).toBe(7);
    const problem = problemOf(simulatedPerson({ seed: 1, dPrime: 1, recalls: 9 }));
    if (!isProblem(problem)) throw new Error('no problem');
    expect(reachOf(benchOf(problem))).toEqual(reachOfEven(9, 3));
  });

  it('several modalities of one session must each beat chance by more', () => {
    const person = simulatedPerson({
      ...GOOD_DAY,
      seed: 2,
      dPrime: 4,
      recalls: 7,
      feelings: ['positive', 'negative'],
    });
    expect(fitPerson(person).fitted?.check.shuffled).not.toBeNull();
    expect(fitPerson(person, { among: 3 }).verdict.text.en).toMatch(/too few/);
  });
});
