import type { Show } from '#contracts/show';
import { type Fading, progress } from './fades.ts';
import { type DirectorState, listTime, showTime } from './state.ts';

const rests = (fading: Fading, atMs: number): boolean => progress(fading, atMs) >= 1;

/**
 * Whether another version of the show may be taken over now without touching anything that is on its way: nothing
 * fades, no cue is in its pre-wait, and none has told that it will call itself.
 */
export const isSafeMoment = (_show: Show, state: DirectorState, nowMs: number): boolean => {
  const showMs = showTime(state, nowMs);
  const { picture, overlays, sound, watch, waiting } = state;
  const looks = Object.values(picture.looks);
  return (
    // Where the time of the list stands, a cue that has not settled never does: its fades say when it rests.
    (state.listAtMs !== null || listTime(state, nowMs) >= state.cueEndMs) &&
    [picture.weights, picture.palette, picture.cap, ...looks].every((f) => rests(f, showMs)) &&
    [overlays.master, overlays.panic, overlays.blackout].every((f) => rests(f, nowMs)) &&
    sound.voices.every(({ level }) => rests(level, showMs)) &&
    waiting.every(({ kind }) => kind !== 'start') &&
    !watch?.announced
  );
};
