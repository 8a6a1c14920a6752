import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { MAX_SENDERS } from '../../../sensors/adapters/osc/index.ts';
import { rateMeter } from '../../../sensors/adapters/osc/rate.ts';
import { nominal } from '../../../sensors/nominal-rate.ts';
import { parseSource } from '../../../sensors/registry.ts';
import { capture } from '../../support/capture.ts';

const open = (options = '') => {
  const heard = capture();
  void parseSource(`osc:${options}`).open(heard.context);
  return heard;
};

describe('OSC sensors', () => {
  it('gives the place of a sender long silent to a new one, and keeps those that speak', () => {
    const { osc, announced, refusals, clock } = open();
    for (let i = 0; i < MAX_SENDERS; i++) osc.say(`/sensor/s${i}/hr`, 70);
    osc.say('/sensor/late/hr', 70);
    expect(refusals).toHaveLength(1);
    clock.advance(61_000);
    osc.say('/sensor/s0/hr', 71);
    osc.say('/sensor/late/hr', 70);
    expect(announced.some((a) => a.info.id === 'late')).toBe(true);
    osc.say('/sensor/s0/hr', 72);
    expect(refusals).toHaveLength(1);
  });

  it('reads Mind Monitor behind any prefix, in our units', () => {
    for (const [prefix, id] of [
      ['/muse', 'muse'],
      ['', 'muse'],
      ['/Muse-1F2A', 'Muse-1F2A'],
    ]) {
      const { osc, blocks, announced, refusals } = open();
      osc.say(`${prefix}/eeg`, 800, 810, 820, 830, Number.NaN);
      osc.say(`${prefix}/acc`, 0, 0, 1);
      osc.say(`${prefix}/gyro`, 180, 0, 0);
      osc.say(`${prefix}/ppg`, 1, 22, 3);
      osc.say(`${prefix}/elements/horseshoe`, 1, 2, 4, 1);
      osc.say(`${prefix}/elements/touching_forehead`, 1);
      osc.say(`${prefix}/elements/alpha_absolute`, 0.5);
      const data = (stream: string) => [...blocks.find((b) => b.stream === stream)!.data];
      expect(data('eeg')).toEqual([800, 810, 820, 830]);
      expect(data('acc')[2]).toBeCloseTo(9.80665, 4);
      expect(data('gyro')[0]).toBeCloseTo(Math.PI, 4);
      expect(data('ppg')).toEqual([22]);
      expect(data('horseshoe')).toEqual([1, 0.5, 0, 1]);
      expect(data('forehead')).toEqual([1]);
      expect(blocks.length).toBe(6);
      expect(new Set(announced.map((a) => a.info.id))).toEqual(new Set([id]));
      expect(announced.at(-1)!.streams.find((s) => s.name === 'eeg')!.channels).toEqual([
        'TP9',
        'AF7',
        'AF8',
        'TP10',
      ]);
      expect(refusals).toEqual([]);
    }
  });

  it('takes /sensor/<source>[@<body>]/<kind>: one source a sender, on the body it names', () => {
    const { osc, announced, blocks } = open('body=first');
    osc.say('/sensor/wrist/acc', 1, 2, 3);
    osc.say('/sensor/wrist@second/acc', 1, 2, 3);
    osc.say('/sensor/wrist/warmth', 7);
    expect(announced.map((a) => [a.info.id, a.info.bodyId])).toEqual([
      ['wrist', 'first'],
      ['wrist.second', 'second'],
      ['wrist', 'first'],
    ]);
    expect(blocks.at(-1)).toMatchObject({ stream: 'warmth', kind: 'custom' });
  });

  it('fills up a pose of fewer keypoints with ones nobody saw', () => {
    const { osc, blocks, refusals } = open();
    osc.say('/sensor/cam/pose', 0.5, 0.6, 0.9);
    osc.say('/sensor/cam/pose', ...Array.from({ length: 34 }, () => 0.4));
    osc.say('/sensor/cam/pose', 0.5, 0.6);
    osc.say('/sensor/cam/pose', ...Array.from({ length: 54 }, () => 0.4));
    expect(blocks.map((b) => b.data.length)).toEqual([51, 51]);
    expect([...blocks[0]!.data.subarray(2, 6)].map((v) => Math.round(v * 10))).toEqual([
      9, 0, 0, 0,
    ]);
    expect(blocks[1]!.data[50]).toBe(1);
    expect(refusals.length).toBe(2);
  });

  it('finds the rate of a stream and announces it again; more floats are more frames', () => {
    const { osc, announced, blocks, clock } = open();
    for (let i = 0; i < 130; i++) {
      osc.say('/sensor/chest/ecg', ...Array.from({ length: 13 }, (_, k) => Math.sin(i + k)));
      clock.advance(100);
    }
    expect(announced.map((a) => a.streams[0]!.rateHz)).toEqual([0, 130]);
    const known = blocks.filter((b) => b.rateHz === 130);
    expect(known.length).toBeGreaterThan(80);
    expect(known.every((b) => b.data.length === 13)).toBe(true);
    expect(blocks.filter((b) => b.rateHz === 0).every((b) => b.data.length === 1)).toBe(true);
  });

  it('smooths jitter and bursts without running ahead of the clock', () => {
    const { osc, blocks, clock } = open();
    for (let burst = 0; burst < 200; burst++) {
      clock.advance((1000 / 256) * 12);
      for (let k = 0; k < 12; k++) osc.say('/muse/eeg', 1, 2, 3, k);
    }
    const at = blocks.filter((b) => b.rateHz === 256).map((b) => b.atMs);
    expect(at.length).toBeGreaterThan(1000);
    const steps = at
      .slice(1)
      .map((t, i) => t - at[i]!)
      .slice(500);
    expect(Math.max(...steps)).toBeLessThan(12);
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(at.at(-1)!).toBeLessThanOrEqual(clock.nowMs());
  });

  it('refuses and counts what is wrong, and hears nothing of what is not for it', () => {
    const { osc, blocks, refusals } = open();
    const wrong: Parameters<typeof osc.say>[] = [
      ['/sensor/wrist/acc', 1, 2],
      ['/sensor/wrist/acc', 1, Number.NaN, 3],
      ['/sensor/wrist/acc', 1, 'two', 3],
      ['/sensor/wrist/acc', 1, Number.POSITIVE_INFINITY, 3],
      ['/sensor/wrist/acc'],
      ['/sensor/wrist'],
      ['/sensor/wrist/acc/x', 1],
      ['/sensor//acc', 1, 2, 3],
      [`/sensor/${'w'.repeat(65)}/acc`, 1, 2, 3],
      [`/sensor/${'w'.repeat(400)}/acc`, 1, 2, 3],
      ['/sensor/a@b@c/acc', 1, 2, 3],
      ['/sensor/wr ist/acc', 1, 2, 3],
      ['/sensor/touch/contact', 2],
      ['/sensor/x/custom', ...Array.from({ length: 257 }, () => 1)],
      ['/muse/eeg', 1, 2, 3],
    ];
    for (const message of wrong) osc.say(...message);
    expect(refusals.length).toBe(wrong.length);
    for (const address of [
      '/yeoun/cue/go',
      '/composition/layers/1',
      '/',
      '',
      'muse',
      '/a/toString',
    ])
      osc.say(address, 1);
    expect(refusals.length).toBe(wrong.length);
    expect(blocks).toEqual([]);
  });

  it('takes no more than 64 senders', () => {
    const { osc, announced, refusals } = open();
    for (let i = 0; i < 80; i++) osc.say(`/sensor/s${i}/hr`, 70);
    expect(new Set(announced.map((a) => a.info.id)).size).toBe(MAX_SENDERS);
    expect(refusals.length).toBe(16);
  });

  it('never throws and never hands on a block that is none, whatever comes (fuzz)', () => {
    const word = fc.constantFrom(
      'sensor',
      'muse',
      'eeg',
      'acc',
      'gyro',
      'ppg',
      'elements',
      'horseshoe',
      'blink',
      'pose',
      'ecg',
      'contact',
      'ibi',
      'a',
      'b@c',
      'x y',
      '',
      '한',
      'constructor',
      '__proto__',
    );
    const address = fc.oneof(
      fc.array(word, { maxLength: 5 }).map((w) => `/${w.join('/')}`),
      fc.string({ maxLength: 300 }),
    );
    const arg = fc.oneof(
      fc.float(),
      fc.double(),
      fc.integer(),
      fc.bigInt(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(address, fc.array(arg, { maxLength: 60 }), fc.nat(5000)), {
          maxLength: 40,
        }),
        (messages) => {
          const { osc, blocks, clock } = open();
          for (const [to, args, waitMs] of messages) {
            osc.say(to, ...args);
            clock.advance(waitMs);
          }
          const last = new Map<string, number>();
          for (const block of blocks) {
            SampleBlock.parse(block);
            const key = `${block.sourceId}/${block.stream}`;
            if (block.atMs < (last.get(key) ?? 0)) throw new Error('time stepped back');
            if (!block.data.every(Number.isFinite)) throw new Error('a number that is none');
            last.set(key, block.atMs);
          }
        },
      ),
      { numRuns: 400, seed: 7 },
    );
  });
});

describe('the rate meter', () => {
  it('knows a steady rate within 10 s, from 4 to 1000 Hz', () => {
    for (const hz of [4, 25, 50, 64, 130, 256, 1000]) {
      const meter = rateMeter(true);
      for (let i = 0; i <= 10 * hz; i++) meter.heard(1, 1e12 + (i * 1000) / hz);
      expect(meter.rateHz).toBe(hz);
    }
  });

  it('calls an irregular stream irregular, and notices a new rate', () => {
    const meter = rateMeter(true);
    let t = 1e12;
    for (let i = 0; i < 60; i++) {
      t += 100 * 1.3 ** (i % 14);
      meter.heard(1, t);
    }
    expect(meter.rateHz).toBe(0);
    for (let i = 0; i < 500; i++) {
      t += 20;
      meter.heard(1, t);
    }
    expect(meter.rateHz).toBe(50);
    for (let i = 0; i < 1000; i++) {
      t += 10;
      meter.heard(1, t);
    }
    expect(meter.rateHz).toBe(100);
  });

  it('prefers usual rates, and keeps an unusual one', () => {
    expect(nominal(255.2)).toBe(256);
    expect(nominal(51.6)).toBe(52);
    expect(nominal(73.21)).toBe(73.2);
  });
});
