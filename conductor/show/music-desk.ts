import type { SavedMusic } from '#contracts/resume';
import type { Show } from '#contracts/show';
import type { LevelFade } from '#contracts/sound';
import { levelAt, progress } from './fades.ts';
import { type Music, noMusic, type Playing } from './music.ts';
import { asSaved, savedFade } from './resume-picture.ts';
import { type DirectorState, panicStands, showTime } from './state.ts';
import { levelFade, stopped } from './wire-fade.ts';

/** What is to be done about the music now. */
export interface MusicWish {
  /** It plays, or is to come to its end with the phrase. */
  readonly plays: boolean;
  /** It stands still where it is: freeze, PANIC, fire, a state of the evening. */
  readonly isHeld: boolean;
  readonly level: LevelFade;
}

/** How the music stands at a real time; null: the show has none. */
export const musicOf = (show: Show, state: DirectorState, nowMs: number): MusicWish | null => {
  const { music } = show;
  if (!music) return null;
  const { frozenAtMs, heldMs } = state;
  const all = state.sound.music;
  const one = all.standing.plays ? all.standing : all.list;
  const showMs = showTime(state, nowMs);
  const isOut = one.held !== null && progress(one.level, showMs) >= 1;
  return {
    plays: one.plays,
    isHeld: frozenAtMs !== null || panicStands(state) || state.fire || isOut,
    level:
      frozenAtMs === null
        ? levelFade(one.level, heldMs, music.level)
        : stopped(levelAt(one.level, showMs) * music.level, frozenAtMs),
  };
};

const savedOne = ({ plays, level, held }: Playing, showMs: number) => ({
  plays,
  level: savedFade(level, showMs),
  held,
});

/** For the resume point: only where there is any. */
export const savedMusic = ({ list, standing }: Music, showMs: number): SavedMusic | undefined =>
  list.plays || standing.plays
    ? { list: savedOne(list, showMs), standing: savedOne(standing, showMs) }
    : undefined;

/** The music of a resume point, in a show that still has any. */
export const musicAgain = (show: Show, saved: SavedMusic | undefined, nowMs: number): Music => {
  if (!saved || !show.music) return noMusic(nowMs);
  const one = ({ plays, level, held }: SavedMusic['list']): Playing => ({
    plays,
    level: asSaved(level, nowMs),
    held,
  });
  return { list: one(saved.list), standing: one(saved.standing) };
};
