import { z } from 'zod';
import { Id, Text } from './ids.ts';
import { Seconds } from './time.ts';
import { MemoryKind, VisitStep } from './visit.ts';

/** What of a visit the show decides (`booth:` in show.yaml). */
export const Booth = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        id: Id,
        text: Text,
        weight: z
          .number()
          .min(0)
          .max(4)
          .default(1)
          .describe('How much the answer weighs in the picture.'),
      }),
    )
    .max(16)
    .default([])
    .describe('Asked one at a time after the memory was told; each may be passed over.'),
  music: z
    .array(z.strictObject({ sound: Id.describe('An entry of `sounds`.'), title: Text }))
    .max(32)
    .default([]),
  cues: z
    .partialRecord(VisitStep, z.string().min(1).max(32))
    .default({})
    .describe('The cue that is called when a step begins.'),
  restS: Seconds.default(60).describe('How long the rest before the recall is.'),
  recallS: z.number().min(60).max(120).default(90),
  awayS: z
    .number()
    .min(15)
    .max(600)
    .default(60)
    .describe(
      'Without a touch, a voice or a key for so long the booth asks whether somebody is there.',
    ),
  leaveS: z
    .number()
    .min(5)
    .max(120)
    .default(20)
    .describe('And returns to its beginning so long after.'),
  film: z
    .strictObject({
      seconds: z.number().min(30).max(180).default(60),
      aspect: z.enum(['16:9', '9:16', '1:1']).default('16:9'),
      lines: z
        .union([z.literal(720), z.literal(1080)])
        .default(720)
        .describe('Of its shorter side.'),
      label: z
        .enum(['picture', 'file'])
        .default('file')
        .describe('Where "AI-made" is said; the file says it always.'),
      cue: z
        .string()
        .min(1)
        .max(32)
        .optional()
        .describe('The cue whose scene shows the film; that of `recall` where absent.'),
    })
    .default({ seconds: 60, aspect: '16:9', lines: 720, label: 'file' }),
  keepDays: z
    .partialRecord(MemoryKind, z.number().min(1).max(3_650))
    .default({})
    .describe('How long each kind is kept at most; 30 days where nothing is said.'),
  takeHours: z.number().min(1).max(168).default(48),
  recorded: z
    .array(z.string().min(1).max(1_000))
    .max(16)
    .default([])
    .describe('Recorded visits in the folder of the show, played while nobody is there.'),
});
export type Booth = z.infer<typeof Booth>;
