import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelCard } from '#contracts/model-card';
import type { CardDraft } from './training.ts';

/** Where shipped weights lie. */
export const modelsFolder = (root: string): string => join(root, 'conductor/affect/models');

/** Writes a graph and its card. Throws a ZodError where the card is not whole. */
export const writeModel = (root: string, draft: CardDraft, onnx: Uint8Array): ModelCard => {
  const card = ModelCard.parse({
    format: 1,
    ...draft,
    sha256: createHash('sha256').update(onnx).digest('hex'),
    bytes: onnx.length,
  });
  const folder = modelsFolder(root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${card.id}.onnx`), onnx);
  writeFileSync(join(folder, `${card.id}.card.json`), `${JSON.stringify(card, null, 2)}\n`);
  return card;
};
