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

const whole = (ms: number): string => (Number.isFinite(ms) ? `${ms.toFixed(0)} ms` : '–');

/** The summary as it is printed, in both languages. */
export const summaryText = (s: Summary): string =>
  [
    `median ${whole(s.medianMs)}, 95 % within ${whole(s.p95Ms)}, jitter ${whole(s.jitterMs)}, ${s.missed} of ${s.taps} not seen`,
    `중앙값 ${whole(s.medianMs)}, 95 %가 ${whole(s.p95Ms)} 이내, 흔들림 ${whole(s.jitterMs)}, ${s.taps}번 중 ${s.missed}번 못 봄`,
  ].join('\n');
