import type { PersonRow } from './rows.ts';
import { HOP_S } from './windows.ts';

/**
 * What is usual for the person of late, column by column: the mean of everything heard, forgetting slowly.
 * It uses the past alone and no label, so it is the same at rest, in a recall and on stage, and takes out
 * what differs from day to day and drifts with electrodes and skin.
 */
export interface Reference {
  /** How far `values` lie from the usual, in place; then they are heard. What is no number stays so. */
  apply(values: Float64Array): Float64Array;
  /** The usual now; NaN where nothing was heard. */
  usual(): number[];
  /** Seconds heard. */
  readonly heardS: number;
}

/**
 * Seconds of forgetting: a whole calibration with its baseline and its rests is remembered, so that no
 * feeling that lasts explains itself away.
 */
export const FORGET_S = 600;
/** What is known from another day counts as so many seconds: skin and electrodes lie anew. */
const BEFORE_S = 20;
/** After a longer break it is another day. */
const BREAK_MS = 3_600_000;

/** @param before the usual of an earlier day, as {@link Reference.usual} gave it */
export const reference = (columns: number, before?: readonly number[]): Reference => {
  const mean = new Float64Array(columns);
  const known = new Float64Array(columns);
  let heardS = 0;
  before?.forEach((value, j) => {
    if (!Number.isFinite(value)) return;
    mean[j] = value;
    known[j] = BEFORE_S;
  });
  return {
    apply(values) {
      heardS += HOP_S;
      for (let j = 0; j < columns; j++) {
        const value = values[j] ?? Number.NaN;
        if (!Number.isFinite(value)) continue;
        const usual = mean[j] ?? 0;
        const seconds = known[j] ?? 0;
        values[j] = seconds > 0 ? value - usual : 0;
        known[j] = seconds + HOP_S;
        mean[j] = usual + ((value - usual) * HOP_S) / Math.min(FORGET_S, seconds + HOP_S);
      }
      return values;
    },
    usual: () => Array.from(mean, (value, j) => ((known[j] ?? 0) > 0 ? value : Number.NaN)),
    get heardS() {
      return heardS;
    },
  };
};

/**
 * Rows against what was usual when they came, in the order they came; and the usual after the last.
 * @param before the usual of an earlier day
 */
export const referenced = (
  rows: readonly PersonRow[],
  columns: number,
  before?: readonly number[],
): { readonly rows: readonly PersonRow[]; readonly usual: readonly number[] } => {
  let usual = reference(columns, before);
  let lastMs = Number.NaN;
  const out = rows.map((row) => {
    if (Math.abs(row.atMs - lastMs) > BREAK_MS) usual = reference(columns, usual.usual());
    lastMs = row.atMs;
    const values = usual.apply(Float64Array.from(row.values, (value) => value ?? Number.NaN));
    return {
      ...row,
      values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)),
    };
  });
  return { rows: out, usual: usual.usual() };
};
