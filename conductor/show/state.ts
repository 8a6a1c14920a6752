import type { Act } from '#contracts/act';
import type { DeskStatus } from '#contracts/desk';
import type { Id, Text } from '#contracts/ids';
import type { Cue, CueAffect, Evening, Show } from '#contracts/show';
import { listTime, realOf, showTime } from './clocks.ts';
import type { Loops } from './groups.ts';
import type { Taken } from './holds.ts';
import type { Felt, MappingPlan } from './mappings.ts';
import type { Outputs } from './outputs.ts';
import type { Overlays } from './overlays.ts';
import type { Aim, Picture } from './picture.ts';
import type { Pulse } from './pulse.ts';
import type { SoundOf, Sounds } from './sounds.ts';
import type { Tapping, Tempo } from './tempo.ts';
import { type Watch, type WatchDue, watchDue } from './watch-cue.ts';

export { listTime, showTime };

/** What the director tells the operator. */
export interface DirectorNote {
  readonly level: 'info' | 'warn' | 'fail';
  readonly text: Text;
}

/** A cue that starts by itself: `start` ends a pre-wait, `trigger` is a follow or continue. */
export interface Waiting {
  readonly kind: 'start' | 'trigger';
  readonly index: number;
  /** In the time of the list. */
  readonly atMs: number;
  /** Of a cue that was called together with others: the first of them. */
  readonly group?: number;
}

/** What cues gave the engine; `turn` counts what was given, so that the same memory given again is seen. */
export interface Paint {
  readonly memory: Id | null;
  readonly engine: Id | null;
  readonly turn: number;
}

/** What a cue, a state of the evening or a hand said of the feeling, and when (real time). */
export interface CueHold {
  readonly affect: CueAffect;
  readonly atMs: number;
  readonly of: SoundOf | 'hand';
  /** Said on top of what is felt since the last step. */
  readonly isNew?: boolean;
}

/** A cue that has started, and when that was due (real time). */
export interface Started {
  readonly number: string;
  readonly atMs: number;
}

/**
 * The last call that was obeyed, or the last follow that called the cue that stood by (and, after its pre-wait, its
 * start): what comes too soon after it was meant for the cue that has just been called.
 */
export interface LastCall {
  readonly kind: 'go' | 'cue' | 'feeling' | 'follow';
  readonly atMs: number;
  readonly number: string;
  readonly who: string;
}

/** What this step did that others must know; gone with the next one. */
export interface Outbox {
  readonly notes: readonly DirectorNote[];
  readonly acts: readonly Act[];
  /** To be taken by who reads the feeling. */
  readonly affects: readonly Taken[];
  readonly started: readonly Started[];
}
export const EMPTY_OUTBOX: Outbox = { notes: [], acts: [], affects: [], started: [] };

/**
 * Everything the director knows, in three times. Real time: overlays, sound master, what is felt by hand.
 * Show time, held by freeze: the picture, the pulse, the voices, the displays. Time of the list, held by freeze, pause, PANIC and
 * the states of the evening: waits, conditions, how long a cue has run.
 */
export interface DirectorState extends Outbox {
  readonly plans: Readonly<Record<string, readonly MappingPlan[]>>;
  readonly seq: number;
  /** Real time of the last step. */
  readonly atMs: number;
  readonly heldMs: number;
  /** Real time at which it was frozen, or null. */
  readonly frozenAtMs: number | null;
  readonly listHeldMs: number;
  /** Real time since which the time of the list stands, or null. */
  readonly listAtMs: number | null;
  /** Places in the cue list: the running cue, and the one that stands by. */
  readonly cue: number | null;
  /** The number of the cue that ran last, where that is no longer in the show and none has started since. */
  readonly gone: string | null;
  /** When the running cue started and when it has settled, in the time of the list. */
  readonly cueAtMs: number;
  readonly cueEndMs: number;
  /** The running cue was called together with others. */
  readonly groupRuns: boolean;
  readonly standby: number | null;
  /** What starts by itself; at one time in this order. */
  readonly waiting: readonly Waiting[];
  readonly loops: Loops;
  /** The cue on feeling that stands by; null: what stands by is none. */
  readonly watch: Watch | null;
  readonly evening: Evening;
  readonly fire: boolean;
  readonly paused: boolean;
  readonly locked: boolean;
  readonly rehearsing: boolean;
  readonly tempo: Tempo | null;
  readonly taps: Tapping;
  /** The cue whose picture stands in the list; null: the one that is kept, else the first picture. */
  readonly aim: number | null;
  /** The picture of the list where its cue is no longer in the show, or has no scene any more. */
  readonly kept: Aim | null;
  /** The stage still shows a state of the evening that was left by a call. */
  readonly away: boolean;
  readonly picture: Picture;
  readonly overlays: Overlays;
  readonly masterBy: 'hand' | 'cue';
  /** Where the master goes back to after a state of the evening that moved it. */
  readonly masterBack: { readonly level: number; readonly set: number } | null;
  readonly sound: Sounds;
  readonly outputs: Outputs;
  readonly paint: Paint;
  /** What was said of the feeling and still counts, in its order. */
  readonly holds: readonly CueHold[];
  readonly felt: Felt;
  readonly pulse: Pulse;
  /** A cue of this step asked for a cut. */
  readonly cut: boolean;
  readonly lastCall: LastCall | null;
  readonly last: DeskStatus['last'];
}

/** The first of what waits; null: nothing does. */
export const nextWaiting = (state: DirectorState): Waiting | null => {
  let first: Waiting | null = null;
  for (const one of state.waiting) if (!first || one.atMs < first.atMs) first = one;
  return first;
};

/** A cue that was called is still in its pre-wait: until it starts no other one calls itself. */
export const isCalling = (state: DirectorState): boolean =>
  state.waiting.some(({ kind }) => kind === 'start');

/** What happens next to the cue on feeling that stands by; null: nothing. */
export const feelsDue = (state: DirectorState): WatchDue | null =>
  isCalling(state) ? null : watchDue(state.watch);

/** The real time at which something happens by itself next, or null. Step exactly then. */
export const nextDeadline = (state: DirectorState): number | null => {
  if (state.listAtMs !== null) return null;
  const waits = nextWaiting(state)?.atMs ?? Number.POSITIVE_INFINITY;
  const feels = feelsDue(state)?.atMs ?? Number.POSITIVE_INFINITY;
  const due = realOf(state, Math.min(waits, feels));
  return Number.isFinite(due) ? due : null;
};

/** True from PANIC until something lets the light return: the health is `safe`. */
export const panicStands = (state: DirectorState): boolean => state.overlays.panicOn;

export const runningCue = (show: Show, state: DirectorState): Cue | null =>
  state.cue === null ? null : (show.cues[state.cue] ?? null);

/** The running cue and how long it has run, in the time of the list: a held show stands still here too. */
export const cuePlace = (
  show: Show,
  state: DirectorState,
  realMs: number,
): { readonly number: string; readonly sinceS: number } | null => {
  const cue = runningCue(show, state);
  if (!cue) return null;
  return {
    number: cue.number,
    sinceS: Math.max(0, (listTime(state, realMs) - state.cueAtMs) / 1000),
  };
};

/** More notes than this in one step are of no use to anybody; the newest stay. */
const MOST_NOTES = 64;

/** Tells the operator something with the next step. */
export const noted = (
  state: DirectorState,
  level: DirectorNote['level'],
  en: string,
  ko: string,
): DirectorState => ({
  ...state,
  notes: [...state.notes.slice(1 - MOST_NOTES), { level, text: { en, ko } }],
});

/** A cue as it is named in a note. */
export const named = (show: Show, index: number): { readonly en: string; readonly ko: string } => {
  const cue = show.cues[index];
  return { en: `${cue?.number} ${cue?.title.en}`, ko: `${cue?.number} ${cue?.title.ko}` };
};
