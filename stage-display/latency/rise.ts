/** One look at the stage: when it was seen, and its mean light, 0..1 of what the eye can tell. */
export interface Glance {
  readonly atMs: number;
  readonly light: number;
}

/** How dark it is while nobody taps, and how much that wavers. */
export interface Rest {
  readonly mean: number;
  readonly sd: number;
}

/** A rise smaller than this could be the eye's own exposure. */
const LEAST = 0.02;
/** A rise must stand out this many times from the wavering. */
const SIGMAS = 5;
/** Glances that tell the rest. */
const ENOUGH = 5;

/** An eye that looks seldom needs longer for the same few glances. */
const PATIENT = 5;

/** The rest before a moment: of the last `spanMs`, or the last few glances of an eye that looks seldom; null with too few to say. */
export const restBefore = (
  glances: readonly Glance[],
  atMs: number,
  spanMs: number,
): Rest | null => {
  const before = glances.filter((g) => g.atMs < atMs && g.atMs >= atMs - PATIENT * spanMs);
  const recent = before.filter((g) => g.atMs >= atMs - spanMs);
  const lights = (recent.length < ENOUGH ? before.slice(-ENOUGH) : recent).map((g) => g.light);
  if (lights.length < ENOUGH) return null;
  const mean = lights.reduce((a, b) => a + b, 0) / lights.length;
  const sd = Math.sqrt(lights.reduce((a, b) => a + (b - mean) ** 2, 0) / lights.length);
  return { mean, sd };
};

/** Light at which a glance counts as having seen the answer. */
export const threshold = ({ mean, sd }: Rest): number => mean + Math.max(LEAST, SIGMAS * sd);

/**
 * When the answer to a tap was first seen: the first glance above the rest, milliseconds after the tap.
 * Null while it was not. Nothing is interpolated: the answer may have come up to one picture of the eye earlier.
 */
export const riseAfter = (glances: readonly Glance[], tapMs: number, rest: Rest): number | null => {
  const bound = threshold(rest);
  const seen = glances.find((g) => g.atMs >= tapMs && g.light > bound);
  return seen ? seen.atMs - tapMs : null;
};

/** Milliseconds between glances, the median of the last; NaN with fewer than two. */
export const interval = (glances: readonly Glance[]): number => {
  const steps = glances.slice(1).map((g, i) => g.atMs - (glances[i]?.atMs ?? g.atMs));
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? Number.NaN;
};
