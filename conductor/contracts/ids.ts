import { z } from 'zod';

/** A name that is safe in OSC addresses, file names and URLs. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/, 'letters, digits, dot, underscore and hyphen only');
export type Id = string;

/** The id under which features of two bodies together are told, the same whichever comes first. */
export const pairId = (a: Id, b: Id): Id => [a, b].sort().join('--').slice(0, 64);

/** The body used where nobody named one: most pieces have one dancer. */
export const DEFAULT_BODY = 'dancer';

/** Every text that a visitor or an operator reads stands in both languages. */
export const Text = z.strictObject({ en: z.string().max(2_000), ko: z.string().max(2_000) });
export type Text = z.infer<typeof Text>;
