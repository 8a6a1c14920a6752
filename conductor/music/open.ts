import type { MusicDesk, ScoreNote } from '#contracts/score';
import type { Show } from '#contracts/show';
import type { BodyFeeling } from '../affect/readers.ts';
import type { Stop } from '../kernel/clock.ts';
import { sentence } from '../kernel/errors.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { MusicWish } from '../show/director.ts';
import { insideFolder, type ShowFiles } from '../show/files.ts';
import type { Tell } from '../tell.ts';
import { type LiveMusic, liveMusic } from './live.ts';
import { type MidiNotesParts, midiNotes } from './midi-notes.ts';
import { partsOf } from './score/cast.ts';
import type { Feeling, ThemeNote } from './score/types.ts';
import { notesOfMidi } from './theme/file.ts';
import { type Theme, themeOf } from './theme/theme.ts';

export interface MusicParts {
  readonly timing: Pick<Scheduler, 'nowMs' | 'every' | 'at'>;
  readonly road: {
    show(): Show;
    music(): MusicWish | null;
    bodies(): readonly BodyFeeling[];
  };
  readonly wire: {
    music(desk: MusicDesk): void;
    score(run: number, notes: readonly ScoreNote[]): void;
  };
  /** Sends to devices of the show. */
  readonly act: MidiNotesParts['act'];
  /** The folder of the show, where its theme lies. */
  readonly folder: () => string;
  readonly files: Pick<ShowFiles, 'read'>;
  readonly tell: Tell;
}

/** The music that answers, live. */
export interface Music {
  /** The next piece takes this up instead of the theme of the show; null: no more. */
  takeUp(notes: readonly ThemeNote[] | null): void;
  readonly close: Stop;
}

const LOOK_MS = 200;
const RESTING: Feeling = { positive: 0.25, negative: 0.25, arousal: 0.3, confidence: 0 };

/** FNV-1a: the same show has the same music. */
const seedOf = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 1;
};

const feelingOf = (show: Show, bodies: readonly BodyFeeling[]): Feeling => {
  const body = show.music?.body ?? show.bodies[0];
  const affect = bodies.find(({ id }) => id === body)?.affect;
  return affect ?? RESTING;
};

const NO_THEME = (file: string, why: string) => ({
  en: `The theme ${file} cannot be taken up (${why}). The music plays a tune of its own.`,
  ko: `주제 선율 ${file}을(를) 쓸 수 없습니다(${why}). 음악은 스스로 지은 선율로 연주합니다.`,
});

/** Opens the music of whatever show runs; it plays when a cue says so. */
export const openMusic = (parts: MusicParts): Music => {
  const { timing, road, wire } = parts;
  const midi = midiNotes(parts);
  let live: { readonly music: LiveMusic; readonly of: NonNullable<Show['music']> } | null = null;
  let theme: { readonly file: string; readonly found: Theme | null } | null = null;
  let given: Theme | null = null;
  let pieces = 0;
  let run = -1;

  const readTheme = async (file: string): Promise<void> => {
    theme = { file, found: null };
    try {
      const path = insideFolder(parts.folder(), file);
      const notes = path === null ? [] : notesOfMidi(await parts.files.read(path), file);
      const found = themeOf(notes);
      if (theme?.file === file) theme = { file, found };
      if (!found) parts.tell('warn', 'music', NO_THEME(file, 'no tune is found in it'));
    } catch (error) {
      parts.tell('warn', 'music', NO_THEME(file, sentence(error)));
    }
  };

  const liveOf = (show: Show): LiveMusic | null => {
    const { music } = show;
    if (!music) return null;
    if (music.theme !== undefined && theme?.file !== music.theme) void readTheme(music.theme);
    if (live && JSON.stringify(live.of) === JSON.stringify(music)) return live.music;
    const made = liveMusic({
      instruments: music.instruments,
      seed: () => seedOf(`${show.id} ${pieces++}`),
      theme: () => given ?? (music.theme === undefined ? null : (theme?.found ?? null)),
      firstRun: run + 1,
    });
    live = { music: made, of: music };
    return made;
  };

  const toMidi = (
    show: Show,
    desk: MusicDesk | null,
    notes: readonly ScoreNote[],
    nowMs: number,
  ) => {
    const { midi: to, instruments = [] } = show.music ?? {};
    if (to === undefined) return;
    const seats = partsOf(instruments);
    if (desk && desk.run !== run) {
      midi.letGo();
      if (desk.playing) midi.seat(to, seats, nowMs);
    }
    midi.play(to, seats, notes);
  };

  const look = (): void => {
    const nowMs = timing.nowMs();
    const show = road.show();
    const music = liveOf(show);
    if (!music) {
      midi.letGo();
      if (live) wire.music({ run: ++run, playing: false, parts: [], level: SILENT });
      live = null;
      return;
    }
    const { desk, notes } = music.look(road.music(), feelingOf(show, road.bodies()), nowMs);
    toMidi(show, desk, notes, nowMs);
    const isHeard = show.music?.silent !== true;
    if (desk) {
      run = desk.run;
      if (isHeard) wire.music(desk);
    }
    if (isHeard && notes.length > 0) wire.score(music.run, notes);
  };

  const stop = timing.every(LOOK_MS, look);
  return {
    takeUp(notes) {
      given = notes && themeOf(notes);
    },
    close() {
      stop();
      midi.letGo();
    },
  };
};

const SILENT: MusicDesk['level'] = { from: 0, to: 0, startMs: 0, seconds: 0, curve: 'linear' };
