import type { LevelFade } from '#contracts/sound';
import { levelAt } from '../level-fade.ts';
import { steady } from './fade.ts';

/** How this display's own PANIC stands, as its keys say. */
export type LocalPanic = 'off' | 'fading' | 'hard';

/** Sound comes back as slowly as the light. */
const BACK_S = 2;
/** A hard stop does not click. */
const HARD_S = 0.02;

/** The fade over all sound that this display's own PANIC asks for: with the picture, without any conductor. */
export const quietOf = (
  before: LevelFade,
  panic: LocalPanic,
  panicS: number,
  nowMs: number,
): LevelFade => {
  const from = levelAt(before, nowMs);
  const to = panic === 'off' ? 1 : 0;
  if (from === to) return steady(to, nowMs);
  const whole = panic === 'off' ? BACK_S : panic === 'hard' ? HARD_S : panicS;
  return { from, to, startMs: nowMs, seconds: whole * Math.abs(to - from), curve: 'linear' };
};
