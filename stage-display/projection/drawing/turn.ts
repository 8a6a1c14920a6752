import type { Sketch } from '#contracts/picture';

/** Which drawing lies in the sheet, and how much of it is there. */
export interface Turning {
  readonly shown: Sketch;
  readonly asked: Sketch;
  /** 0..1, before its curve. */
  readonly there: number;
}

export const NOTHING_DRAWN: Turning = { shown: [], asked: [], there: 0 };

const COMES_S = 9;
const GOES_S = 6;

/** Goes on by `dt` seconds: an old drawing leaves altogether before the next one comes. */
export const turned = ({ shown, asked, there }: Turning, dt: number): Turning => {
  if (shown !== asked) {
    const left = Math.max(0, there - dt / GOES_S);
    return left > 0 && shown.length > 0
      ? { shown, asked, there: left }
      : { shown: asked, asked, there: 0 };
  }
  return shown.length === 0
    ? NOTHING_DRAWN
    : { shown, asked, there: Math.min(1, there + dt / COMES_S) };
};

/** Slow at both ends (smoothstep). */
export const shareOf = ({ there }: Turning): number => there * there * (3 - 2 * there);
