import { z } from 'zod';
import { Curve } from './cue.ts';
import { Id } from './ids.ts';
import { AtMs, Seconds, Unit } from './time.ts';

/** A level on its way, in the conductor's time. */
export const LevelFade = z.strictObject({
  from: Unit,
  to: Unit,
  startMs: AtMs,
  seconds: Seconds,
  curve: Curve,
});
export type LevelFade = Readonly<z.infer<typeof LevelFade>>;

/** One audio file that plays. At `atMs` of the conductor's clock it is at `atS` of the file. */
export const Voice = z.strictObject({
  id: Id,
  /** Where the display gets it: a path on the conductor. */
  url: z.string().max(1_000),
  display: Id.optional(),
  loop: z.boolean(),
  /** False: held where it is (freeze, a standing state). */
  playing: z.boolean(),
  atMs: AtMs,
  atS: z.number().min(0),
  level: LevelFade,
});
export type Voice = Readonly<z.infer<typeof Voice>>;

/** All that sounds: to displays, whenever it changes and on joining. */
export const SoundDesk = z.strictObject({
  voices: z.array(Voice).max(64),
  /** Files that a cue will want: to be loaded now. */
  preload: z.array(z.string().max(1_000)).max(256),
  /** Files that only the display of this name will play; not in what a display is told. */
  preloadFor: z.record(Id, z.array(z.string().max(1_000)).max(256)).optional(),
  master: LevelFade,
  /** Fire, PANIC and blackout act on sound through this: a fade of its own over all. */
  over: LevelFade,
});
export type SoundDesk = Readonly<z.infer<typeof SoundDesk>>;
