import { z } from 'zod';
import { MODALITIES } from '#contracts/affect';
import { Id } from '#contracts/ids';
import type { DecoderContext } from './decoder.ts';

/** A personal model that a body wears, by the fingerprint of its graph: it tells nobody whose it is. */
export const WornModel = z.object({
  body: Id,
  modality: z.enum(MODALITIES),
  /** SHA-256 of the graph, in hexadecimal digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type WornModel = z.infer<typeof WornModel>;

/** What the bodies wear now. */
export const wornModels = (
  bodies: readonly Id[],
  { personal }: Pick<DecoderContext, 'personal'>,
): WornModel[] =>
  bodies.flatMap((body) =>
    MODALITIES.flatMap((modality) => {
      const model = personal(body, modality);
      return model ? [{ body, modality, sha256: model.card.sha256 }] : [];
    }),
  );
