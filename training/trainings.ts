import { training as dream } from './dream/train.ts';
import { training as dreamWords } from './dream-words/train.ts';
import { training as movement } from './movement/train.ts';
import { training as safety } from './safety/train.ts';
import { training as sullae } from './sullae/train.ts';
import { training as textEn } from './text-en/train.ts';
import { training as textKo } from './text-ko/train.ts';
import type { Training } from './training.ts';
import { training as wrist } from './wrist/train.ts';

/** Everything that is trained: adding one is one folder and one line here. The last needs Python. */
export const TRAININGS: readonly Training[] = [
  movement,
  textEn,
  textKo,
  wrist,
  sullae,
  safety,
  dreamWords,
  dream,
];
