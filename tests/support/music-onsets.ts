/** A note is taken for found from this likeness on, 0..1. */
const ALIKE = 0.5;

/**
 * Where a stretch of sound that is known begins in another, nearest to `due` within `around` samples: the place of the
 * greatest normalised cross-correlation. Null where nothing there is like it.
 */
export const placeOf = (
  known: Float32Array,
  within: Float32Array,
  due: number,
  around: number,
): number | null => {
  let power = 0;
  for (const x of known) power += x * x;
  let [best, place] = [0, -1];
  const from = Math.max(0, Math.round(due - around));
  for (let at = from; at <= due + around && at + known.length <= within.length; at++) {
    let [product, other] = [0, 0];
    for (let i = 0; i < known.length; i++) {
      const x = within[at + i] ?? 0;
      product += x * (known[i] ?? 0);
      other += x * x;
    }
    const alike = power > 0 && other > 0 ? product / Math.sqrt(power * other) : 0;
    if (alike > best) [best, place] = [alike, at];
  }
  return best >= ALIKE ? place : null;
};
