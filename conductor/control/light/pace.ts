/** Values are sent at most so often (E1.31, clause 6.6.1: no faster than DMX). */
export const RATE_HZ = 44;
/** After a change the same values are sent so often in all (clause 6.6.2). */
const AGAIN = 3;
/** Then as often as this: between 800 and 1000 ms. */
const KEEP_MS = 900;

/** Decides at each beat whether a universe is sent. */
export const sendPace = (): ((slots: Uint8Array, nowMs: number) => boolean) => {
  let last: Uint8Array | null = null;
  let same = 0;
  let sentMs = Number.NEGATIVE_INFINITY;
  return (slots, nowMs) => {
    const isNew = last === null || !isSame(last, slots);
    same = isNew ? 1 : same + 1;
    if (isNew) last = Uint8Array.from(slots);
    if (!isNew && same > AGAIN && nowMs - sentMs < KEEP_MS) return false;
    sentMs = nowMs;
    return true;
  };
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
