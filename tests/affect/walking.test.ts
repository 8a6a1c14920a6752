import { expect, it } from 'vitest';
import { auc } from '../../conductor/affect/learning/metrics.ts';
import { byPerson, byWindow, centred, through } from '../../training/walking/protocols.ts';
import type { WalkWindow } from '../../training/walking/windows.ts';
import { seeded } from './support.ts';

const COLUMNS = 12;

/** People with one walk an emotion, each walk with a manner of its own; `told`: what emotion adds to it. */
const people = (count: number, told: number): WalkWindow[] => {
  const random = seeded(9);
  const noise = () => random() + random() + random() - 1.5;
  return Array.from({ length: count }, (_, i) =>
    [-1, 1].flatMap((emotion) => {
      const manner = Array.from({ length: COLUMNS }, () => 3 * noise());
      return Array.from({ length: 20 }, () => ({
        person: `p${i}`,
        emotion,
        row: manner.map((m, j) => m + 0.2 * noise() + (j === 0 ? told * emotion : 0)),
      }));
    }),
  ).flat();
};

const area = (windows: WalkWindow[], splits: ReturnType<typeof byPerson>): number => {
  const said = through(windows, splits);
  return auc(
    said.map(({ score }) => score),
    said.map(({ truth }) => truth),
  );
};

it('folds of windows learn the walk, whole people left out do not', () => {
  const untold = people(6, 0);
  expect(area(untold, byWindow(untold))).toBeGreaterThan(0.85);
  expect(area(untold, byPerson(untold))).toBeLessThan(0.75);
});

it('an emotion that does show is found in people who were left out', () => {
  const told = people(12, 12);
  expect(area(told, byPerson(told))).toBeGreaterThan(0.9);
});

it('less their mean, people differ no more, and every window is judged once', () => {
  const windows = people(4, 1);
  const own = centred(windows);
  const ofFirst = own.filter(({ person }) => person === 'p0').map(({ row }) => row[3] ?? 0);
  expect(ofFirst.reduce((a, b) => a + b, 0) / ofFirst.length).toBeCloseTo(0, 9);
  expect(through(own, byPerson(own))).toHaveLength(windows.length);
});
