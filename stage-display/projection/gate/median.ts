/** The median of what was measured lately. */
export interface TrailingMedian {
  add(value: number, atS: number): void;
  /** 0 while nothing was measured. */
  readonly value: number;
}

/** Where `value` belongs in sorted numbers. */
const placeOf = (sorted: readonly number[], value: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Over the last `spanS` seconds, of at most `most` values: the oldest go first. */
export const trailingMedian = (spanS: number, most: number): TrailingMedian => {
  const waiting: { readonly value: number; readonly atS: number }[] = [];
  const sorted: number[] = [];
  const forget = (): void => {
    const oldest = waiting.shift();
    if (oldest) sorted.splice(placeOf(sorted, oldest.value), 1);
  };
  return {
    add(value, atS) {
      waiting.push({ value, atS });
      sorted.splice(placeOf(sorted, value), 0, value);
      while (waiting.length > most || atS - (waiting[0]?.atS ?? atS) > spanS) forget();
    },
    get value() {
      const half = sorted.length / 2;
      const low = sorted[Math.ceil(half) - 1] ?? 0;
      return (low + (sorted[Math.floor(half)] ?? low)) / 2;
    },
  };
};
