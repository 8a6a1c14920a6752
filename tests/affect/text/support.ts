import { existsSync, readFileSync } from 'node:fs';
import { ModelCard } from '#contracts/model-card';
import type { DecoderContext, Model } from '../../../conductor/affect/decoder.ts';
import { openGraph } from '../../../conductor/affect/learned/graph-session.ts';

const fileOf = (id: string, end: string): string => `conductor/affect/models/${id}${end}`;

export const ships = (id: string): boolean => existsSync(fileOf(id, '.card.json'));

/** Models as they ship, on this thread. */
export const shippedContext = async (ids: readonly string[]): Promise<DecoderContext> => {
  const models = new Map<string, Model>();
  for (const id of ids.filter(ships)) {
    const session = await openGraph(readFileSync(fileOf(id, '.onnx')));
    const card = ModelCard.parse(JSON.parse(readFileSync(fileOf(id, '.card.json'), 'utf8')));
    models.set(id, { card, ask: (input, rows = 1) => session.ask(input, rows) });
  }
  return { model: (id) => models.get(id) ?? null, personal: () => null };
};

/** A card that holds only what a reader looks at. */
export const bareCard = (id: string, settings: ModelCard['settings']): ModelCard => ({
  format: 1,
  id,
  version: 1,
  modality: 'text',
  purpose: 'a stand-in',
  sha256: '0'.repeat(64),
  bytes: 1,
  licence: 'MIT',
  data: [],
  features: ['column'],
  outputs: ['positive'],
  training: { method: '', command: '', seed: 0 },
  temperature: 1,
  scores: [],
  failures: ['all'],
  settings,
});
