import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EvalRow, Evaluation } from '../evaluation.ts';
import { modelsFolder } from '../models.ts';
import { emoBank } from './emobank.ts';
import { type Comment, goEmotions } from './goemotions.ts';
import {
  calibrationRows,
  groupRows,
  leakyMacroF1,
  probabilitiesOf,
  toneRows,
  tonesOf,
} from './scores.ts';
import { heardIn, shippedModel } from './shipped.ts';

const FRAME = { data: 'GoEmotions, 4 groups', split: 'official dev, thresholds from train' };

/** Thresholds that a model's card keeps. */
export const thresholdsOf = (settings: Readonly<Record<string, unknown>>): number[] =>
  Array.isArray(settings.thresholds) ? settings.thresholds.map(Number) : [];

const plain = (metric: string, value: number, n: number, more: Partial<EvalRow> = {}): EvalRow => ({
  decoder: 'text-en',
  ...FRAME,
  metric,
  value,
  ci: null,
  chance: null,
  majority: null,
  n,
  ...more,
});

/** Megabytes of a shipped graph. */
export const megabytes = (id: string): number =>
  statSync(join(modelsFolder(resolve('.')), `${id}.onnx`)).size / 1e6;

/** Mean milliseconds from a sentence to its outputs, on this thread. */
export const msASentence = async (comments: readonly Comment[]): Promise<number> => {
  const model = await shippedModel('text-en');
  const warm = comments.slice(0, 50);
  for (const { text } of warm) await heardIn(model, text);
  const startedMs = performance.now();
  for (const { text } of comments) await heardIn(model, text);
  return (performance.now() - startedMs) / comments.length;
};

const feelingRows = async (data: string): Promise<EvalRow[]> => {
  const model = await shippedModel('text-en');
  const dev = goEmotions(data, 'dev');
  const said = await probabilitiesOf(model, dev);
  const [macro, ...groups] = groupRows(dev, said, thresholdsOf(model.card.settings), FRAME);
  return [
    ...(macro ? [{ ...macro, goal: { op: '>=' as const, value: 0.68 } }] : []),
    plain('macroF1', leakyMacroF1(dev, said), dev.length, {
      split: 'thresholds from the tested texts',
      leaky: true,
    }),
    ...groups,
    ...calibrationRows(dev, said, FRAME),
    plain('MB', megabytes('text-en'), 1, { goal: { op: '<=', value: 25 } }),
    plain('ms a sentence', await msASentence(dev.slice(0, 500)), 500, {
      goal: { op: '<=', value: 5 },
      note: 'features and inference, one thread',
    }),
  ];
};

const GOALS: Readonly<Record<string, number>> = { 'r valence': 0.67, 'r arousal': 0.54 };

const ratedRows = async (data: string): Promise<EvalRow[]> => {
  const dev = emoBank(data, 'dev');
  const said = await tonesOf(await shippedModel('text-en'), await shippedModel('text-en-va'), dev);
  return toneRows(dev, said, { data: 'EmoBank', split: 'official dev' }).map((row) => ({
    ...row,
    goal: { op: '>=' as const, value: GOALS[row.metric] ?? 0 },
  }));
};

export const evaluation: Evaluation = {
  name: 'text-en',
  needs: ['goemotions', 'emobank'],
  run: async ({ data }) => [...(await feelingRows(data)), ...(await ratedRows(data))],
};
