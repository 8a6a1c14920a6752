import { FEELINGS } from '#contracts/calibration';
import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import {
  accuracy,
  auc,
  balancedAccuracy,
  ece,
  macroF1,
  mean,
  weightedF1,
} from '../../conductor/affect/learning/metrics.ts';
import { kFold } from '../../conductor/affect/learning/splits.ts';
import { picked } from '../../conductor/affect/learning/table.ts';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import { leftOut, type Told, type Window, windowsOfPerson } from './problems.ts';
import { MUSE, personRows, recordings } from './recordings.ts';

const CLASSES = FEELINGS.length;
const SEED = 1;
const best = (shares: Float64Array): number => shares.indexOf(Math.max(...shares));

interface Protocol {
  readonly split: string;
  readonly told: readonly Told[];
  /** Goal for balanced accuracy. */
  readonly goal?: number;
  readonly leaky?: boolean;
  readonly note?: string;
}

/** All metrics of one protocol; intervals over recordings, which are what may differ. */
const scores = ({ split, told, goal, leaky, note }: Protocol): EvalRow[] => {
  const said = told.map(({ shares }) => best(shares));
  const truth = told.map(({ y }) => y);
  const sure = told.map(({ shares }) => Math.max(...shares));
  const right = said.map((k, i) => (k === truth[i] ? 1 : 0));
  const aucs = (at: number[]): number =>
    mean(
      FEELINGS.map((_, k) =>
        auc(
          at.map((i) => told[i]?.shares[k] ?? 0),
          at.map((i) => (truth[i] === k ? 1 : 0)),
        ),
      ).filter(Number.isFinite),
    );
  const share = (k: number): number => truth.filter((y) => y === k).length / truth.length;
  const most = Math.max(...FEELINGS.map((_, k) => share(k)));
  const metrics: [string, (at: number[]) => number, number | null, number | null][] = [
    [
      'balanced accuracy',
      (at) => balancedAccuracy(picked(said, at), picked(truth, at), CLASSES),
      1 / CLASSES,
      1 / CLASSES,
    ],
    [
      'accuracy',
      (at) => accuracy(picked(said, at), picked(truth, at)),
      mean(truth.map(share)),
      most,
    ],
    ['macro F1', (at) => macroF1(picked(said, at), picked(truth, at), CLASSES), 1 / CLASSES, null],
    [
      'weighted F1',
      (at) => weightedF1(picked(said, at), picked(truth, at), CLASSES),
      1 / CLASSES,
      null,
    ],
    ['AUC (one against the rest)', aucs, 0.5, 0.5],
    ['calibration error', (at) => ece(picked(sure, at), picked(right, at)), null, null],
  ];
  const all = told.map((_, i) => i);
  const groups = told.map(({ recording }) => recording);
  return metrics.map(([metric, statistic, chance, majority], m) => ({
    decoder: 'personal-brain',
    data: 'Muse states',
    split,
    metric,
    value: statistic(all),
    ci: clusterInterval(groups, statistic, { seed: SEED, rounds: 400 }),
    chance,
    majority,
    n: told.length,
    ...(m === 0 && goal !== undefined && { goal: { op: '>=' as const, value: goal } }),
    ...(leaky && { leaky }),
    ...(m === 0 && note && { note }),
  }));
};

const byPerson = (
  windows: readonly Window[],
  tell: (mine: readonly Window[]) => readonly Told[],
): Told[] =>
  [...new Set(windows.map(({ person }) => person))].flatMap((person) => [
    ...tell(windows.filter((w) => w.person === person)),
  ]);

/** Random windows on both sides, of all people, as the published figures have it. */
const randomWindows = (windows: readonly Window[]): Told[] => {
  const fold = new Map<Window, string>();
  for (const { name, test } of kFold(windows.length, 10, SEED))
    for (const i of test) {
      const window = windows[i];
      if (window) fold.set(window, name);
    }
  return leftOut(windows, (w) => fold.get(w) ?? '');
};

const BLOCKED =
  'each state was recorded in one go and concentrating on another day: order and state cannot be told apart here';

const NO_FIRST_MINUTES =
  'no causal calibration on the first minutes: a recording is about one minute of one state, none begins with a rest; nearest is first recordings -> second';

/** Every protocol on the windows of all people. */
export const protocols = (data: string): Protocol[] => {
  const all = recordings(data);
  const people = [...new Set(all.map(({ person }) => person))];
  const windows = (against: 'usual' | 'nothing'): Window[] =>
    people.flatMap((person) =>
      windowsOfPerson(person, personRows(all.filter((one) => one.person === person)), against),
    );
  const [levels, usual] = [windows('nothing'), windows('usual')];
  return [
    {
      split: 'leave one person out',
      told: leftOut(levels, (w) => w.person),
      goal: 0.33,
      note: BLOCKED,
    },
    {
      split: 'leave one person out, against a causal running mean',
      told: leftOut(usual, (w) => w.person),
      note: NO_FIRST_MINUTES,
    },
    {
      split: 'leave one recording out, within the person',
      told: byPerson(levels, (mine) => leftOut(mine, (w) => w.recording)),
    },
    {
      split: 'personal, first recordings -> second',
      told: byPerson(levels, (mine) =>
        leftOut(mine, (w) => `${w.take}`).filter((w) => w.take === 2),
      ),
      goal: 0.5,
    },
    {
      split: 'random windows of all people',
      told: randomWindows(levels),
      leaky: true,
      note: 'the published 0.87',
    },
    {
      split: 'random windows of the person',
      told: byPerson(levels, randomWindows),
      leaky: true,
    },
  ];
};

const most = (found: readonly Protocol[]): number =>
  Math.max(0, ...found.map(({ told }) => told.length));

/** Band powers of a headband and the personal fit, on mental states: nothing that ships learns from them. */
export const evaluation: Evaluation = {
  name: 'eeg',
  needs: [MUSE],
  run: async ({ data, log }) => {
    const all = protocols(data);
    for (const { split, told } of all)
      if (told.length === 0) log(`${split}: left out, too few people or recordings`);
    const found = all.filter(({ told }) => told.length > 0);
    log(`${found.length} protocols, at most ${most(found)} windows`);
    return found.flatMap(scores);
  },
};
