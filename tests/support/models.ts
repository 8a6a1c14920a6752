import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelCard } from '#contracts/model-card';
import type { DecoderContext, Model } from '../../conductor/affect/decoder.ts';
import { findModels } from '../../conductor/affect/learned/found.ts';
import { graphKeeper } from '../../conductor/affect/learned/graph-keeper.ts';
import { openGraph } from '../../conductor/affect/learned/graph-session.ts';
import { modelsFolder } from '../../conductor/affect/learned/store.ts';
import type { StartWorker } from '../../conductor/affect/learned/worker-link.ts';
import type { Linear } from '../../conductor/affect/learning/ridge.ts';
import { linearGraph } from '../../conductor/affect/onnx/linear.ts';
import { ROOT } from './conductor.ts';

/** A graph with its card. */
export interface TinyModel {
  readonly card: ModelCard;
  readonly bytes: Uint8Array;
}

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

/** A real graph of a few weights: the sigmoid of the weighted sum of its inputs. */
export const tinyModel = (id: string, weights: readonly number[], bias = 0): TinyModel =>
  modelOf(id, [{ weights: Float64Array.from(weights), bias }]);

/** The sigmoids of several weighted sums. */
export const modelOf = (id: string, sums: readonly Linear[]): TinyModel => {
  const bytes = linearGraph({ name: id, head: 'sigmoid', sums });
  const card: ModelCard = {
    format: 1,
    id,
    version: 1,
    modality: 'physiology',
    purpose: 'A sum for tests.',
    sha256: sha256(bytes),
    bytes: bytes.length,
    licence: 'MIT',
    data: [],
    features: Array.from(sums[0]?.weights ?? [], (_, i) => `column${i}`),
    outputs: ['share'],
    training: { method: 'written by hand', command: 'none', seed: 0 },
    temperature: 1,
    scores: [],
    failures: ['Everything it was not made for.'],
    settings: {},
  };
  return { card, bytes };
};

/** Writes models as they ship. */
export const writeModels = (folder: string, models: readonly TinyModel[]): void => {
  mkdirSync(folder, { recursive: true });
  for (const { card, bytes } of models) {
    writeFileSync(join(folder, `${card.id}.card.json`), JSON.stringify(card));
    writeFileSync(join(folder, `${card.id}.onnx`), bytes);
  }
};

/** What a worker does, in this thread: for tests of what lies around it. */
export const inThisThread: StartWorker = ({ message, gone }) => {
  let isGone = false;
  const { hear } = graphKeeper((said) => {
    if (!isGone) message(said);
  });
  return {
    post: (said) => hear(structuredClone(said)),
    async end() {
      isGone = true;
      gone('it ended');
    },
  };
};

/** A model whose graph runs in this thread: for tests that need no worker. */
export const inProcess = async ({ card, bytes }: TinyModel): Promise<Model> => {
  const session = await openGraph(bytes);
  return { card, ask: (input, rows = 1) => session.ask(input, rows) };
};

/** The models that ship, run in this thread; `settled` is done when nothing is asked that waits. */
export interface Shipped {
  readonly context: DecoderContext;
  settled(): Promise<void>;
}

/** Throws where one of the models that ship is broken. */
export const shippedModels = async (): Promise<Shipped> => {
  const { found, troubles } = await findModels(modelsFolder(ROOT));
  const [first] = troubles;
  if (first) throw first.error;
  const waiting = new Set<Promise<Float32Array>>();
  const models = new Map<string, Model>();
  for (const one of found) {
    const { card, ask } = await inProcess(one);
    const kept: Model['ask'] = (input, rows) => {
      const answer = ask(input, rows);
      waiting.add(answer);
      void answer.finally(() => waiting.delete(answer)).catch(() => {});
      return answer;
    };
    models.set(card.id, { card, ask: kept });
  }
  return {
    context: { model: (id) => models.get(id) ?? null, personal: () => null },
    async settled() {
      while (waiting.size > 0) await Promise.allSettled(waiting);
    },
  };
};
