import { z } from 'zod';
import { CueAffect, CueNumber, Evening } from './cue.ts';
import { Id } from './ids.ts';
import { Curve } from './show.ts';
import { AtMs, Seconds, Unit } from './time.ts';

/** The version of the resume point; one of version 1 is still read, one of another version is not used. */
export const RESUME_FORMAT = 2;

/** More of what was said of the feeling is not read, the oldest first; the director keeps far fewer. */
const MOST_AFFECTS = 2_048;

const Values = z.record(z.string().max(128), z.number());
const Elapsed = z.number().min(0);

/** A fade on its way: named values, how far it is, and how long it takes in all. */
export const SavedFade = z.strictObject({
  from: Values,
  to: Values,
  elapsedS: Elapsed,
  seconds: Seconds,
  curve: Curve,
});
export type SavedFade = Readonly<z.infer<typeof SavedFade>>;

/** A level of real time: now, where it goes, and how long that takes yet. */
const SavedLevel = z.strictObject({ level: Unit, to: Unit, leftS: Seconds });

/** A cue that starts by itself: after a pre-wait (`start`) or as a follow (`trigger`). */
export const SavedWaiting = z.strictObject({
  kind: z.enum(['start', 'trigger']),
  number: CueNumber,
  inS: Elapsed,
  /** The first of the cues that were called together with it. */
  group: CueNumber.optional(),
});
export type SavedWaiting = Readonly<z.infer<typeof SavedWaiting>>;

/** The cue on feeling that stands by; lengths in the time of the list. */
export const SavedWatch = z.strictObject({
  armedS: Elapsed,
  /** So long all its conditions have held; null: they do not. */
  heldS: Elapsed.nullable(),
  announced: z.strictObject({ by: z.enum(['feeling', 'time']), agoS: Elapsed }).nullable(),
  vetoed: z.boolean(),
});
export type SavedWatch = Readonly<z.infer<typeof SavedWatch>>;

export const SavedVoice = z.strictObject({
  id: Id,
  of: z.enum(['list', 'standing']),
  display: Id.optional(),
  loop: z.boolean(),
  atS: Elapsed,
  level: SavedFade,
  /** It is over when its level has arrived. */
  ends: z.boolean(),
  /** Held by a state of the evening: where it goes on, and how loud. */
  held: z.strictObject({ atS: Elapsed, level: Unit }).nullable(),
});
export type SavedVoice = Readonly<z.infer<typeof SavedVoice>>;

/** The music that answers, of the list and of a state of the evening. */
const SavedPlaying = z.strictObject({
  plays: z.boolean(),
  level: SavedFade,
  held: Unit.nullable(),
});
export const SavedMusic = z.strictObject({ list: SavedPlaying, standing: SavedPlaying });
export type SavedMusic = Readonly<z.infer<typeof SavedMusic>>;

/**
 * Where a show stands, complete enough to go on after a restart without a jump. Lengths are in
 * show time, so the time that passed while nobody conducted is not counted.
 */
export const ResumePoint = z.strictObject({
  format: z.literal(RESUME_FORMAT),
  /** The id of the show this point belongs to. */
  show: Id,
  savedMs: AtMs,
  /** The running cue's number, how long ago it started and how long it takes yet, in the time of the list. */
  cue: z.string().max(32).nullable(),
  /** The number of the cue that ran last, where that is no longer in the show. */
  gone: z.string().max(32).optional(),
  cueElapsedS: Elapsed,
  cueLeftS: Elapsed,
  /** It was called together with others. */
  groupRuns: z.boolean(),
  standby: z.string().max(32).nullable(),
  waiting: z.array(SavedWaiting).max(2_100),
  /** Rounds of the groups that are being gone round. */
  loops: z.record(Id, z.int().min(1)),
  watch: SavedWatch.nullable(),
  evening: Evening,
  fire: z.boolean(),
  paused: z.boolean(),
  locked: z.boolean(),
  rehearsing: z.boolean(),
  frozen: z.boolean(),
  blackout: z.boolean(),
  panic: z.boolean(),
  tempo: z
    .strictObject({ bpm: z.number(), source: z.enum(['show', 'tap', 'clock', 'hand']) })
    .nullable(),
  /** The cue whose picture stands in the list, and whether the stage has not turned back to it yet. */
  aim: z.strictObject({
    cue: z.string().max(32).nullable(),
    away: z.boolean(),
    /** The picture itself, for where its cue is no longer in the show or has lost its scene; absent before any. */
    kept: z.strictObject({ scene: Id, look: Values, palette: Values, cap: Unit }).optional(),
  }),
  /** What cues gave the engine. */
  paint: z.strictObject({ memory: Id.nullable(), engine: Id.nullable() }),
  /** What cues and hands said of the feeling, and how long ago. */
  affects: z
    .array(
      z.strictObject({
        affect: CueAffect,
        of: z.enum(['list', 'standing', 'hand']),
        agoS: Elapsed,
      }),
    )
    // Whatever else is in a point is worth more than what was said long ago.
    .transform((all) => all.slice(-MOST_AFFECTS)),
  /** What cues left to displays, as the list wants it and as it is. */
  outputs: z
    .strictObject({ list: z.record(Id, Unit), now: z.record(Id, SavedFade) })
    .default({ list: {}, now: {} }),
  sound: z.strictObject({
    voices: z.array(SavedVoice).max(64),
    master: SavedLevel,
    music: SavedMusic.optional(),
  }),
  /** Grand master without the level cap. */
  master: SavedLevel,
  /** By whom it was moved last; the level it goes back to after a state of the evening that moved it. */
  masterBy: z.enum(['hand', 'cue']),
  masterBack: z.strictObject({ level: Unit, set: Unit }).nullable(),
  last: z
    .strictObject({ atMs: AtMs, door: z.string(), from: z.string(), what: z.string() })
    .nullable(),
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

/** A point of version 1 as one of version 2: what it does not say was not there then. */
const second = (old: Record<string, unknown>): Record<string, unknown> => ({
  ...old,
  format: RESUME_FORMAT,
  cueLeftS: 0,
  groupRuns: false,
  waiting: old.waiting === null || old.waiting === undefined ? [] : [old.waiting],
  loops: {},
  watch: null,
  evening: 'show',
  fire: false,
  paused: false,
  locked: false,
  rehearsing: false,
  tempo: null,
  aim: { cue: old.cue, away: false },
  paint: { memory: null, engine: null },
  affects: [],
  sound: { voices: [], master: { level: 1, to: 1, leftS: 0 } },
  masterBy: 'hand',
  masterBack: null,
  last: null,
});

/** A resume point as it was kept, of this version or of the one before it. Throws for what is none. */
export const resumePointOf = (raw: unknown): ResumePoint => {
  const isOld = typeof raw === 'object' && raw !== null && 'format' in raw && raw.format === 1;
  return ResumePoint.parse(isOld ? second(raw as Record<string, unknown>) : raw);
};

/** The same, as a schema: for points inside other records. */
export const AnyResumePoint = z.unknown().transform((raw, context): ResumePoint => {
  try {
    return resumePointOf(raw);
  } catch {
    context.addIssue({ code: 'custom', message: 'not a resume point' });
    return z.NEVER;
  }
});
