import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { YeounError } from '#contracts/errors';
import { arousalOfLabel, KOTE_LABELS } from './labels.ts';

/** One comment and how its raters felt it. */
export interface KoteRow {
  readonly id: string;
  readonly text: string;
  /** Numbers of its labels, ascending. */
  readonly labels: readonly number[];
  /** How many of them are positive, negative. */
  readonly positive: number;
  readonly negative: number;
  /** Mean height of its labels on the circle of affect, 0..1; null where none has a place there. */
  readonly arousal: number | null;
}

const arousalOf = (labels: readonly number[]): number | null => {
  const heights = labels.flatMap(
    (k) => arousalOfLabel(KOTE_LABELS[k] ?? { name: '', side: 'neither', word: null }) ?? [],
  );
  return heights.length === 0 ? null : heights.reduce((a, b) => a + b, 0) / heights.length;
};

/** A comment from its line: id, text, label numbers. */
const rowOf = (line: string): KoteRow => {
  const [id = '', text = '', list = ''] = line.split('\t');
  const labels = list.split(',').filter(Boolean).map(Number);
  if (labels.some((k) => !KOTE_LABELS[k]))
    throw new YeounError(
      'data_invalid',
      'kote',
      `Row ${id} has a label that is not one of 0 to 43.`,
      'Get the file again from its source.',
    );
  const on = (side: string): number => labels.filter((k) => KOTE_LABELS[k]?.side === side).length;
  return {
    id,
    text,
    labels,
    positive: on('positive'),
    negative: on('negative'),
    arousal: arousalOf(labels),
  };
};

/** Every comment of `kote/val.tsv`, in the file's order. */
export const koteRows = (data: string): KoteRow[] =>
  readFileSync(join(data, 'kote/val.tsv'), 'utf8').split('\n').filter(Boolean).map(rowOf);

/** 1 all polar labels positive, 0 all negative, null on both sides or on none. */
export const strictSide = ({ positive, negative }: KoteRow): 0 | 1 | null => {
  if (positive > 0 === negative > 0) return null;
  return positive > 0 ? 1 : 0;
};
