import { z } from 'zod';
import { Id, Text } from './ids.ts';
import { MEMORY_CHARACTERS } from './picture.ts';
import { AtMs, Unit } from './time.ts';

/**
 * A visit to the booth, step by step. welcome: nobody is there. notice: machines make the pictures, lights change, one
 * may stop. age, consent. words: speaking or writing. questions: the show's own, one at a time. sketch. music.
 * sensors: which, or none. rest: a minute. recall: feeling marked as it turns. film: it is shown. after: keep, take
 * along, let it vanish. farewell: thanks, and the code where anything was kept.
 */
export const VISIT_STEPS = [
  'welcome',
  'notice',
  'age',
  'consent',
  'words',
  'questions',
  'sketch',
  'music',
  'sensors',
  'rest',
  'recall',
  'film',
  'after',
  'farewell',
] as const;
export const VisitStep = z.enum(VISIT_STEPS);
export type VisitStep = z.infer<typeof VisitStep>;

export const LANGUAGES = ['en', 'ko'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** adult: 14 or older. guarded: under 14, and a guardian consents. child: under 14 and alone; nothing is kept. */
export const AGES = ['adult', 'guarded', 'child'] as const;
export const Age = z.enum(AGES);
export type Age = z.infer<typeof Age>;

/** What of a memory may be kept, each by a consent of its own (the kinds of the people store). */
export const MEMORY_KINDS = ['words', 'sketch', 'tune', 'recall', 'film', 'wall'] as const;
export const MemoryKind = z.enum(MEMORY_KINDS);
export type MemoryKind = z.infer<typeof MemoryKind>;

/** Of a drawing of a visit. */
export const MOST_STROKES = 200;
export const STROKE_POINTS = 2_000;

/** A stroke as a hand drew it: x 0 left .. 1 right, y 0 bottom .. 1 top, pressure 0..1 (0.5 where nothing tells), ms since the stroke began. */
export const StrokePoint = z.tuple([Unit, Unit, Unit, z.number().min(0).max(600_000)]);
export type StrokePoint = z.infer<typeof StrokePoint>;
export const Stroke = z.strictObject({
  /** When it began, seconds since the sketch did. */
  atS: z.number().min(0).max(3_600),
  points: z.array(StrokePoint).min(1).max(STROKE_POINTS),
});
export type Stroke = z.infer<typeof Stroke>;

/** The music that belongs to the memory. */
export const Tune = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('silence') }),
  /** A sound that the show offers (`booth.music`). */
  z.strictObject({ kind: z.literal('show'), sound: Id }),
  /** The visitor's own file, handed over by `POST /booth/tune`; it stays in the conductor. */
  z.strictObject({ kind: z.literal('file') }),
  /** What was played on the MIDI keyboard while the step was open. */
  z.strictObject({ kind: z.literal('played') }),
  /** The machine answers: a score of its own, following the feeling. */
  z.strictObject({ kind: z.literal('answer') }),
]);
export type Tune = z.infer<typeof Tune>;

/** What is felt now, by the two keys; both at once is possible. */
export const Marked = z.strictObject({ pleasant: z.boolean(), painful: z.boolean() });
export type Marked = z.infer<typeof Marked>;

/** What becomes of it. keep: as consented. take: the film may be fetched by its code for a while. vanish: nothing is left. */
export const ENDINGS = ['keep', 'take', 'vanish'] as const;
export const Ending = z.enum(ENDINGS);
export type Ending = z.infer<typeof Ending>;

/** What somebody at the booth does. */
export const VisitAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('begin'), lang: Language }),
  z.strictObject({ do: z.literal('lang'), lang: Language }),
  /** On to the next step, or back to the one before. `from`: the step it was pressed in; another one than now does nothing. */
  z.strictObject({ do: z.literal('next'), from: VisitStep }),
  z.strictObject({ do: z.literal('back'), from: VisitStep }),
  /** The stop button: everything of this visit is let go. */
  z.strictObject({ do: z.literal('stop') }),
  /** Calls the attendant, or takes it back. */
  z.strictObject({ do: z.literal('help'), on: z.boolean() }),
  /** Somebody is there: any touch, at most every 2 s. */
  z.strictObject({ do: z.literal('here') }),
  z.strictObject({ do: z.literal('age'), age: Age }),
  /** What may be kept; none of it by default. */
  z.strictObject({ do: z.literal('consent'), kinds: z.array(MemoryKind).max(8) }),
  /** The microphone is open from now on, or closed. */
  z.strictObject({ do: z.literal('listen'), on: z.boolean() }),
  /**
   * The words as they stand now, corrected by hand. `n`: one more than the `words.n` of the newest status that they
   * were made of; what was said since is put after them. One that is older than the last does nothing.
   */
  z.strictObject({
    do: z.literal('words'),
    n: z.int().min(0),
    text: z.string().max(MEMORY_CHARACTERS),
  }),
  /** An answer as it stands now; `n` as of words, by `question.n`. Without it nothing that was said meanwhile is waited for. */
  z.strictObject({
    do: z.literal('answer'),
    question: Id,
    n: z.int().min(0).optional(),
    text: z.string().max(4_000),
  }),
  z.strictObject({ do: z.literal('stroke'), stroke: Stroke }),
  z.strictObject({ do: z.literal('undo') }),
  z.strictObject({ do: z.literal('redo') }),
  z.strictObject({ do: z.literal('clear') }),
  z.strictObject({ do: z.literal('tune'), tune: Tune }),
  /** Which sensors are worn; empty: none. */
  z.strictObject({ do: z.literal('sensors'), worn: z.array(Id).max(16) }),
  z.strictObject({ do: z.literal('feel'), marked: Marked }),
  z.strictObject({ do: z.literal('end'), how: Ending }),
]);
export type VisitAct = z.infer<typeof VisitAct>;

/** Whether a language is heard: opening while its model loads, absent where there is none. */
export const HEARING = ['ready', 'opening', 'absent'] as const;

/** A question of the show as the booth asks it. */
export const AskedQuestion = z.strictObject({
  id: Id,
  index: z.int().min(0),
  count: z.int().min(1),
  text: Text,
  answer: z.string(),
  /** Counts versions of the answer. */
  n: z.int().min(0),
  /** What is being heard just now, not final. */
  partial: z.string(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** A sensor that may be worn, as it is now. */
export const BoothSensor = z.strictObject({
  id: Id,
  label: Text,
  /** 0 nothing comes .. 1 good. */
  quality: Unit,
  worn: z.boolean(),
});
export type BoothSensor = z.infer<typeof BoothSensor>;

export const FILM_STATES = ['none', 'making', 'ready', 'failed'] as const;

/** How the visit stands, to the booth's own page; words are in it, so it goes nowhere else. */
export const VisitStatus = z.strictObject({
  /** Random, of this visit; null: nobody is there. */
  visit: Id.nullable(),
  /** True: somebody is being served at another booth page; this one waits. */
  elsewhere: z.boolean(),
  step: VisitStep,
  lang: Language,
  /** Since when the step runs, and until when: rest and recall by their length, others until they are left. */
  sinceMs: AtMs,
  untilMs: AtMs.nullable(),
  /** When the visit goes back to its beginning, unless somebody touches; null: that is not near. */
  leavesMs: AtMs.nullable(),
  /** True while the attendant is called. */
  help: z.boolean(),
  age: Age.nullable(),
  consent: z.array(MemoryKind),
  words: z.strictObject({
    /** All that was said and written, as corrected. `n` counts versions. */
    n: z.int().min(0),
    text: z.string(),
    /** What is being heard just now, not final. */
    partial: z.string(),
    listening: z.boolean(),
    /** True while a voice is heard. */
    voice: z.boolean(),
    /** For each language. */
    hears: z.record(Language, z.enum(HEARING)),
  }),
  question: AskedQuestion.nullable(),
  /** Absent: as they were told last. */
  strokes: z.array(Stroke).max(MOST_STROKES).optional(),
  canRedo: z.boolean(),
  tune: Tune.nullable(),
  /** What the show offers. */
  music: z.array(z.strictObject({ sound: Id, title: Text })).max(32),
  /** True: a MIDI keyboard is heard, so that a tune can be played on it. */
  canPlay: z.boolean().optional(),
  sensors: z.array(BoothSensor).max(16),
  marked: Marked,
  film: z.strictObject({
    state: z.enum(FILM_STATES),
    /** 0..1 */
    progress: Unit,
    /** Where the page gets it: a path on the conductor, good for this visit. */
    url: z.string().max(1_000).nullable(),
  }),
  /** After `keep` or `take`: by this everything is read, fetched and deleted. */
  code: z.string().max(40).nullable(),
  /** Where and until when it can be fetched. */
  keptUntilMs: AtMs.nullable(),
  /** A kind sentence, where something is not as it should be, and the way on. */
  trouble: Text.nullable(),
});
export type VisitStatus = z.infer<typeof VisitStatus>;

/** What consoles see of it: no word, no line, no feeling. */
export const VisitSummary = z.strictObject({
  /** Counted (`visit-3`): not its own name, by which its film is fetched. Null: nobody is there. */
  visit: Id.nullable(),
  step: VisitStep,
  sinceMs: AtMs,
  leavesMs: AtMs.nullable(),
  help: z.boolean(),
  booth: Id.nullable(),
  film: z.enum(FILM_STATES),
  /** Since the conductor started. */
  visits: z.int().min(0),
  finished: z.int().min(0),
  walkedAway: z.int().min(0),
  /** True: it is a recorded visitor, who gives way to whoever touches a booth. */
  recorded: z.boolean(),
});
export type VisitSummary = z.infer<typeof VisitSummary>;

/** A recorded visit: what somebody did, and when, in seconds since its beginning. Fixtures and rehearsals. */
export const RecordedVisit = z.strictObject({
  format: z.literal(1),
  title: Text,
  lang: Language,
  acts: z.array(z.strictObject({ atS: z.number().min(0).max(3_600), act: VisitAct })).max(20_000),
});
export type RecordedVisit = z.infer<typeof RecordedVisit>;
