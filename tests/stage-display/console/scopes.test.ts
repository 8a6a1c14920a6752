import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affectState } from '#contracts/affect';
import { KEYPOINTS } from '#contracts/sensor';
import type { ScopeFrame } from '#contracts/wire';
import {
  columns,
  extent,
  fillColumns,
  windowAt,
} from '../../../stage-display/console/scopes/columns.ts';
import {
  capacityFor,
  gapMsFor,
  pushScope,
  samples,
} from '../../../stage-display/console/scopes/samples.ts';
import { heightOf, leastSpan, rescale } from '../../../stage-display/console/scopes/scale.ts';
import { bonesOf, framesBySlot, headOf } from '../../../stage-display/console/scopes/skeleton.ts';
import {
  affectHistory,
  HISTORY,
  MAX_STREAMS,
  scopeStore,
} from '../../../stage-display/console/scopes/store.ts';

const T = 1_700_000_000_000;

const frame = (part: Partial<ScopeFrame> = {}): ScopeFrame => ({
  sourceId: 'body',
  bodyId: 'dancer',
  stream: 'ecg',
  kind: 'ecg',
  channels: 1,
  rateHz: 100,
  atMs: T,
  data: new Float32Array([1, 2, 3]),
  ...part,
});

const line = (pairs: readonly (readonly [number, number])[], capacity = 4_096) => {
  const data = samples(1, capacity);
  for (const [ms, v] of pairs) data.push(T + ms, [v], 0);
  return data;
};

describe('samples', () => {
  it('gives frame i of a block its own time: the last one is at atMs', () => {
    const data = samples(1, 16);
    pushScope(data, frame());
    expect([0, 1, 2].map((i) => data.timeAt(i) - T)).toEqual([-20, -10, 0]);
    expect([0, 1, 2].map((i) => data.valueAt(i, 0))).toEqual([1, 2, 3]);
  });

  it('keeps the newest and forgets the oldest', () => {
    const data = line(
      Array.from({ length: 10 }, (_, i) => [i * 10, i] as const),
      4,
    );
    expect(data.count).toBe(4);
    expect([0, 1, 2, 3].map((i) => data.valueAt(i, 0))).toEqual([6, 7, 8, 9]);
  });

  it('drops what it has had, and begins anew when the clock went back', () => {
    const data = line([
      [0, 1],
      [100, 2],
      [50, 9],
      [100, 9],
    ]);
    expect(data.count).toBe(2);
    data.push(T - 5_000, [7], 0);
    expect([data.count, data.valueAt(0, 0)]).toEqual([1, 7]);
  });

  it('bounds memory at any rate and knows a gap from the rate', () => {
    expect(capacityFor(1e6)).toBe(16_384);
    expect(capacityFor(4)).toBe(64);
    expect(capacityFor(0)).toBe(512);
    expect(gapMsFor(256)).toBe(120);
    expect(gapMsFor(4)).toBe(625);
  });
});

describe('columns', () => {
  const view = windowAt(T + 1_000, 1_000, 100);

  const drawn = (pairs: readonly (readonly [number, number])[], gapMs: number) => {
    const out = columns(view.count);
    fillColumns(line(pairs), 0, view, gapMs, out);
    return out;
  };

  it('loses no peak: a single sample among thousands is in its column', () => {
    const pairs = Array.from({ length: 4_000 }, (_, i) => [i / 4, i === 2_222 ? 50 : 0] as const);
    const out = drawn(pairs, 120);
    const column = Math.floor((T + 555.5 - view.fromMs) / view.columnMs);
    expect(out.high[column]).toBe(50);
    expect(extent(out)).toEqual([0, 50]);
  });

  it('joins slow samples with a line and leaves a gap where samples are missing', () => {
    const out = drawn(
      [
        [100, 0],
        [200, 10],
        [700, 10],
        [800, 0],
      ],
      150,
    );
    const has = (ms: number): boolean =>
      !Number.isNaN(out.low[Math.floor((T + ms - view.fromMs) / view.columnMs)] ?? Number.NaN);
    expect([150, 450, 750].map(has)).toEqual([true, false, true]);
    const middle = Math.floor((T + 150 - view.fromMs) / view.columnMs);
    expect(out.low[middle]).toBeGreaterThanOrEqual(4);
    expect(out.high[middle]).toBeLessThanOrEqual(6.1);
  });

  it('takes a value that is no number for a gap', () => {
    const out = drawn(
      [
        [100, 1],
        [110, Number.NaN],
        [120, 1],
      ],
      150,
    );
    const filled = [...out.low].filter((v) => !Number.isNaN(v)).length;
    expect(filled).toBe(2);
  });

  it('keeps columns in their place while the window slides by less than one', () => {
    const a = windowAt(T, 6_000, 600);
    const b = windowAt(T + 3, 6_000, 600);
    expect((b.fromMs - a.fromMs) % a.columnMs).toBe(0);
    expect(b.shift).toBeGreaterThanOrEqual(0);
    expect(b.shift).toBeLessThan(1);
  });

  it('agrees with the plain minimum and maximum, and low never exceeds high', () => {
    const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
      minLength: 2,
      maxLength: 200,
    });
    fc.assert(
      fc.property(values, (list) => {
        const out = drawn(
          list.map((v, i) => [10 + i * 4, v] as const),
          120,
        );
        const seen = extent(out);
        const f32 = list.map(Math.fround);
        expect(seen?.[0]).toBeCloseTo(Math.min(...f32), 2);
        expect(seen?.[1]).toBeCloseTo(Math.max(...f32), 2);
        for (const [i, low] of out.low.entries())
          if (!Number.isNaN(low)) expect(low).toBeLessThanOrEqual(out.high[i] ?? Number.NaN);
      }),
    );
  });

  it('says null where there is nothing', () => {
    expect(extent(drawn([], 100))).toBeNull();
  });
});

describe('scale', () => {
  it('takes a new extreme at once and lets go of an old one slowly', () => {
    const first = rescale(null, [0, 1], 0.1, 0);
    const grown = rescale(first, [0, 5], 0.1, 33);
    expect(grown.high).toBeGreaterThan(5);
    const back = rescale(grown, [0, 1], 0.1, 33);
    expect(back.high).toBeGreaterThan(4.9);
    const later = rescale(grown, [0, 1], 0.1, 15_000);
    expect(later.high).toBeLessThan(1.1);
  });

  it('does not blow a flat line up into a storm', () => {
    const scale = rescale(null, [0.5, 0.5001], leastSpan('ecg'), 0);
    expect(scale.high - scale.low).toBeGreaterThan(0.4);
    expect(heightOf(scale, 0.5)).toBeCloseTo(0.5, 2);
  });
});

describe('the skeleton', () => {
  const pose = (sure: (name: string) => number) => {
    const values = KEYPOINTS.flatMap((name, i) => [i / 20, i / 40, sure(name)]);
    const data = samples(KEYPOINTS.length * 3, 64);
    data.push(T, values, 0);
    return data;
  };

  it('leaves out bones with an unseen end', () => {
    expect(
      bonesOf(
        pose(() => 1),
        0,
      ),
    ).toHaveLength(13);
    const noArm = bonesOf(
      pose((name) => (name === 'leftElbow' ? 0 : 1)),
      0,
    );
    expect(noArm).toHaveLength(11);
    expect(
      headOf(
        pose((name) => (name === 'nose' ? 0 : 1)),
        0,
      ),
    ).toBeNull();
  });

  it('takes one figure a slot, and the same one while time slides', () => {
    const data = samples(1, 512);
    for (let ms = 0; ms < 6_000; ms += 33) data.push(T + ms, [0], 0);
    const a = framesBySlot(data, T + 500, T + 5_500, 1_000);
    const b = framesBySlot(data, T + 600, T + 5_600, 1_000);
    expect(a).toHaveLength(6);
    expect(a.slice(1)).toEqual(b.slice(1, a.length));
  });
});

describe('the store', () => {
  it('begins a stream anew when its shape changes, and bounds their number', () => {
    const store = scopeStore();
    store.push(frame());
    const before = store.get('body/ecg');
    store.push(frame({ atMs: T + 30 }));
    expect(store.get('body/ecg')).toBe(before);
    store.push(frame({ channels: 3, atMs: T + 60 }));
    expect(store.get('body/ecg')?.channels).toBe(3);
    for (let i = 0; i < 200; i++) store.push(frame({ stream: `s${i}` }));
    expect(store.keys()).toHaveLength(MAX_STREAMS);
  });

  it('shows a kind it does not know as custom', () => {
    const store = scopeStore();
    store.push(frame({ kind: 'theremin' }));
    expect(store.get('body/ecg')?.kind).toBe('custom');
  });

  it('keeps a minute of feeling at five points a second', () => {
    const history = affectHistory();
    for (let ms = 0; ms <= 120_000; ms += 33) {
      history.push(
        affectState({
          positive: 0.6,
          negative: 0.4,
          arousal: 0.5,
          confidence: 0.9,
          source: 'live',
          atMs: T + ms,
        }),
        T + ms,
      );
    }
    const { data } = history;
    const spanMs = data.timeAt(data.count - 1) - data.timeAt(0);
    expect(spanMs).toBeGreaterThanOrEqual(60_000);
    expect(data.count).toBeLessThan(400);
    expect(data.valueAt(0, HISTORY.indexOf('valence'))).toBeCloseTo(0.2, 5);
  });
});
