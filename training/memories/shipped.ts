import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { DecoderContext, Model } from '../../conductor/affect/decoder.ts';
import { modelsFolder } from '../models.ts';
import { shippedModel } from '../text-en/shipped.ts';

/** Models as they ship, on this thread; those that do not are null. Rejects where one is broken. */
export const shippedContext = async (
  ids: readonly string[],
  root = resolve('.'),
): Promise<DecoderContext> => {
  const models = new Map<string, Model>();
  for (const id of ids)
    if (existsSync(join(modelsFolder(root), `${id}.card.json`)))
      models.set(id, await shippedModel(id, root));
  return { model: (id) => models.get(id) ?? null, personal: () => null };
};
