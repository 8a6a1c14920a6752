import type { Show } from '#contracts/show';
import { cue, makeShow, side } from './support.ts';

export const sounds = { sea: { file: 'sea.wav' }, bell: { file: 'bell.wav' } };
export const devices = {
  lamp: { kind: 'projector', host: 'beamer' },
  desk: { kind: 'osc', port: 53_000 },
};
const more = { sounds, devices, start: 'auto', tempo: 100 };

/** A list that runs by itself: pictures, side cues, sounds, masters, groups and loops, from a handful of numbers. */
export const autoShow = (picks: readonly number[], round?: object): Show => {
  const last = picks.length - 1;
  const cues = picks.map((p, i) => {
    const common = {
      preWaitS: p % 3 === 0 ? (p % 7) / 4 : 0,
      postWaitS: 0.2 + (p % 5) / 4,
      follow: p % 2 ? 'follow' : 'continue',
      ...(p % 11 === 0 ? { master: { level: 0.2 + (p % 8) / 10, seconds: p % 4 } } : {}),
      ...(p % 6 === 1
        ? { sounds: [{ do: 'play', sound: p % 4 ? 'sea' : 'bell', fadeS: 1, fromS: p % 9 }] }
        : {}),
      ...(p % 6 === 2 ? { sounds: [{ do: 'level', sound: 'sea', level: (p % 10) / 10 }] } : {}),
      ...(p % 6 === 3 ? { sounds: [{ do: 'stop', fadeS: 2 }] } : {}),
    };
    return p % 4 === 2 && i > 0
      ? side(`${i + 1}`, common)
      : cue(`${i + 1}`, p % 3 ? 'a' : 'b', {
          ...common,
          fade: { seconds: 0.5 + (p % 6), beats: p % 5 === 0 ? p % 9 : undefined, curve: 'smooth' },
          look: { light: (p % 10) / 10 },
          levelCap: p % 7 === 0 ? 0.5 : 1,
          ...(p % 9 === 0 ? { palette: { accent: '#ff8000' } } : {}),
        });
  });
  // Around the end, so that all that is played before it was gone round once.
  const groups =
    round ?? (last > 1 ? { round: { from: `${last}`, to: `${last + 1}`, times: 2 } } : {});
  return makeShow(cues, { ...more, groups });
};

/** Numbers to the microsecond: floats of one moment come by two ways. */
export const rounded = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, v) => (typeof v === 'number' ? Math.round(v * 1e3) / 1e3 + 0 : v)),
  );
