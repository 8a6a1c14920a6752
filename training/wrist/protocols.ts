import type { Linear } from '../../conductor/affect/learning/logistic.ts';
import { sigmoid } from '../../conductor/affect/learning/logistic.ts';
import { kFold } from '../../conductor/affect/learning/splits.ts';
import { tableOf } from '../../conductor/affect/learning/table.ts';
import { boostScore, fitBoost } from '../../conductor/affect/learning/trees.ts';
import { afterFirstMinutes } from './first-minutes.ts';
import { fitWrist, logitOf, type Streams } from './model.ts';
import { type People, type Saying, type Settled, scoresOf, settle } from './nested.ts';
import type { Person } from './people.ts';
import { populationOf, type Row, rowsOf } from './rows.ts';

/** What is said of one window. */
export interface Answer {
  /** Eased log-odds, calibrated. */
  readonly logit: number;
  readonly probability: number;
  readonly said: 0 | 1;
}

/** One window of a person who was left out, as the decoder of the others sees it. */
export interface Tested extends Answer {
  readonly person: string;
  readonly task: string;
  readonly stress: 0 | 1;
  readonly sinceS: number;
  readonly first: boolean;
  /** The same model without easing. */
  readonly plainLogit: number;
  /** The same model against the person's own first minutes; null in those minutes. */
  readonly afterMinutes: Answer | null;
}

const without = (rows: readonly Row[], task: string | null): Row[] =>
  rows.map((row) =>
    row.label && row.label.task === task ? { ...row, label: null, scored: false } : row,
  );

/**
 * Every person left out once; population, fit, strength, easing, calibration and threshold come from the others.
 * `untaught`: a task that is taken out of training.
 */
export const leaveOnePersonOut = (
  people: readonly Person[],
  streams: Streams,
  untaught: string | null = null,
): Tested[] =>
  people.flatMap((left) => {
    const others = people.filter((p) => p !== left);
    const population = populationOf(others);
    const train: People = others.map((p) => without(rowsOf(p, population), untaught));
    const model = settle(train, streams);
    const rows = rowsOf(left, population);
    return testedRows(rows, model);
  });

const answer = (raw: number, { platt, threshold }: Saying): Answer => {
  const logit = platt.a * raw + platt.b;
  return { logit, probability: sigmoid(logit), said: raw >= threshold ? 1 : 0 };
};

const testedRows = (rows: readonly Row[], model: Settled): Tested[] => {
  const plain = scoresOf(model.linear, rows, 0);
  const later = new Map(
    afterFirstMinutes(model.linear, rows, model.easeS).map(({ row, logit }) => [row, logit]),
  );
  return scoresOf(model.linear, rows, model.easeS).map(({ row, logit }, i) => {
    const { task = '', stress = 0, sinceS = 0, first = false } = row.label ?? {};
    const own = later.get(row);
    return {
      person: row.person,
      task,
      stress,
      sinceS,
      first,
      ...answer(logit, model),
      plainLogit: plain[i]?.logit ?? logit,
      afterMinutes: own === undefined ? null : answer(own, model.afterMinutes),
    };
  });
};

export interface Plain {
  readonly person: string;
  readonly stress: number;
  readonly score: number;
}

/** The literature's leak: windows dealt into folds one by one, so that everybody is on both sides. */
export const randomWindows = (people: readonly Person[]): Plain[] => {
  const population = populationOf(people);
  const rows = people.flatMap((p) => rowsOf(p, population).filter((row) => row.scored));
  const scores: number[] = [];
  for (const { train, test } of kFold(rows.length, 5, 1)) {
    const own = train.map((i) => rows[i] as Row);
    const model: Linear = fitWrist(own, 0.003, 'all');
    for (const i of test) scores[i] = logitOf(model, (rows[i] as Row).x);
  }
  return rows.map((row, i) => ({
    person: row.person,
    stress: row.label?.stress ?? 0,
    score: scores[i] ?? 0,
  }));
};

/** The trap of this set: nothing but the seconds since the start, learnt from the others. */
export const timeAlone = (people: readonly Person[]): Plain[] => {
  const population = populationOf(people);
  const rows = people.map((p) => rowsOf(p, population).filter((row) => row.scored));
  const time = (row: Row): number[] => [row.label?.sinceS ?? 0];
  return rows.flatMap((own, i) => {
    const train = rows.flatMap((other, k) => (k === i ? [] : other));
    const model = fitBoost(
      tableOf(train.map(time)),
      train.map((row) => row.label?.stress ?? 0),
      {
        rounds: 60,
        depth: 3,
        rate: 0.2,
        minLeaf: 10,
        subsample: 1,
        columns: 1,
        seed: 1,
        loss: 'logistic',
      },
    );
    return own.map((row) => ({
      person: row.person,
      stress: row.label?.stress ?? 0,
      score: boostScore(model, time(row)),
    }));
  });
};
