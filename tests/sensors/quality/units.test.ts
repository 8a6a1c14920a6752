import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { KEYPOINTS, type StreamKind } from '#contracts/sensor';
import { random } from '../../../sensors/random.ts';
import { dataFolder, hasData } from '../../support/data.ts';
import { judge } from './rig.ts';

const G = 9.80665;
/** A wrist that dances in bouts, with its gravity, in m/s^2. */
const dance = (seconds: number, gravity: number): number[] => {
  const rng = random(2, 'faults');
  return Array.from({ length: seconds * 50 }, (_, i) => {
    const bout = Math.sin(i / 150) > 0 ? 4 : 0.05;
    const move = () => bout * Math.sin(i / 6) + 0.05 * rng.normal();
    return [0.2 * gravity + move(), 0.95 * gravity + move(), 0.24 * gravity + move()];
  }).flat();
};
const seen = (kind: StreamKind, values: readonly number[], rateHz: number) => {
  const last = judge(kind, values, rateHz).at(-1)!;
  return { flags: last.flags, gain: last.gains[0], remark: last.remarks[0] ?? '' };
};

describe('wrong units', () => {
  it.each([
    ['g', G],
    ['thousandths of g', G / 1000],
    ['raw counts of 1/64 g', G / 64],
    ['raw counts of 1/16384 g', G / 16384],
  ])('finds acceleration in %s by its gravity, and the gain', (unit, inOurs) => {
    const found = seen(
      'acc',
      dance(20, G).map((x) => x / inOurs),
      50,
    );
    expect(found.flags).toEqual(['wrong-unit']);
    expect(found.remark).toContain(unit);
    expect(found.gain).toBeCloseTo(inOurs, 6);
  });

  it('leaves acceleration in m/s^2 alone, with gravity and without', () => {
    expect(seen('acc', dance(20, G), 50).flags).toEqual([]);
    expect(seen('acc', dance(20, 0), 50).flags).toEqual([]);
  });

  it.runIf(hasData('walking-emotion-watch'))(
    'leaves each third walk of walking-emotion-watch alone, whose gravity was taken out, and sees its degrees (needs YEOUN_DATA)',
    () => {
      const folder = dataFolder('walking-emotion-watch/walking_data');
      const walks = readdirSync(folder).filter((n) => n.endsWith('.csv.gz'));
      for (const name of walks.filter((_, i) => i % 3 === 0)) {
        const text = gunzipSync(readFileSync(`${folder}/${name}`)).toString('latin1');
        const rows = text
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(',').map(Number));
        const acc = judge(
          'acc',
          rows.flatMap((r) => r.slice(2, 5)),
          25,
        );
        expect([name, acc.find((j) => j.flags.length > 0)]).toEqual([name, undefined]);
        expect(
          seen(
            'gyro',
            rows.flatMap((r) => r.slice(5, 8)),
            25,
          ).remark,
        ).toContain('degrees');
      }
    },
    120_000,
  );

  it('finds turning in degrees, and leaves a pirouette alone', () => {
    const spin = (peak: number) =>
      Array.from({ length: 50 * 20 }, (_, i) => [
        peak * Math.sin(i / 40),
        Math.cos(i / 9),
        0.02 * peak,
      ]).flat();
    const found = seen('gyro', spin(300), 50);
    expect(found.flags).toEqual(['wrong-unit']);
    expect(found.gain).toBeCloseTo(Math.PI / 180, 6);
    expect(seen('gyro', spin(12), 50).flags).toEqual([]);
  });

  it.each([
    ['ibi', 812, 'milliseconds', 0.001],
    ['ibi', 74, 'beats a minute', undefined],
    ['hr', 1.25, 'beats a second', 60],
    ['temp', 91.4, 'Fahrenheit', undefined],
    ['temp', 306.1, 'kelvins', undefined],
    ['eda', 4.2e-6, 'siemens', 1e6],
    ['eda', 4200, 'nanosiemens', 0.001],
    ['eda', 240_000, 'ohms', undefined],
  ] as const)('finds %s of %d: %s', (kind, value, unit, gain) => {
    const values = Array.from({ length: 60 }, (_, i) => value * (1 + 0.01 * Math.sin(i)));
    const found = seen(kind, values, 4);
    expect(found.flags).toEqual(['wrong-unit']);
    expect(found.remark).toContain(unit);
    expect(found.gain).toBe(gain);
  });

  it.each([
    ['ibi', 0.81],
    ['hr', 72],
    ['temp', 33],
    ['eda', 4],
    ['eda', 0.3],
  ] as const)('leaves %s of %d alone', (kind, value) => {
    const values = Array.from({ length: 60 }, (_, i) => value * (1 + 0.01 * Math.sin(i)));
    expect(seen(kind, values, 4).flags).toEqual([]);
  });
});

/** Someone who stands and sways: x across, y up. */
const stand = (turn: (x: number, y: number) => [number, number], seconds = 40): number[] =>
  Array.from({ length: seconds * 30 }, (_, i) =>
    KEYPOINTS.flatMap((name) => {
      const up = /nose|Eye|Ear/.test(name)
        ? 0.85
        : /Shoulder|Elbow/.test(name)
          ? 0.7
          : /Hip|Wrist/.test(name)
            ? 0.45
            : /Knee/.test(name)
              ? 0.25
              : 0.05;
      const side = name.startsWith('left') ? 0.05 : name.startsWith('right') ? -0.05 : 0;
      return [...turn(0.5 + side + 0.02 * Math.sin(i / 20), up), 0.9];
    }),
  ).flat();

describe('exchanged channels', () => {
  it('finds a gyroscope that carries acceleration', () => {
    const found = seen('gyro', dance(20, G), 50);
    expect(found.flags).toEqual(['swapped']);
    expect(found.remark).toContain('Exchange acc and gyro');
  });

  it('finds a pose upside down within 8 s, and leaves a handstand alone', () => {
    const judged = judge(
      'pose',
      stand((x, y) => [x, 1 - y]),
      30,
    );
    expect(judged.find((j) => j.flags.includes('swapped'))?.atS).toBeLessThan(8);
    expect(judged.at(-1)?.remarks[0]).toContain('1 - y');
    const upright = stand((x, y) => [x, y]);
    expect(judge('pose', upright, 30).every((j) => j.flags.length === 0)).toBe(true);
    const handstand = [...upright, ...stand((x, y) => [x, 1 - y], 5), ...upright];
    expect(judge('pose', handstand, 30).every((j) => j.flags.length === 0)).toBe(true);
  });

  it('finds x and y exchanged where nobody ever stood, and leaves one who lies down alone', () => {
    const judged = judge(
      'pose',
      stand((x, y) => [y, x]),
      30,
    );
    expect(judged.at(-1)?.flags).toEqual(['swapped']);
    const lying = [...stand((x, y) => [x, y], 10), ...stand((x, y) => [y, x], 60)];
    expect(judge('pose', lying, 30).every((j) => j.flags.length === 0)).toBe(true);
  });

  it('finds places in pixels', () => {
    const found = seen(
      'pose',
      stand((x, y) => [1280 * x, 720 * y]),
      30,
    );
    expect(found.flags).toEqual(['wrong-unit']);
    expect(found.remark).toContain('pixels');
  });
});
