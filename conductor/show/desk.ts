import type { Coming, DeskStatus, Watching } from '#contracts/desk';
import type { Show } from '#contracts/show';
import { cueNumber } from './cues.ts';
import { levelAt } from './fades.ts';
import { groupsAt } from './groups.ts';
import { positionAt, voicesAt } from './sounds.ts';
import { type DirectorState, listTime, runningCue, showTime } from './state.ts';
import { elseAt, type Watch, watchDue } from './watch-cue.ts';

const s = (ms: number): number => Math.max(0, ms) / 1000;

const watching = (show: Show, watch: Watch, listMs: number): Watching => {
  const { when, armedMs, heldMs, vetoed, readings, announced, index } = watch;
  const last = elseAt(watch);
  const due = announced ? watchDue(watch) : null;
  return {
    number: cueNumber(show, index) ?? '?',
    conditions: readings.map((reading) => ({ ...reading })),
    heldS: heldMs === null ? 0 : s(listMs - heldMs),
    forS: when.forS,
    armedInS: s(armedMs + when.notBeforeS * 1000 - listMs),
    firesInS: due ? s(due.atMs - listMs) : null,
    elseInS: last === null || vetoed ? null : s(last - listMs),
    vetoed,
  };
};

const KIND = { start: 'pre-wait', trigger: 'follow' } as const;

const comingOf = (show: Show, state: DirectorState, listMs: number): Coming[] => {
  const waits = state.waiting.map(
    (one): Coming => ({
      number: cueNumber(show, one.index) ?? '?',
      kind: KIND[one.kind],
      inS: s(one.atMs - listMs),
    }),
  );
  const { watch } = state;
  if (watch && !watch.vetoed) {
    const { number, firesInS, elseInS } = watching(show, watch, listMs);
    waits.push({ number, kind: 'feeling', inS: firesInS ?? elseInS });
  }
  return waits.sort((a, b) => (a.inS ?? Infinity) - (b.inS ?? Infinity)).slice(0, 32);
};

const groupOf = (show: Show, state: DirectorState): DeskStatus['group'] => {
  const span = state.cue === null ? undefined : groupsAt(show, state.cue)[0];
  if (!span) return null;
  const { id, group } = span;
  return {
    id,
    title: group.title ?? null,
    pass: state.loops[id] ?? 1,
    of: group.times === 'until-go' ? null : group.times,
  };
};

const runningOf = (show: Show, state: DirectorState, listMs: number): DeskStatus['running'] => {
  const cue = runningCue(show, state);
  if (!cue) return null;
  const waits = state.waiting.map(({ atMs }) => atMs);
  return {
    number: cue.number,
    sinceS: s(listMs - state.cueAtMs),
    leftS: s(Math.max(state.cueEndMs, ...waits) - listMs),
  };
};

/** What an operator must see beside the state of the stage, at a real time. */
export const deskOf = (show: Show, state: DirectorState, nowMs: number): DeskStatus => {
  const listMs = listTime(state, nowMs);
  const showMs = showTime(state, nowMs);
  const voices = voicesAt(state.sound, showMs);
  return {
    evening: state.evening,
    paused: state.paused,
    frozen: state.frozenAtMs !== null,
    locked: state.locked,
    rehearsing: state.rehearsing,
    fire: state.fire,
    running: runningOf(show, state, listMs),
    coming: comingOf(show, state, listMs),
    watching: state.watch && watching(show, state.watch, listMs),
    group: groupOf(show, state),
    sounds: voices.map((voice) => ({
      id: voice.id,
      level: levelAt(voice.level, showMs),
      atS: voice.held?.atS ?? positionAt(voice, showMs),
      loop: voice.loop,
    })),
    soundLevel: Math.min(1, Math.max(0, levelAt(state.sound.master, nowMs))),
    tempo: state.tempo && { ...state.tempo },
    last: state.last,
  };
};
