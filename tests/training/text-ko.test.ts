import { describe, expect, it } from 'vitest';
import { compacted, spread } from '../../training/text-ko/compact.ts';
import { csrOf, timesColumns } from '../../training/text-ko/csr.ts';
import { strictSide } from '../../training/text-ko/kote.ts';
import { arousalOfLabel, KOTE_LABELS } from '../../training/text-ko/labels.ts';
import { nearGroups } from '../../training/text-ko/near.ts';
import { fitRidges } from '../../training/text-ko/ridge.ts';

const row = (indices: number[], values: number[]) => ({
  indices: Int32Array.from(indices),
  values: Float32Array.from(values),
});
const x = csrOf([row([0, 3], [1, 2]), row([3], [1]), row([1, 3], [0.5, -1])], 4);

describe('ridge regression on sparse rows', () => {
  it('finds the weights of the normal equations, each problem its own', () => {
    const [one, two] = fitRidges(x, [
      { y: [1, 0, -1], l2: 1 },
      { y: [0, 3, 0], l2: 0.5 },
    ]);
    for (const [fit, y, l2] of [
      [one, [1, 0, -1], 1],
      [two, [-1, 2, -1], 0.5],
    ] as const) {
      const rest = timesColumns(x, fit?.weights ?? new Float64Array(4)).map((z, i) => y[i]! - z);
      // X'(y - Xw) = l2 w
      const slope = [rest[0]!, 0.5 * rest[2]!, 0, 2 * rest[0]! + rest[1]! - rest[2]!];
      slope.forEach((s, j) => {
        expect(s).toBeCloseTo(l2 * (fit?.weights[j] ?? Number.NaN), 1);
      });
    }
    expect(two?.bias).toBe(1);
  });
  it('takes a row that says nothing as the mean of the others', () => {
    const [given, absent] = fitRidges(x, [
      { y: [1, 0, -1], l2: 1 },
      { y: [1, null, -1], l2: 1 },
    ]);
    expect(absent?.bias).toBe(0);
    expect([...(absent?.weights ?? [])]).toEqual([...(given?.weights ?? [])]);
  });
});

describe('columns put together', () => {
  it('says the same of every row when spread again', () => {
    const worth = Float64Array.from([2, 0, 1, 3]);
    const compact = compacted(x, worth);
    expect([...compact.original]).toEqual([3, 0]);
    const w = Float64Array.from([0.5, -1]);
    const whole = spread(w, compact, worth);
    expect([...timesColumns(x, whole)]).toEqual([...timesColumns(compact.x, w)]);
  });
});

describe('KOTE labels', () => {
  it('are 44, with a side each and no name twice', () => {
    expect(KOTE_LABELS).toHaveLength(44);
    expect(new Set(KOTE_LABELS.map(({ name }) => name)).size).toBe(44);
  });
  it('put anger high on the circle, weariness low, and say nothing of none', () => {
    const of = (name: string) => {
      const label = KOTE_LABELS.find((one) => one.name === name);
      return label ? arousalOfLabel(label) : Number.NaN;
    };
    expect(of('화남/분노')).toBeGreaterThan(0.9);
    expect(of('힘듦/지침')).toBeLessThan(0.1);
    expect(of('없음')).toBeNull();
  });
  it('agree where all polar ones are on one side', () => {
    const side = (positive: number, negative: number) =>
      strictSide({ id: '', text: '', labels: [], positive, negative, arousal: null });
    expect([side(2, 0), side(0, 1), side(1, 1), side(0, 0)]).toEqual([1, 0, null, null]);
  });
});

describe('near-identical texts', () => {
  it('are one group, through chains too, whatever their marks', () => {
    const [a, b, c, d] = nearGroups([
      '정말 재미있게 잘 보고 갑니다 감사합니다',
      '정말 재미있게 잘 보고 갑니다!!! 감사합니다 ㅎㅎ',
      '오늘은 비가 와서 집에 있었다',
      'ㅋㅋㅋㅋ 정말 재미있게 잘 보고 갑니다. 감사합니다',
    ]);
    expect(b).toBe(a);
    expect(d).toBe(a);
    expect(c).not.toBe(a);
  });
});
