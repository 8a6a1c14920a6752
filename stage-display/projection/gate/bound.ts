/** How far one picture may be from the one before, in the metric of `distance`, when nobody moves. */
export const FLOOR = 0.012;
/** The gate itself goes no further than this, however much the pictures before moved. */
export const CEILING = 4 * FLOOR;
/** Of the floor: what rounding to 8 bits and dither add stays within the rest. */
const MARGIN = 0.9;
/** Three medians are promised; the gate keeps to two, so that whoever measures the screen finds no three. */
const MEDIANS = 2;
/** What a body at full energy may add: movement is displacement, and displacement is immediate. */
export const MOVED = 0.02;
/** Movement counts for this long. */
export const HEARD_S = 0.1;

/**
 * The median of a film that changes its ways jumps, and whoever measures the screen may see that a picture later: the
 * bound follows it upwards by so much a picture.
 */
const RISE = 1.02;
/** The bound before anything was measured. */
export const FIRST_BOUND = MARGIN * FLOOR;

/**
 * The furthest the next picture may be while nobody moves.
 * @param before the bound of the picture before
 * @param median of the distances shown in the last 10 s
 */
export const nextBound = (before: number, median: number): number =>
  Math.min(before * RISE, CEILING, Math.max(FIRST_BOUND, MEDIANS * median));

/** With bodies that move. `energy`: the most of the last 100 ms, 0..1. */
export const movedBound = (bound: number, energy: number): number => bound + MOVED * energy;
