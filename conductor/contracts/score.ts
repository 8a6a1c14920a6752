import { z } from 'zod';
import { Id } from './ids.ts';
import { LevelFade } from './sound.ts';
import { AtMs, Unit } from './time.ts';

/** One note of the music that answers. */
export const ScoreNote = z.strictObject({
  /** Counts up over the music: a note that comes twice is one. */
  n: z.int().min(0),
  /** Show time of its beginning, and how long it is held. */
  atMs: AtMs,
  lastsMs: z.number().min(0).max(120_000),
  /** Part of the score: the instrument that plays it. */
  part: Id,
  note: z.int().min(0).max(127),
  velocity: Unit,
});
export type ScoreNote = z.infer<typeof ScoreNote>;

/** A part of the score: a General MIDI program on a channel of its own. */
export const ScorePart = z.strictObject({
  id: Id,
  channel: z.int().min(0).max(15),
  /** General MIDI program, 0..127. */
  program: z.int().min(0).max(127),
  /** 0 left .. 1 right. */
  pan: Unit,
  /** Share of the reverberation. */
  reverb: Unit,
});
export type ScorePart = z.infer<typeof ScorePart>;

/** The music as displays play it: its parts and level; notes come ahead of their time in `notes` messages. */
export const MusicDesk = z.strictObject({
  /** Another run is other music: notes that wait are let go. */
  run: z.int().min(0),
  playing: z.boolean(),
  parts: z.array(ScorePart).max(15),
  level: LevelFade,
});
export type MusicDesk = z.infer<typeof MusicDesk>;

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
