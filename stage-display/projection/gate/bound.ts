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
 * The furthest the next picture may be.
 * @param median of the distances shown in the last 10 s
 * @param energy the most that bodies moved with in the last 100 ms, 0..1
 */
export const boundOf = (median: number, energy: number): number =>
  Math.min(CEILING, Math.max(MARGIN * FLOOR, MEDIANS * median)) + MOVED * energy;
