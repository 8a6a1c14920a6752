import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES, FeatureValue } from '#contracts/feature';
import { pairId } from '#contracts/ids';
import { MOST_PAIRS, synchrony } from '../../../sensors/synchrony/index.ts';
import { beating, breathing, type Course, dancing, following, type Told } from './pairs.ts';
import { couple, isFound, KINDS, newest, play, START_MS } from './play.ts';

const of = (body: string, name: Told['name'], course: Course, more: Partial<Told> = {}): Told => ({
  body,
  name,
  course,
  seed: body.length,
  ...more,
});
const both = (name: Told['name'], a: Course, b: Course, more: Partial<Told> = {}) => [
  of('ana', name, a),
  of('bo', name, b, more),
];
const shifted =
  (course: Course, byS: number): Course =>
  (tS) =>
    course(Math.max(0, tS - byS));

describe('synchrony of two bodies', { timeout: 60_000 }, () => {
  it.each(KINDS)('$name: the same signal is as one', ({ name, of: from, make, seconds }) => {
    const one = make(7);
    const value = newest(play(both(from, one, one), seconds), name);
    expect(value.value).toBeGreaterThan(0.9);
    expect(value.confidence).toBeGreaterThan(0.8);
    expect(value).toMatchObject({ bodyId: pairId('bo', 'ana'), sourceId: 'synchrony' });
  });

  it.each(KINDS)('$name: 0.3 s late is still together', ({ name, of: from, make, seconds }) => {
    const one = make(8);
    expect(newest(play(both(from, one, shifted(one, 0.3)), seconds), name).value).toBeGreaterThan(
      0.75,
    );
  });

  it.each(KINDS)('$name: tells together from apart over many pairs', (kind) => {
    const ends = (isTogether: boolean) =>
      Array.from({ length: 8 }, (_, seed) =>
        newest(play(couple(kind, 100 + seed, isTogether), kind.seconds), kind.name),
      );
    expect(ends(true).filter(isFound).length).toBeGreaterThanOrEqual(7);
    const apart = ends(false);
    expect(apart.filter(isFound).length).toBeLessThanOrEqual(1);
    // Chance is taken off: what is independent reads next to nothing.
    expect(apart.reduce((sum, v) => sum + v.value, 0) / apart.length).toBeLessThan(0.1);
  });

  it('breathing in while the other breathes out is the opposite of one breath', () => {
    const one = breathing(3, 14);
    const anti = newest(
      play(
        both('breath', one, (t) => 1 - one(t)),
        75,
      ),
      'syncBreath',
    );
    expect(anti.value).toBe(0);
    expect(anti.confidence).toBeGreaterThan(0.5);
  });

  it('breaths of different rates are apart', () => {
    const found = play(both('breath', breathing(1, 12), breathing(2, 17)), 75);
    expect(newest(found, 'syncBreath').value).toBeLessThan(0.2);
  });

  it('one who moves while the other rests is not together with her, nor are two who rest', () => {
    const still: Course = () => 0.03;
    for (const first of [dancing(5), still]) {
      const found = play(both('motionEnergy', first, still, { noise: 0.003 }), 30);
      const value = newest(found, 'syncMovement');
      expect(value).toMatchObject({ value: 0, confidence: 0 });
    }
  });

  it('where one is not heard nothing is said', () => {
    expect(play([of('ana', 'breath', breathing(1))], 60)).toEqual([]);
    const silent = play(both('breath', breathing(1), breathing(1), { gap: [0, 1000] }), 60);
    expect(silent).toEqual([]);
  });

  it('confidence grows with time, and goes with the less sure of the two', () => {
    const one = dancing(4);
    const found = play(both('motionEnergy', one, one, { confidence: 0.6 }), 30);
    expect(found[0]?.confidence).toBeLessThan(0.25);
    expect(newest(found, 'syncMovement').confidence).toBeCloseTo(0.6, 1);
  });

  it('after a gap it is silent, then begins anew, less sure', () => {
    const one = dancing(4);
    const found = play(both('motionEnergy', one, one, { gap: [25, 33] }), 60);
    const at = (v: FeatureValue) => (v.atMs - START_MS) / 1000;
    const during = found.filter((v) => at(v) > 26 && at(v) < 39);
    expect(during).toEqual([]);
    const before = found.filter((v) => at(v) < 25).at(-1);
    const after = found.find((v) => at(v) > 39);
    expect(after?.confidence).toBeLessThan(0.6 * (before?.confidence ?? 0));
    expect(newest(found, 'syncMovement').value).toBeGreaterThan(0.9);
  });

  it('is recorded where either is', () => {
    const one = dancing(4);
    const found = play(both('motionEnergy', one, one, { recorded: true }), 12);
    expect(found.length).toBeGreaterThan(10);
    expect(found.every((v) => v.recorded)).toBe(true);
  });

  it('hears hearts by their rate where no beats come, and passes over beats that cannot be', () => {
    const one = beating(6);
    const rate: Course = (tS) => 60 / one(tS);
    const told = ['ana', 'bo'].map((body) => of(body, 'heartRate', rate));
    const slow = told.map((t) => ({ ...t, course: (tS: number) => t.course(tS) }));
    expect(newest(play(slow, 60), 'syncHeart').value).toBeGreaterThan(0.8);
    const torn: Course = (tS) => (Math.floor(tS) % 13 === 0 ? 2 * one(tS) : one(tS));
    expect(newest(play(both('ibi', one, torn), 100), 'syncHeart').value).toBeGreaterThan(0.6);
  });

  it('tells at most four times a second, the same however often it is asked', () => {
    const tell = (stepMs: number) => {
      const one = synchrony([['ana', 'bo']]);
      const course = dancing(9);
      const found: FeatureValue[] = [];
      for (let ms = 0; ms < 20_000; ms += 10) {
        for (const bodyId of ['ana', 'bo'])
          one.hear([{ ...feature(bodyId), value: course(ms / 1000), atMs: START_MS + ms }]);
        if (ms % stepMs === 0) found.push(...one.tick(START_MS + ms));
      }
      return found;
    };
    expect(tell(10)).toEqual(tell(250));
    expect(tell(10).length).toBeLessThanOrEqual(80);
  });

  it('keeps what it knows of those who stay when the show changes', () => {
    const one = synchrony([['ana', 'bo']]);
    const course = dancing(2);
    let told: readonly FeatureValue[] = [];
    for (let ms = 0; ms < 30_000; ms += 50) {
      if (ms === 20_000)
        one.follow([
          ['cy', 'ana'],
          ['ana', 'bo'],
        ]);
      for (const bodyId of ['ana', 'bo', 'cy'])
        one.hear([{ ...feature(bodyId), value: course(ms / 1000), atMs: START_MS + ms }]);
      const now = one.tick(START_MS + ms);
      if (now.length > 0) told = now;
    }
    const sure = (id: string) => told.find((v) => v.bodyId === id)?.confidence ?? 0;
    expect(sure('ana--bo')).toBeGreaterThan(0.8);
    expect(sure('ana--cy')).toBeLessThan(0.6);
    expect(one.of('ana--bo', START_MS + 30_000).get('syncMovement')?.value).toBeGreaterThan(0.8);
    expect(one.of('ana--bo', START_MS + 40_000).size).toBe(0);
    expect(one.of('ana', START_MS + 30_000).size).toBe(0);
  });

  it('compares no more than fifteen pairs, and nobody with himself', () => {
    const names = Array.from({ length: 20 }, (_, i) => `b${i}`);
    const one = synchrony([
      ['b0', 'b0'],
      ...names.slice(1).map((b): [string, string] => ['b0', b]),
    ]);
    const course = dancing(2);
    const told = new Set<string>();
    for (let ms = 0; ms < 10_000; ms += 100) {
      for (const bodyId of names)
        one.hear([{ ...feature(bodyId), value: course(ms / 1000), atMs: START_MS + ms }]);
      for (const v of one.tick(START_MS + ms)) told.add(v.bodyId);
    }
    expect(told.size).toBe(MOST_PAIRS);
  });

  it('tells only what is a feature, whatever it hears', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, 0, 1, -1, 0.5, 0.9));
    const value = fc.record({
      bodyId: fc.constantFrom('ana', 'bo', 'cy'),
      name: fc.constantFrom(...FEATURE_NAMES),
      value: number,
      confidence: fc.oneof(fc.double(), fc.constantFrom(0, 0.5, 1)),
      stepMs: fc.constantFrom(0, 10, 40, 40, 900, 2000, -500, 60_000, -60_000),
      recorded: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 400 }), (values) => {
        const one = synchrony([['ana', 'bo']]);
        let atMs = START_MS;
        for (const { stepMs, ...v } of values) {
          atMs += stepMs;
          one.hear([{ ...v, sourceId: 's', atMs }]);
          for (const told of one.tick(atMs)) FeatureValue.parse(told);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('following somebody at half is half as much together', () => {
    const one = dancing(3);
    const at = (share: number) =>
      newest(
        play(both('motionEnergy', one, following(one, 0.2, dancing(77), share)), 40),
        'syncMovement',
      ).value;
    expect(at(0.2)).toBeGreaterThan(at(0.6));
    expect(at(0.6)).toBeGreaterThan(at(0.95));
  });
});

function feature(bodyId: string): FeatureValue {
  return {
    bodyId,
    sourceId: 's',
    name: 'motionEnergy',
    value: 0,
    confidence: 0.9,
    atMs: 0,
    recorded: false,
  };
}
