import { createHash } from 'node:crypto';
import { pearson } from '../../conductor/affect/learning/metrics.ts';
import { composer } from '../../conductor/music/score/composer.ts';
import { inventedTune } from '../../conductor/music/score/tune.ts';
import type { MusicNote } from '../../conductor/music/score/types.ts';
import { askedIn, type Hearing, listened, STRETCH_S } from '../music/listener/listener.ts';
import { type Trajectory, trajectory } from '../music/listener/trajectories.ts';
import { decodedIn } from './music-decoded.ts';

export interface HeardAll {
  readonly stretches: number;
  readonly listener: { readonly valence: number; readonly arousal: number };
  readonly decoder: {
    readonly valence: number;
    readonly arousal: number;
    readonly stretches: number;
  };
  readonly notes: number;
  readonly hash: string;
}

const INSTRUMENTS = ['piano', 'strings', 'cello'] as const;
/** Live, what is felt is known so long before the bar that it is written for. */
export const LIVE_LAG_S = 2.5;

/** The music of a course; `lagS`: so old is what is known of the feeling as a bar is written. */
export const musicFor = (course: Trajectory, seed: number, lagS: number): MusicNote[] => {
  const writer = composer({ seed, instruments: INSTRUMENTS, tune: inventedTune(seed) });
  const notes: MusicNote[] = [];
  for (let s = 0; s < course.seconds; s += 0.25)
    notes.push(...writer.next(s, lagS > 0 ? () => course.at(Math.max(0, s - lagS)) : course.at));
  return notes;
};

interface Pair {
  readonly asked: number;
  readonly heard: number;
}
const r = (pairs: readonly Pair[]): number =>
  pearson(
    pairs.map(({ asked }) => asked),
    pairs.map(({ heard }) => heard),
  );

/** All stretches of all courses together: what was asked, and what was heard in the notes alone. */
export const heardOver = (count: number, lagS: number): HeardAll => {
  const hash = createHash('sha256');
  const pairs = { lv: [] as Pair[], la: [] as Pair[], dv: [] as Pair[], da: [] as Pair[] };
  let notes = 0;
  for (let seed = 1; seed <= count; seed++) {
    const course = trajectory(seed);
    const music = musicFor(course, seed, lagS);
    hash.update(JSON.stringify(music));
    notes += music.length;
    const heard = listened(music, course.seconds);
    const decoded = decodedIn(music, heard, STRETCH_S);
    const add = (all: readonly Hearing[], v: Pair[], a: Pair[]): void => {
      for (const { atS, valence, arousal } of all) {
        v.push({
          asked: askedIn((s) => course.at(s).positive - course.at(s).negative, atS),
          heard: valence,
        });
        a.push({ asked: askedIn((s) => course.at(s).arousal, atS), heard: arousal });
      }
    };
    add(heard, pairs.lv, pairs.la);
    add(decoded, pairs.dv, pairs.da);
  }
  return {
    stretches: pairs.lv.length,
    listener: { valence: r(pairs.lv), arousal: r(pairs.la) },
    decoder: { valence: r(pairs.dv), arousal: r(pairs.da), stretches: pairs.dv.length },
    notes,
    hash: hash.digest('hex'),
  };
};
