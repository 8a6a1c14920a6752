import type { Population } from '../../conductor/affect/wrist/normaliser.ts';
import { wristVector } from '../../conductor/affect/wrist/vector.ts';
import { WINDOW_MS } from '../../conductor/affect/wrist/windows.ts';
import { type Label, labelOf, type Person } from './people.ts';

/** One window as the model sees it. */
export interface Row {
  readonly person: string;
  readonly atMs: number;
  readonly x: Float64Array;
  /** Null between the phases. */
  readonly label: Label | null;
  /** True where no other scored window overlaps this one. */
  readonly scored: boolean;
}

/** Mean and SD of every window feature over the labelled windows of some people. */
export const populationOf = (people: readonly Person[]): Population => {
  const cols = people[0]?.windows[0]?.values.length ?? 0;
  const [n, sum, squares] = [0, 1, 2].map(() => new Float64Array(cols)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const { phases, windows } of people)
    for (const { atMs, values } of windows) {
      if (!labelOf(phases, atMs)) continue;
      values.forEach((v, j) => {
        if (!Number.isFinite(v)) return;
        n[j] = (n[j] ?? 0) + 1;
        sum[j] = (sum[j] ?? 0) + v;
        squares[j] = (squares[j] ?? 0) + v * v;
      });
    }
  const mean = sum.map((s, j) => s / Math.max(1, n[j] ?? 0));
  const sd = squares.map((s, j) =>
    Math.sqrt(Math.max(1e-12, s / Math.max(1, n[j] ?? 0) - (mean[j] ?? 0) ** 2)),
  );
  return { mean, sd };
};

const SCORED_S = WINDOW_MS / 1000;

/** All windows of one person in order, as rows; scored windows follow each other without overlap in a phase. */
export const rowsOf = (person: Person, population: Population): Row[] => {
  const vector = wristVector(population);
  return person.windows.map((window) => {
    const label = labelOf(person.phases, window.atMs);
    return {
      person: person.name,
      atMs: window.atMs,
      x: vector.push(window),
      label,
      scored: label !== null && (window.atMs / 1000) % SCORED_S === 0,
    };
  });
};
