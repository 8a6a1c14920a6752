import type { Text } from '#contracts/ids';
import { softmaxInPlace } from '../../learning/logistic.ts';
import { balancedAccuracy } from '../../learning/metrics.ts';
import { assertCompatible } from './compatible.ts';
import { type FitOptions, type FitOutcome, fitPerson } from './fit.ts';
import { nudged } from './nudge.ts';
import { filled, isProblem, LEAST_CONFIDENCE, problemOf } from './problem.ts';
import { type Profile, type ProfileModel, profileOf } from './profile.ts';
import { referenced } from './reference.ts';
import type { PersonRow, PersonRows } from './rows.ts';

/** A new window counts as so many old ones: the person of today is nearer than the one of last month. */
const NEW_WEIGHT = 2;
/** Rows that are kept and learnt from, the newest: an hour, so that neither the store nor a fit grows for ever. */
const MOST_KEPT = 1_800;
/** So few recalls cannot be left out of each other. */
const LEAST_NEW = 2;

/** What came of learning more. */
export interface Refined {
  readonly profile: Profile;
  /** False: what was there before stays, because what was learnt did worse or could not be checked. */
  readonly changed: boolean;
  /** Balanced accuracy on the new recalls: of the model as it was, and of the refined one that did not see them. Null where it could not be worked out. */
  readonly before: number | null;
  readonly after: number | null;
  readonly text: Text;
  /** The check over all recalls, where the old rows were kept. */
  readonly outcome: FitOutcome | null;
}

const percent = (share: number | null): string =>
  share === null ? '-' : `${Math.round(100 * share)} %`;

const sentences = {
  better: (before: number | null, after: number | null): Text => ({
    en: `Refined: new recalls are told ${percent(after)} right, ${percent(before)} before.`,
    ko: `다듬었습니다. 새 회상을 ${percent(after)} 맞힙니다. 전에는 ${percent(before)}였습니다.`,
  }),
  worse: (before: number | null, after: number | null): Text => ({
    en: `Not changed: with what is new, recalls left out are told ${percent(after)} right, ${percent(before)} as it was. The model stays as it is.`,
    ko: `바꾸지 않았습니다. 새로 배우면 빼 둔 회상을 ${percent(after)} 맞히지만, 그대로 두면 ${percent(before)} 맞힙니다. 모델은 그대로입니다.`,
  }),
  few: {
    en: `Not changed: two new recalls or more are needed, with at least two of the feelings the model knows.`,
    ko: '바꾸지 않았습니다. 모델이 아는 감정이 두 가지 이상 들어 있는 새 회상이 두 번 이상 필요합니다.',
  } satisfies Text,
} as const;

/** New rows as the model knows them: columns it takes, against what was usual, of feelings it tells. */
const newRows = ({ card }: ProfileModel, fresh: PersonRows, usual: readonly number[]) => {
  const places = card.features.map((name) => fresh.layout.columns.indexOf(name));
  const before = fresh.layout.columns.map(
    (name) => usual[card.features.indexOf(name)] ?? Number.NaN,
  );
  const against = referenced(fresh.rows, fresh.layout.columns.length, before).rows;
  return against.flatMap(({ values, recall, feeling, confidence }) => {
    const y = feeling ? card.outputs.indexOf(feeling) : -1;
    const whole = filled(values, places);
    if (recall === null || y < 0 || !whole || confidence < LEAST_CONFIDENCE) return [];
    return [{ x: whole.values, y, recall }];
  });
};

const best = (row: Float64Array): number => row.indexOf(Math.max(...row));

/** What a model's sums say of a row, as shares of one. */
export const sharesOf = (
  { sums, card }: Pick<ProfileModel, 'sums' | 'card'>,
  x: ArrayLike<number>,
): Float64Array =>
  softmaxInPlace(
    Float64Array.from(sums, ({ weights, bias }) => {
      let sum = bias;
      for (let j = 0; j < weights.length; j++) sum += (weights[j] ?? 0) * (x[j] ?? 0);
      return sum / card.temperature;
    }),
  );

const usualOf = ({ card }: ProfileModel): readonly number[] =>
  Array.isArray(card.settings.usual) ? card.settings.usual : [];

const stays = (profile: Profile, more: Partial<Refined>, text: Text): Refined => ({
  profile,
  changed: false,
  before: null,
  after: null,
  outcome: null,
  ...more,
  text,
});

/** Old rows were kept: everything is fitted and checked anew, the new rows counting more. */
const refitted = (
  profile: Profile,
  old: readonly PersonRow[],
  fresh: PersonRows,
  options: RefineOptions,
): Refined => {
  const known = new Set(fresh.rows.flatMap(({ recall }) => (recall === null ? [] : [recall])));
  const rows = [...old, ...fresh.rows].slice(-MOST_KEPT);
  const all: PersonRows = { layout: profile.layout, rows };
  const weightOf = ({ recall }: PersonRow): number =>
    recall !== null && known.has(recall) ? NEW_WEIGHT : 1;
  const outcome = fitPerson(all, { ...options, weightOf });
  const next = profileOf(all, outcome, { ...options, keepsRows: true });
  const rowsKept: Profile = { ...profile, rows: all.rows };
  const [was, is] = [profile.model, outcome.fitted];
  if (!is) return stays(rowsKept, { outcome }, outcome.verdict.text);
  if (!was)
    return {
      profile: next,
      changed: true,
      before: null,
      after: null,
      outcome,
      text: outcome.verdict.text,
    };
  const before = scoreOn(was, newRows(was, fresh, usualOf(was)));
  const after = leftOutOn(is, known);
  if (before === null || after === null) return stays(rowsKept, { outcome }, sentences.few);
  if (after < before)
    return stays(rowsKept, { before, after, outcome }, sentences.worse(before, after));
  const text = sentences.better(before, after);
  const { en, ko } = outcome.verdict.text;
  return {
    profile: next,
    changed: true,
    before,
    after,
    outcome,
    text: { en: `${text.en} ${en}`, ko: `${text.ko} ${ko}` },
  };
};

type Labelled = ReturnType<typeof newRows>[number];

const scoreOn = (model: ProfileModel, rows: readonly Labelled[]): number | null =>
  new Set(rows.map(({ y }) => y)).size < 2
    ? null
    : balancedAccuracy(
        rows.map(({ x }) => best(sharesOf(model, x))),
        rows.map(({ y }) => y),
        model.sums.length,
      );

/** Balanced accuracy on some recalls, each told by a model that did not see it. */
const leftOutOn = (
  { check, problem }: NonNullable<FitOutcome['fitted']>,
  recalls: ReadonlySet<string>,
): number | null => {
  const at = Array.from(problem.recall, (_, i) => i).filter((i) =>
    recalls.has(problem.recalls[problem.recall[i] ?? 0] ?? ''),
  );
  const truth = at.map((i) => problem.y[i] ?? 0);
  if (new Set(truth).size < 2) return null;
  return balancedAccuracy(
    at.map((i) => check.said[i] ?? 0),
    truth,
    problem.classes.length,
  );
};

/** No old rows: the sums are moved a little, as far as new recalls left out of it say is good. */
const moved = (profile: Profile, model: ProfileModel, fresh: PersonRows): Refined => {
  const rows = newRows(model, fresh, usualOf(model));
  const recalls = new Set(rows.map(({ recall }) => recall));
  const before = scoreOn(model, rows);
  if (before === null || recalls.size < LEAST_NEW) return stays(profile, {}, sentences.few);
  const found = nudged(model, rows);
  if (!(found.score > before))
    return stays(profile, { before, after: found.score }, sentences.worse(before, found.score));
  return {
    profile: { ...profile, model: found.model },
    changed: true,
    before,
    after: found.score,
    outcome: null,
    text: sentences.better(before, found.score),
  };
};

export interface RefineOptions extends Omit<FitOptions, 'weightOf'> {
  readonly who: string;
  readonly seed: number;
}

/**
 * Learns from a few new labelled recalls. With the old rows kept, all is fitted and checked anew; without,
 * the weights are moved from where they are. A model that does worse on the new recalls than the one it
 * would replace is never put in its place, and the text says so. Throws YeounError
 * `profile/other-channels` where the new rows come from other sensors.
 */
export const refine = (profile: Profile, fresh: PersonRows, options: RefineOptions): Refined => {
  assertCompatible(profile, fresh.layout);
  if (!isProblem(problemOf(fresh)) && !profile.rows && !profile.model)
    return stays(profile, {}, sentences.few);
  if (profile.rows) return refitted(profile, profile.rows, fresh, options);
  return profile.model ? moved(profile, profile.model, fresh) : stays(profile, {}, sentences.few);
};
