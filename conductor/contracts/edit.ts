import { z } from 'zod';
import { CueNumber } from './cue.ts';

const Path = z
  .array(z.union([z.string().min(1).max(64), z.int().min(0).max(10_000)]))
  .min(1)
  .max(8);

/** A value as a show file may hold it. */
const Value = z.json();

/** One change of a show file. Cues keep their numbers, whatever happens around them. */
export const ShowEdit = z.discriminatedUnion('do', [
  /** A field of a cue, `['fade', 'seconds']`; `null` takes it out. */
  z.strictObject({ do: z.literal('set'), number: CueNumber, path: Path, value: Value }),
  /** A new cue after another, or at the beginning. Without a number it gets one between its neighbours. */
  z.strictObject({
    do: z.literal('insert'),
    after: CueNumber.nullable(),
    cue: z.record(z.string().min(1).max(64), Value),
  }),
  z.strictObject({ do: z.literal('move'), number: CueNumber, after: CueNumber.nullable() }),
  z.strictObject({ do: z.literal('delete'), number: CueNumber }),
  /** Anything of the show besides its cues and its format; `null` takes it out. */
  z.strictObject({ do: z.literal('set-show'), path: Path, value: Value }),
]);
export type ShowEdit = Readonly<z.infer<typeof ShowEdit>>;
