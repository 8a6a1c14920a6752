import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LevelFade, Voice } from '#contracts/sound';
import { levelAt } from '../../../stage-display/level-fade.ts';
import { audioTime, zeroOf } from '../../../stage-display/sound/context-time.ts';
import { BRIDGE_S, contextS, rampOf, steady } from '../../../stage-display/sound/fade.ts';
import { type FileParts, soundFiles } from '../../../stage-display/sound/files.ts';
import { quietOf } from '../../../stage-display/sound/quiet.ts';
import {
  driftS,
  MOST_DRIFT_S,
  planVoice,
  type Running,
  streamRate,
  wantedS,
} from '../../../stage-display/sound/voice-plan.ts';

const T0 = 1_700_000_000_000;
const time = { zeroMs: T0 };
const fade = (parts: Partial<LevelFade> = {}): LevelFade => ({
  from: 0,
  to: 1,
  startMs: T0 + 1000,
  seconds: 2,
  curve: 'linear',
  ...parts,
});
const voice = (parts: Partial<Voice> = {}): Voice => ({
  id: 'rain',
  url: '/sounds/rain',
  loop: false,
  playing: true,
  atMs: T0 + 5000,
  atS: 0,
  level: steady(1, T0),
  ...parts,
});

/** The level that a ramp has at a time, as the Web Audio API defines its automation. */
const rampAt = (
  ramp: ReturnType<typeof rampOf>,
  fromS: number,
  before: number,
  s: number,
): number => {
  if (s < ramp.atS) return before + ((ramp.to - before) * (s - fromS)) / (ramp.atS - fromS);
  const { along } = ramp;
  if (!along || s < along.fromS) return ramp.to;
  const { values } = along;
  const k = Math.min(1, (s - along.fromS) / along.lastsS) * (values.length - 1);
  const low = Math.floor(k);
  const a = values[low] ?? 0;
  return a + ((values[low + 1] ?? a) - a) * (k - low);
};

describe('a fade on the audio clock', () => {
  it('is the fade of the conductor at every moment after the bridge, whatever its curve and whenever it is taken up', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        unit,
        unit,
        fc.double({ min: 0.05, max: 30, noNaN: true }),
        fc.constantFrom(
          'linear' as const,
          'smooth' as const,
          'ease-in' as const,
          'ease-out' as const,
        ),
        fc.double({ min: 0, max: 40, noNaN: true }),
        unit,
        (from, to, seconds, curve, nowS, k) => {
          const given = fade({ from, to, seconds, curve });
          const ramp = rampOf(given, time, nowS);
          const s = nowS + BRIDGE_S + k * 40;
          const said = levelAt(given, T0 + s * 1000);
          // Between the points of the curve, and over the 8 ms of a bridge.
          expect(Math.abs(rampAt(ramp, nowS, 0.3, s) - said)).toBeLessThan(
            0.02 + (2 * 0.018) / seconds,
          );
        },
      ),
    );
  });

  it('never steps: from where it was it goes straight to where it has to be in 8 ms', () => {
    const ramp = rampOf(steady(0.4, T0), time, 10);
    expect(ramp).toEqual({ to: 0.4, atS: 10 + BRIDGE_S, along: null });
    const later = rampOf(fade({ seconds: 0, startMs: T0 + 20_000 }), time, 10);
    expect(later.to).toBe(0);
    expect(later.along?.fromS).toBe(20);
    expect(later.along?.lastsS).toBe(BRIDGE_S);
  });

  it('takes up a fade that runs already where it is', () => {
    const ramp = rampOf(fade(), time, 2 - BRIDGE_S);
    expect(ramp.to).toBeCloseTo(0.5);
    expect(ramp.along?.lastsS).toBeCloseTo(1);
    expect(ramp.along?.values.at(-1)).toBe(1);
  });
});

describe('a voice', () => {
  it('starts when it is due, in time with the conductor', () => {
    expect(planVoice(voice(), null, time, 1, 30)).toEqual({ do: 'start', whenS: 5, offsetS: 0 });
  });

  it('comes in late where it is due', () => {
    const plan = planVoice(voice({ atS: 2 }), null, time, 10, 30);
    if (plan.do !== 'start') throw new Error('it does not start');
    expect(plan.whenS).toBeGreaterThan(10);
    expect(plan.offsetS).toBeCloseTo(2 + plan.whenS - 5);
  });

  it('goes round where it loops, wherever it comes in', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e5, noNaN: true }), (nowS) => {
        const looped = voice({ loop: true });
        const plan = planVoice(looped, null, time, nowS, 7);
        if (plan.do !== 'start') throw new Error('it does not start');
        expect(plan.offsetS).toBeGreaterThanOrEqual(0);
        expect(plan.offsetS).toBeLessThan(7);
        const run: Running = plan;
        expect(Math.abs(driftS(looped, run, time, nowS + 100, 7))).toBeLessThan(1e-6);
      }),
    );
  });

  it('is over at its end, and silent where it is held', () => {
    expect(planVoice(voice(), null, time, 40, 30)).toEqual({ do: 'keep' });
    expect(planVoice(voice(), { whenS: 5, offsetS: 0 }, time, 40, 30)).toEqual({ do: 'stop' });
    const held = voice({ playing: false });
    expect(planVoice(held, { whenS: 5, offsetS: 0 }, time, 10, 30)).toEqual({ do: 'stop' });
    expect(planVoice(held, null, time, 10, 30)).toEqual({ do: 'keep' });
  });

  it('is left alone up to 40 ms off, and brought back beyond', () => {
    const run: Running = { whenS: 5, offsetS: 0 };
    const off = (ms: number) => planVoice(voice(), run, { zeroMs: T0 + ms }, 10, 30).do;
    expect([0, 39, -39].map(off)).toEqual(['keep', 'keep', 'keep']);
    expect([41, -41, 500].map(off)).toEqual(['start', 'start', 'start']);
    const back = planVoice(voice(), run, { zeroMs: T0 - 100 }, 10, 30);
    if (back.do !== 'start') throw new Error('it is not brought back');
    expect(back.offsetS).toBeCloseTo(wantedS(voice(), { zeroMs: T0 - 100 }, back.whenS));
  });

  it('is moved where the cue starts it again, or goes on after a freeze', () => {
    const run: Running = { whenS: 5, offsetS: 0 };
    expect(planVoice(voice({ atMs: T0 + 9000 }), run, time, 9, 30)).toMatchObject({
      do: 'start',
      offsetS: expect.closeTo(0.02, 3),
    });
    expect(planVoice(voice({ atMs: T0 + 9000, atS: 4 }), run, time, 9, 30).do).toBe('keep');
  });

  it('that streams is caught up with gently, and left alone when it is there', () => {
    expect(streamRate(0.03, false)).toBe(1);
    expect(streamRate(0.1, false)).toBeCloseTo(0.975);
    expect(streamRate(-0.3, false)).toBeCloseTo(1.03);
    expect(streamRate(0.03, true)).toBeLessThan(1);
    expect(streamRate(0.009, true)).toBe(1);
    let off = 0.3;
    let isCorrecting = false;
    for (let i = 0; i < 300; i++) {
      const rate = streamRate(off, isCorrecting);
      isCorrecting = rate !== 1;
      off += (rate - 1) * 0.1;
    }
    expect(Math.abs(off)).toBeLessThan(MOST_DRIFT_S);
  });
});

describe('the audio clock', () => {
  const showMs = (ms: number) => ms + 250;

  it('counts from what is heard now, or from the latency where the browser does not say', () => {
    const reading = { heardS: 2, heardAtMs: 10_000, currentS: 2.05, nowMs: 10_000, latencyS: 0.05 };
    expect(zeroOf(reading, showMs)).toBe(8250);
    expect(zeroOf({ ...reading, heardS: null }, showMs)).toBeCloseTo(8250);
    expect(contextS({ zeroMs: 8250 }, 9250)).toBe(1);
  });

  it('lets single readings that jitter pass, and follows a clock that was really changed', () => {
    const clock = audioTime();
    expect(clock.read(1000).zeroMs).toBe(1000);
    for (let i = 0; i < 100; i++) {
      const { zeroMs } = clock.read(1000 + (i % 2 ? 8 : -8));
      expect(Math.abs(zeroMs - 1000)).toBeLessThan(2);
    }
    expect(Math.abs(clock.read(1500).zeroMs - 1000)).toBeLessThan(2);
    clock.read(1500);
    expect(clock.read(1500).zeroMs).toBe(1500);
  });
});

describe('PANIC of this display', () => {
  it('takes the sound away in the time of the picture, at once when it is pressed again, and brings it back slowly', () => {
    const falling = quietOf(steady(1, T0), 'fading', 3, T0);
    expect(falling).toMatchObject({ from: 1, to: 0, seconds: 3, startMs: T0 });
    expect(levelAt(falling, T0 + 1500)).toBeCloseTo(0.5);
    const hard = quietOf(falling, 'hard', 3, T0 + 1500);
    expect(levelAt(hard, T0 + 1521)).toBe(0);
    const back = quietOf(hard, 'off', 3, T0 + 2000);
    expect(levelAt(back, T0 + 3000)).toBeCloseTo(0.5);
    expect(levelAt(back, T0 + 4000)).toBe(1);
    expect(levelAt(quietOf(steady(1, T0), 'fading', 0, T0), T0)).toBe(0);
  });
});

describe('files', () => {
  const shelf = (durations: Record<string, number | null> = {}) => {
    let nowMs = 0;
    const fetched: string[] = [];
    const bad = new Set<string>();
    const tags = new Map<string, string>();
    const parts: FileParts = {
      fetch: async (url) => {
        fetched.push(url);
        if (bad.has(url)) throw new Error('404');
        return new ArrayBuffer(8);
      },
      decode: async () => ({ duration: 3 }) as AudioBuffer,
      durationOf: async (url) => durations[url] ?? null,
      tagOf: async (url) => tags.get(url) ?? null,
      nowMs: () => nowMs,
    };
    return {
      files: soundFiles(parts),
      fetched,
      bad,
      tags,
      pass: (ms: number) => {
        nowMs += ms;
      },
      settle: () => new Promise((done) => setImmediate(done)),
    };
  };

  it('are loaded once, before they are needed, and let go when nobody wants them', async () => {
    const { files, fetched, settle } = shelf();
    files.want(['a', 'b']);
    files.want(['a', 'b']);
    expect(files.get('a')).toBeNull();
    await settle();
    expect(files.get('a')?.kind).toBe('buffer');
    expect(fetched).toEqual(['a', 'b']);
    files.want(['b']);
    expect(files.get('a')).toBeNull();
  });

  it('stream where they are longer than a minute', async () => {
    const { files, fetched, settle } = shelf({ long: 300, short: 59 });
    files.want(['long', 'short']);
    await settle();
    expect(files.get('long')).toEqual({ kind: 'stream', durationS: 300 });
    expect(files.get('short')?.kind).toBe('buffer');
    expect(fetched).toEqual(['short']);
  });

  it('that are missing are told, tried again, and the others play', async () => {
    const { files, bad, pass, settle } = shelf();
    bad.add('gone');
    files.want(['gone', 'here']);
    await settle();
    expect(files.unplayable()).toBe('gone');
    expect(files.get('here')).not.toBeNull();
    pass(9000);
    bad.clear();
    files.want(['gone', 'here']);
    await settle();
    expect(files.unplayable()).toBe('gone');
    pass(2000);
    files.want(['gone', 'here']);
    expect(files.unplayable()).toBe('gone');
    await settle();
    expect(files.unplayable()).toBeNull();
    expect(files.get('gone')).not.toBeNull();
  });

  it('that are the same after a break stay; another content under the same name is loaded', async () => {
    const { files, fetched, tags, settle } = shelf();
    tags.set('a', '"1"').set('b', '"1"');
    files.want(['a', 'b', 'c']);
    await settle();
    const before = files.get('a');
    expect(before).not.toBeNull();
    tags.set('b', '"2"');
    files.renew();
    expect(files.get('a')).toBe(before);
    await settle();
    files.want(['a', 'b', 'c']);
    expect(files.get('a')).toBe(before);
    expect(files.get('b')).toBeNull();
    await settle();
    expect(fetched).toEqual(['a', 'b', 'c', 'b']);
    expect(files.get('b')).not.toBeNull();
  });

  it('that play are loaded anew once they have ended', async () => {
    const { files, fetched, tags, settle } = shelf();
    tags.set('a', '"1"');
    files.want(['a'], ['a']);
    await settle();
    tags.set('a', '"2"');
    files.renew();
    await settle();
    files.want(['a'], ['a']);
    expect(files.get('a')).not.toBeNull();
    files.want(['a'], []);
    await settle();
    expect(fetched).toEqual(['a', 'a']);
  });

  it('that were on their way when the show came again are looked at when they are here', async () => {
    const { files, fetched, tags, settle } = shelf();
    tags.set('a', '"1"');
    files.want(['a']);
    files.renew();
    tags.set('a', '"2"');
    await settle();
    files.want(['a']);
    await settle();
    expect(fetched).toEqual(['a', 'a']);
  });
});
