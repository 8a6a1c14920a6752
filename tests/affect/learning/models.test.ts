import { describe, expect, it } from 'vitest';
import {
  fitLogistic,
  fitSoftmax,
  logitsOf,
  scoreOf,
  sigmoid,
  softmaxOf,
} from '../../../conductor/affect/learning/logistic.ts';
import { fitRidge } from '../../../conductor/affect/learning/ridge.ts';
import { scaled, standardiser } from '../../../conductor/affect/learning/scaling.ts';
import { rowOf, tableOf } from '../../../conductor/affect/learning/table.ts';
import { fitPlatt, fitTemperature } from '../../../conductor/affect/learning/temperature.ts';
import { boostScore, fitBoost } from '../../../conductor/affect/learning/trees.ts';
import { random } from '../../../sensors/random.ts';

const normals = (rows: number, cols: number, salt: string) => {
  const chance = random(1, salt);
  return Array.from({ length: rows }, () => Array.from({ length: cols }, () => chance.normal()));
};

describe('ridge', () => {
  it('finds the plane that the values lie on, and is drawn to the mean by a strong pull', () => {
    const rows = normals(60, 3, 'plane');
    const y = rows.map(([a = 0, b = 0, c = 0]) => 2 * a - b + 0.5 * c + 7);
    const exact = fitRidge(tableOf(rows), y, { l2: 0 });
    [2, -1, 0.5].forEach((w, j) => {
      expect(exact.weights[j]).toBeCloseTo(w, 6);
    });
    expect(exact.bias).toBeCloseTo(7, 6);
    const pulled = fitRidge(tableOf(rows), y, { l2: 1e6 });
    expect(Math.hypot(...pulled.weights)).toBeLessThan(1e-4);
    expect(pulled.bias).toBeCloseTo(y.reduce((a, b) => a + b) / y.length, 3);
  });

  it('takes a row of weight 2 as two rows, and a column that repeats another without trouble', () => {
    const rows = normals(20, 2, 'twice').map(([a = 0, b = 0]) => [a, b, a]);
    const y = rows.map(([a = 0, b = 0], i) => a + b + 0.1 * Math.sin(i));
    const weights = rows.map((_, i) => (i < 5 ? 2 : 1));
    const heavy = fitRidge(tableOf(rows), y, { l2: 0.01, weights });
    const doubled = fitRidge(tableOf([...rows, ...rows.slice(0, 5)]), [...y, ...y.slice(0, 5)], {
      l2: 0.01,
    });
    heavy.weights.forEach((w, j) => {
      expect(w).toBeCloseTo(doubled.weights[j] ?? 0, 8);
    });
  });
});

describe('logistic regression', () => {
  it('finds the log-odds that the labels were drawn from', () => {
    const rows = normals(20_000, 2, 'odds');
    const chance = random(2, 'draw');
    const y = rows.map(([a = 0, b = 0]) => (chance.next() < sigmoid(1.5 * a - b + 0.5) ? 1 : 0));
    const model = fitLogistic(tableOf(rows), y, { l2: 0 });
    expect(model.weights[0]).toBeCloseTo(1.5, 0.9);
    expect(model.weights[1]).toBeCloseTo(-1, 0.9);
    expect(model.bias).toBeCloseTo(0.5, 0.9);
  });

  it('ends at rest: the slope of its loss is zero', () => {
    const rows = normals(80, 4, 'rest');
    const y = rows.map(([a = 0], i) => (a + Math.sin(i) > 0 ? 1 : 0));
    const x = tableOf(rows);
    const model = fitLogistic(x, y, { l2: 0.05 });
    for (let j = 0; j < 4; j++) {
      let slope = 0.05 * (model.weights[j] ?? 0);
      for (let i = 0; i < 80; i++)
        slope += ((sigmoid(scoreOf(model, rowOf(x, i))) - (y[i] ?? 0)) * (rows[i]?.[j] ?? 0)) / 80;
      expect(Math.abs(slope)).toBeLessThan(1e-6);
    }
  });

  it('stays finite where the classes lie apart', () => {
    const x = tableOf(Array.from({ length: 40 }, (_, i) => [i < 20 ? -1 : 1]));
    const y = Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1));
    const model = fitLogistic(x, y, { l2: 1e-3 });
    expect(model.weights[0]).toBeGreaterThan(1);
    expect(Number.isFinite(model.weights[0])).toBe(true);
  });
});

describe('softmax regression', () => {
  it('ends at rest, and agrees with the logistic where there are two classes', () => {
    const rows = normals(200, 3, 'classes');
    const x = tableOf(rows);
    const three = rows.map(([a = 0, b = 0], i) =>
      a + 0.5 * Math.sin(i) > 0.5 ? 0 : b > 0 ? 1 : 2,
    );
    const model = fitSoftmax(x, three, 3, { l2: 0.02 });
    for (let k = 0; k < 3; k++)
      for (let j = 0; j < 3; j++) {
        let slope = 0.02 * (model.weights[k]?.[j] ?? 0);
        for (let i = 0; i < 200; i++)
          slope +=
            (((softmaxOf(model, rowOf(x, i))[k] ?? 0) - (three[i] === k ? 1 : 0)) *
              (rows[i]?.[j] ?? 0)) /
            200;
        expect(Math.abs(slope)).toBeLessThan(1e-3);
      }
    const two = three.map((c) => (c === 0 ? 1 : 0));
    const soft = fitSoftmax(x, two, 2, { l2: 0.02 });
    const single = fitLogistic(x, two, { l2: 0.01 });
    for (let i = 0; i < 20; i++) {
      const [a = 0, b = 0] = logitsOf(soft, rowOf(x, i));
      expect(b - a).toBeCloseTo(scoreOf(single, rowOf(x, i)), 1);
    }
  });
});

describe('boosted trees', () => {
  it('learn what no weighted sum can: one or the other, not both', () => {
    const rows = normals(800, 3, 'xor');
    const y = rows.map(([a = 0, b = 0]) => (a > 0 !== b > 0 ? 1 : 0));
    const options = {
      rounds: 60,
      depth: 3,
      rate: 0.3,
      minLeaf: 10,
      subsample: 0.8,
      columns: 1,
      seed: 4,
      loss: 'logistic',
    } as const;
    const model = fitBoost(tableOf(rows.slice(0, 600)), y.slice(0, 600), options);
    const right = rows
      .slice(600)
      .filter((row, i) => boostScore(model, row) > 0 === (y[600 + i] ?? 0) > 0.5);
    expect(right.length / 200).toBeGreaterThan(0.9);
    const again = fitBoost(tableOf(rows.slice(0, 600)), y.slice(0, 600), options);
    expect(again).toEqual(model);
  });

  it('keep the fewest rows in a leaf: a single odd row moves nothing', () => {
    const rows = Array.from({ length: 50 }, (_, i) => [i === 0 ? 100 : 0]);
    const y = Array.from({ length: 50 }, (_, i) => (i === 0 ? 1 : 0));
    const model = fitBoost(tableOf(rows), y, {
      rounds: 10,
      depth: 2,
      rate: 1,
      minLeaf: 5,
      subsample: 1,
      columns: 1,
      seed: 1,
      loss: 'squared',
    });
    expect(boostScore(model, [100])).toBeCloseTo(boostScore(model, [0]), 9);
  });
});

describe('a scale', () => {
  it('gives mean 0 and spread 1, and silences what never changes', () => {
    const x = tableOf(normals(100, 2, 'scale').map(([a = 0, b = 0]) => [a * 50 + 3, b, 7]));
    const out = scaled(x, standardiser(x));
    for (let j = 0; j < 3; j++) {
      const column = Array.from({ length: 100 }, (_, i) => rowOf(out, i)[j] ?? 0);
      const mean = column.reduce((a, b) => a + b) / 100;
      expect(mean).toBeCloseTo(0, 9);
      expect(column.reduce((a, b) => a + b * b, 0) / 100).toBeCloseTo(j === 2 ? 0 : 1, 9);
    }
  });
});

describe('calibration of probabilities', () => {
  it('finds how much too sure logits were', () => {
    const chance = random(9, 'sure');
    const logits = Array.from({ length: 4000 }, () => [chance.normal() * 2]);
    const y = logits.map(([z = 0]) => (chance.next() < sigmoid(z) ? 1 : 0));
    const tooSure = logits.map(([z = 0]) => [3 * z]);
    expect(fitTemperature(tooSure, y)).toBeGreaterThan(2.6);
    expect(fitTemperature(tooSure, y)).toBeLessThan(3.4);
    const { a, b } = fitPlatt(
      tooSure.map(([z = 0]) => z),
      y,
    );
    expect(a).toBeCloseTo(1 / 3, 1);
    expect(b).toBeCloseTo(0, 0.5);
  });
});
