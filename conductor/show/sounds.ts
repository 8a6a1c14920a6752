import type { Id } from '#contracts/ids';
import type { CueSound } from '#contracts/show';
import { type Fading, fadeTo, levelAt, progress, settledAt } from './fades.ts';
import { listMusic, type Music, noMusic, standingMusic } from './music.ts';

/** Who started a sound: a cue, or a state of the evening. */
export type SoundOf = 'list' | 'standing';

/** A file that sounds, in show time. At `atMs` it is at `atS` of the file. */
export interface Voice {
  readonly id: Id;
  readonly of: SoundOf;
  readonly display?: Id;
  readonly loop: boolean;
  readonly atMs: number;
  readonly atS: number;
  readonly level: Fading;
  /** It is over when its level has arrived. */
  readonly ends: boolean;
  /** A state of the evening holds it: where it goes on, and how loud. */
  readonly held: { readonly atS: number; readonly level: number } | null;
}

export interface Sounds {
  readonly voices: readonly Voice[];
  readonly music: Music;
  /** In real time: the sound master, and what lies over everything (PANIC, fade-all, fire). */
  readonly master: Fading;
  readonly over: Fading;
}

/** The wire carries this many; the oldest give way. */
const MOST_VOICES = 64;

export const silence = (atMs: number): Sounds => ({
  voices: [],
  music: noMusic(atMs),
  master: settledAt(1, atMs),
  over: settledAt(1, atMs),
});

/** Where in its file a voice is. */
export const positionAt = (voice: Voice, showMs: number): number =>
  Math.max(0, voice.atS + (showMs - voice.atMs) / 1000);

const isOver = (voice: Voice, showMs: number): boolean =>
  voice.ends && progress(voice.level, showMs) >= 1;

const turned = (voice: Voice, level: number, atMs: number, seconds: number): Voice => ({
  ...voice,
  level: fadeTo(voice.level, { level }, atMs, seconds, 'linear'),
});

type Play = Extract<CueSound, { do: 'play' }>;

const played = (sound: Play, of: SoundOf, atMs: number): Voice => ({
  id: sound.sound,
  of,
  ...(sound.display === undefined ? {} : { display: sound.display }),
  loop: sound.loop,
  atMs,
  atS: sound.fromS,
  level: fadeTo(settledAt(0, atMs), { level: sound.level }, atMs, sound.fadeS, 'linear'),
  ends: false,
  held: null,
});

/** Does what a cue, or a state of the evening, says about one sound; each touches only its own. */
const sounded = (
  voices: readonly Voice[],
  sound: CueSound,
  of: SoundOf,
  atMs: number,
): readonly Voice[] => {
  const isMeant = (voice: Voice): boolean =>
    voice.of === of && (sound.sound === undefined || voice.id === sound.sound);
  if (sound.do === 'play') {
    const others = voices.filter((voice) => !isMeant(voice));
    return [...others, played(sound, of, atMs)].slice(-MOST_VOICES);
  }
  return voices.map((voice) => {
    if (!isMeant(voice) || voice.ends) return voice;
    return sound.do === 'level'
      ? turned(voice, sound.level, atMs, sound.fadeS)
      : { ...turned(voice, 0, atMs, sound.fadeS), ends: true };
  });
};

/** What a cue, or a state of the evening, does to the sounds, at a show time. */
export const afterSounds = (
  before: Sounds,
  list: readonly CueSound[],
  of: SoundOf,
  atMs: number,
): Sounds => {
  if (list.length === 0) return before;
  const left = before.voices.filter((voice) => !isOver(voice, atMs));
  const after = list.reduce<readonly Voice[]>((now, s) => sounded(now, s, of, atMs), left);
  return { ...before, voices: after };
};

/** A state of the evening begins: the sounds of the list go out and stay where they are; those of another end. */
export const standingSounds = (before: Sounds, atMs: number, seconds: number): Sounds => ({
  ...before,
  music: standingMusic(before.music, atMs, seconds),
  voices: before.voices.map((voice) => {
    if (voice.ends || voice.held) return voice;
    const out = turned(voice, 0, atMs, seconds);
    if (voice.of === 'standing') return { ...out, ends: true };
    return { ...out, held: { atS: positionAt(voice, atMs), level: voice.level.to.level ?? 0 } };
  }),
});

/** Back to the list: its sounds go on from where they were held, those of the evening end. */
export const listSounds = (before: Sounds, atMs: number, seconds: number): Sounds => ({
  ...before,
  music: listMusic(before.music, atMs, seconds),
  voices: before.voices.map((voice) => {
    if (voice.of === 'standing')
      return voice.ends ? voice : { ...turned(voice, 0, atMs, seconds), ends: true };
    if (!voice.held) return voice;
    const { atS, level } = voice.held;
    return { ...turned(voice, level, atMs, seconds), atMs, atS, held: null };
  }),
});

/** The sound master to a level, linear, in real time. */
export const setSoundMaster = (
  s: Sounds,
  level: number,
  realMs: number,
  seconds: number,
): Sounds => ({
  ...s,
  master: fadeTo(s.master, { level }, realMs, seconds, 'linear'),
});

/** What lies over all sound to a level, in real time; what is there already stays. */
export const setOver = (s: Sounds, level: number, realMs: number, seconds: number): Sounds =>
  s.over.to.level === level && levelAt(s.over, realMs) === level
    ? s
    : { ...s, over: fadeTo(s.over, { level }, realMs, seconds, 'linear') };

/** Voices that are not over yet. */
export const voicesAt = (sounds: Sounds, showMs: number): readonly Voice[] =>
  sounds.voices.filter((voice) => !isOver(voice, showMs));
