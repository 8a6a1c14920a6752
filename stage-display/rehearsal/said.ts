import type { RehearsalTake } from '#contracts/rehearsal';
import { valueAt } from './lanes.ts';
import type { VideoScreen } from './screen.ts';
import type { RehearsalWord } from './words.ts';

type Say = (word: RehearsalWord, values?: Readonly<Record<string, string | number>>) => string;

/** `12:03.4`. */
export const timeWords = (s: number): string =>
  `${Math.floor(s / 60)}:${(Math.floor((s % 60) * 10) / 10).toFixed(1).padStart(4, '0')}`;

/** Why no video is seen; empty where one is. */
export const nowWords = (
  take: RehearsalTake | null,
  screen: VideoScreen | null,
  say: Say,
): string => {
  if (!take || screen?.state === 'shown') return '';
  if (take.videos.length === 0) return say('noVideo');
  const gone = take.videos.find(({ url }) => url === null);
  if (screen?.state === 'failed') return say('videoWrong', { file: screen.file ?? '' });
  return gone ? say('videoGone', { file: gone.file }) : say('notNow');
};

/** A mark is told for so long. */
const MARK_S = 4;

/** The running cue, a mark that has just been set, and what was felt, at a second of the take. */
export const signWords = (take: RehearsalTake | null, s: number, say: Say) => {
  if (!take) return { cue: '', mark: '', heard: '' };
  const cue = take.cues.findLast((one) => one.s <= s);
  const mark = take.marks.findLast((one) => one.s <= s && s - one.s < MARK_S);
  const felt = take.lanes.filter(({ kind }) => kind === 'feeling');
  return {
    cue: cue ? say('cue', { number: cue.number }) : '',
    mark: mark ? say('mark', { number: mark.number, text: mark.text ?? '' }).trim() : '',
    heard: felt
      .map((lane) => `${lane.name} ${valueAt(lane, s, take.stepS)?.toFixed(2) ?? '–'}`)
      .join(' · '),
  };
};
