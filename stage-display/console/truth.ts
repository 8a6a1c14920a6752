import type { SourceStatus } from '#contracts/status';
import type { StageCue } from '#contracts/wire';
import { type ConsoleModel, SILENT_MS } from './model.ts';

/** How far the page may be believed. silent: the socket is open, but the show says nothing. */
export type Liveness = 'connecting' | 'live' | 'silent' | 'lost' | 'refused' | 'closed';

export interface LinkTruth {
  readonly liveness: Liveness;
  /** How long it has been so, or how long the newest state has been there; milliseconds. */
  readonly forMs: number;
}

/** Whether what this page shows is now, and if not, since when. */
export const linkTruth = (model: ConsoleModel, nowMs: number): LinkTruth => {
  const link = model.link;
  if (!link) return { liveness: 'connecting', forMs: 0 };
  const stateAgeMs = model.state ? nowMs - model.state.heardMs : null;
  if (link.state !== 'live') {
    const forMs = Math.max(0, stateAgeMs ?? nowMs - link.sinceMs);
    return { liveness: link.state, forMs };
  }
  const quietMs = Math.min(stateAgeMs ?? Number.POSITIVE_INFINITY, nowMs - link.sinceMs);
  if (quietMs > SILENT_MS) return { liveness: 'silent', forMs: stateAgeMs ?? quietMs };
  return { liveness: model.state ? 'live' : 'connecting', forMs: Math.max(0, quietMs) };
};

/** Show time at a local time: equal to it before the first clock answer. */
export const showTime = (model: ConsoleModel, nowMs: number): number =>
  nowMs + (model.link?.offsetMs ?? 0);

export type Ageing = 'fresh' | 'old' | 'gone';

/** fresh: within its hold. old: fades. gone: three holds later, no longer a value. */
export const ageing = (ageMs: number, holdMs: number): Ageing =>
  ageMs <= holdMs ? 'fresh' : ageMs <= 3 * holdMs ? 'old' : 'gone';

const cueBy = (model: ConsoleModel, number: string | null | undefined): StageCue | null =>
  model.show?.cues.find((c) => c.number === number) ?? null;

export const runningCue = (model: ConsoleModel): StageCue | null =>
  cueBy(model, model.state?.value.cue);

export const standbyCue = (model: ConsoleModel): StageCue | null =>
  cueBy(model, model.state?.value.standby);

/** When the next cue comes by itself. manual: it waits for GO. unknown: it will, but nobody saw this one start. */
export type NextFollow =
  | { readonly kind: 'manual' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'in'; readonly leftMs: number; readonly wholeMs: number };

/** Seconds from the start of `cue` to the start of `next` (SHOW.md: continue, follow, waits). */
export const followAfterS = (cue: StageCue, next: StageCue | null): number | null => {
  if (cue.follow === 'manual') return null;
  const base = cue.follow === 'follow' ? cue.fadeS : 0;
  return base + cue.postWaitS + (next?.preWaitS ?? 0);
};

/** Time left to the next cue, from the running cue's times and when it was seen to begin. */
export const nextFollow = (model: ConsoleModel, showMs: number): NextFollow => {
  const cue = runningCue(model);
  const next = standbyCue(model);
  const afterS = cue && next ? followAfterS(cue, next) : null;
  if (afterS === null) return { kind: 'manual' };
  if (model.cueSinceMs === null) return { kind: 'unknown' };
  const wholeMs = afterS * 1000;
  const leftMs = model.cueSinceMs + wholeMs - showMs;
  // Past its time and still not there (frozen, panic, an edited show): a zero would be a lie.
  return leftMs < -500 ? { kind: 'unknown' } : { kind: 'in', leftMs: Math.max(0, leftMs), wholeMs };
};

/** Half the width of the band around an affect value: 0 when sure, half the scale when nothing is known. */
export const doubt = (confidence: number): number => (1 - Math.min(1, Math.max(0, confidence))) / 2;

/** Where the body's signal comes from, when it is not a body here and now. */
export const bodyIsNot = (
  sources: readonly Pick<SourceStatus, 'kind' | 'state'>[],
): 'synthetic' | 'recorded' | null => {
  const speaking = sources.filter((s) => s.state === 'live' || s.state === 'stale');
  if (speaking.some((s) => s.kind === 'synthetic')) return 'synthetic';
  return speaking.some((s) => s.kind === 'replay') ? 'recorded' : null;
};

/** Why GO would not be obeyed now; null where it would. */
export type GoOff = 'lost' | 'locked' | null;

export const goOff = (liveness: Liveness, locked: boolean): GoOff =>
  liveness !== 'live' ? 'lost' : locked ? 'locked' : null;
