const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a of one more UTF-16 unit, low byte first: `hash32` step by step, so that a run's beginning is hashed once. */
const step = (h: number, unit: number): number =>
  Math.imul(Math.imul(h ^ (unit & 0xff), PRIME) ^ (unit >>> 8), PRIME);

/** The last mixing of `hash32`. Unsigned. */
const mixed = (start: number): number => {
  let h = Math.imul(start ^ (start >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/**
 * Columns of every run of `from` to `to` UTF-16 units of a text, put into `into`: what `hashed` gives for
 * the runs with their mark before them.
 * @param mark one sign that tells these runs from others
 */
export const gramColumns = (
  text: string,
  [from, to]: readonly [number, number],
  mark: string,
  buckets: number,
  into: Set<number>,
): void => {
  const start = step(OFFSET, mark.charCodeAt(0));
  for (let i = 0; i < text.length; i++) {
    let h = start;
    for (let n = 1; n <= to && i + n <= text.length; n++) {
      h = step(h, text.charCodeAt(i + n - 1));
      if (n >= from) into.add(mixed(h) % buckets);
    }
  }
};
