import { describe, expect, it } from 'vitest';
import { random } from '../../../sensors/random.ts';
import { biosppy, hasBiosppy } from '../features/recordings.ts';
import { judge } from './rig.ts';

const HZ = 1000;
/** The recording in about millivolts, played twice: half a minute. */
const ecg = (): Float64Array => {
  const once = biosppy('ecg').map((x) => (x - 2048) / 500);
  return Float64Array.from([...once, ...once]);
};
const last = (values: ArrayLike<number>) => judge('ecg', values, HZ).at(-1)!;
const FROM_S = 10;
const from = (fault: (x: number, i: number) => number): Float64Array =>
  ecg().map((x, i) => (i < FROM_S * HZ ? x : fault(x, i - FROM_S * HZ)));

describe.runIf(hasBiosppy)('ECG of BioSPPy (needs YEOUN_DATA)', () => {
  it('is found good, at every moment', () => {
    for (const { flags, score } of judge('ecg', ecg(), HZ)) {
      expect(flags).toEqual([]);
      expect(score).toBe(1);
    }
  });

  it('is known upside down, in any unit, within 6 s', () => {
    for (const scale of [-1, -0.2, -4]) {
      const judged = judge(
        'ecg',
        ecg().map((x) => scale * x),
        HZ,
      );
      const found = judged.find((j) => j.flags.includes('swapped'));
      expect(found?.atS).toBeLessThan(6);
      expect(judged.at(-1)?.flags).toEqual(['swapped']);
      expect(judged.at(-1)?.remarks[0]).toMatch(/upside down.*electrodes/);
      expect(judged.at(-1)?.score).toBeGreaterThan(0.9);
    }
  });

  it.each([
    ['microvolts', (x: number) => 1000 * x, 0.001],
    ['volts', (x: number) => x / 1000, 1000],
    ['raw counts', (x: number) => Math.round(500 * x + 2048), undefined],
  ] as const)('is known in %s; its beats still count', (unit, scale, gain) => {
    const found = last(ecg().map(scale));
    expect(found.flags).toEqual(['wrong-unit']);
    expect(found.remarks[0]).toContain(unit);
    expect(found.remarks[0]).toContain('work as they are');
    expect(found.gains[0]).toBe(gain);
    expect(found.score).toBeGreaterThan(0.8);
  });

  it('finds an open electrode within 2 s: hum, flat, rail, hiss', () => {
    const rng = random(3, 'faults');
    const faults: Record<string, (x: number, i: number) => number> = {
      hum: (x, i) => x + 2 * Math.sin((2 * Math.PI * 50 * i) / HZ),
      flat: () => 0.01,
      'little noise': () => 0.01 * rng.normal(),
      rail: (_, i) => (i % 20 < 10 ? 3 : -3),
      hiss: () => 1.5 * rng.normal(),
    };
    for (const [name, fault] of Object.entries(faults)) {
      const judged = judge('ecg', from(fault), HZ);
      const found = judged.find((j) => j.flags.includes('no-contact'));
      expect(found?.atS, name).toBeGreaterThan(FROM_S);
      expect(found?.atS, name).toBeLessThan(FROM_S + 2);
      expect(judged.at(-1)?.flags, name).toContain('no-contact');
    }
  });

  it('finds a loose strap by its leaps, without flickering', () => {
    const rng = random(5, 'faults');
    let away = 0;
    const judged = judge(
      'ecg',
      from((x, i) => {
        if (i % 400 === 0) away = 3 * rng.normal();
        return x + away;
      }),
      HZ,
    );
    const noisy = judged.map((j) => j.flags.includes('noisy'));
    const turns = noisy.filter((is, i) => i > 0 && is !== noisy[i - 1]).length;
    expect(judged.find((j) => j.flags.includes('noisy'))?.atS).toBeLessThan(FROM_S + 4);
    expect(noisy.at(-1)).toBe(true);
    expect(turns).toBe(1);
    expect(judged.at(-1)?.remarks.join()).toContain('strap');
  });
});
