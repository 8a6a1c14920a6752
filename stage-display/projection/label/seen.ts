const COME_S = 1.6;
const GO_S = 3.4;
/** Less of a picture than this is not seen. */
const LEAST = 0.02;

/**
 * How much of the label there is after `dt` more seconds, 0..1: it comes slowly and leaves more slowly.
 * @param share how much of what is seen a machine painted, 0..1
 */
export const stepLabel = (before: number, share: number, dt: number): number =>
  share > LEAST ? Math.min(1, before + dt / COME_S) : Math.max(0, before - dt / GO_S);

/** Slow at both ends. */
export const labelLevel = (x: number): number => x * x * (3 - 2 * x);
