import type { CalibrationStatus, Feeling } from '#contracts/calibration';

/** The way to the conductor and back takes no longer; then its word counts again, also where it did not take the mark. */
const ECHO_MS = 800;

/**
 * What the person said last stands over what the conductor says for as long as that may be the echo of an earlier
 * mark: a clicker that goes round would else go on from a feeling already left.
 */
export const saidLast = () => {
  let feeling: Feeling | null = null;
  let recall = -1;
  let untilMs = Number.NEGATIVE_INFINITY;
  return {
    say(next: Feeling | null, of: CalibrationStatus, nowMs: number): void {
      feeling = next;
      recall = of.recall;
      untilMs = nowMs + ECHO_MS;
    },
    /** A new recall begins with nothing said. */
    over(status: CalibrationStatus, nowMs: number): CalibrationStatus {
      if (nowMs >= untilMs || status.phase !== 'recall' || status.recall !== recall) return status;
      return { ...status, feeling };
    },
  };
};
