import { z } from 'zod';
import { CLASSES } from './scores.ts';

/** What must be known of the network of the safety gate; lies beside it as safety.card.json. */
export const SafetyCard = z.strictObject({
  format: z.literal(1),
  id: z.literal('safety'),
  /** Changes whenever the meaning of input or output does. */
  version: z.int().min(1),
  purpose: z.string().min(1),
  /** Of safety.onnx: another file is not used. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(1),
  licence: z.string().min(1),
  source: z.strictObject({
    name: z.string().min(1),
    package: z.string().min(1),
    /** Of the package, base64, as the registry publishes it. */
    sha512: z.string().min(1),
    file: z.string().min(1),
    network: z.string().min(1),
    command: z.string().min(1),
  }),
  /** What the weights learned from, as far as their makers say. */
  data: z.string().min(1),
  input: z.string().min(1),
  outputs: z.tuple(CLASSES.map((name) => z.literal(name)) as [z.ZodLiteral, ...z.ZodLiteral[]]),
  limits: z.strictObject({ explicit: z.number(), suggestive: z.number() }),
  /** What was looked at here, and how. */
  checks: z.array(z.string().min(1)).min(1),
  failures: z.array(z.string().min(1)).min(1),
});
export type SafetyCard = z.infer<typeof SafetyCard>;
