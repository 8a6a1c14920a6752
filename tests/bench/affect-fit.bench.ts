import { fitPerson } from '../../conductor/affect/calibration/fit/fit.ts';
import { evaluation } from '../../training/eeg/evaluate.ts';
import { GOOD_DAY, type PersonOptions, simulatedPerson } from '../affect/calibration/fit/people.ts';
import { type Bench, quantile } from '../support/bench.ts';
import { dataFolder, hasData } from '../support/data.ts';

const PEOPLE = 200;
const POWER_PEOPLE = 40;
/** The most recalls that fit into ten minutes: many short ones tell more than few long ones. */
const LONG_DAY = { ...GOOD_DAY, recalls: 12, recallRows: 14 } as const;

const shareUsable = (people: readonly PersonOptions[]): number =>
  people.filter((options) => fitPerson(simulatedPerson(options)).verdict.usable).length /
  people.length;

/** Signals that know nothing: slow, walking and rising noise, feelings in every kind of order, a start that all recalls share. */
const NOISES: readonly Omit<PersonOptions, 'seed' | 'dPrime'>[] = [
  { recalls: 9, slow: 1, offset: 0.2 },
  { recalls: 9, walk: 0.15, offset: 0.2 },
  { recalls: 8, rise: 4, order: 'free', feelings: ['positive', 'negative'] },
  { recalls: 8, walk: 0.15, order: 'free', feelings: ['positive', 'negative'] },
  { recalls: 9, slow: 1, order: 'free' },
  { recalls: 9, start: 3, neutralAtFirst: 0.4, order: 'free' },
  { recalls: 9, walk: 0.15, order: 'blocked' },
  { recalls: 8, slow: 1, order: 'blocked', feelings: ['positive', 'negative'] },
];

const noisePeople: readonly PersonOptions[] = Array.from({ length: PEOPLE }, (_, i) => ({
  ...(NOISES[i % NOISES.length] ?? { recalls: 9 }),
  seed: i + 1,
  dPrime: 0,
}));

const eegScore = async (split: string) => {
  const load = `Muse, 3 people, 18 recordings, relaxed / neutral / concentrating; ${split}`;
  if (!hasData('muse')) return { value: null, n: 0, load, reason: 'muse is not here' };
  const rows = await evaluation.run({ data: dataFolder(), log: () => {} });
  const row = rows.find((one) => one.split.startsWith(split) && one.metric === 'balanced accuracy');
  return { value: row?.value ?? null, n: row?.n ?? 0, load };
};

export const benches: Bench[] = [
  {
    name: 'affect-fit-s',
    unit: 's (slowest of 5)',
    op: '<=',
    goal: 2,
    async run() {
      const times: number[] = [];
      for (let seed = 1; seed <= 5; seed++) {
        const person = simulatedPerson({ ...GOOD_DAY, seed, dPrime: 3, recalls: 10, columns: 30 });
        const before = performance.now();
        fitPerson(person);
        times.push((performance.now() - before) / 1000);
      }
      return {
        value: quantile(times, 1),
        n: times.length,
        load: '30 columns, 10 recalls of three feelings in ten minutes; fit, check, 499 shuffles, all in one',
      };
    },
  },
  {
    name: 'affect-fit-false-usable',
    unit: 'share of people whose signals know nothing',
    op: '<=',
    goal: 0.05,
    run: async () => ({
      value: shareUsable(noisePeople),
      n: PEOPLE,
      load: 'autocorrelated noise, drift, walks and rises within the session; balanced, free and blocked orders',
    }),
  },
  {
    name: 'affect-fit-power',
    unit: "share of people with d' 2",
    op: '>=',
    goal: 0.8,
    run: async () => ({
      value: shareUsable(
        Array.from({ length: POWER_PEOPLE }, (_, i) => ({ ...LONG_DAY, seed: i + 1, dPrime: 2 })),
      ),
      n: POWER_PEOPLE,
      load: '12 recalls of 28 s in ten minutes, three feelings, 20 columns, slow noise 0.3, recalls 0.2 off',
    }),
  },
  {
    name: 'affect-eeg-lopo-balanced-accuracy',
    unit: 'balanced accuracy, chance 0.33',
    op: '>=',
    goal: 0.33,
    run: () => eegScore('leave one person out'),
  },
  {
    name: 'affect-eeg-personal-balanced-accuracy',
    unit: 'balanced accuracy, chance 0.33',
    op: '>=',
    goal: 0.5,
    run: () => eegScore('personal, first recordings'),
  },
];
