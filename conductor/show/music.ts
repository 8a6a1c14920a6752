import type { CueMusic } from '#contracts/show-music';
import { type Fading, fadeTo, settledAt } from './fades.ts';

/** Who started it: a cue, or a state of the evening. */
type Of = 'list' | 'standing';

/** The music that answers, as a cue or a state of the evening left it; in show time. */
export interface Playing {
  readonly plays: boolean;
  /** Share of what the show says. */
  readonly level: Fading;
  /** A state of the evening holds it: how loud it goes on. */
  readonly held: number | null;
}
export type Music = Readonly<Record<Of, Playing>>;

const none = (atMs: number): Playing => ({ plays: false, level: settledAt(0, atMs), held: null });

export const noMusic = (atMs: number): Music => ({ list: none(atMs), standing: none(atMs) });

/** What a cue, or a state of the evening, says of the music; each touches only its own. */
export const afterMusic = (
  before: Music,
  cue: CueMusic | undefined,
  of: Of,
  atMs: number,
): Music => {
  if (!cue) return before;
  const was = before[of];
  const plays = cue.play ?? was.plays;
  const begins = plays && !was.plays;
  const from = begins ? settledAt(0, atMs) : was.level;
  const to = cue.level ?? (begins ? 1 : (was.level.to.level ?? 0));
  const isTold = begins || cue.level !== undefined;
  const level = isTold ? fadeTo(from, { level: to }, atMs, cue.seconds, 'linear') : was.level;
  return { ...before, [of]: { plays, level, held: null } };
};

const goneOut = (one: Playing, atMs: number, seconds: number): Playing => ({
  ...one,
  level: fadeTo(one.level, { level: 0 }, atMs, seconds, 'linear'),
});

/** A state of the evening begins: the music of the list goes out and waits; that of another state ends. */
export const standingMusic = ({ list, standing }: Music, atMs: number, seconds: number): Music => ({
  list:
    list.plays && list.held === null
      ? { ...goneOut(list, atMs, seconds), held: list.level.to.level ?? 0 }
      : list,
  standing: { ...goneOut(standing, atMs, seconds), plays: false },
});

/** Back to the list: its music goes on, that of the evening ends. */
export const listMusic = ({ list, standing }: Music, atMs: number, seconds: number): Music => ({
  list:
    list.held === null
      ? list
      : {
          plays: list.plays,
          held: null,
          level: fadeTo(list.level, { level: list.held }, atMs, seconds, 'linear'),
        },
  standing: { ...goneOut(standing, atMs, seconds), plays: false },
});
