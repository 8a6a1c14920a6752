import type { SourceStatus } from '#contracts/status';

/** What is known of one sensor between two looks. */
export interface Watched {
  readonly wasLive: boolean;
  /** Since when it has been live without a break. */
  readonly liveSinceMs: number | null;
  /** Since when it has not been. */
  readonly goneSinceMs: number | null;
}

/** dead: its understudy may step in. back: its understudy steps out. */
export type Verdict = 'dead' | 'back' | 'wait';

/** So long after its last sample a sensor counts as dead. */
export const DEAD_MS = 3000;
/** So long it must be good again before its understudy leaves. */
export const BACK_MS = 2000;
const LEAST_QUALITY = 0.2;

/** Sources for which nobody steps in: they are no sensors, or recordings themselves. */
const NO_SENSORS = new Set(['synthetic', 'replay', 'understudy']);

export const isSensor = ({ kind, recorded, muted }: SourceStatus): boolean =>
  !NO_SENSORS.has(kind) && !recorded && !muted;

/**
 * Looks at one sensor. Pure.
 * @param heardMs when its last sample arrived; null where none did
 */
export const look = (
  before: Watched | undefined,
  status: SourceStatus,
  heardMs: number | null,
  nowMs: number,
): { readonly watched: Watched; readonly verdict: Verdict } => {
  if (status.state === 'live') {
    const isGood = status.quality >= LEAST_QUALITY;
    const liveSinceMs = isGood ? (before?.liveSinceMs ?? nowMs) : null;
    const isBack = liveSinceMs !== null && nowMs - liveSinceMs >= BACK_MS;
    const watched = { wasLive: true, liveSinceMs, goneSinceMs: null };
    return { watched, verdict: isBack ? 'back' : 'wait' };
  }
  const wasLive = before?.wasLive ?? false;
  const goneSinceMs = before?.goneSinceMs ?? nowMs;
  const silentMs = nowMs - (heardMs ?? goneSinceMs);
  const watched = { wasLive, liveSinceMs: null, goneSinceMs };
  return { watched, verdict: wasLive && silentMs >= DEAD_MS ? 'dead' : 'wait' };
};
