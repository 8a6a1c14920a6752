import type { Show } from '#contracts/show';
import { listTime, showTime } from './clocks.ts';
import { cueSeconds, followSeconds, inMs } from './cues.ts';
import { withAll } from './does.ts';
import { isUnseen, lifted, turnBack } from './evening.ts';
import { calledWith, followingIn } from './groups.ts';
import { cueAim, turnTo } from './picture.ts';
import { type DirectorState, named, noted, type Waiting } from './state.ts';

/** A cue without a scene that must turn the stage back to the picture of the list does it in this time. */
const BACK_S = 4;

/** What calls the next cue by itself after this one, if anything does. */
export const followOf = (
  show: Show,
  state: DirectorState,
  index: number,
  startMs: number,
  once: boolean,
): readonly Waiting[] => {
  const cue = show.cues[index];
  const seconds = cue ? followSeconds(cue, state.tempo?.bpm) : null;
  const after = followingIn(show, state.loops, index, once).index;
  if (seconds === null || after === null) return [];
  return [{ kind: 'trigger', index: after, atMs: startMs + inMs(seconds) }];
};

/** The picture as a cue leaves it. */
const turned = (
  show: Show,
  state: DirectorState,
  index: number,
  realMs: number,
  unseen: boolean,
) => {
  const cue = show.cues[index];
  const aim = cue ? cueAim(show, cue) : null;
  if (!cue || !aim) return state.away ? turnBack(show, state, realMs, BACK_S) : state;
  const turn = { seconds: cueSeconds(cue, state.tempo?.bpm), curve: cue.fade.curve, unseen };
  return {
    ...state,
    aim: index,
    kept: null,
    away: false,
    picture: turnTo(show, state.picture, aim, showTime(state, realMs), turn),
    cut: state.cut || cue.cut,
  };
};

/**
 * Starts a cue at a real time: the picture turns to it, it does all it names, and what follows it is armed.
 * @param group the first of the cues that were called together with it: that one runs, and what follows is armed already
 */
export const start = (
  show: Show,
  state: DirectorState,
  index: number,
  realMs: number,
  { group, once = false }: { readonly group?: number | undefined; readonly once?: boolean } = {},
): DirectorState => {
  const cue = show.cues[index];
  if (!cue) return state;
  const seconds = cueSeconds(cue, state.tempo?.bpm);
  const unseen = isUnseen(state, realMs);
  const light = lifted(state, realMs, seconds);
  const runs = group ?? index;
  const listMs = listTime(light, realMs);
  const endMs = listMs + inMs(seconds);
  // Of cues that were called together, the first to start has made the group the running one.
  const goesOn = group !== undefined && state.cue === runs && state.groupRuns;
  const placed: DirectorState = {
    ...light,
    cue: runs,
    gone: null,
    groupRuns: group !== undefined,
    cueAtMs: goesOn ? light.cueAtMs : listMs,
    cueEndMs: goesOn ? Math.max(light.cueEndMs, endMs) : endMs,
    masterBy: cue.master ? 'cue' : light.masterBy,
    masterBack: cue.master ? null : light.masterBack,
    started: [...light.started, { number: cue.number, atMs: realMs }],
  };
  const done = withAll(
    turned(show, placed, index, realMs, unseen),
    cue,
    cue.number,
    'list',
    realMs,
  );
  const waiting =
    group === undefined
      ? [...done.waiting, ...followOf(show, done, index, listMs, once)]
      : done.waiting;
  const name = named(show, index);
  return noted({ ...done, waiting }, 'info', `Cue ${name.en}`, `큐 ${name.ko}`);
};

/** The last of all that a call of this cue calls. */
export const lastOf = (show: Show, index: number): number =>
  calledWith(show, index).at(-1) ?? index;
