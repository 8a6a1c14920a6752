import { z } from 'zod';

/** What train.py says of a run, in report.json. */
export const Report = z.object({
  noiseSeed: z.int(),
  /** Each went on from the weights of the one before. */
  runs: z.array(z.object({ steps: z.int().min(1), seed: z.int() })).min(1),
  batch: z.int().min(1),
  parameters: z.int().min(1),
  matters: z.array(
    z.object({ name: z.string(), source: z.string(), loss: z.number().nonnegative() }),
  ),
});
export type Report = z.infer<typeof Report>;
