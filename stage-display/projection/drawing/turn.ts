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

const isLine = (a: Sketch[number] | undefined, b: Sketch[number] | undefined): boolean => {
  const [first, other] = [a?.[0], b?.[0]];
  const [last, end] = [a?.at(-1), b?.at(-1)];
  return (
    a?.length === b?.length &&
    first?.[0] === other?.[0] &&
    first?.[1] === other?.[1] &&
    last?.[0] === end?.[0] &&
    last?.[1] === end?.[1]
  );
};

/** Whether one is the other with lines more or less at its end: somebody is drawing. */
export const goesOn = (a: Sketch, b: Sketch): boolean => {
  const both = Math.min(a.length, b.length);
  return both > 0 && a.slice(0, both).every((line, i) => isLine(line, b[i]));
};

/**
 * Goes on by `dt` seconds: an old drawing leaves altogether before the next one comes. One that somebody is drawing is
 * the same drawing, line by line.
 */
export const turned = ({ shown, asked, there }: Turning, dt: number): Turning => {
  if (shown !== asked && goesOn(shown, asked)) return { shown: asked, asked, there };
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
