import { FEELINGS } from '#contracts/calibration';
import { benchOf } from '../../conductor/affect/calibration/fit/bench.ts';
import { judge } from '../../conductor/affect/calibration/fit/discriminant.ts';
import { truth } from '../../conductor/affect/calibration/fit/labelling.ts';
import { LEAST_CONFIDENCE, type Problem } from '../../conductor/affect/calibration/fit/problem.ts';
import { referenced } from '../../conductor/affect/calibration/fit/reference.ts';
import type { PersonRow, PersonRows } from '../../conductor/affect/calibration/fit/rows.ts';
import { softmaxInPlace } from '../../conductor/affect/learning/logistic.ts';
import { tableOf } from '../../conductor/affect/learning/table.ts';
import { fitTemperature } from '../../conductor/affect/learning/temperature.ts';

/** One window, whose it is, and what was said of it. */
export interface Window {
  readonly person: string;
  readonly recording: string;
  readonly take: number;
  readonly y: number;
  readonly values: readonly number[];
}

/** A band that an artefact took from one electrode is read from the others of that moment. */
const mended = (row: PersonRow, columns: readonly string[]): number[] | null => {
  const out = row.values.map((value, j) => {
    if (value !== null) return value;
    const band = columns[j]?.split('@')[0];
    const others = row.values.filter((v, k) => v !== null && columns[k]?.split('@')[0] === band);
    return others.reduce<number>((sum, v) => sum + (v ?? 0), 0) / others.length;
  });
  return out.every(Number.isFinite) ? out : null;
};

/**
 * Windows of one person.
 * @param against usual: differences from the running mean, as live; nothing: levels as they are
 */
export const windowsOfPerson = (
  person: string,
  { layout, rows }: PersonRows,
  against: 'usual' | 'nothing',
): Window[] =>
  (against === 'usual' ? referenced(rows, layout.columns.length).rows : rows).flatMap((row) => {
    const values = mended(row, layout.columns);
    if (!values || !row.recall || !row.feeling || row.confidence < LEAST_CONFIDENCE) return [];
    const take = Number(row.recall.split('-').at(-1));
    return [{ person, recording: row.recall, take, y: FEELINGS.indexOf(row.feeling), values }];
  });

/** A window with the shares that a model gave which did not see its group. */
export interface Told extends Window {
  readonly shares: Float64Array;
}

const problemOfGroups = (windows: readonly Window[], groupOf: (w: Window) => string) => {
  const groups = [...new Set(windows.map(groupOf))];
  const ordered = groups.flatMap((group) => windows.filter((w) => groupOf(w) === group));
  const columns = ordered[0]?.values.length ?? 0;
  const problem: Problem = {
    x: tableOf(ordered.map(({ values }) => values)),
    columns: Array.from({ length: columns }, (_, j) => `${j}`),
    places: Array.from({ length: columns }, (_, j) => j),
    usual: [],
    y: Int32Array.from(ordered, ({ y }) => y),
    classes: FEELINGS,
    recall: Int32Array.from(ordered, (w) => groups.indexOf(groupOf(w))),
    recalls: groups,
    clock: tableOf(ordered.map(() => [0])),
    weights: new Float64Array(ordered.length).fill(1),
  };
  return { ordered, problem };
};

/**
 * What is told of every window by a model learnt without its group; the temperature too comes from the other
 * groups, where there are any that were left out. Nothing of a single group: nothing else is there to learn from.
 */
export const leftOut = (windows: readonly Window[], groupOf: (w: Window) => string): Told[] => {
  const { ordered, problem } = problemOfGroups(windows, groupOf);
  if (problem.recalls.length < 2) return [];
  const logits = judge(benchOf(problem)).logits(truth(problem));
  const places = Array.from(logits, (_, i) => i);
  const temperatures = problem.recalls.map((_, r) => {
    const others = places.filter((i) => problem.recall[i] !== r);
    return fitTemperature(
      others.map((i) => logits[i] ?? []),
      others.map((i) => problem.y[i] ?? 0),
    );
  });
  return ordered.map((window, i) => {
    const temperature = temperatures[problem.recall[i] ?? 0] ?? 1;
    const shares = softmaxInPlace(Float64Array.from(logits[i] ?? [], (v) => v / temperature));
    return { ...window, shares };
  });
};
