import { curved } from '#contracts/curved';
import type { LevelFade } from '#contracts/sound';

/** The level of a fade at a show time. */
export const levelAt = (fade: LevelFade, showMs: number): number => {
  const { from, to, startMs, seconds, curve } = fade;
  if (showMs >= startMs + seconds * 1000) return to;
  if (seconds <= 0) return from;
  return from + (to - from) * curved(curve, (showMs - startMs) / (seconds * 1000));
};
