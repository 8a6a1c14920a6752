import { z } from 'zod';
import { Feeling } from './calibration.ts';
import { CueNumber, Evening } from './cue.ts';
import { Id, PersonName } from './ids.ts';
import { GivenSketch } from './picture.ts';
import { Seconds, Unit } from './time.ts';

const DESK = [
  z.strictObject({ do: z.literal('go') }),
  z.strictObject({ do: z.literal('go-cue'), number: z.string().min(1).max(32) }),
  z.strictObject({ do: z.literal('back') }),
  /** To the moment `afterS` into a cue, at once, as if the list had been played until there. */
  z.strictObject({ do: z.literal('jump'), number: CueNumber, afterS: Seconds.default(0) }),
  /** This cue stands by now; nothing starts. */
  z.strictObject({ do: z.literal('standby'), number: CueNumber }),
  /** The list stands, and the picture goes on: waits, follows, conditions. `on` absent: the other way than now. */
  z.strictObject({ do: z.literal('pause'), on: z.boolean().optional() }),
  z.strictObject({ do: z.literal('panic') }),
  /** A slow PANIC: picture and sound go out together over so long. */
  z.strictObject({ do: z.literal('fade-all'), seconds: Seconds.default(5) }),
  /** The cue on feeling that stands by does not call itself any more, until it stands by anew. */
  z.strictObject({ do: z.literal('veto') }),
  /** Another state of the evening; `show` goes back to the list where it was. */
  z.strictObject({ do: z.literal('evening'), state: Evening }),
  /** The show is locked against edits. */
  z.strictObject({ do: z.literal('lock'), on: z.boolean().optional() }),
  /** Nothing leaves the house from now on. */
  z.strictObject({ do: z.literal('rehearse'), on: z.boolean().optional() }),
  /** The contact of the alarm: sound is muted and the safe look stands until it is taken back. */
  z.strictObject({ do: z.literal('fire'), on: z.boolean().optional() }),
  z.strictObject({ do: z.literal('tap') }),
  z.strictObject({
    do: z.literal('tempo'),
    bpm: z.number().min(20).max(400),
    source: z.enum(['clock', 'hand']).default('hand'),
  }),
  z.strictObject({ do: z.literal('sound'), level: Unit, seconds: Seconds.default(0) }),
  /** `on` absent: the other way than now. */
  z.strictObject({ do: z.literal('blackout'), on: z.boolean().optional() }),
  z.strictObject({ do: z.literal('freeze'), on: z.boolean().optional() }),
  z.strictObject({ do: z.literal('master'), level: Unit, seconds: Seconds.default(0) }),
] as const;

/** What a key, a fader or a cue of another desk may ask for. */
export const DeskIntent = z.discriminatedUnion('do', DESK);
export type DeskIntent = z.infer<typeof DeskIntent>;

/** What somebody wants of the show, whatever door it came through. */
export const Intent = z.discriminatedUnion('do', [
  ...DESK,
  /** A mark in the take that runs: `this was it`. Changes nothing on stage. */
  z.strictObject({ do: z.literal('mark'), text: z.string().max(200).optional() }),
  /** Begins or ends a take. `consent`: the performer agreed to it being kept. `raw`: false leaves biosignals out. */
  z.strictObject({
    do: z.literal('record'),
    on: z.boolean().optional(),
    consent: z.enum(['none', 'given']).default('none'),
    raw: z.boolean().default(true),
  }),
  /**
   * Who says what is felt. live: the decoders. hold: what is felt now stays. manual: the values given here;
   * one that is absent stays as it is. trajectory: the makers' intention alone, whatever is heard. `seconds`: the way there. `backS`: after so long the decoders have it
   * again; absent: until somebody says so.
   */
  z.strictObject({
    do: z.literal('affect'),
    mode: z.enum(['live', 'hold', 'manual', 'trajectory']),
    /** All bodies where absent. */
    body: Id.optional(),
    positive: Unit.optional(),
    negative: Unit.optional(),
    arousal: Unit.optional(),
    seconds: Seconds.default(1),
    backS: Seconds.optional(),
  }),
  /**
   * A memory, to be felt with and painted: its words, of any length (MEMORY_CHARACTERS of them are taken) or none,
   * and a drawing (SKETCH_POINTS of it are taken). Words and drawing are let go, never kept.
   */
  z.strictObject({
    do: z.literal('memory'),
    text: z.string(),
    sketch: GivenSketch.optional(),
    body: Id.optional(),
  }),
  /** Leads a calibration. begin and resume name who; next skips ahead; again repeats the recall; stop leaves off, resumable. */
  z.strictObject({
    do: z.literal('calibrate'),
    step: z.enum(['begin', 'resume', 'next', 'again', 'stop']),
    body: Id.optional(),
    person: PersonName.optional(),
    /** Recalls asked for, 4 to 12. */
    recalls: z.int().min(4).max(12).optional(),
    /** How long each recall may take. */
    recallS: z.number().min(10).max(120).optional(),
  }),
  /** What the person feels from now on; `null`: nothing to say. */
  z.strictObject({ do: z.literal('label'), feeling: Feeling.nullable(), body: Id.optional() }),
]);
export type Intent = z.infer<typeof Intent>;

/** An intent with the door and the person or address it came from. */
export interface Asked {
  readonly intent: Intent;
  readonly atMs: number;
  /** osc, console, follow, supervisor ... */
  readonly door: string;
  /** Address or name of the sender, for the message list. */
  readonly from: string;
}
