import { z } from 'zod';

/** Names that every object has: what is kept by name would find them though nobody put them there. */
const isTaken = (name: string): boolean =>
  name === 'prototype' || Object.hasOwn(Object.prototype, name);

/** A name that is safe in OSC addresses, file names, URLs and as the name of a field. */
export const Id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9._-]+$/, 'letters, digits, dot, underscore and hyphen only')
  .refine((name) => !isTaken(name), 'a name that the language itself uses; choose another');
export type Id = string;

/** A person as they are named: their id in the store, or what they are called, in any script. */
export const PersonName = z
  .string()
  .max(120)
  .regex(/^(?=.*\S)[^\p{C}\p{Zl}\p{Zp}]+$/u, 'a name of at most 120 characters, on one line');
export type PersonName = string;

const MAX_ID = 64;
const HASH_BYTES = 8;

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return h;
};

/** An id as it is, or, where it is longer than 64 characters, cut and ended by a hash of the whole. */
export const fittingId = (whole: string): Id => {
  if (whole.length <= MAX_ID) return whole;
  const end = hash(whole).toString(16).padStart(HASH_BYTES, '0');
  return `${whole.slice(0, MAX_ID - HASH_BYTES - 1)}-${end}`;
};

/** The id under which features of two bodies together are told, the same whichever comes first. */
export const pairId = (a: Id, b: Id): Id => fittingId([a, b].sort().join('--'));

/** The body used where nobody named one: most pieces have one dancer. */
export const DEFAULT_BODY = 'dancer';

/** Every text that a visitor or an operator reads stands in both languages. */
export const Text = z.strictObject({ en: z.string().max(2_000), ko: z.string().max(2_000) });
export type Text = z.infer<typeof Text>;
