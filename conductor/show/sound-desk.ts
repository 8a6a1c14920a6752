import type { Id } from '#contracts/ids';
import type { Show } from '#contracts/show';
import type { SoundDesk, Voice as WireVoice } from '#contracts/sound';
import { nextIndex } from './cues.ts';
import { levelAt, progress } from './fades.ts';
import { calledWith } from './groups.ts';
import { positionAt, type Voice, voicesAt } from './sounds.ts';
import { type DirectorState, showTime } from './state.ts';
import { levelFade, stopped } from './wire-fade.ts';

/** Where a display gets a sound of the show. */
export type UrlOf = (sound: Id) => string;

/** The route under which the conductor serves the sounds of its show. */
export const soundUrl: UrlOf = (sound) => `/sounds/${encodeURIComponent(sound)}`;

/** Cues after the one that stands by whose sounds are loaded too. */
const AHEAD = 2;

const wireVoice = (
  show: Show,
  state: DirectorState,
  voice: Voice,
  nowMs: number,
  urlOf: UrlOf,
): WireVoice => {
  const { frozenAtMs, heldMs } = state;
  const gain = show.sounds[voice.id]?.level ?? 1;
  const showMs = showTime(state, nowMs);
  const base = {
    id: voice.id,
    url: urlOf(voice.id),
    ...(voice.display === undefined ? {} : { display: voice.display }),
    loop: voice.loop,
  };
  // A state of the evening holds it: it runs on while it goes out, and then stands where it will go on.
  if (voice.held && progress(voice.level, showMs) >= 1) {
    const atMs = voice.level.startMs + voice.level.seconds * 1000 + heldMs;
    return { ...base, playing: false, atMs, atS: voice.held.atS, level: stopped(0, atMs) };
  }
  if (frozenAtMs !== null)
    return {
      ...base,
      playing: false,
      atMs: frozenAtMs,
      atS: positionAt(voice, showMs),
      level: stopped(levelAt(voice.level, showMs) * gain, frozenAtMs),
    };
  return {
    ...base,
    playing: true,
    atMs: voice.atMs + heldMs,
    atS: voice.atS,
    level: levelFade(voice.level, heldMs, gain),
  };
};

/** Cues whose sounds may be wanted soon: the running one, the one that stands by, and the next two. */
const soon = (show: Show, state: DirectorState): number[] => {
  const places = state.cue === null ? [] : [...calledWith(show, state.cue)];
  let at = state.standby;
  for (let i = 0; i <= AHEAD && at !== null; i++) {
    const together = calledWith(show, at);
    places.push(...together);
    at = nextIndex(show, together.at(-1) ?? at);
  }
  return places;
};

const MOST_PRELOADS = 256;

/** Files that may be wanted soon: of whoever plays the show's sound, and of displays that cues name. */
const preloads = (
  show: Show,
  state: DirectorState,
  urlOf: UrlOf,
): Pick<SoundDesk, 'preload' | 'preloadFor'> => {
  const acts = [
    ...soon(show, state).flatMap((index) => show.cues[index]?.sounds ?? []),
    ...Object.values(show.standing).flatMap((look) => look?.sounds ?? []),
  ].flatMap((act) => (act.do === 'play' ? [act] : []));
  const of = (display: string | undefined): string[] =>
    [...new Set(acts.filter((act) => act.display === display).map((act) => act.sound))]
      .map(urlOf)
      .slice(0, MOST_PRELOADS);
  const named = [...new Set(acts.flatMap(({ display }) => display ?? []))];
  const preloadFor = Object.fromEntries(named.map((display) => [display, of(display)]));
  return { preload: of(undefined), ...(named.length > 0 && { preloadFor }) };
};

/** All that sounds at a time, as displays are told it; `level` is that of the machine. One voice a file: the one of the evening hides that of the list. */
export const soundOf = (
  show: Show,
  state: DirectorState,
  nowMs: number,
  urlOf: UrlOf,
  level = 1,
): SoundDesk => {
  const voices = [...voicesAt(state.sound, showTime(state, nowMs))].sort(
    (a, b) => Number(b.of === 'standing') - Number(a.of === 'standing'),
  );
  const seen = new Set<string>();
  const heard = voices.filter(({ id }) => !seen.has(id) && seen.add(id));
  return {
    voices: heard.map((voice) => wireVoice(show, state, voice, nowMs, urlOf)),
    ...preloads(show, state, urlOf),
    master: levelFade(state.sound.master, 0),
    over: levelFade(state.sound.over, 0, level),
  };
};
