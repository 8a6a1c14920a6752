import { describe, expect, it } from 'vitest';
import type { SampleBlock } from '#contracts/sensor';
import { layoutOf } from '../../../../conductor/affect/calibration/fit/layout.ts';
import { reference, referenced } from '../../../../conductor/affect/calibration/fit/reference.ts';
import { type PersonRow, rowCollector } from '../../../../conductor/affect/calibration/fit/rows.ts';
import { random } from '../../../../sensors/random.ts';
import { feature, T0 } from '../../support.ts';

const at = (s: number): number => T0 + 1000 * s;

/** A heart that is told once a second. */
const heart = (seconds: number, rate: (s: number) => number) => {
  const rows = rowCollector({ bodyId: 'dancer' });
  return {
    rows,
    hear(from: number) {
      for (let s = from; s < from + seconds; s++)
        rows.hear([feature('heartRate', rate(s), at(s))], at(s) + 50);
    },
  };
};

const column = (rows: readonly PersonRow[], name: string): (number | null)[] => {
  const place = layoutOf('physiology').columns.indexOf(name);
  return rows.map(({ values }) => values[place] ?? null);
};

describe('windows of features', () => {
  it('mean and slope of four seconds, every two, with the time of their end', () => {
    const { rows, hear } = heart(20, (s) => 60 + s);
    hear(0);
    const found = rows.rows('physiology').rows;
    expect(found.map((row) => (row.atMs - T0) / 1000)).toEqual([4, 6, 8, 10, 12, 14, 16, 18]);
    // Values of (0, 4] s are those of seconds 1 to 4.
    expect(column(found, 'heartRate.mean')[0]).toBeCloseTo(62.5, 9);
    for (const slope of column(found, 'heartRate.slope')) expect(slope).toBeCloseTo(1, 9);
    expect(column(found, 'edaTonic.mean').every((value) => value === null)).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('a value of %d is passed over', (odd) => {
    const { rows, hear } = heart(12, (s) => (s % 2 ? odd : 70 + 0.1 * s));
    hear(0);
    const means = column(rows.rows('physiology').rows, 'heartRate.mean');
    expect(means.length).toBeGreaterThan(2);
    for (const mean of means) expect(mean).toBeLessThan(80);
  });

  it('no column counts time', () => {
    const names = (['brain', 'physiology', 'movement'] as const).flatMap(
      (m) => layoutOf(m).columns,
    );
    expect(
      names.filter((name) =>
        /time|elapsed|count|index|clock/i.test(name.replace('effortTime', '')),
      ),
    ).toEqual([]);
  });
});

describe('labels', () => {
  it('a window has the feeling that held throughout it, and none where it changed', () => {
    const { rows, hear } = heart(10, (s) => 70 + (s % 3));
    rows.mark({ recall: null, feeling: null }, at(0));
    hear(0);
    rows.mark({ recall: 'a', feeling: 'positive' }, at(10));
    hear(10);
    rows.mark({ recall: 'a', feeling: 'negative' }, at(20));
    hear(20);
    const found = rows
      .rows('physiology')
      .rows.map(({ atMs, recall, feeling }) => [(atMs - T0) / 1000, recall, feeling]);
    expect(found).toEqual([
      [4, null, null],
      [6, null, null],
      [8, null, null],
      [10, null, null],
      [12, null, null],
      [14, 'a', 'positive'],
      [16, 'a', 'positive'],
      [18, 'a', 'positive'],
      [20, 'a', 'positive'],
      [22, 'a', null],
      [24, 'a', 'negative'],
      [26, 'a', 'negative'],
      [28, 'a', 'negative'],
    ]);
  });

  it('a recall that is done again loses its rows, and a session goes on with its own', () => {
    const { rows, hear } = heart(20, (s) => 70 + (s % 3));
    rows.mark({ recall: 'a', feeling: 'positive' }, at(0));
    hear(0);
    const before = rows.rows('physiology');
    const on = rowCollector({ bodyId: 'dancer', before: [before] });
    expect(on.rows('physiology').rows).toEqual(before.rows);
    on.forget('a');
    expect(on.rows('physiology').rows).toEqual([]);
  });
});

const eeg = (
  seconds: number,
  frame: (s: number, c: number) => number,
  channels = 4,
): SampleBlock[] =>
  Array.from({ length: seconds * 4 }, (_, b) => ({
    sourceId: 'band',
    bodyId: 'dancer',
    stream: 'eeg',
    kind: 'eeg',
    channels,
    rateHz: 256,
    atMs: at((b + 1) / 4),
    recorded: false,
    data: Float32Array.from({ length: 64 * channels }, (_, i) =>
      frame(b / 4 + Math.floor(i / channels) / 256, i % channels),
    ),
  }));

describe('windows of brain', () => {
  it('reads every band of every electrode', () => {
    const rows = rowCollector({ bodyId: 'dancer' });
    const noise = random(1, 'eeg');
    // 10 Hz on AF8 alone.
    const wave = (s: number, c: number) =>
      5 * noise.normal() + (c === 2 ? 30 * Math.sin(2 * Math.PI * 10 * s) : 0);
    for (const block of eeg(12, wave)) rows.hearBlock(block);
    const { layout, rows: found } = rows.rows('brain');
    expect(layout.columns).toHaveLength(20);
    expect(found.length).toBeGreaterThanOrEqual(3);
    const last = found.at(-1);
    const of = (name: string) => last?.values[layout.columns.indexOf(name)] ?? Number.NaN;
    expect(of('eegAlpha@AF8')).toBeGreaterThan(of('eegAlpha@AF7') + 1);
    expect(last?.confidence).toBeGreaterThan(0.9);
  });

  it('finds electrodes by their names: in another order, beside others; not where one is missing', () => {
    const heard = (names: readonly string[] | undefined, places: readonly number[]) => {
      const rows = rowCollector({ bodyId: 'dancer' });
      const noise = random(3, 'eeg');
      // The same four waves, each at its place in the stream.
      const wave = (s: number, c: number) =>
        (c === 0 ? noise.normal() : 1) * 0.1 + 9 * Math.sin(2 * Math.PI * (6 + 3 * c) * s);
      const own = eeg(12, wave);
      for (const block of own) {
        const frames = block.data.length / 4;
        const data = Float32Array.from({ length: frames * places.length }, (_, i) => {
          const from = places[i % places.length] ?? 0;
          return block.data[4 * Math.floor(i / places.length) + from] ?? 0;
        });
        rows.hearBlock({ ...block, channels: places.length, data, names });
      }
      return rows.rows('brain').rows;
    };
    const ours = heard(undefined, [0, 1, 2, 3]);
    expect(ours.length).toBeGreaterThanOrEqual(3);
    expect(heard(['TP9', 'AF7', 'AF8', 'TP10'], [0, 1, 2, 3])).toEqual(ours);
    expect(heard(['AUX', 'TP10', 'AF8', 'AF7', 'TP9'], [0, 3, 2, 1, 0])).toEqual(ours);
    expect(heard(['TP9', 'AF7', 'AF8', 'Fz'], [0, 1, 2, 3])).toEqual([]);
  });

  it('goes on where the electrodes of a stream are named in another order', () => {
    const rows = rowCollector({ bodyId: 'dancer' });
    const first = ['TP9', 'AF7', 'AF8', 'TP10'];
    const then = [...first].reverse();
    const wave = (loud: number) => (s: number, c: number) =>
      (c === loud ? 30 : 5) * Math.sin(2 * Math.PI * 10 * s);
    // 10 Hz is loud on AF7, before and after its place has changed.
    for (const block of eeg(12, wave(1))) rows.hearBlock({ ...block, names: first });
    for (const block of eeg(24, wave(2)).slice(48)) rows.hearBlock({ ...block, names: then });
    const { layout, rows: found } = rows.rows('brain');
    const loudest = found.map(({ values }) => {
      const alpha = layout.channels.map(
        (c) => values[layout.columns.indexOf(`eegAlpha@${c}`)] ?? 0,
      );
      return layout.channels[alpha.indexOf(Math.max(...alpha))];
    });
    expect(loudest.length).toBeGreaterThan(6);
    expect(new Set(loudest)).toEqual(new Set(['AF7']));
  });

  it('a clenched jaw and a dead electrode are not believed; other channels are not heard', () => {
    const rows = rowCollector({ bodyId: 'dancer' });
    const noise = random(2, 'eeg');
    const jaw = (_: number, c: number) =>
      c === 0 ? 400 * noise.normal() : c === 1 ? 0 : 5 * noise.normal();
    for (const block of eeg(12, jaw)) rows.hearBlock(block);
    const { layout, rows: found } = rows.rows('brain');
    const last = found.at(-1);
    for (const [j, name] of layout.columns.entries())
      expect(last?.values[j] === null, name).toBe(/TP9|AF7/.test(name));
    const other = rowCollector({ bodyId: 'dancer' });
    for (const block of eeg(12, () => noise.normal(), 8)) other.hearBlock(block);
    expect(other.rows('brain').rows).toEqual([]);
  });
});

describe('what is usual', () => {
  it('takes out a level, uses the past alone, and remembers another day a little', () => {
    const usual = reference(1);
    for (let i = 0; i < 100; i++) usual.apply(Float64Array.of(7));
    expect(usual.apply(Float64Array.of(9))[0]).toBeCloseTo(2, 9);
    const next = reference(1, usual.usual());
    expect(next.apply(Float64Array.of(9))[0]).toBeCloseTo(2, 1);
    expect(Number.isNaN(usual.apply(Float64Array.of(Number.NaN))[0])).toBe(true);
    expect(usual.usual()[0]).toBeLessThan(9);
  });

  it('later rows change nothing of earlier ones', () => {
    const rows: PersonRow[] = Array.from({ length: 50 }, (_, i) => ({
      atMs: at(2 * i),
      values: [Math.sin(i)],
      confidence: 1,
      recall: null,
      feeling: null,
    }));
    expect(referenced(rows, 1).rows.slice(0, 30)).toEqual(referenced(rows.slice(0, 30), 1).rows);
  });
});
