import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ModelCard } from '#contracts/model-card';
import type { Model } from '../../conductor/affect/decoder.ts';
import { openGraph } from '../../conductor/affect/learned/graph-session.ts';
import {
  ENGLISH_WIDTH,
  englishFeatures,
  englishInput,
} from '../../conductor/affect/text/english-features.ts';
import { modelsFolder } from '../models.ts';

/** A model on this thread, for training and measuring. */
export const modelOf = async (
  card: Omit<ModelCard, 'format' | 'sha256' | 'bytes'>,
  onnx: Uint8Array,
): Promise<Model> => {
  const session = await openGraph(onnx);
  return {
    card: { format: 1, ...card, sha256: '0'.repeat(64), bytes: onnx.length },
    ask: (input, rows = 1) => session.ask(input, rows),
  };
};

/** A model as it ships. Rejects where it is not there or does not load. */
export const shippedModel = async (id: string, root = resolve('.')): Promise<Model> => {
  const folder = modelsFolder(root);
  const card = ModelCard.parse(JSON.parse(readFileSync(join(folder, `${id}.card.json`), 'utf8')));
  return modelOf(card, readFileSync(join(folder, `${id}.onnx`)));
};

/** The whole output for a sentence; null for one without tokens. */
export const heardIn = async (model: Model, sentence: string): Promise<Float32Array | null> => {
  const input = englishInput(englishFeatures(sentence));
  return input.length === 0 ? null : model.ask(input, input.length / ENGLISH_WIDTH);
};
