import { z } from 'zod';
import { Id } from './ids.ts';
import { Unit } from './time.ts';

/** What a show says of its music (`music:` in show.yaml). */
export const ShowMusic = z.strictObject({
  body: Id.optional().describe('Whose feeling it answers; the first of the show where absent.'),
  theme: z
    .string()
    .min(1)
    .max(1_000)
    .optional()
    .describe('A MIDI file in the folder of the show whose melody is taken up.'),
  level: Unit.default(0.7),
  instruments: z
    .array(
      z.enum(['piano', 'strings', 'harp', 'flute', 'clarinet', 'cello', 'vibraphone', 'choir']),
    )
    .max(8)
    .default(['piano', 'strings', 'cello']),
  midi: Id.optional().describe('An entry of `devices` of the kind midi: it is played there too.'),
  silent: z.boolean().default(false).describe('true: displays do not sound; MIDI alone does.'),
});
export type ShowMusic = z.infer<typeof ShowMusic>;

/** What a cue does with the music that answers. */
export const CueMusic = z.strictObject({
  play: z.boolean().optional().describe('Begins, or ends with the phrase.'),
  level: Unit.optional(),
  seconds: z.number().min(0).max(600).default(4),
});
export type CueMusic = z.infer<typeof CueMusic>;
