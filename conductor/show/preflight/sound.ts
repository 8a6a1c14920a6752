import type { CueSound, Show } from '#contracts/show';
import { followSeconds } from '../cues.ts';
import type { Finding } from './finding.ts';

type Playing = Extract<CueSound, { do: 'play' }>;

const startsOf = (show: Show, until: number, name: string | undefined) =>
  show.cues
    .slice(0, until + 1)
    .flatMap((cue, i) =>
      cue.sounds.flatMap((s) =>
        s.do === 'play' && (name === undefined || s.sound === name) ? [{ i, play: s }] : [],
      ),
    );

/** A level or a stop of what was never started. */
const silent = (show: Show): Finding[] =>
  show.cues.flatMap((cue, i) =>
    cue.sounds.flatMap((s, n): Finding[] => {
      if (s.do === 'play') return [];
      const until = show.loop ? show.cues.length - 1 : i;
      if (startsOf(show, until, s.sound).length > 0) return [];
      if (s.sound === undefined && until === show.cues.length - 1) return [];
      return [
        [
          'show/silent-sound',
          ['cues', i, 'sounds', n],
          `No cue before ${cue.number} plays ${s.sound === undefined ? 'anything' : `"${s.sound}"`}.`,
          'Play it in an earlier cue, or leave this out.',
        ],
      ];
    }),
  );

/** What is wrong with sound as it is written. */
export const sound = (show: Show): readonly Finding[] => silent(show);

/** Seconds from the start of one cue to the start of another where the list runs by itself; else null. */
const between = (show: Show, from: number, to: number): number | null => {
  let s = 0;
  for (let i = from; i < to; i++) {
    const cue = show.cues[i];
    const follow = cue ? followSeconds(cue) : null;
    if (follow === null) return null;
    s += follow + (show.cues[i + 1]?.preWaitS ?? 0);
  }
  return s;
};

const over = (show: Show, i: number, play: Playing, lengthS: number): Finding[] =>
  show.cues.flatMap((cue, at) =>
    cue.sounds.flatMap((s, n): Finding[] => {
      if (s.do === 'play' || s.sound !== play.sound || at <= i || play.loop) return [];
      if (startsOf(show, at, play.sound).some((start) => start.i > i)) return [];
      const afterS = between(show, i, at);
      const leftS = lengthS - play.fromS;
      if (afterS === null || afterS < leftS) return [];
      return [
        [
          'show/sound-over',
          ['cues', at, 'sounds', n],
          `"${play.sound}" has ended ${(afterS - leftS).toFixed(1)} s before cue ${cue.number}.`,
          'Write `loop: true` where it is played, or leave this out.',
        ],
      ];
    }),
  );

/** What the lengths of the files say; a file whose length is not known is left alone. */
export const soundLengths = (
  show: Show,
  lengths: ReadonlyMap<string, number>,
): readonly Finding[] =>
  show.cues.flatMap((cue, i) =>
    cue.sounds.flatMap((s, n): Finding[] => {
      const lengthS = s.do === 'play' ? lengths.get(s.sound) : undefined;
      if (s.do !== 'play' || lengthS === undefined) return [];
      if (s.fromS >= lengthS)
        return [
          [
            'show/sound-over',
            ['cues', i, 'sounds', n, 'fromS'],
            `"${s.sound}" is ${lengthS.toFixed(1)} s long: from ${s.fromS} s on nothing is left of it.`,
            `Write less than ${lengthS.toFixed(1)}.`,
          ],
        ];
      return over(show, i, s, lengthS);
    }),
  );
