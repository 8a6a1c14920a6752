import type { Summary } from '#contracts/latency';

const whole = (ms: number): string => (Number.isFinite(ms) ? `${ms.toFixed(0)} ms` : '–');

/** The summary as it is printed, in both languages. */
export const summaryText = (s: Summary): string =>
  [
    `median ${whole(s.medianMs)}, 95 % within ${whole(s.p95Ms)}, jitter ${whole(s.jitterMs)}, ${s.missed} of ${s.taps} not seen`,
    `중앙값 ${whole(s.medianMs)}, 95 %가 ${whole(s.p95Ms)} 이내, 흔들림 ${whole(s.jitterMs)}, ${s.taps}번 중 ${s.missed}번 못 봄`,
  ].join('\n');
