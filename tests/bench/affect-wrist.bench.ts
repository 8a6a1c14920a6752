import { GOALS } from '../../training/wrist/evaluate.ts';
import { type WristRun, wristRun } from '../../training/wrist/evaluation-run.ts';
import { DATA_SET } from '../../training/wrist/people.ts';
import {
  balanced,
  calibrationError,
  laterRestAuc,
  pooledAuc,
  type Measured as Score,
} from '../../training/wrist/scores.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { dataFolder, hasData } from '../support/data.ts';

let running: Promise<WristRun> | null = null;
/** One run of every protocol for all rows. */
const run = (): Promise<WristRun> => {
  running ??= wristRun(dataFolder(), () => {});
  return running;
};

const LOAD =
  'Stress-Predict, 30 s windows of people left out, causal normalisation, log-odds eased over the windows before, choices in nested folds';

const bench = (
  name: string,
  unit: string,
  goal: { readonly op: '>=' | '<='; readonly value: number },
  score: (run: WristRun) => Score,
): Bench => ({
  name: `affect-wrist-${name}`,
  unit,
  op: goal.op,
  goal: goal.value,
  long: true,
  async run(): Promise<Measured> {
    if (!hasData(DATA_SET))
      return { value: null, n: 0, load: LOAD, reason: `${DATA_SET} is not here` };
    const { value, ci, n } = score(await run());
    return { value, n, load: `${LOAD}; 95 % ${ci[0].toFixed(3)}..${ci[1].toFixed(3)}` };
  },
});

const worse = (a: Score, b: Score): Score => (a.value <= b.value ? a : b);

export const benches: Bench[] = [
  bench('auc', 'AUC', GOALS.auc, ({ all }) => pooledAuc(all)),
  bench('balanced-accuracy', 'share', GOALS.balancedAccuracy, ({ all }) => balanced(all)),
  bench('no-acc-auc', 'AUC', GOALS.withoutMovement, (r) => pooledAuc(r.withoutMovement)),
  bench('ece', 'share', GOALS.ece, ({ all }) => calibrationError(all)),
  bench('cross-task-auc', 'AUC', GOALS.acrossTasks, (r) =>
    worse(pooledAuc(r.stroopToInterview), pooledAuc(r.interviewToStroop)),
  ),
  bench('later-rest-auc', 'AUC', GOALS.laterRest, ({ all }) => laterRestAuc(all)),
];
