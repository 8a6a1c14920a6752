/** How many pictures went out lately, and how long they took. */
export interface Meter {
  /** A picture is on the wire. `tookMs` null: nobody was asked for it. */
  push(nowMs: number, tookMs: number | null): void;
  read(nowMs: number): { readonly fps: number; readonly p50Ms: number; readonly p95Ms: number };
}

const SPAN_MS = 10_000;
const RATE_MS = 2000;

export const meter = (): Meter => {
  let seen: { readonly atMs: number; readonly tookMs: number | null }[] = [];
  const at = (sorted: readonly number[], p: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
  return {
    push(nowMs, tookMs) {
      seen.push({ atMs: nowMs, tookMs });
      const from = seen.findIndex(({ atMs }) => nowMs - atMs <= SPAN_MS);
      if (from > 0) seen = seen.slice(from);
    },
    read(nowMs) {
      const took = seen
        .filter(({ atMs }) => nowMs - atMs <= SPAN_MS)
        .map(({ tookMs }) => tookMs)
        .filter((ms) => ms !== null)
        .sort((a, b) => a - b);
      const lately = seen.filter(({ atMs }) => nowMs - atMs <= RATE_MS).length;
      return { fps: (lately * 1000) / RATE_MS, p50Ms: at(took, 0.5), p95Ms: at(took, 0.95) };
    },
  };
};
