/** Where the stills stand at a moment: which two, how far from one to the other, and how they are moved. */
export interface StillPose {
  readonly from: number;
  readonly to: number;
  /** 0 shows `from` .. 1 `to`. */
  readonly blend: number;
  /** In shares of the picture's width and height; never further than what `scale` leaves over. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const HOLD_S = 14;
const CROSS_S = 8;
/** The pose comes out of rest: the first still stands exactly where the picture stood. */
const WAKE_S = 2;
const REACH = 0.012;

const smooth = (x: number): number => x * x * (3 - 2 * x);

/**
 * Stills that nobody can call still: each drifts as if seen through slow air, and gives way to the one
 * before it. `sinceS`: since they stand in. The newest still is the last of `count`.
 */
export const stillPose = (sinceS: number, count: number): StillPose => {
  const turn = HOLD_S + CROSS_S;
  const nth = Math.floor(sinceS / turn);
  const crossed = Math.min(1, Math.max(0, (sinceS - nth * turn - HOLD_S) / CROSS_S));
  const back = (n: number): number => count - 1 - (n % count);
  const awake = 1 - Math.exp(-sinceS / WAKE_S);
  return {
    from: back(nth),
    to: back(nth + 1),
    blend: count > 1 ? smooth(crossed) : 0,
    x: REACH * awake * Math.sin(0.41 * sinceS),
    y: REACH * awake * Math.sin(0.29 * sinceS),
    scale: 1 + 2 * REACH * awake,
  };
};
