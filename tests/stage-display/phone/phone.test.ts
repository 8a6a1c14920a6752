import { describe, expect, it } from 'vitest';
import { motionReader, orientationOf } from '../../../stage-display/phone/motion.ts';
import { motionRate } from '../../../stage-display/phone/rate.ts';
import { signJudge } from '../../../stage-display/phone/sign.ts';
import { phoneStreams } from '../../../stage-display/phone/streams.ts';
import { PHONE } from '../../../stage-display/phone/words.ts';
import { PAGE } from '../../../stage-display/sensor-page/words.ts';

const RAD = Math.PI / 180;
const G = 9.81;

const event = (x: number | null, y: number | null, z: number | null, alpha: number | null = 0) => ({
  accelerationIncludingGravity: { x, y, z },
  rotationRate: { alpha, beta: 180, gamma: -90 },
  interval: 16,
});

describe('motion as phones report it', () => {
  it('comes in m/s^2 and rad/s, alpha around x, beta around y, gamma around z', () => {
    const motion = motionReader(1).read(event(1, 2, G, 90));
    expect(motion?.acc).toEqual([1, 2, G]);
    expect(motion?.gyro?.[0]).toBeCloseTo(Math.PI / 2);
    expect(motion?.gyro?.[1]).toBeCloseTo(Math.PI);
    expect(motion?.gyro?.[2]).toBeCloseTo(-Math.PI / 2);
  });

  it('is nothing where a computer fires an event without values', () => {
    expect(motionReader(1).read(event(null, null, null))).toBeNull();
    expect(motionReader(1).read({ ...event(0, 0, G, null) })?.gyro).toBeNull();
    expect(orientationOf({ alpha: null, beta: null, gamma: null })).toBeNull();
  });

  it('keeps how the phone is tilted where it has no compass', () => {
    expect(orientationOf({ alpha: null, beta: 90, gamma: 0 })).toEqual([0, Math.PI / 2, 0]);
  });

  it('turns the sign of iOS round at once, as guessed', () => {
    const acc = motionReader(-1).read(event(0, 0, -G))?.acc;
    expect(acc?.[2]).toBeCloseTo(G);
  });
});

describe('the sign of acceleration', () => {
  const tilts = [
    { beta: 0, gamma: 0, up: [0, 0, G] },
    { beta: 90, gamma: 0, up: [0, G, 0] },
    { beta: 0, gamma: 90, up: [-G, 0, 0] },
    { beta: 0, gamma: -90, up: [G, 0, 0] },
    { beta: 180, gamma: 0, up: [0, 0, -G] },
  ] as const;
  it.each(tilts)('is found from data at beta $beta, gamma $gamma, whatever was guessed', (at) => {
    for (const truth of [1, -1] as const) {
      for (const guess of [1, -1] as const) {
        const judge = signJudge(guess);
        judge.turned(at.beta * RAD, at.gamma * RAD);
        const [x, y, z] = at.up;
        for (let i = 0; i < 15; i++) judge.measured([x * truth, y * truth, z * truth]);
        expect(judge.sign).toBe(truth);
      }
    }
  });

  it('stays as guessed without orientation, in free fall and while the phone is shaken', () => {
    const judge = signJudge(-1);
    for (let i = 0; i < 50; i++) judge.measured([0, 0, G]);
    judge.turned(0, 0);
    for (let i = 0; i < 50; i++) judge.measured([0, 0, 0.5]);
    for (let i = 0; i < 50; i++) judge.measured([0, 0, 30]);
    expect(judge.sign).toBe(-1);
  });

  it('does not change any more once it is decided', () => {
    const judge = signJudge(1);
    judge.turned(0, 0);
    for (let i = 0; i < 15; i++) judge.measured([0, 0, G]);
    for (let i = 0; i < 99; i++) judge.measured([0, 0, -G]);
    expect(judge.sign).toBe(1);
  });
});

describe('the rate of motion events', () => {
  const feed = (hz: number, claimMs: number, seconds: number, rate = motionRate(), fromMs = 0) => {
    const changes: number[] = [];
    for (let i = 0; i < hz * seconds; i++) {
      if (rate.heard(claimMs, fromMs + (i * 1000) / hz)) changes.push(rate.rateHz);
    }
    return { rate, changes };
  };

  it('is what the phone says, in milliseconds or in seconds', () => {
    expect(feed(60, 16, 1).changes).toEqual([60]);
    expect(feed(60, 0.0166, 1).changes).toEqual([60]);
  });

  it('is measured where the phone says nothing, or says wrong', () => {
    expect(feed(50, 0, 7).rate.rateHz).toBe(50);
    expect(feed(100, 16, 7).changes).toEqual([60, 100]);
    expect(feed(47, 0, 7).rate.rateHz).toBeCloseTo(50, 0);
  });

  it('is not misled by a pause', () => {
    const { rate } = feed(60, 16, 2);
    expect(feed(60, 16, 7, rate, 60_000).changes).toEqual([]);
    expect(rate.rateHz).toBe(60);
  });
});

describe('the words and streams of a phone', () => {
  it('stand in both languages', () => {
    for (const text of [...Object.values(PHONE), ...Object.values(PAGE)]) {
      expect(text.en.trim()).not.toBe('');
      expect(text.ko.trim()).not.toBe('');
    }
  });

  it('announce what has come, and touch always', () => {
    const seen = { motion: false, gyro: false, orientation: false, rateHz: 0 };
    expect(phoneStreams(seen).map((s) => s.name)).toEqual(['touch']);
    const all = phoneStreams({ motion: true, gyro: true, orientation: true, rateHz: 60 });
    expect(all.map((s) => [s.name, s.rateHz])).toEqual([
      ['acc', 60],
      ['gyro', 60],
      ['orientation', 0],
      ['touch', 0],
    ]);
  });
});
