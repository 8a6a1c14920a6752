import { WRIST_MODEL } from '../../conductor/affect/decoders/wrist.ts';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import { firstMinutesRows } from './calibration-rows.ts';
import { protocolsOf, type WristRun } from './evaluation-run.ts';
import { DATA_SET, readPeople } from './people.ts';
import type { Tested } from './protocols.ts';
import { f1Rows, row } from './row.ts';
import {
  againstRest,
  balanced,
  calibrationError,
  laterRestAuc,
  plainAuc,
  pooledAuc,
  restDrift,
  uneasedAuc,
} from './scores.ts';
import { type Shipped, shippedRun } from './shipped.ts';

export const GOALS = {
  auc: { op: '>=', value: 0.86 },
  balancedAccuracy: { op: '>=', value: 0.77 },
  withoutMovement: { op: '>=', value: 0.85 },
  ece: { op: '<=', value: 0.07 },
  acrossTasks: { op: '>=', value: 0.72 },
  laterRest: { op: '<=', value: 0.58 },
} as const;

const LATER_REST = 'rest against later rest: is later rest scored higher?';

const lopoRows = ({ all, withoutMovement }: WristRun): EvalRow[] => [
  row('auc', pooledAuc(all), {
    goal: GOALS.auc,
    note: 'time constants, signs and features were settled while looking at these people',
  }),
  row('auc', uneasedAuc(all), {
    split: 'leave one person out; each 30 s window by itself',
    note: 'the same models without easing',
  }),
  row('balancedAccuracy', balanced(all), {
    goal: GOALS.balancedAccuracy,
    note: 'threshold from training people',
  }),
  ...f1Rows(all),
  row('ece', calibrationError(all), { goal: GOALS.ece, chance: null, majority: null }),
  row('auc', pooledAuc(withoutMovement), {
    goal: GOALS.withoutMovement,
    note: 'without the accelerometer',
  }),
  row('balancedAccuracy', balanced(withoutMovement), { note: 'without the accelerometer' }),
];

const trapRows = (run: WristRun): EvalRow[] => [
  row('auc', pooledAuc(run.stroopToInterview), {
    goal: GOALS.acrossTasks,
    note: 'trained without the interview, tested on the interview and rest',
  }),
  row('auc', pooledAuc(run.interviewToStroop), {
    goal: GOALS.acrossTasks,
    note: 'trained without Stroop, tested on Stroop and rest',
  }),
  row('auc', laterRestAuc(run.all), {
    goal: GOALS.laterRest,
    note: `${LATER_REST} A clock gives 1; below 0.5: later rest is scored calmer`,
  }),
  row('auc', againstRest(run.all, true), { note: 'stress against rest before any task alone' }),
  row('auc', againstRest(run.all, false), {
    note: 'stress against later rest alone: better than before any task as far as the score drifts',
  }),
  row('r', restDrift(run.all), {
    chance: 0,
    majority: null,
    note: 'score and time since the start, within rest',
  }),
  row('auc', plainAuc(run.timeAlone), {
    decoder: 'time since the start alone',
    note: 'a trap: the order of phases is the same for nearly everyone; no decoder may know the time',
  }),
  row('auc', plainAuc(run.leaky), {
    split: 'random windows, people on both sides; each window by itself',
    leaky: true,
    note: 'compare with the row without easing',
  }),
];

/** What the shipped model's scores are read against, by metric. */
const asItShips = (tested: readonly Tested[]): readonly EvalRow[] =>
  tested.length === 0
    ? []
    : [
        row('auc', pooledAuc(tested), { goal: GOALS.auc }),
        row('balancedAccuracy', balanced(tested), { goal: GOALS.balancedAccuracy }),
        ...f1Rows(tested),
        row('ece', calibrationError(tested), { goal: GOALS.ece, chance: null, majority: null }),
        row('auc', laterRestAuc(tested), { goal: GOALS.laterRest, note: LATER_REST }),
      ];

/** Nobody may hold a goal against people whom the model knows. */
const inSample = ({ goal: _, ...rest }: EvalRow): EvalRow => ({
  ...rest,
  split: 'the model as it ships, on the people it was trained on',
  leaky: true,
  note: `in sample${rest.note ? `; ${rest.note}` : ''}`,
});

/** The shipped model on people it has not met and on those it was trained on, apart. */
export const shippedRows = ({ known, others }: Shipped): EvalRow[] => [
  ...asItShips(others).map((one) => ({
    ...one,
    split: 'the model as it ships, on people it has not met',
  })),
  ...asItShips(known).map(inSample),
];

/** Stress against rest from the wrist, on people who were left out. */
export const wristRows = (run: WristRun): EvalRow[] => [
  ...lopoRows(run),
  ...firstMinutesRows(run.all),
  ...trapRows(run),
];

export const evaluation: Evaluation = {
  name: 'wrist',
  needs: [DATA_SET],
  async run({ data, log }) {
    const people = await readPeople(data, log);
    const shipped = await shippedRun(people);
    if (!shipped) log(`${WRIST_MODEL} does not ship: its rows are left out`);
    const run = protocolsOf(people, log);
    return [...(run ? wristRows(run) : []), ...(shipped ? shippedRows(shipped) : [])];
  },
};
