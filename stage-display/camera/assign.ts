/** Most rows an assignment is searched for exhaustively: 6! = 720 ways. */
export const MOST_ROWS = 6;

/**
 * Which column each row takes so that the sum of costs is least; -1 where leaving it alone costs less than
 * `alone`. Exhaustive, so for at most {@link MOST_ROWS} rows; costs that are no number are never taken.
 */
export const assign = (costs: readonly (readonly number[])[], alone: number): readonly number[] => {
  const rows = Math.min(costs.length, MOST_ROWS);
  let best: number[] = costs.map(() => -1);
  let least = Number.POSITIVE_INFINITY;
  const taken = new Set<number>();
  const way: number[] = [];
  const search = (row: number, sum: number): void => {
    if (sum >= least) return;
    if (row === rows) {
      least = sum;
      best = [...way, ...costs.slice(rows).map(() => -1)];
      return;
    }
    for (const [column, cost] of (costs[row] ?? []).entries()) {
      if (taken.has(column) || !(cost < alone)) continue;
      taken.add(column);
      way.push(column);
      search(row + 1, sum + cost);
      way.pop();
      taken.delete(column);
    }
    way.push(-1);
    search(row + 1, sum + alone);
    way.pop();
  };
  search(0, 0);
  return best;
};
