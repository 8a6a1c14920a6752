/** Frames a second over the last seconds, as they arrive. */
export interface RateMeter {
  push(frames: number, nowMs: number): void;
  at(nowMs: number): number;
}

const SLOT_MS = 500;
const SLOTS = 8;

/** Counts in eight slots of half a second; the slot being filled counts for its part. */
export const rateMeter = (): RateMeter => {
  const counts = new Float64Array(SLOTS);
  let slot = Number.NaN;
  let firstMs = Number.NaN;
  const turnTo = (nowMs: number): void => {
    const next = Math.floor(nowMs / SLOT_MS);
    if (Number.isNaN(slot)) slot = next;
    for (let s = Math.max(slot + 1, next - SLOTS + 1); s <= next; s++) counts[s % SLOTS] = 0;
    slot = Math.max(slot, next);
  };
  return {
    push(frames, nowMs) {
      turnTo(nowMs);
      // The first block's frames were taken before it arrived: they would only inflate the rate.
      if (Number.isNaN(firstMs)) firstMs = nowMs;
      else counts[slot % SLOTS] = (counts[slot % SLOTS] as number) + frames;
    },
    at(nowMs) {
      if (Number.isNaN(firstMs)) return 0;
      turnTo(nowMs);
      let sum = 0;
      for (const count of counts) sum += count;
      const oldestMs = Math.max(firstMs, (slot - SLOTS + 1) * SLOT_MS);
      return nowMs > oldestMs ? (1000 * sum) / Math.max(nowMs - oldestMs, SLOT_MS) : 0;
    },
  };
};
