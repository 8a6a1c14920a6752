/** Stamps further apart than the frames between them explain, by this much, are a gap. */
const GAP_MS = 250;
/** Stamps and arrivals that drift apart by this much at once: the sender's clock jumped. */
const JUMP_MS = 1000;

/** Finds gaps and clock jumps from stamps, arrivals and the number of frames. */
export const timeWatch = (rateHz: number) => {
  let atMs: number | null = null;
  let arrivedMs = 0;
  let gapMs = Number.NEGATIVE_INFINITY;
  let jumpMs = Number.NEGATIVE_INFINITY;
  return {
    push(stampMs: number, nowMs: number, frames: number): void {
      if (atMs !== null) {
        const stepMs = stampMs - atMs;
        const heldMs = nowMs - arrivedMs;
        const spanMs = rateHz > 0 ? (frames * 1000) / rateHz : 0;
        const jumped = stepMs < -1 || Math.abs(stepMs - heldMs) > JUMP_MS + spanMs;
        if (jumped) jumpMs = nowMs;
        else if (rateHz > 0 && stepMs - spanMs > GAP_MS + 1000 / rateHz) gapMs = nowMs;
      }
      atMs = stampMs;
      arrivedMs = nowMs;
    },
    get atMs() {
      return atMs;
    },
    get arrivedMs() {
      return arrivedMs;
    },
    get gapMs() {
      return gapMs;
    },
    get jumpMs() {
      return jumpMs;
    },
  };
};
