import { unit } from '../features/dsp/running.ts';

/** What this person usually does: the mark that nine of ten values stay below, learned as they come. */
export interface Habit {
  /** How far `error` is beyond the usual, 1 at the mark. `moved` is how far it went in that time. */
  ratio(error: number, moved: number): number;
  /** Learns from one step of movement. */
  learn(error: number, moved: number): void;
  /** Mark of the error, mark of the movement, steps learned: what a profile keeps. */
  readonly marks: Float64Array;
}

const SHARE = 0.9;
/** Share by which a mark moves in a step, once many were learned: up in half a minute, down in minutes. */
const PACE = 0.002;
/** Errors below this share of her usual movement are foreseen, however seldom they are. */
const FORESEEN = 0.2;

/**
 * Running quantiles by stochastic approximation (Robbins and Monro 1951), in ratio so that no unit matters.
 * `floor` is the error of the sensor itself: smaller ones mean nothing.
 */
export const habit = (floor: number): Habit => {
  const marks = Float64Array.of(floor, floor, 0);
  const follow = (i: number, value: number, pace: number): void => {
    const mark = marks[i] as number;
    const moved = mark * Math.exp(pace * (value < mark ? SHARE - 1 : SHARE));
    marks[i] = Math.max(floor, moved);
  };
  return {
    marks,
    ratio: (error, moved) =>
      Number.isFinite(error + moved)
        ? error / Math.max(floor, marks[0] as number, FORESEEN * (marks[1] as number))
        : 0,
    learn(error, moved) {
      if (!Number.isFinite(error + moved)) return;
      const n = (marks[2] as number) + 1;
      marks[2] = n;
      const pace = Math.max(PACE, 2 / (n + 4));
      follow(0, error, pace);
      follow(1, moved, pace);
    },
  };
};

/** Ratio at which surprise reaches 63 %. */
const STARTLED = 1.6;

/** From a ratio of errors to surprise: 0.2 at the usual mark, 0.86 at twice, 1 beyond; 0 well below it. */
export const surpriseOf = (ratio: number): number =>
  unit(1 - Math.exp(-((Math.max(0, ratio) / STARTLED) ** 3)));
