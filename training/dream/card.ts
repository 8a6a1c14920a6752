import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What must be known of the network that paints matter; lies beside it as dream-matter.card.json. */
export const MatterCard = z.strictObject({
  format: z.literal(1),
  id: z.literal('dream-matter'),
  /** Changes whenever the meaning of inputs or outputs does. */
  version: z.int().min(1),
  purpose: z.string().min(1),
  /** Of dream-matter.onnx, and of dream-matter.codes.json, without which the graph is of no use. */
  sha256: Sha256,
  codesSha256: Sha256,
  bytes: z.int().min(1),
  parameters: z.int().min(1),
  licence: z.string().min(1),
  data: z
    .array(
      z.strictObject({
        name: z.string(),
        licence: z.string(),
        source: z.string(),
        use: z.string(),
      }),
    )
    .min(1),
  inputs: z.array(z.string().min(1)).min(1),
  outputs: z.array(z.string().min(1)).min(1),
  training: z.strictObject({
    method: z.string().min(1),
    command: z.string().min(1),
    noiseSeed: z.int(),
    /** Each went on from the weights of the one before. */
    runs: z.array(z.strictObject({ steps: z.int().min(1), seed: z.int() })).min(1),
    picturesAStep: z.int().min(1),
  }),
  /** What was shown, and the distance that was left: a sum over scales, 0 where nothing tells both apart. */
  matters: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/),
        source: z.string().min(1),
        loss: z.number().min(0),
      }),
    )
    .min(1),
  failures: z.array(z.string().min(1)).min(1),
});
export type MatterCard = z.infer<typeof MatterCard>;
