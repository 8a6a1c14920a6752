import type { LevelFade } from '#contracts/sound';
import { levelAt } from '../level-fade.ts';

/**
 * The audio clock and the conductor's: what has to be heard at show time `ms` is due at `(ms - zeroMs) / 1000`
 * of the audio context. How long the sound takes to the loudspeaker is in it.
 */
export interface AudioTime {
  readonly zeroMs: number;
}

export const contextS = ({ zeroMs }: AudioTime, showMs: number): number => (showMs - zeroMs) / 1000;
export const showMsAt = ({ zeroMs }: AudioTime, atS: number): number => zeroMs + atS * 1000;

export const steady = (level: number, atMs: number): LevelFade => ({
  from: level,
  to: level,
  startMs: atMs,
  seconds: 0,
  curve: 'linear',
});

/** Whether a fade that was told, if any, is this one. */
export const sameFade = (a: LevelFade | null, b: LevelFade): boolean =>
  a !== null &&
  a.from === b.from &&
  a.to === b.to &&
  a.startMs === b.startMs &&
  a.seconds === b.seconds &&
  a.curve === b.curve;

/** What a gain does from now on, on the audio clock. */
export interface Ramp {
  /** Straight to here first, so that nothing clicks. */
  readonly to: number;
  readonly atS: number;
  /** Then along these, evenly spaced; null: it stays. */
  readonly along: {
    readonly values: Float32Array<ArrayBuffer>;
    readonly fromS: number;
    readonly lastsS: number;
  } | null;
}

/** Short enough to be no fade, long enough not to click. */
export const BRIDGE_S = 0.008;
const POINTS_A_S = 60;
const MOST_POINTS = 4096;
/** A rest of a fade shorter than this is part of the bridge. */
const LEAST_S = 0.01;

/** The way of a gain along a fade from `nowS` on, whatever it was before. */
export const rampOf = (fade: LevelFade, time: AudioTime, nowS: number): Ramp => {
  const atS = nowS + BRIDGE_S;
  const endS = contextS(time, fade.startMs) + fade.seconds;
  const fromS = Math.max(atS, contextS(time, fade.startMs));
  const lastsS = endS - fromS;
  const at = (s: number): number => levelAt(fade, showMsAt(time, s));
  if (lastsS < LEAST_S) {
    // What begins only later begins then; a level that jumps does so across a bridge of its own.
    const isLater = fromS > atS && fade.from !== fade.to;
    const values = new Float32Array([fade.from, fade.to]);
    return isLater
      ? { to: fade.from, atS, along: { values, fromS, lastsS: BRIDGE_S } }
      : { to: at(Math.max(atS, endS)), atS, along: null };
  }
  const points = Math.min(MOST_POINTS, Math.max(2, Math.ceil(lastsS * POINTS_A_S) + 1));
  const values = Float32Array.from({ length: points }, (_, i) =>
    at(fromS + (lastsS * i) / (points - 1)),
  );
  return { to: at(atS), atS, along: { values, fromS, lastsS } };
};
