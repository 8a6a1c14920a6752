import type { AffectState } from '#contracts/affect';
import type { StreamQuality } from '#contracts/sensor';
import type { BodyStatus, SourceStatus } from '#contracts/status';
import type { Access } from '#contracts/wire';
import { type ConsoleModel, SILENT_MS, type StageCue } from './model.ts';

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

type Mode = NonNullable<BodyStatus['override']>['mode'];

/** Where a feeling comes from, as a word: what a hand holds is not what is held for want of a signal. */
export const sourceWord = (
  source: AffectState['source'],
  hand: Mode | null,
): `source_${AffectState['source']}` | 'source_heldByHand' =>
  source === 'held' && hand === 'hold' ? 'source_heldByHand' : `source_${source}`;

const cueBy = (model: ConsoleModel, number: string | null | undefined): StageCue | null =>
  model.show?.cues.find((c) => c.number === number) ?? null;

export const runningCue = (model: ConsoleModel): StageCue | null =>
  cueBy(model, model.state?.value.cue);

export const standbyCue = (model: ConsoleModel): StageCue | null =>
  cueBy(model, model.state?.value.standby);

/**
 * What comes by itself. manual: nothing, it waits for GO. held: frozen, so time stands. unknown: a
 * cue will come, but nobody saw this one start. in: cue `number` starts in `leftMs`.
 */
export type NextFollow =
  | { readonly kind: 'manual' | 'held' | 'unknown' }
  | {
      readonly kind: 'in';
      readonly number: string;
      readonly leftMs: number;
      readonly wholeMs: number;
    };

/** Seconds from the start of `cue` to the start of `next` (SHOW.md: continue, follow, waits). */
export const followAfterS = (cue: StageCue, next: StageCue): number | null => {
  if (cue.follow === 'manual') return null;
  return (cue.follow === 'follow' ? cue.fadeS : 0) + cue.postWaitS + next.preWaitS;
};

/** The cue that was called last: the one before the standby; it may still be in its pre-wait. */
const calledCue = (model: ConsoleModel): StageCue | null => {
  const cues = model.show?.cues ?? [];
  const standby = standbyCue(model);
  if (!standby) return cues.at(-1) ?? null;
  // The first stands by before anything ran, and after the last one of a show that loops.
  const index = cues.indexOf(standby);
  return index > 0 ? (cues[index - 1] ?? null) : null;
};

interface Due {
  readonly number: string;
  readonly sinceMs: number | null;
  readonly afterS: number;
}

const dueNext = (model: ConsoleModel): Due | null => {
  const cue = runningCue(model);
  const called = calledCue(model);
  const stood = model.state?.value.standby != null || cue !== null;
  if (stood && called && called !== cue && called.preWaitS > 0) {
    return { number: called.number, sinceMs: model.standbySinceMs, afterS: called.preWaitS };
  }
  const next = standbyCue(model);
  const afterS = cue && next ? followAfterS(cue, next) : null;
  if (!next || afterS === null) return null;
  return { number: next.number, sinceMs: model.cueSinceMs, afterS };
};

/** Time to the next cue that comes by itself, from the cues' times and when they were seen to begin. */
export const nextFollow = (model: ConsoleModel, showMs: number): NextFollow => {
  const state = model.state?.value;
  // PANIC disarms whatever was waiting.
  if (!state || state.panic > 0) return { kind: 'manual' };
  const due = dueNext(model);
  if (!due) return { kind: 'manual' };
  if (state.frozen) return { kind: 'held' };
  if (due.sinceMs === null) return { kind: 'unknown' };
  const wholeMs = due.afterS * 1000;
  const leftMs = due.sinceMs + wholeMs - showMs;
  // Past its time and still not there (an edited show, a cue called twice): a zero would be a lie.
  if (leftMs < -500) return { kind: 'unknown' };
  return { kind: 'in', number: due.number, leftMs: Math.max(0, leftMs), wholeMs };
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
export type GoOff = 'lost' | 'locked' | 'view' | null;

export const goOff = (
  liveness: Liveness,
  locked: boolean,
  access: Access | null = 'edit',
): GoOff => {
  if (liveness !== 'live') return 'lost';
  return access === 'view' ? 'view' : locked ? 'locked' : null;
};

/** How bad a stream is: words for every flag, and a level that the worst of them sets. */
export const qualityLevel = (
  quality: Pick<StreamQuality, 'score' | 'flags'>,
): 'good' | 'warn' | 'fail' => {
  if (quality.flags.length === 0 && quality.score >= 0.5) return 'good';
  const dead = quality.flags.some((f) => f === 'stale' || f === 'no-contact');
  return dead || quality.score < 0.2 ? 'fail' : 'warn';
};
