import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureName } from '#contracts/feature';
import { extractorFor } from '../../../sensors/features/index.ts';

const T0 = 1_700_000_000_000;
type Frame = readonly [
  voice: number,
  pauseS: number,
  sentenceS: number,
  rate: number,
  pitch: number,
];

const heard = () => {
  const extractor = extractorFor('speech', 'booth-voice', 'visitor', 10);
  let atMs = T0;
  const newest = new Map<FeatureName, number>();
  return {
    newest,
    push(...frame: Frame): void {
      atMs += 100;
      const told = extractor?.push({
        sourceId: 'booth-voice',
        bodyId: 'visitor',
        stream: 'speech',
        kind: 'speech',
        channels: 5,
        rateHz: 10,
        atMs,
        data: Float32Array.from(frame),
        recorded: false,
      });
      for (const { name, value } of told ?? []) newest.set(name, value);
    },
  };
};

describe('features of speaking', () => {
  it('follow a sentence, the pause after it, and the silence when nobody speaks any more', () => {
    const { push, newest } = heard();
    for (let i = 1; i <= 50; i++) push(0.95, 0, i / 10, 4, 130);
    expect(newest.get('speaking')).toBeCloseTo(0.95);
    expect(newest.get('pause')).toBe(0);
    expect(newest.get('speechRate')).toBe(4);
    const crest = newest.get('sentence') ?? 0;
    expect(crest).toBeGreaterThan(0.5);
    for (let i = 1; i <= 30; i++) push(0.01, i / 10, 0, 4, 0);
    expect(newest.get('pause')).toBeCloseTo(1);
    expect(newest.get('sentence')).toBeLessThan(crest / 3);
    for (let i = 31; i <= 240; i++) push(0.01, i / 10, 0, 0, 0);
    expect(newest.get('pause')).toBe(0);
    expect(newest.get('sentence')).toBeLessThan(0.01);
  });

  it('are nothing where nobody ever spoke', () => {
    const { push, newest } = heard();
    for (let i = 0; i < 100; i++) push(0, 0, 0, 0, 0);
    expect([newest.get('speaking'), newest.get('pause'), newest.get('sentence')]).toEqual([
      0, 0, 0,
    ]);
    expect(newest.has('speechRate')).toBe(false);
  });

  it('stay within their ranges for any numbers', () => {
    const any = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1e30));
    fc.assert(
      fc.property(fc.array(fc.tuple(any, any, any, any, any), { maxLength: 30 }), (frames) => {
        const { push, newest } = heard();
        for (const frame of frames) push(...frame);
        for (const name of ['speaking', 'pause', 'sentence'] as const) {
          const value = newest.get(name) ?? 0;
          expect(value >= 0 && value <= 1).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });
});
