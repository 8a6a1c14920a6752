import type { Linear } from '../../conductor/affect/learning/logistic.ts';
import { WINDOW_MS } from '../../conductor/affect/wrist/windows.ts';
import { everyScore, type Scored } from './easing.ts';
import type { Row } from './rows.ts';

/** So much of a recording is taken as the person's rest, whatever they were doing. */
export const FIRST_MINUTES = 3;

/**
 * Scored windows that begin after a person's first minutes, their log-odds against the mean of those minutes: what
 * can be known live, from the past alone. The labels of the first minutes are not looked at.
 * @returns nothing of a person without windows in the first minutes
 */
export const afterFirstMinutes = (model: Linear, rows: readonly Row[], easeS: number): Scored[] => {
  const untilMs = (rows[0]?.atMs ?? Number.NaN) - WINDOW_MS + FIRST_MINUTES * 60_000;
  const isFirst = ({ atMs }: Row): boolean => atMs <= untilMs;
  const isLater = ({ scored, atMs }: Row): boolean => scored && atMs - WINDOW_MS >= untilMs;
  const scores = everyScore(model, rows, easeS, (row) => isFirst(row) || isLater(row));
  const first = scores.filter(({ row }) => isFirst(row));
  if (first.length === 0) return [];
  const rest = first.reduce((sum, { logit }) => sum + logit, 0) / first.length;
  return scores
    .filter(({ row }) => isLater(row))
    .map(({ row, logit }) => ({ row, logit: logit - rest }));
};
