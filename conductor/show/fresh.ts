import type { Show } from '#contracts/show';
import { mappingPlans } from './mappings.ts';
import { ALL_LIT } from './outputs.ts';
import { clearOverlays } from './overlays.ts';
import { firstPicture } from './picture.ts';
import { RESTING } from './pulse.ts';
import { silence } from './sounds.ts';
import { type DirectorState, EMPTY_OUTBOX } from './state.ts';
import { NO_TAPS } from './tempo.ts';
import { watchOf } from './watch-cue.ts';

/** A show before its first step. */
export const freshState = (show: Show, nowMs: number): DirectorState => ({
  ...EMPTY_OUTBOX,
  plans: mappingPlans(show),
  seq: 0,
  atMs: nowMs,
  heldMs: 0,
  frozenAtMs: null,
  listHeldMs: 0,
  listAtMs: null,
  cue: null,
  gone: null,
  cueAtMs: nowMs,
  cueEndMs: nowMs,
  groupRuns: false,
  standby: 0,
  waiting: show.start === 'auto' ? [{ kind: 'trigger', index: 0, atMs: nowMs }] : [],
  loops: {},
  watch: watchOf(show, 0, nowMs),
  evening: 'show',
  fire: false,
  paused: false,
  locked: false,
  rehearsing: false,
  tempo: show.tempo === undefined ? null : { bpm: show.tempo, source: 'show' },
  taps: NO_TAPS,
  aim: null,
  kept: null,
  away: false,
  picture: firstPicture(show, nowMs),
  overlays: clearOverlays(nowMs),
  masterBy: 'hand',
  masterBack: null,
  sound: silence(nowMs),
  outputs: ALL_LIT,
  paint: { memory: null, engine: null, turn: 0 },
  holds: [],
  felt: {},
  pulse: RESTING,
  cut: false,
  lastCall: null,
  last: null,
});
