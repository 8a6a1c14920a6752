import { z } from 'zod';
import { Id } from './ids.ts';
import { Curve } from './show.ts';
import { AtMs, Seconds, Unit } from './time.ts';

/** The version of the resume point; a point of another version is not used. */
export const RESUME_FORMAT = 1;

const Values = z.record(z.string().max(128), z.number());

/** A fade on its way: named values, how far it is, and how long it takes in all. */
export const SavedFade = z.strictObject({
  from: Values,
  to: Values,
  elapsedS: z.number().min(0),
  seconds: Seconds,
  curve: Curve,
});
export type SavedFade = Readonly<z.infer<typeof SavedFade>>;

/** The cue that starts by itself next: after a pre-wait (`start`) or as a follow (`trigger`). */
export const SavedWaiting = z.strictObject({
  kind: z.enum(['start', 'trigger']),
  number: z.string().min(1).max(32),
  inS: z.number().min(0),
});

/**
 * Where a show stands, complete enough to go on after a restart without a jump. Lengths are in
 * show time, so the time that passed while nobody conducted is not counted.
 */
export const ResumePoint = z.strictObject({
  format: z.literal(RESUME_FORMAT),
  /** The id of the show this point belongs to. */
  show: Id,
  savedMs: AtMs,
  /** The running cue's number and how long ago it started. */
  cue: z.string().max(32).nullable(),
  cueElapsedS: z.number().min(0),
  standby: z.string().max(32).nullable(),
  waiting: SavedWaiting.nullable(),
  frozen: z.boolean(),
  blackout: z.boolean(),
  panic: z.boolean(),
  /** Grand master without the level cap: now, where it goes, and how long that takes yet. */
  master: z.strictObject({ level: Unit, to: Unit, leftS: Seconds }),
  /** Share of each scene entry. */
  weights: SavedFade,
  /** Base look of each scene entry. */
  looks: z.record(z.string(), SavedFade),
  /** `deep.0`, `deep.1`, `deep.2`, ... : sRGB. */
  palette: SavedFade,
  /** `level`: the level cap, 0 for a black cue. */
  level: SavedFade,
  /** How far each mapping has moved its parameter, by scene entry and mapping. */
  felt: z.record(z.string(), Values),
  pulse: z.strictObject({
    beats: z.number().min(0),
    rateHz: z.number().min(0),
    breath: Unit,
  }),
});
export type ResumePoint = Readonly<z.infer<typeof ResumePoint>>;
