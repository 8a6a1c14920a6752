import { clusterInterval } from '../../conductor/affect/learning/bootstrap.ts';
import { auc, balancedAccuracy, weightedF1 } from '../../conductor/affect/learning/metrics.ts';
import { picked } from '../../conductor/affect/learning/table.ts';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import { byPerson, byWindow, centred, FOLDS, type Said, through, trees } from './protocols.ts';
import { WALKING, walks } from './recordings.ts';
import { arousals, movementDecoders } from './shipped.ts';
import { type HeardWalk, heardWalk, type WalkWindow, walkWindows } from './windows.ts';

const LEAKY = {
  split: `${FOLDS} folds of windows`,
  leaky: true,
  note: 'windows of the tested walk are in the training: the walk is told, not the feeling; literature 0.77',
};

type Metric = Pick<EvalRow, 'metric' | 'chance' | 'majority'> & {
  readonly of: (said: readonly Said[]) => number;
};

const truthOf = (said: readonly Said[]): number[] => said.map((s) => s.truth);
const saidOf = (said: readonly Said[]): number[] => said.map((s) => s.said);

/** Balanced accuracy, weighted F1, and AUC where there are two classes, with what guessing gets. */
const metricsOf = (said: readonly Said[], classes: number): Metric[] => {
  const shares = Array.from(
    { length: classes },
    (_, k) => said.filter((s) => s.truth === k).length / said.length,
  );
  const most = Math.max(...shares);
  const both: Metric[] = [
    {
      metric: 'balancedAccuracy',
      chance: 1 / classes,
      majority: 1 / classes,
      of: (s) => balancedAccuracy(saidOf(s), truthOf(s), classes),
    },
    {
      metric: 'weightedF1',
      chance: shares.reduce((sum, p) => sum + p * p, 0),
      majority: (2 * most * most) / (1 + most),
      of: (s) => weightedF1(saidOf(s), truthOf(s), classes),
    },
  ];
  if (classes > 2) return both;
  const area: Metric = {
    metric: 'auc',
    chance: 0.5,
    majority: 0.5,
    of: (s) =>
      auc(
        s.map((one) => one.score),
        truthOf(s),
      ),
  };
  return [area, ...both];
};

const rowsOf = (
  said: readonly Said[],
  classes: number,
  what: Pick<EvalRow, 'split' | 'leaky' | 'note'> & { readonly decoder?: string },
): EvalRow[] => {
  if (said.length === 0) return [];
  const people = said.map(({ person }) => person);
  const task = classes === 2 ? 'happy or sad' : 'happy, neutral or sad';
  return metricsOf(said, classes).map(({ of, ...metric }) => ({
    decoder: 'logistic on movement features',
    data: `${WALKING}, ${task}`,
    ...metric,
    ...what,
    value: of(said),
    ci: clusterInterval(people, (at) => of(picked(said, at)), { seed: 1, rounds: 300 }),
    n: said.length,
  }));
};

/** Boosted trees, happy against sad, the honest way and the leaky one. */
const treeRows = (windows: readonly WalkWindow[]): EvalRow[] => {
  const decoder = 'boosted trees on movement features';
  return [
    ...rowsOf(through(windows, byPerson(windows), trees), 2, {
      decoder,
      split: 'leave one person out',
    }),
    ...rowsOf(through(windows, byWindow(windows), trees), 2, { decoder, ...LEAKY }),
  ];
};

/** Three ways to keep apart what is tested, on the same features. */
const protocols = (windows: readonly WalkWindow[], classes: number): EvalRow[] => {
  const whole = {
    split: 'leave one person out, less their mean',
    note: "needs the person's whole session first",
  };
  const apart = { split: 'leave one person out' };
  const own = centred(windows);
  return [
    ...rowsOf(through(windows, byPerson(windows)), classes, apart),
    ...rowsOf(through(own, byPerson(own)), classes, whole),
    ...rowsOf(through(windows, byWindow(windows)), classes, LEAKY),
  ];
};

const byName = (all: readonly HeardWalk[]): HeardWalk[][] =>
  [...new Set(all.map(({ walk }) => walk.person))].map((name) =>
    all.filter(({ walk }) => walk.person === name),
  );

/** What the decoders of movement that ship say of happy walks beside sad ones: arousal, one mean a walk. */
const shippedRows = async (all: readonly HeardWalk[]): Promise<EvalRow[]> => {
  const { records, context } = await movementDecoders();
  const rows: EvalRow[] = [];
  for (const record of records) {
    const found = [];
    for (const own of byName(all)) found.push(...(await arousals(record, context, own)));
    const known = found.filter(
      ({ walk, arousal }) => walk.emotion !== 0 && Number.isFinite(arousal),
    );
    const [scores, truth] = [
      known.map(({ arousal }) => arousal),
      known.map(({ walk }) => (walk.emotion > 0 ? 1 : 0)),
    ];
    rows.push({
      decoder: record.id,
      data: `${WALKING}, happy or sad`,
      split: 'nothing fitted',
      metric: 'auc',
      value: auc(scores, truth),
      ci: clusterInterval(
        known.map(({ walk }) => walk.person),
        (at) => auc(picked(scores, at), picked(truth, at)),
        { seed: 1 },
      ),
      chance: 0.5,
      majority: 0.5,
      n: known.length,
      note: 'arousal of a whole walk; acceleration alone',
    });
  }
  return rows;
};

/** Happy against sad by people of whom nothing was learnt: for the alarm against leaks. */
export const happySadRows = (data: string): EvalRow[] => {
  const windows = walks(data)
    .filter(({ emotion }) => emotion !== 0)
    .flatMap((walk) => walkWindows(heardWalk(walk)));
  return rowsOf(through(windows, byPerson(windows)), 2, { split: 'leave one person out' });
};

export const evaluation: Evaluation = {
  name: 'walking',
  needs: [WALKING],
  async run({ data, log }) {
    const all = walks(data).map(heardWalk);
    const windows = all.flatMap(walkWindows);
    const people = new Set(all.map(({ walk }) => walk.person)).size;
    log(`${all.length} walks of ${people} people, ${windows.length} windows`);
    if (people < 2) log('leaving people out needs two of them: those rows are left out');
    return [
      ...protocols(
        windows.filter(({ emotion }) => emotion !== 0),
        2,
      ),
      ...treeRows(windows.filter(({ emotion }) => emotion !== 0)),
      ...protocols(windows, 3),
      ...(await shippedRows(all)),
    ];
  },
};
