import { expect, it } from 'vitest';
import { summaryOf } from '#contracts/latency';
import { summaryText } from '../../conductor/latency/summary.ts';

it('gives the median, the 95th percentile and how uneven it is, of what was seen', () => {
  const s = summaryOf([50, 60, 70, -1, 80, 120]);
  expect(s).toEqual({ taps: 6, missed: 1, medianMs: 70, p95Ms: 120, jitterMs: 50 });
  expect(summaryText(s)).toContain('median 70 ms');
  expect(summaryText(s)).toContain('중앙값 70 ms');
});

it('has no number where nothing was seen', () => {
  const s = summaryOf([-1, -1]);
  expect(s.missed).toBe(2);
  expect(summaryText(s)).toContain('median –');
});
