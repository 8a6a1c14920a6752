import { z } from 'zod';
import { CueNumber } from './cue.ts';

/** Names that lead out of plain data into the language itself; nothing in a show is called so. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

const Step = z
  .string()
  .min(1)
  .max(64)
  .refine((step) => !FORBIDDEN_NAMES.has(step), 'a name that no show uses');
const Path = z
  .array(z.union([Step, z.int().min(0).max(10_000)]))
  .min(1)
  .max(8);

const DEEPEST = 16;
const MOST_PARTS = 4_000;

const partsOf = (value: object): readonly unknown[] | null => {
  if (Array.isArray(value)) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return null;
  return Object.keys(value).some((key) => FORBIDDEN_NAMES.has(key)) ? null : Object.values(value);
};

/** True for what JSON holds, at most 16 lists and objects in each other and 4,000 values in all. Nothing recurs. */
const isValue = (whole: unknown): boolean => {
  let level: readonly unknown[] = [whole];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth++) {
    seen += level.length;
    if (depth > DEEPEST || seen > MOST_PARTS) return false;
    const next: unknown[] = [];
    for (const value of level) {
      if (value === null || typeof value === 'string' || typeof value === 'boolean') continue;
      if (typeof value === 'number' && Number.isFinite(value)) continue;
      const parts = typeof value === 'object' ? partsOf(value) : null;
      if (!parts) return false;
      for (const part of parts) next.push(part);
    }
    level = next;
  }
  return true;
};

/** A value as a show file may hold it. */
const Value = z.custom<z.core.util.JSONType>(isValue, 'a value that a show file can hold');

/** One change of a show file. Cues keep their numbers, whatever happens around them, unless they are renumbered. */
export const ShowEdit = z.discriminatedUnion('do', [
  /** A field of a cue, `['fade', 'seconds']`; `null` takes it out. */
  z.strictObject({ do: z.literal('set'), number: CueNumber, path: Path, value: Value }),
  /** A new cue after another, or at the beginning. Without a number it gets one between its neighbours. */
  z.strictObject({
    do: z.literal('insert'),
    after: CueNumber.nullable(),
    cue: z.record(Step, Value),
  }),
  /** The same cue once more, right after it, with a number between its neighbours. */
  z.strictObject({ do: z.literal('duplicate'), number: CueNumber }),
  /** Another number; what names the cue in this file goes along, what names it elsewhere does not. */
  z.strictObject({ do: z.literal('renumber'), number: CueNumber, to: CueNumber }),
  z.strictObject({ do: z.literal('move'), number: CueNumber, after: CueNumber.nullable() }),
  z.strictObject({ do: z.literal('delete'), number: CueNumber }),
  /** Anything of the show besides its cues and its format; `null` takes it out. */
  z.strictObject({ do: z.literal('set-show'), path: Path, value: Value }),
]);
export type ShowEdit = Readonly<z.infer<typeof ShowEdit>>;
