import type { LevelFade } from '#contracts/sound';
import type { Fading } from './fades.ts';

const unit = (x: number): number => Math.min(1, Math.max(0, x));

/** A level on its way as displays are told it: `shiftMs` from the time it is kept in to the conductor's. */
export const levelFade = (fading: Fading, shiftMs: number, gain = 1): LevelFade => ({
  from: unit((fading.from.level ?? 0) * gain),
  to: unit((fading.to.level ?? 0) * gain),
  startMs: Math.max(0, fading.startMs + shiftMs),
  seconds: fading.seconds,
  curve: fading.curve,
});

/** A level that stands since a time of the conductor's. */
export const stopped = (level: number, atMs: number): LevelFade => ({
  from: unit(level),
  to: unit(level),
  startMs: atMs,
  seconds: 0,
  curve: 'linear',
});
