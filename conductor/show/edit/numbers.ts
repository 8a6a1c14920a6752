const MOST_DECIMALS = 6;

const numeric = (number: string | null): number | null =>
  number !== null && /^\d+(\.\d+)?$/.test(number) ? Number(number) : null;

/** The shortest decimal strictly between two, nearest to their middle, that is not taken. */
const between = (low: number, high: number, taken: ReadonlySet<string>): string | null => {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const unit = 10 ** -decimals;
    const middle = Math.round((low + high) / 2 / unit);
    for (const step of [0, -1, 1, -2, 2, -3, 3, -4, 4]) {
      const x = (middle + step) * unit;
      const text = x.toFixed(decimals);
      if (x > low && x < high && !taken.has(text)) return text;
    }
  }
  return null;
};

/**
 * A number for a cue between two others: 1.5 between 1 and 2, 3 after 2, 0.5 before 1. Where they are no numbers,
 * the one before with an ending: `verse.1`. Never one that is taken.
 */
export const numberBetween = (
  before: string | null,
  after: string | null,
  taken: ReadonlySet<string>,
): string => {
  const low = before === null ? 0 : numeric(before);
  const high = numeric(after);
  if (low !== null && high === null && after === null) {
    let next = Math.floor(low) + 1;
    while (taken.has(String(next))) next++;
    return String(next);
  }
  const found = low !== null && high !== null && high > low ? between(low, high, taken) : null;
  if (found !== null) return found;
  const base = before ?? after ?? '0';
  let ending = 1;
  while (taken.has(`${base}.${ending}`)) ending++;
  return `${base}.${ending}`;
};
