import type { ImageryStatus } from '#contracts/picture';
import { countdown, number } from '../format.ts';
import type { View } from '../view.ts';
import type { Level } from './lamp.ts';

/** What the operator reads of the film: the rung as a lamp, then the engine and how it keeps up. */
export interface FilmWords {
  readonly level: Level;
  readonly word: string;
  readonly parts: readonly string[];
}

const levelOf = ({ rung, wanted, retryMs }: ImageryStatus): Level => {
  if (retryMs !== null) return 'warn';
  if (!wanted) return 'off';
  return rung === 'engine' ? 'good' : 'warn';
};

export const filmWords = (film: ImageryStatus, view: View): FilmWords => {
  const name = film.engine ?? view.say('filmNone');
  const retry =
    film.retryMs === null
      ? []
      : [view.say('filmRetry', { time: countdown(film.retryMs - view.showMs) })];
  const pace = film.wanted
    ? [
        view.say('filmLines', { n: number(film.lines, 0) }),
        view.say('fps', { n: number(film.fps, 0) }),
        view.say('filmTook', { p95: number(film.p95Ms, 0) }),
      ]
    : [view.say('filmUnwanted')];
  return {
    level: levelOf(film),
    word: view.say(`r_${film.rung}`),
    parts: [name, ...pace, ...retry],
  };
};
