import type { Fading } from './fades.ts';
import type { Playing } from './music.ts';
import type { Picture } from './picture.ts';
import type { Sounds } from './sounds.ts';
import type { DirectorState } from './state.ts';
import type { Watch } from './watch-cue.ts';

const fade = (fading: Fading, byMs: number): Fading => ({
  ...fading,
  startMs: fading.startMs + byMs,
});

const pictureLater = (picture: Picture, byMs: number): Picture => ({
  weights: fade(picture.weights, byMs),
  looks: Object.fromEntries(
    Object.entries(picture.looks).map(([name, look]) => [name, fade(look, byMs)]),
  ),
  palette: fade(picture.palette, byMs),
  cap: fade(picture.cap, byMs),
});

const playingLater = (one: Playing, byMs: number): Playing => ({
  ...one,
  level: fade(one.level, byMs),
});

const soundLater = ({ voices, music, master, over }: Sounds, byMs: number): Sounds => ({
  voices: voices.map((voice) => ({
    ...voice,
    atMs: voice.atMs + byMs,
    level: fade(voice.level, byMs),
  })),
  music: { list: playingLater(music.list, byMs), standing: playingLater(music.standing, byMs) },
  master: fade(master, byMs),
  over: fade(over, byMs),
});

const watchLater = (watch: Watch, byMs: number): Watch => ({
  ...watch,
  armedMs: watch.armedMs + byMs,
  heldMs: watch.heldMs === null ? null : watch.heldMs + byMs,
  announced: watch.announced && { ...watch.announced, atMs: watch.announced.atMs + byMs },
});

/** The same state as if everything in it had happened so much later. Of one that nobody holds. */
export const later = (state: DirectorState, byMs: number): DirectorState => ({
  ...state,
  atMs: state.atMs + byMs,
  cueAtMs: state.cueAtMs + byMs,
  cueEndMs: state.cueEndMs + byMs,
  waiting: state.waiting.map((one) => ({ ...one, atMs: one.atMs + byMs })),
  watch: state.watch && watchLater(state.watch, byMs),
  picture: pictureLater(state.picture, byMs),
  overlays: {
    ...state.overlays,
    master: fade(state.overlays.master, byMs),
    blackout: fade(state.overlays.blackout, byMs),
    panic: fade(state.overlays.panic, byMs),
  },
  sound: soundLater(state.sound, byMs),
  outputs: {
    ...state.outputs,
    now: Object.fromEntries(
      Object.entries(state.outputs.now).map(([id, level]) => [id, fade(level, byMs)]),
    ),
  },
  holds: state.holds.map((hold) => ({ ...hold, atMs: hold.atMs + byMs })),
});
