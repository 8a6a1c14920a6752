const FIRST_MS = 250;
const LONGEST_MS = 4000;

/** How long to wait after the door said no: nothing changes soon. */
export const SLOW_MS = LONGEST_MS;

/**
 * How long to wait before attempt `attempts + 1`: doubling from 250 ms to 4 s, spread by up to a quarter
 * either way (`random` in [0, 1)), so that a hundred displays do not knock at the same moment.
 */
export const backoffMs = (attempts: number, random: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, Math.max(0, attempts - 1))) *
  (0.75 + 0.5 * random);
