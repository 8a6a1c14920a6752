import { evaluation as eeg } from './eeg/evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluation as memories } from './memories/evaluate.ts';
import { evaluation as movement } from './movement/evaluate.ts';
import { evaluation as music } from './music/evaluate.ts';
import { evaluation as steadiness } from './steadiness/evaluate.ts';
import { evaluation as textEn } from './text-en/evaluate.ts';
import { evaluation as textKo } from './text-ko/evaluate.ts';
import { evaluation as walking } from './walking/evaluate.ts';
import { evaluation as wrist } from './wrist/evaluate.ts';

/** Everything that is evaluated: adding one is one folder and one line here. */
export const EVALUATIONS: readonly Evaluation[] = [
  eeg,
  movement,
  music,
  walking,
  steadiness,
  textEn,
  textKo,
  memories,
  wrist,
];
