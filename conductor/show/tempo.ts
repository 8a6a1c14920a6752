/** Beats a minute, and who says so. */
export interface Tempo {
  readonly bpm: number;
  readonly source: 'show' | 'tap' | 'clock' | 'hand';
}

/** When it was tapped, real time, oldest first. */
export type Tapping = readonly number[];
export const NO_TAPS: Tapping = [];

/** Taps further apart than this begin anew; nearer than that it was one finger. */
const FORGOTTEN_MS = 2000;
const BOUNCE_MS = 150;
/** Intervals that count. */
const MOST = 8;

/** One more tap. A bounce, and a time that steps back, change nothing. */
export const tapped = (taps: Tapping, atMs: number): Tapping => {
  const sinceMs = atMs - (taps.at(-1) ?? Number.NEGATIVE_INFINITY);
  if (sinceMs < BOUNCE_MS) return taps;
  if (sinceMs > FORGOTTEN_MS) return [atMs];
  return [...taps.slice(-MOST), atMs];
};

/** Beats a minute of some taps, by the median of what lies between them; null for a single one. */
export const bpmOf = (taps: Tapping): number | null => {
  const apart = taps.slice(1).map((atMs, i) => atMs - (taps[i] ?? atMs));
  if (apart.length === 0) return null;
  const sorted = [...apart].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? 0;
  const high = sorted[Math.floor(middle)] ?? 0;
  return 60_000 / ((low + high) / 2);
};
