import { z } from 'zod';
import { Id } from './ids.ts';

/** Most points of one lane: what a wide screen shows. */
export const LANE_POINTS = 1_200;

/** A take in the list of the rehearsal page. */
export const TakeListing = z.strictObject({
  id: Id,
  show: z.string().nullable(),
  startMs: z.number(),
  seconds: z.number().nullable(),
  marks: z.int().min(0),
  videos: z.int().min(0),
});
export type TakeListing = Readonly<z.infer<typeof TakeListing>>;

/** A signal of a take: a value every `stepS`, null where there is none. */
export const Lane = z.strictObject({
  /** feeling: what was felt. feature: drawn from a body. stream: what a sensor sent, where nothing was drawn from it. */
  kind: z.enum(['feeling', 'feature', 'stream']),
  of: z.string(),
  name: z.string(),
  from: z.number(),
  to: z.number(),
  values: z.array(z.number().nullable()).max(LANE_POINTS + 1),
});
export type Lane = Readonly<z.infer<typeof Lane>>;

export const TakeVideo = z.strictObject({
  file: z.string(),
  /** The second of the take at which it begins: below 0 where it was running before. */
  fromS: z.number(),
  seconds: z.number().min(0).nullable(),
  /** Where the page gets it; null: the file is not where it was. */
  url: z.string().nullable(),
});
export type TakeVideo = Readonly<z.infer<typeof TakeVideo>>;

/** A take as the rehearsal page plays it: seconds count from its beginning. */
export const RehearsalTake = z.strictObject({
  id: Id,
  show: z.string().nullable(),
  startMs: z.number(),
  seconds: z.number().min(0),
  stepS: z.number().positive(),
  cues: z.array(z.strictObject({ s: z.number(), number: z.string() })).max(10_000),
  marks: z
    .array(z.strictObject({ s: z.number(), number: z.int(), text: z.string().nullable() }))
    .max(10_000),
  lanes: z.array(Lane).max(64),
  videos: z.array(TakeVideo).max(1_000),
});
export type RehearsalTake = Readonly<z.infer<typeof RehearsalTake>>;
