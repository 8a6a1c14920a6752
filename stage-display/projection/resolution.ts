/**
 * How finely scenes are drawn. Where pictures take too long (a weak GPU, software rendering) scenes are
 * drawn with fewer pixels and the output pass brings them to full size: movement in time is worth more
 * than sharpness nobody sees from the third row. Steps back up are tried seldom and given up quickly.
 */
export interface Resolution {
  /** Share of the output's lines and columns. */
  readonly scale: number;
  readonly slow: number;
  readonly quick: number;
  /** Not before this local time may it become finer. */
  readonly finerAtMs: number;
  /** How long it waits for the next try; doubles when one failed. */
  readonly patienceMs: number;
}

const SCALES = [1, 0.75, 0.5, 0.35] as const;
/** In beats of the display: longer than this a picture may not take, shorter than this there is room. */
const SLOW = 1.7;
const QUICK = 1.1;
/** No display is asked for more than 60 pictures a second. */
const SHORTEST_BEAT_MS = 1000 / 60;
const SLOW_PICTURES = 8;
const QUICK_PICTURES = 240;
const FIRST_PATIENCE_MS = 10_000;
const LONGEST_PATIENCE_MS = 600_000;

export const FINEST: Resolution = {
  scale: 1,
  slow: 0,
  quick: 0,
  finerAtMs: 0,
  patienceMs: FIRST_PATIENCE_MS,
};

const stepOf = (scale: number, by: number): number => {
  const at = (SCALES as readonly number[]).indexOf(scale);
  return SCALES[Math.min(SCALES.length - 1, Math.max(0, at + by))] ?? 1;
};

/**
 * The next resolution after a picture.
 * @param tookMs from its commands to its pixels
 * @param beatMs between animation frames of this display
 */
export const nextResolution = (
  now: Resolution,
  tookMs: number,
  beatMs: number,
  nowMs: number,
): Resolution => {
  const beats = tookMs / Math.max(SHORTEST_BEAT_MS, beatMs);
  const slow = Math.max(0, now.slow + (beats > SLOW ? 1 : -1));
  const quick = beats < QUICK ? now.quick + 1 : 0;
  if (slow >= SLOW_PICTURES) {
    const patienceMs = Math.min(LONGEST_PATIENCE_MS, now.patienceMs * 2);
    const scale = stepOf(now.scale, 1);
    return { scale, slow: 0, quick: 0, finerAtMs: nowMs + patienceMs, patienceMs };
  }
  if (quick >= QUICK_PICTURES && nowMs >= now.finerAtMs)
    return { ...now, scale: stepOf(now.scale, -1), slow: 0, quick: 0 };
  return { ...now, slow, quick };
};
