/** The stream on which a measuring page tells what each tap took; negative: its light was not seen. */
export const TAP_STREAM = 'tap-to-light';
export const NOT_SEEN = -1;

/** What a series of taps says: milliseconds from the tap to the first picture that saw its light. */
export interface Summary {
  readonly taps: number;
  /** Taps whose light was not seen in time. */
  readonly missed: number;
  /** Nearest-rank quantiles of those seen; NaN where none was. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** p95 less the median: how unevenly the light comes. */
  readonly jitterMs: number;
}

const nearestRank = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;

/** `tookMs` holds a negative number for a tap whose light was not seen. */
export const summaryOf = (tookMs: readonly number[]): Summary => {
  const seen = tookMs.filter((ms) => ms >= 0).sort((a, b) => a - b);
  const medianMs = nearestRank(seen, 0.5);
  const p95Ms = nearestRank(seen, 0.95);
  const missed = tookMs.length - seen.length;
  return { taps: tookMs.length, missed, medianMs, p95Ms, jitterMs: p95Ms - medianMs };
};
