import type { FilmWish } from '../parts.ts';

export interface FilmSize {
  readonly width: number;
  readonly height: number;
}

const LONGER: Readonly<Record<FilmWish['aspect'], number>> = {
  '16:9': 16 / 9,
  '9:16': 16 / 9,
  '1:1': 1,
};

const even = (n: number): number => 2 * Math.round(n / 2);

/** Pixels of a film whose shorter side has so many lines; both even, as encoders want them. */
export const filmSize = (aspect: FilmWish['aspect'], lines: number): FilmSize => {
  const [short, long] = [even(lines), even(lines * LONGER[aspect])];
  return aspect === '9:16' ? { width: short, height: long } : { width: long, height: short };
};
