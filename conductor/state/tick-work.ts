import type { Health } from '#contracts/status';
import { ring } from '../kernel/ring.ts';

/** The p-quantile of sorted numbers, nearest rank; 0 of none. */
const rank = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;

/** Watches how long the tick works: the last 10 s of it. */
export const tickWork = (rateHz: number) => {
  const works = ring<number>(Math.round(rateHz * 10));
  return {
    push: (ms: number): void => works.push(ms),
    report(late: number): Health['tick'] {
      const sorted = works.toArray().sort((a, b) => a - b);
      return { rateHz, p50Ms: rank(sorted, 0.5), p99Ms: rank(sorted, 0.99), late };
    },
  };
};
