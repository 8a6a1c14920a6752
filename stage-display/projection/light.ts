import type { LevelFade } from '#contracts/sound';
import { levelAt } from '../level-fade.ts';

/** How much of its light a display has at a show time, 0..1: all of it where nobody took any, or no time is known. */
export const lightAt = (fade: LevelFade | null, showMs: number | null): number =>
  fade === null ? 1 : showMs === null ? fade.to : levelAt(fade, showMs);
