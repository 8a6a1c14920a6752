import { WRIST_MODEL } from '../../conductor/affect/decoders/wrist.ts';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import { type WristRun, wristRun } from './evaluation-run.ts';
import { DATA_SET } from './people.ts';
import {
  balanced,
  calibrationError,
  laterRestAuc,
  type Measured,
  plainAuc,
  pooledAuc,
  restDrift,
  uneasedAuc,
} from './scores.ts';

export const GOALS = {
  auc: { op: '>=', value: 0.86 },
  balancedAccuracy: { op: '>=', value: 0.77 },
  withoutMovement: { op: '>=', value: 0.85 },
  ece: { op: '<=', value: 0.07 },
  acrossTasks: { op: '>=', value: 0.72 },
  laterRest: { op: '<=', value: 0.58 },
} as const;

const LOPO =
  'leave one person out; 30 s windows, causal normalisation, log-odds eased over the windows before; choices in nested folds';

const row = (metric: string, score: Measured, more: Partial<EvalRow> = {}): EvalRow => ({
  decoder: WRIST_MODEL,
  data: DATA_SET,
  split: LOPO,
  metric,
  ...score,
  chance: 0.5,
  majority: 0.5,
  ...more,
});

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
    note: 'rest against later rest: is later rest scored higher? A clock gives 1; below 0.5: later rest is scored calmer',
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

/** Stress against rest from the wrist, on people who were left out. */
export const wristRows = (run: WristRun): EvalRow[] => [...lopoRows(run), ...trapRows(run)];

export const evaluation: Evaluation = {
  name: 'wrist',
  needs: [DATA_SET],
  run: async ({ data, log }) => wristRows(await wristRun(data, log)),
};
