import type { Health } from '#contracts/status';
import { ring } from '../kernel/ring.ts';

interface Tick {
  readonly atMs: number;
  readonly tookMs: number;
}

/** The p-quantile of sorted numbers, nearest rank; 0 of none. */
const rank = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;

/** Ticks a second between the first and the last of them. */
const rateOf = (ticks: readonly Tick[]): number => {
  const spanMs = (ticks.at(-1)?.atMs ?? 0) - (ticks[0]?.atMs ?? 0);
  return spanMs > 0 ? ((ticks.length - 1) * 1000) / spanMs : 0;
};

/** Watches the tick: how long it works and how often it comes, over the last 10 s at `rateHz`. */
export const tickWork = (rateHz: number) => {
  const ticks = ring<Tick>(Math.round(rateHz * 10));
  return {
    push: (tick: Tick): void => ticks.push(tick),
    report(late: number): Health['tick'] {
      const kept = ticks.toArray();
      const sorted = kept.map((t) => t.tookMs).sort((a, b) => a - b);
      return {
        rateHz: rateOf(kept),
        p50Ms: rank(sorted, 0.5),
        p99Ms: rank(sorted, 0.99),
        worstMs: sorted.at(-1) ?? 0,
        late,
      };
    },
  };
};
