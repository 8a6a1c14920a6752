import { readFileSync } from 'node:fs';
import { instrumentsFile } from '../../conductor/music/render/instruments.ts';
import { renderScore } from '../../conductor/music/render/render.ts';
import { scoreOf } from '../../conductor/music/score/score-of.ts';
import { PHRASES } from '../../training/music/phrases.ts';
import { trajectory } from '../music/listener/trajectories.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { hasData } from '../support/data.ts';
import { type HeardAll, heardOver, LIVE_LAG_S } from '../support/music-heard.ts';
import { listenerOnPhrases } from '../support/music-listener-check.ts';
import { noteTimes } from '../support/music-timing.ts';

const COURSES = 200;

let live: HeardAll | undefined;
const heardLive = (): HeardAll => {
  live ??= heardOver(COURSES, LIVE_LAG_S);
  return live;
};

const onPhrases = (of: 'valence' | 'arousal'): string => {
  if (!hasData(PHRASES)) return '';
  const { n, ...areas } = listenerOnPhrases();
  return `; the same listener on ${n} labelled piano phrases: AUC ${areas[of].toFixed(2)}`;
};

const heard = async (of: 'valence' | 'arousal'): Promise<Measured> => {
  const all = heardLive();
  const films = heardOver(COURSES, 0);
  return {
    value: all.listener[of],
    n: all.stretches,
    load: `asked against heard by the frozen listener, stretches of 16 s of ${COURSES} random courses of 96 s, as played live (what is felt is ${LIVE_LAG_S} s old as a bar is written); known ahead, as in a film: ${films.listener[of].toFixed(3)}; the MIDI decoder hears ${all.decoder[of].toFixed(3)} live and ${films.decoder[of].toFixed(3)} in films${onPhrases(of)}`,
  };
};

const NOTES = 120;

export const benches: Bench[] = [
  {
    name: 'memory-music-valence',
    unit: 'r',
    op: '>=',
    goal: 0.7,
    run: () => heard('valence'),
  },
  {
    name: 'memory-music-arousal',
    unit: 'r',
    op: '>=',
    goal: 0.85,
    run: () => heard('arousal'),
  },
  {
    name: 'memory-music-same-seed',
    unit: 'share',
    op: '>=',
    goal: 1,
    run: async () => {
      const [a, b] = [heardOver(20, LIVE_LAG_S), heardOver(20, LIVE_LAG_S)];
      return {
        value: a.hash === b.hash ? 1 : 0,
        n: a.notes,
        load: `20 courses written twice, SHA-256 of their notes ${a.hash.slice(0, 12)}`,
      };
    },
  },
  {
    name: 'memory-music-timing-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 10,
    run: async () => {
      const { offMs, asked, loadS } = await noteTimes(NOTES);
      const off = offMs.map(Math.abs);
      return {
        value: quantile(off, 0.99),
        n: offMs.length,
        load: `piano notes at a real stage page in a real browser, told 2.3 s ahead; where each begins in all that the page's sound road carries, by likeness to the same note rendered alone, against the browser's word of when that is heard; ${asked} asked, p50 ${quantile(off, 0.5).toFixed(2)} ms; instruments played ${loadS.toFixed(1)} s after the first word of them`,
      };
    },
  },
  {
    name: 'memory-music-render-x',
    unit: 'x real time',
    op: '>=',
    goal: 1.5,
    run: async () => {
      const course = trajectory(3);
      const seconds = 60;
      const score = scoreOf({
        seed: 3,
        instruments: ['piano', 'strings', 'cello'],
        seconds,
        feeling: course.at,
      });
      const soundfont = readFileSync(instrumentsFile());
      const begunMs = performance.now();
      await renderScore(score, { rateHz: 48_000, soundfont });
      const tookS = (performance.now() - begunMs) / 1000;
      return {
        value: seconds / tookS,
        n: score.notes.length,
        load: `${seconds} s of music, three instruments, 48 kHz stereo, one thread, instruments unpacked on the way`,
      };
    },
  },
];
