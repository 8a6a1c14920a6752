import { z } from 'zod';
import { Id, Text } from './ids.ts';
import { Remembered } from './picture.ts';
import { Unit } from './time.ts';
import { Language, Stroke, Tune } from './visit.ts';

/** Steps a second of a recall's course. */
export const COURSE_HZ = 10;
/** Longest course: three minutes. */
export const COURSE_STEPS = 1_800;

const Steps = z.array(Unit).max(COURSE_STEPS);

/** How feeling went through a recall, COURSE_HZ steps a second; all lists are of one length. */
export const Course = z
  .strictObject({
    /** What drove the picture: decoders and keys together, steadied. */
    positive: Steps,
    negative: Steps,
    arousal: Steps,
    confidence: Steps,
    /** What decoders alone said, without the keys. */
    decoded: z.strictObject({ positive: Steps, negative: Steps, arousal: Steps }),
    /** What the keys said: 0 or 1. */
    reported: z.strictObject({ pleasant: Steps, painful: Steps }),
    /** How full the lungs were, and heartbeats since the beginning, with fraction. */
    breath: Steps,
    beats: z.array(z.number().min(0)).max(COURSE_STEPS),
    /** Where somebody moved and how hard; all 0 energy where nobody was seen. */
    moved: z.strictObject({ x: Steps, y: Steps, energy: Steps }),
  })
  .refine(
    (c) =>
      [
        c.negative,
        c.arousal,
        c.confidence,
        ...Object.values(c.decoded),
        ...Object.values(c.reported),
        c.breath,
        c.beats,
        ...Object.values(c.moved),
      ].every((list) => list.length === c.positive.length),
    'lists of one length',
  );
export type Course = z.infer<typeof Course>;

/** A memory as it was given: all that a film of it is made from (`memory.json`). Same memory, same seed: the same film. */
export const Remembrance = z.strictObject({
  format: z.literal(1),
  id: Id,
  lang: Language,
  /** Chance of its world. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** Words and drawing as the engine takes them: the memory first, then each answer with its weight. */
  memory: Remembered,
  strokes: z.array(Stroke).max(200),
  tune: Tune,
  /** Notes of a tune that was played or found in a file, as the theme that the score takes: seconds, MIDI number, 0..1. */
  theme: z
    .array(
      z.strictObject({
        atS: z.number().min(0),
        lastsS: z.number().min(0),
        note: z.int().min(0).max(127),
        velocity: Unit,
      }),
    )
    .max(2_000)
    .default([]),
  course: Course,
  /** Titles of the film: of the show and the day, never the words. */
  title: Text,
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
});
export type Remembrance = z.infer<typeof Remembrance>;
