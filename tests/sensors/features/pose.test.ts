import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES, FeatureValue } from '#contracts/feature';
import { body } from '../../../sensors/adapters/synthetic/body.ts';
import type { Phase } from '../../../sensors/adapters/synthetic/dance.ts';
import { streamsOf } from '../../../sensors/adapters/synthetic/streams.ts';
import { extractorFor } from '../../../sensors/features/index.ts';
import {
  arm,
  arms,
  CLOSE,
  GATHERED,
  last,
  lifted,
  mean,
  type Pose,
  STANDING,
  seenBy,
  watch,
} from './figures.ts';

const EFFORTS = ['effortWeight', 'effortTime', 'effortSpace', 'effortFlow'] as const;
const SHAPES = [
  'motionQuantity',
  'motionSpeed',
  'motionExpansion',
  'motionHeight',
  'motionSymmetry',
] as const;
const still = () => ({});
const swing =
  (hz: number, size: number, centre = 0.4) =>
  (t: number) =>
    arms(centre + size * Math.sin(2 * Math.PI * hz * t));

describe('the shape of a figure', () => {
  it('one who stands is upright, symmetrical, half gathered, and does not move', () => {
    const seen = watch(still, 4);
    expect(last(seen, 'motionHeight').value).toBeCloseTo(1, 1);
    expect(last(seen, 'motionSymmetry').value).toBeGreaterThan(0.98);
    expect(last(seen, 'motionExpansion').value).toBeGreaterThan(0.35);
    expect(last(seen, 'motionExpansion').value).toBeLessThan(0.6);
    expect(last(seen, 'motionQuantity').value).toBeLessThan(0.01);
    expect(last(seen, 'motionSpeed').value).toBeLessThan(0.001);
    for (const name of SHAPES) expect(last(seen, name).confidence).toBeGreaterThan(0.6);
  });

  it('arms out spread it, a ball on the floor gathers it', () => {
    const reach = (pose: Partial<Pose>) =>
      last(
        watch((t) => (t < 3 ? {} : pose), 6),
        'motionExpansion',
      ).value;
    expect(reach(arms(0.5))).toBeGreaterThan(0.85);
    expect(reach(GATHERED)).toBeLessThan(0.2);
  });

  it('a jump goes above 1 and comes back; the floor falls below a half', () => {
    const jump = (t: number) =>
      lifted(STANDING, [0, t > 4 && t < 4.5 ? 4 * 0.2 * ((t - 4) / 0.5) * (1 - (t - 4) / 0.5) : 0]);
    const seen = watch(jump, 7).filter((v) => v.name === 'motionHeight');
    expect(Math.max(...seen.map((v) => v.value))).toBeGreaterThan(1.12);
    expect(seen.at(-1)?.value).toBeCloseTo(1, 1);
    const down = watch((t) => (t < 3 ? {} : GATHERED), 6);
    expect(last(down, 'motionHeight').value).toBeLessThan(0.5);
  });

  it('a mirrored pose is symmetrical, a one-sided one is not', () => {
    const of = (pose: Partial<Pose>) =>
      last(
        watch(() => pose, 3),
        'motionSymmetry',
      ).value;
    expect(of(arms(0.8))).toBeGreaterThan(0.95);
    expect(of(arm('left', 0.9))).toBeLessThan(0.45);
    expect(of(arm('right', 0.9))).toBeCloseTo(of(arm('left', 0.9)), 5);
  });

  it('from the side, left and right are not to be told: symmetry loses its confidence', () => {
    const side = Object.fromEntries(
      Object.entries(STANDING).map(([name, [x, y]]) => [name, [x * 0.1, y]]),
    ) as unknown as Pose;
    expect(
      last(
        watch(() => side, 3),
        'motionSymmetry',
      ).confidence,
    ).toBeLessThan(0.1);
    expect(last(watch(still, 3), 'motionSymmetry').confidence).toBeGreaterThan(0.8);
  });

  it('speed is that of the body as a whole: walking counts, waving hardly', () => {
    const walk = watch((t) => lifted(STANDING, [0.5 * t, 0]), 2, { ...CLOSE, x: 0.1 });
    // Half a body height a second, 0.6 stage heights each, over a stage 16/9 wide.
    expect(last(walk, 'motionSpeed').value).toBeCloseTo((0.5 * 0.6 * 9) / 16, 2);
    expect(mean(watch(swing(1, 0.3), 5), 'motionSpeed')).toBeLessThan(0.04);
    expect(mean(watch(swing(1, 0.3), 5), 'motionQuantity')).toBeGreaterThan(2);
  });
});

describe('efforts', () => {
  it('weight: a strong swing is stronger than a light one', () => {
    const [light, strong] = [0.05, 0.4].map((size) =>
      mean(watch(swing(1, size), 6), 'effortWeight'),
    );
    expect(light).toBeLessThan(0.1);
    expect(strong).toBeGreaterThan(0.5);
  });

  it('time: the same way gone suddenly and sustained', () => {
    const to = (riseS: number) => (t: number) => {
      const part = Math.min(1, Math.max(0, (t - 4) / riseS));
      return arms(0.1 + 0.7 * (part * part * (3 - 2 * part)));
    };
    const peak = (riseS: number) =>
      Math.max(
        ...watch(to(riseS), 8)
          .filter((v) => v.name === 'effortTime')
          .map((v) => v.value),
      );
    expect(peak(0.25)).toBeGreaterThan(0.7);
    expect(peak(2.5)).toBeLessThan(0.25);
  });

  it('space: a straight path is direct, a wandering one is not', () => {
    const straight = watch((t) => lifted(STANDING, [0.6 * t, 0]), 3, { ...CLOSE, x: 0.1 });
    expect(last(straight, 'effortSpace').value).toBeGreaterThan(0.95);
    const wander = (t: number) =>
      lifted(STANDING, [0.12 * Math.sin(9 * t), 0.1 * Math.sin(13 * t + 1)]);
    expect(mean(watch(wander, 6), 'effortSpace')).toBeLessThan(0.4);
  });

  it('flow: a swing that runs out is free, one that is held back again and again is bound', () => {
    const held = (t: number) => {
      const step = Math.floor(t * 1.5);
      const part = Math.min(1, (t * 1.5 - step) / 0.3);
      return arms(0.1 + 0.12 * (step % 6) + 0.12 * part * part * (3 - 2 * part));
    };
    const tense = (t: number) =>
      arms(0.4 + 0.2 * Math.sin(2 * Math.PI * 0.7 * t) + 0.015 * Math.sin(2 * Math.PI * 5 * t));
    const free = mean(watch(swing(0.5, 0.3), 8), 'effortFlow');
    expect(free).toBeLessThan(0.3);
    for (const bound of [held, tense])
      expect(mean(watch(bound, 8), 'effortFlow')).toBeGreaterThan(free + 0.4);
    // A larger swing is not more bound than a small tense one.
    expect(mean(watch(swing(0.5, 0.45), 8), 'effortFlow')).toBeLessThan(0.4);
  });

  it('one who stands still, and a trembling tracker, have no effort to speak of', () => {
    for (const camera of [CLOSE, { ...CLOSE, noise: 0.002 }]) {
      const seen = watch(still, 6, camera).filter((v) => v.name.startsWith('effort'));
      expect(seen.length).toBeGreaterThan(100);
      expect(seen.every((v) => v.confidence === 0)).toBe(true);
    }
  });
});

describe('pose features', () => {
  it('do not depend on how far the camera is or where she stands', () => {
    const near = watch(swing(0.8, 0.3), 8);
    const far = watch(swing(0.8, 0.3), 8, { height: 0.2, x: 0.2, y: 0.35 });
    for (const name of [...EFFORTS, 'motionQuantity', 'motionExpansion', 'motionSymmetry'] as const)
      expect(Math.abs(mean(far, name) - mean(near, name))).toBeLessThan(
        0.12 * (FEATURES[name].range[1] - FEATURES[name].range[0]),
      );
    expect(Math.abs(mean(far, 'motionHeight') - mean(near, 'motionHeight'))).toBeLessThan(0.05);
  });

  it('lose confidence with joints that are not seen, and are not said of nobody', () => {
    const hidden = ['leftWrist', 'leftElbow', 'leftAnkle'] as const;
    const part = watch(swing(1, 0.3), 4, { ...CLOSE, hidden });
    const whole = watch(swing(1, 0.3), 4);
    for (const name of ['effortWeight', 'motionQuantity', 'motionSymmetry'] as const)
      expect(last(part, name).confidence).toBeLessThan(0.8 * last(whole, name).confidence);
    const legless = ['leftAnkle', 'rightAnkle'] as const;
    expect(
      watch(still, 3, { ...CLOSE, hidden: legless }).some(
        (v) => v.name === 'motionHeight' && v.confidence > 0,
      ),
    ).toBe(false);
    const nobody = watch(still, 3, { ...CLOSE, hidden: Object.keys(STANDING) as never });
    expect(nobody.every((v) => v.confidence === 0)).toBe(true);
  });

  it('come back after a gap without a leap', () => {
    const extractor = extractorFor('pose', 'cam', 'dancer', 0)!;
    const blocks = (fromMs: number, x: number) =>
      watchBlocks(fromMs, x).flatMap((block) => extractor.push(block));
    blocks(0, 0.2);
    const after = blocks(20_000, 0.8);
    expect(after.filter((v) => v.name === 'motionQuantity').every((v) => v.value < 0.01)).toBe(
      true,
    );
  });

  it('nonsense is over as soon as she is seen again', () => {
    const extractor = extractorFor('pose', 'cam', 'dancer', 0)!;
    const wild = (i: number) =>
      Float32Array.from({ length: 51 }, (_, k) => (k % 3 === 2 ? 1 : i % 2 ? 1e30 : -1e30));
    let values: FeatureValue[] = [];
    for (let i = 0; i < 300; i++) {
      const block = seen(33 * i, 0.5);
      const isWild = i > 60 && i < 90;
      values = extractor.push(isWild ? { ...block, data: wild(i) } : block);
    }
    expect(last(values, 'motionHeight').value).toBeCloseTo(1, 1);
    expect(last(values, 'motionExpansion').value).toBeGreaterThan(0.35);
    expect(last(values, 'motionQuantity').value).toBeLessThan(0.01);
  });

  it.each(['rest', 'gather', 'travel', 'burst', 'fall'] as const)(
    'the synthetic dancer in "%s" stays within the ranges',
    (phase) => {
      for (const v of dancer(phase, 20)) {
        FeatureValue.parse(v);
        if (!v.name.startsWith('effort') && v.name !== 'motionSymmetry') continue;
        expect(v.value).toBeGreaterThanOrEqual(0);
        expect(v.value).toBeLessThanOrEqual(1);
      }
    },
  );

  it('the synthetic dancer bursts harder than she gathers, and falls to the floor', () => {
    const [gather, burst, fall] = (['gather', 'burst', 'fall'] as const).map((p) => dancer(p, 30));
    for (const name of ['motionQuantity', 'effortWeight', 'effortTime'] as const)
      expect(mean(burst!, name)).toBeGreaterThan(3 * mean(gather!, name));
    expect(mean(fall!, 'motionHeight')).toBeLessThan(0.8 * mean(burst!, 'motionHeight'));
    expect(mean(fall!, 'motionExpansion')).toBeLessThan(mean(burst!, 'motionExpansion'));
  });

  it('say only finite numbers, whatever comes', () => {
    const number = fc.oneof(
      fc.float({ noDefaultInfinity: false }),
      fc.constantFrom(Number.NaN, 0, 1, -1, 0.5, 1e30, -1e30),
    );
    const frame = fc.record({
      gapMs: fc.constantFrom(0, 1, 33, 33, 33, 600, 5000, -20),
      data: fc.array(number, { minLength: 51, maxLength: 51 }),
    });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 60 }), (frames) => {
        const extractor = extractorFor('pose', 'cam', 'dancer', 0)!;
        let atMs = 1000;
        for (const { gapMs, data } of frames) {
          atMs += gapMs;
          const block = { ...seen(atMs, 0.5), atMs, data: Float32Array.from(data) };
          for (const v of extractor.push(block)) FeatureValue.parse(v);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('efforts that are felt', () => {
  const shaken = (size: number, hz: number) => {
    const extractor = extractorFor('acc', 's', 'dancer', 50)!;
    return Array.from({ length: 500 }, (_, i) => {
      const data = Float32Array.of(size * Math.sin((2 * Math.PI * hz * i) / 50), 0, 9.81);
      const block = {
        ...seen(0, 0),
        kind: 'acc' as const,
        channels: 3,
        rateHz: 50,
      };
      return extractor.push({ ...block, atMs: 1000 + 20 * i, data });
    }).flat();
  };

  it('an accelerometer tells light from strong, never space, and leaves the word to who sees', () => {
    const [light, strong] = [shaken(3, 1), shaken(30, 1)];
    expect(last(strong, 'effortWeight').value).toBeGreaterThan(0.8);
    expect(last(light, 'effortWeight').value).toBeLessThan(0.2);
    expect(last(strong, 'effortTime').value).toBeGreaterThan(last(light, 'effortTime').value);
    expect(last(light, 'effortFlow').value).toBeLessThan(0.4);
    expect(light.some((v) => v.name === 'effortSpace')).toBe(false);
    for (const v of strong.filter((f) => f.name.startsWith('effort')))
      expect(v.confidence).toBeLessThanOrEqual(0.7);
    expect(last(shaken(0, 1), 'effortWeight').confidence).toBe(0);
  });
});

function watchBlocks(fromMs: number, x: number) {
  const { hz = 30 } = CLOSE;
  return Array.from({ length: 30 }, (_, i) => seen(fromMs + (1000 * i) / hz, x));
}

function seen(atMs: number, x: number) {
  return seenBy({ ...CLOSE, x }, STANDING, atMs);
}

function dancer(phase: Phase, seconds: number): FeatureValue[] {
  const stream = streamsOf(body(5, phase), 5, 130).find((s) => s.info.name === 'pose')!;
  const extractor = extractorFor('pose', 'cam', 'dancer', 0)!;
  const { data } = stream.due(seconds)!;
  return Array.from({ length: Math.floor(data.length / 51) }, (_, i) =>
    extractor.push({ ...seen((1000 * i) / 30, 0), data: data.subarray(51 * i, 51 * (i + 1)) }),
  ).flat();
}
