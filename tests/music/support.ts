import type { Feeling } from '../../conductor/music/score/types.ts';

export const feeling = (
  positive: number,
  negative: number,
  arousal: number,
  confidence = 0.9,
): Feeling => ({ positive, negative, arousal, confidence });

export const JOY = feeling(0.9, 0.05, 0.8);
export const CALM = feeling(0.6, 0.1, 0.1);
export const GRIEF = feeling(0.05, 0.85, 0.2);
export const LONGING = feeling(0.65, 0.6, 0.4);
export const UNSURE = feeling(0.3, 0.3, 0.3, 0.1);
