import type { Feeling, Verdict } from '#contracts/calibration';
import type { Linear } from '../../learning/ridge.ts';
import { standardiser } from '../../learning/scaling.ts';
import { benchOf } from './bench.ts';
import { type Check, check } from './check.ts';
import { judge } from './discriminant.ts';
import { truth } from './labelling.ts';
import { isProblem, type Problem, problemOf } from './problem.ts';
import type { PersonRow, PersonRows } from './rows.ts';
import { type Reach, reachOf } from './shuffles.ts';
import { ALPHA, lackVerdict, verdictOf } from './verdict.ts';

/** A person's model before it is a graph. */
export interface Fitted {
  readonly problem: Problem;
  /** One weighted sum a class, of values as they come. */
  readonly sums: readonly Linear[];
  /** Spread of each column. */
  readonly sd: readonly number[];
  readonly check: Check;
  readonly reach: Reach;
}

export interface FitOutcome {
  readonly verdict: Verdict;
  /** Null where there was nothing to learn from. A model may be there and not be usable: the verdict says. */
  readonly fitted: Fitted | null;
}

export interface FitOptions {
  readonly seed?: number;
  /** How many modalities of the same session are judged: each must then beat chance by as much more (Bonferroni). */
  readonly among?: number;
  /** How much a row counts; 1 where absent. */
  readonly weightOf?: (row: PersonRow) => number;
}

const saidIn = (rows: readonly PersonRow[]): Feeling[] => [
  ...new Set(rows.flatMap(({ recall, feeling }) => (recall !== null && feeling ? [feeling] : []))),
];

/** How many recalls somebody said anything of. */
export const labelledRecalls = (rows: readonly PersonRow[]): number =>
  new Set(rows.flatMap(({ recall, feeling }) => (recall !== null && feeling ? [recall] : []))).size;

/**
 * Fits one modality of a person and checks it by leaving whole recalls out. The model is a shrunken linear
 * discriminant: as linear as a softmax with an l2 pull, but in closed form, so that the very model that is
 * used can be judged against hundreds of shuffled labellings. Pure; the same rows
 * and seed give the same numbers. Takes up to about a second: not for the thread that beats the show.
 */
export const fitPerson = (person: PersonRows, options: FitOptions = {}): FitOutcome => {
  const { seed = 1, among = 1, weightOf } = options;
  const problem = problemOf(person, weightOf);
  if (!isProblem(problem))
    return { verdict: lackVerdict(problem, labelledRecalls(person.rows)), fitted: null };
  const bench = benchOf(problem);
  const reach = reachOf(bench);
  const alpha = ALPHA / among;
  const checked = check(bench, { seed, isAsked: reach.leastP <= alpha });
  const sums = judge(bench).model(truth(problem));
  const judged = {
    check: checked,
    classes: problem.classes,
    recalls: problem.recalls.length,
    reach,
    alpha,
  };
  return {
    verdict: verdictOf(judged, saidIn(person.rows)),
    fitted: {
      problem,
      sums,
      sd: [...standardiser(problem.x).sd],
      check: checked,
      reach,
    },
  };
};
