import type { DirectorState } from './state.ts';

/** Show time at a real time: the picture, the pulse and the voices live in it; freeze holds it. */
export const showTime = (state: DirectorState, realMs: number): number =>
  (state.frozenAtMs ?? realMs) - state.heldMs;

/** Whether the time of the cue list stands. */
export const listStands = (state: DirectorState): boolean =>
  state.frozenAtMs !== null || state.paused || state.evening !== 'show' || state.overlays.panicOn;

/** Time of the list at a real time: waits, follows and conditions live in it. */
export const listTime = (state: DirectorState, realMs: number): number =>
  (state.listAtMs ?? realMs) - state.listHeldMs;

/** The real time of a moment of the list, while its time goes on. */
export const realOf = (state: DirectorState, listMs: number): number => listMs + state.listHeldMs;

/** Holds the time of the list or lets it go on, as the state says: after everything that may turn that round. */
export const withClock = (state: DirectorState, realMs: number): DirectorState => {
  const stands = listStands(state);
  if (stands === (state.listAtMs !== null)) return state;
  return stands
    ? { ...state, listAtMs: realMs }
    : {
        ...state,
        listHeldMs: state.listHeldMs + (realMs - (state.listAtMs ?? realMs)),
        listAtMs: null,
      };
};

/** Holds show time. */
export const freeze = (state: DirectorState, realMs: number): DirectorState =>
  state.frozenAtMs === null ? withClock({ ...state, frozenAtMs: realMs }, realMs) : state;

/** Lets show time go on from where it was held. */
export const thaw = (state: DirectorState, realMs: number): DirectorState =>
  state.frozenAtMs === null
    ? state
    : withClock(
        { ...state, heldMs: state.heldMs + (realMs - state.frozenAtMs), frozenAtMs: null },
        realMs,
      );
