import { FEELINGS, type Feeling } from '#contracts/calibration';
import { standardiser } from '../../learning/scaling.ts';
import { rowOf, type Table, tableOf } from '../../learning/table.ts';
import { referenced } from './reference.ts';
import type { PersonRow, PersonRows } from './rows.ts';

/** Rows that can be learnt from: labelled, whole, of feelings that come back in another recall. */
export interface Problem {
  /** Rows x kept columns; a gap holds 0, the usual. */
  readonly x: Table;
  /** Names and places in the layout of the columns that stayed. */
  readonly columns: readonly string[];
  readonly places: readonly number[];
  /** What was usual at the end, by kept column: the next day begins with it. */
  readonly usual: readonly number[];
  /** Index into `classes`, by row. */
  readonly y: Int32Array;
  readonly classes: readonly Feeling[];
  /** Index into `recalls`, by row; rows of a recall lie together, in order of time. */
  readonly recall: Int32Array;
  readonly recalls: readonly string[];
  /** Seconds since the first row, and since the first row of the recall: what the clock alone knows. */
  readonly clock: Table;
  /** How much each row counts. */
  readonly weights: Float64Array;
}

/** Why there is nothing to learn from. */
export type Lack =
  | { readonly why: 'no-labels' }
  | { readonly why: 'no-signal' }
  /** `feelings`: those that were said in two recalls or more; `once`: those of one recall alone. */
  | {
      readonly why: 'one-class';
      readonly feelings: readonly Feeling[];
      readonly once: readonly Feeling[];
    };

/** A column that is missing more often than this is left out. */
const MOST_MISSING = 0.2;
/** A row with a greater share of gaps is left out; live, the model is not asked with it. */
const MOST_GAPS = 0.25;
/** A row that is believed less is left out. */
export const LEAST_CONFIDENCE = 0.3;
/** A feeling counts in a recall from so many windows on. */
const LEAST_WINDOWS = 2;

type Labelled = PersonRow & { readonly recall: string; readonly feeling: Feeling };

const isLabelled = (row: PersonRow): row is Labelled => row.recall !== null && row.feeling !== null;

/** Values of some columns, gaps filled with the usual; null where too many are missing. */
export const filled = (
  values: ArrayLike<number | null>,
  places: readonly number[],
): { readonly values: Float64Array; readonly gaps: number } | null => {
  const out = new Float64Array(places.length);
  let gaps = 0;
  places.forEach((place, j) => {
    const value = values[place];
    if (value !== null && value !== undefined && Number.isFinite(value)) out[j] = value;
    else gaps++;
  });
  return gaps > MOST_GAPS * places.length ? null : { values: out, gaps: gaps / places.length };
};

const keptPlaces = (rows: readonly Labelled[], columns: number): number[] => {
  const kept: number[] = [];
  for (let j = 0; j < columns; j++) {
    const there = rows.flatMap(({ values }) => {
      const value = values[j];
      return value !== null && value !== undefined && Number.isFinite(value) ? [[value]] : [];
    });
    if (there.length < (1 - MOST_MISSING) * rows.length || there.length < LEAST_WINDOWS) continue;
    if ((standardiser(tableOf(there)).sd[0] ?? 0) > 0) kept.push(j);
  }
  return kept;
};

/** In how many recalls each feeling was said. */
const recallsOf = (rows: readonly Labelled[], feeling: Feeling): number => {
  const counts = new Map<string, number>();
  for (const row of rows)
    if (row.feeling === feeling) counts.set(row.recall, (counts.get(row.recall) ?? 0) + 1);
  return [...counts.values()].filter((n) => n >= LEAST_WINDOWS).length;
};

const clockOf = (rows: readonly Labelled[]): Table => {
  const firstMs = rows[0]?.atMs ?? 0;
  const begins = new Map<string, number>();
  for (const { recall, atMs } of rows) if (!begins.has(recall)) begins.set(recall, atMs);
  return tableOf(
    rows.map(({ recall, atMs }) => {
      const s = (atMs - firstMs) / 1000;
      return [s, s * s, (atMs - (begins.get(recall) ?? atMs)) / 1000];
    }),
  );
};

/**
 * What of a person's rows can be learnt from.
 * @param weightOf how much a row counts; 1 where absent
 */
export const problemOf = (
  { layout, rows }: Pick<PersonRows, 'layout' | 'rows'>,
  weightOf: (row: PersonRow) => number = () => 1,
): Problem | Lack => {
  const against = referenced(rows, layout.columns.length);
  const labelled = against.rows.filter(isLabelled);
  if (labelled.length === 0) return { why: 'no-labels' };
  const believed = labelled.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  const places = keptPlaces(believed, layout.columns.length);
  if (places.length === 0) return { why: 'no-signal' };
  const whole = believed.filter(({ values }) => filled(values, places) !== null);
  const said = FEELINGS.filter((feeling) => recallsOf(whole, feeling) > 0);
  const classes = said.filter((feeling) => recallsOf(whole, feeling) > 1);
  if (classes.length < 2)
    return { why: 'one-class', feelings: classes, once: said.filter((f) => !classes.includes(f)) };
  return assembled(
    whole.filter(({ feeling }) => classes.includes(feeling)),
    { classes, places, columns: layout.columns, usual: against.usual },
    weightOf,
  );
};

const assembled = (
  unordered: readonly Labelled[],
  kept: Pick<Problem, 'classes' | 'places' | 'columns' | 'usual'>,
  weightOf: (row: PersonRow) => number,
): Problem => {
  const begins = new Map<string, number>();
  for (const { recall, atMs } of unordered)
    begins.set(recall, Math.min(atMs, begins.get(recall) ?? atMs));
  const recalls = [...begins].sort((a, b) => a[1] - b[1]).map(([recall]) => recall);
  const rows = [...unordered].sort(
    (a, b) => recalls.indexOf(a.recall) - recalls.indexOf(b.recall) || a.atMs - b.atMs,
  );
  return {
    x: tableOf(rows.map(({ values }) => filled(values, kept.places)?.values ?? [])),
    columns: kept.places.map((place) => kept.columns[place] ?? ''),
    places: kept.places,
    usual: kept.places.map((place) => kept.usual[place] ?? Number.NaN),
    y: Int32Array.from(rows, ({ feeling }) => kept.classes.indexOf(feeling)),
    classes: kept.classes,
    recall: Int32Array.from(rows, ({ recall }) => recalls.indexOf(recall)),
    recalls,
    clock: clockOf(rows),
    weights: Float64Array.from(rows, weightOf),
  };
};

/** The same rows, with what the clock knows in place of what the body says. */
export const clockProblem = (problem: Problem): Problem => ({
  ...problem,
  x: problem.clock,
  columns: ['s', 's^2', 's of the recall'],
  places: [0, 1, 2],
});

/** Rows of a problem, by recall: [first, past the last]. */
export const spans = ({ recall, recalls }: Problem): [number, number][] =>
  recalls.map((_, r) => {
    const first = recall.indexOf(r);
    return [first, recall.lastIndexOf(r) + 1];
  });

export const isProblem = (found: Problem | Lack): found is Problem => 'x' in found;

/** One row of a problem, not copied. */
export const problemRow = ({ x }: Problem, i: number): Float64Array => rowOf(x, i);
