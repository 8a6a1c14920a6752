import type { KeepsakeSettings } from '#contracts/keepsake';
import type { Remembrance } from '#contracts/remembrance';
import type { FilmWish } from '../parts.ts';

const AI = { ko: '기계가 만든 그림', en: 'AI-made' } as const;

const dayOf = (day: string): string => day.replace(/-/g, '. ');

/** What is read at the beginning and at the end of a film: title and day, and who made it where the picture says so. Never the words. */
export const titlesOf = (
  { title, day, lang }: Pick<Remembrance, 'title' | 'day' | 'lang'>,
  label: FilmWish['label'],
): KeepsakeSettings['titles'] => {
  const both = lang === 'ko' ? [title.ko, title.en] : [title.en, title.ko];
  const made = lang === 'ko' ? [AI.ko, AI.en] : [AI.en, AI.ko];
  const ends = [dayOf(day), `여운 · Yeoun`];
  return {
    begin: both[0] === both[1] ? both.slice(0, 1) : both,
    end: label === 'picture' ? [...ends, made.join(' · ')] : ends,
  };
};
