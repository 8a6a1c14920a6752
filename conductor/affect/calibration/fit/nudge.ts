import { createHash } from 'node:crypto';
import type { ModelCard } from '#contracts/model-card';
import { softmaxInPlace } from '../../learning/logistic.ts';
import { balancedAccuracy } from '../../learning/metrics.ts';
import { leaveOneOut } from '../../learning/splits.ts';
import { picked } from '../../learning/table.ts';
import { graphOf } from './card.ts';
import type { ProfileModel } from './profile.ts';

/** A new row in the model's own columns. */
export interface NewRow {
  readonly x: Float64Array;
  readonly y: number;
  readonly recall: string;
}

/** How hard the old weights hold; one is chosen by leaving new recalls out, the hardest of equals. */
const HOLDS = [3, 1, 0.2] as const;
const STEPS = 100;

type Sums = ProfileModel['sums'];

/** Weight of each row: every class that is there counts alike. */
const balance = (rows: readonly NewRow[], classes: number): number[] => {
  const counts = new Float64Array(classes);
  for (const { y } of rows) counts[y] = (counts[y] ?? 0) + 1;
  const there = counts.filter((n) => n > 0).length;
  return rows.map(({ y }) => 1 / (there * (counts[y] ?? 1)));
};

/**
 * Moves the sums so that new rows are told better, with a ridge that pulls towards where they were (a
 * Gaussian prior at the old weights): minimises the weighted log loss + hold / 2 |change|^2, the change on
 * columns over their spread, by gradient descent with a step below 1 / (largest curvature).
 */
const towards = (model: ProfileModel, rows: readonly NewRow[], hold: number): Sums => {
  const { sums, sd, card } = model;
  const d = sd.length;
  const weights = balance(rows, sums.length);
  const scaled = rows.map(({ x }) =>
    Float64Array.from(x, (v, j) => ((sd[j] ?? 0) > 0 ? v / (sd[j] ?? 1) : 0)),
  );
  const old = rows.map(({ x }) =>
    sums.map((s) => s.weights.reduce((t, w, j) => t + w * (x[j] ?? 0), s.bias) / card.temperature),
  );
  const curvature = scaled.reduce(
    (sum, x, i) => sum + (weights[i] ?? 0) * x.reduce((t, v) => t + v * v, 1),
    0,
  );
  const step = 1 / (0.5 * curvature + hold);
  const change = sums.map(() => new Float64Array(d + 1));
  for (let n = 0; n < STEPS; n++) {
    const gradient = change.map((c) => c.map((v) => hold * v));
    rows.forEach(({ y }, i) => {
      const x = scaled[i] ?? new Float64Array(d);
      const p = softmaxInPlace(
        Float64Array.from(change, (c, k) =>
          x.reduce((t, v, j) => t + v * (c[j] ?? 0), (old[i]?.[k] ?? 0) + (c[d] ?? 0)),
        ),
      );
      gradient.forEach((g, k) => {
        const off = (weights[i] ?? 0) * ((p[k] ?? 0) - (k === y ? 1 : 0));
        for (let j = 0; j < d; j++) g[j] = (g[j] ?? 0) + off * (x[j] ?? 0);
        g[d] = (g[d] ?? 0) + off;
      });
    });
    change.forEach((c, k) => {
      for (let j = 0; j <= d; j++) c[j] = (c[j] ?? 0) - step * (gradient[k]?.[j] ?? 0);
    });
  }
  return sums.map(({ weights: was, bias }, k) => ({
    weights: was.map(
      (w, j) =>
        w + ((sd[j] ?? 0) > 0 ? (card.temperature * (change[k]?.[j] ?? 0)) / (sd[j] ?? 1) : 0),
    ),
    bias: bias + card.temperature * (change[k]?.[d] ?? 0),
  }));
};

const bestOf = (sums: Sums, x: Float64Array): number => {
  const said = sums.map(({ weights, bias }) =>
    weights.reduce((t, w, j) => t + w * (x[j] ?? 0), bias),
  );
  return said.indexOf(Math.max(...said));
};

/** Balanced accuracy on new recalls that were left out of the moving. */
const leftOut = (model: ProfileModel, rows: readonly NewRow[], hold: number): number => {
  const said = new Int32Array(rows.length);
  for (const { train, test } of leaveOneOut(rows.map(({ recall }) => recall))) {
    const sums = towards(model, picked(rows, train), hold);
    for (const i of test) said[i] = bestOf(sums, rows[i]?.x ?? new Float64Array(0));
  }
  return balancedAccuracy(
    said,
    rows.map(({ y }) => y),
    model.sums.length,
  );
};

/** The model moved by new rows, and how it does on new recalls left out. */
export const nudged = (
  model: ProfileModel,
  rows: readonly NewRow[],
): { readonly model: ProfileModel; readonly score: number } => {
  const scores = HOLDS.map((hold) => leftOut(model, rows, hold));
  const score = Math.max(...scores);
  const sums = towards(model, rows, HOLDS[scores.indexOf(score)] ?? 1);
  const onnx = graphOf(model.card.id, { sums, check: { temperature: model.card.temperature } });
  const { training, settings } = model.card;
  const card: ModelCard = {
    ...model.card,
    sha256: createHash('sha256').update(onnx).digest('hex'),
    bytes: onnx.length,
    training: {
      ...training,
      method: `${training.method}; then moved by new recalls: the scores are of the model before`,
    },
    settings: { ...settings, refined: score },
  };
  return { model: { ...model, sums, onnx, card }, score };
};
