import type { Act } from '#contracts/act';
import type { CueMidi, CueOsc, CueShutter } from '#contracts/show';
import type { DirectorState } from './state.ts';

/** What a cue or a state of the evening tells others. */
export interface Tells {
  readonly osc: readonly CueOsc[];
  readonly midi: readonly CueMidi[];
  readonly shutters: readonly CueShutter[];
}

/** The cause of what PANIC and fade-all tell. */
export const PANIC_CAUSE = 'panic';

const act = (state: DirectorState, cause: string, atMs: number, what: Act['act']): Act => ({
  atMs,
  cause,
  // A fire is never rehearsed: what it says leaves the house whatever is being tried out.
  ...(state.rehearsing && !state.fire ? { suppressed: true as const } : {}),
  ...(state.fire || cause === PANIC_CAUSE ? { urgent: true as const } : {}),
  act: what,
});

/** The messages of a cue, each once, at the real time at which it was due. */
export const withActs = (
  state: DirectorState,
  { osc, midi, shutters }: Tells,
  cause: string,
  atMs: number,
): DirectorState => {
  const all = [
    ...osc.map((what) => act(state, cause, atMs, { kind: 'osc', ...what })),
    ...midi.map((what) => act(state, cause, atMs, { kind: 'midi', ...what })),
    ...shutters.map((what) => act(state, cause, atMs, { kind: 'shutter', ...what })),
  ];
  return all.length === 0 ? state : { ...state, acts: [...state.acts, ...all] };
};
