import { z } from 'zod';
import { Id, PersonName, Text } from './ids.ts';
import { Unit } from './time.ts';

/** What a person says of a stretch of their own recall. */
export const FEELINGS = ['positive', 'neutral', 'negative'] as const;
export const Feeling = z.enum(FEELINGS);
export type Feeling = z.infer<typeof Feeling>;

/** idle: nobody is being calibrated. settle: hands still, signals looked at. baseline: rest. rest: before a recall. recall: the memory, feeling marked as it turns. fitting. done: a verdict is there. */
export const CALIBRATION_PHASES = [
  'idle',
  'settle',
  'baseline',
  'rest',
  'recall',
  'fitting',
  'done',
] as const;

/** How long the parts of a session take, in seconds. */
export const SETTLE_S = 20;
export const BASELINE_S = 60;
export const REST_S = 15;
/** Where nobody asks for another length or number, at whichever door. */
export const RECALL_S = 40;
export const RECALLS = 9;
export const MOST_RECALLS = 12;
/** A person's patience, and what a sensor's contact stays the same for. */
export const LONGEST_S = 600;

/** Seconds of a whole session with so many recalls. */
export const sessionS = (recalls: number, recallS: number): number =>
  SETTLE_S + BASELINE_S + recalls * (REST_S + recallS);

/** One signal that the calibration listens to. */
export const CalibrationSignal = z.strictObject({
  modality: z.enum(['physiology', 'brain', 'movement']),
  /** Share of the last 30 s in which its features were there and believed. */
  quality: Unit,
  /** What is wrong with it and what to do; absent where nothing is. */
  remark: Text.optional(),
});

/** What came of a calibration. `usable: false` is an outcome, with its reason. */
export const Verdict = z.strictObject({
  usable: z.boolean(),
  text: Text,
  /** Balanced accuracy with whole recalls left out, its interval, and chance. */
  balancedAccuracy: z.number().nullable(),
  ci: z.tuple([z.number(), z.number()]).nullable(),
  chance: z.number(),
  /** Share of label shuffles (whole recalls) that did as well. */
  pValue: z.number().nullable(),
  recalls: z.int().min(0),
});
export type Verdict = z.infer<typeof Verdict>;

/** Where a calibration stands, for the console and `yeoun calibrate`. */
export const CalibrationStatus = z.strictObject({
  phase: z.enum(CALIBRATION_PHASES),
  body: Id.nullable(),
  person: PersonName.nullable(),
  /** 0-based number of the recall that runs or comes next, of how many. */
  recall: z.int().min(0),
  recalls: z.int().min(0),
  /** Of the phase that runs. */
  elapsedS: z.number().min(0),
  lastsS: z.number().min(0),
  /** Of the whole session. */
  progress: Unit,
  /** True while no signal comes: the time does not count. */
  paused: z.boolean(),
  /** The feeling that is proposed for the recall that runs or comes next. */
  suggested: Feeling.nullable(),
  /** What the person says now. */
  feeling: Feeling.nullable(),
  /** Seconds labelled so far, of each feeling. */
  labelledS: z.strictObject({
    positive: z.number(),
    neutral: z.number(),
    negative: z.number(),
  }),
  signals: z.array(CalibrationSignal),
  /** What to do now, said to the person. */
  prompt: Text,
  verdict: Verdict.nullable(),
  /** True where an interrupted session of this person can be gone on with. */
  resumable: z.boolean(),
});
export type CalibrationStatus = z.infer<typeof CalibrationStatus>;
