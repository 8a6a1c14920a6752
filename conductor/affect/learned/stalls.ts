/** So many asks given up in a row, over so long, and nothing heard meanwhile: it hangs. One hiccup is no hanging. */
const MOST = 3;
const OVER_MS = 4_000;
/** A worker that loads graphs answers nothing meanwhile, and may take its time on a machine that is busy. */
const LOADING_MS = 60_000;

/** Tells a worker that hangs from one that is slow. No clock: it is told the time. */
export const stalls = () => {
  const loading = new Set<number>();
  let row = { count: 0, sinceMs: 0 };
  const heard = (): void => {
    row = { count: 0, sinceMs: 0 };
  };
  return {
    /** Anything came of it. */
    heard,
    loads: (graph: number): void => void loading.add(graph),
    loaded: (graph: number): void => void loading.delete(graph),
    /** An ask was given up. @returns true: it hangs */
    gaveUp(nowMs: number): boolean {
      row = { count: row.count + 1, sinceMs: row.count === 0 ? nowMs : row.sinceMs };
      const overMs = loading.size > 0 ? LOADING_MS : OVER_MS;
      return row.count >= MOST && nowMs - row.sinceMs >= overMs;
    },
    /** Another worker begins. */
    reset(): void {
      loading.clear();
      heard();
    },
  };
};
