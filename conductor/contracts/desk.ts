import { z } from 'zod';
import { CueNumber, Evening } from './cue.ts';
import { Id, Text } from './ids.ts';
import { MidiMatch } from './midi.ts';
import { AtMs, Unit } from './time.ts';

/** A cue that will start by itself, and in how long. */
export const Coming = z.strictObject({
  number: CueNumber,
  kind: z.enum(['pre-wait', 'follow', 'feeling']),
  /** Seconds of the list's time; null: not known. */
  inS: z.number().min(0).nullable(),
});
export type Coming = Readonly<z.infer<typeof Coming>>;

/** The cue on feeling that stands by: what it waits for and how near that is. */
export const Watching = z.strictObject({
  number: CueNumber,
  /** Each condition, in the order of the file, as it reads now; `value` null: not heard or not sure enough. */
  conditions: z.array(
    z.strictObject({ value: z.number().nullable(), confidence: Unit, holds: z.boolean() }),
  ),
  heldS: z.number().min(0),
  forS: z.number().min(0),
  /** Until it may fire at the earliest. */
  armedInS: z.number().min(0),
  /** It is announced and fires in so long; null: not announced. */
  firesInS: z.number().min(0).nullable(),
  /** It calls itself in so long whatever is felt; null: never. */
  elseInS: z.number().min(0).nullable(),
  vetoed: z.boolean(),
});
export type Watching = Readonly<z.infer<typeof Watching>>;

/** What an operator must see beside the state of the stage. Consoles: when it changes, and four times a second while something runs. */
export const DeskStatus = z.strictObject({
  evening: Evening,
  /** The list stands; the picture goes on. */
  paused: z.boolean(),
  frozen: z.boolean(),
  /** Edits are refused. */
  locked: z.boolean(),
  /** Nothing leaves the house: no OSC, MIDI, light or shutter. */
  rehearsing: z.boolean(),
  fire: z.boolean(),
  /** How long the running cue has run, and how long its fade and waits take yet; null: nothing runs. */
  running: z
    .strictObject({
      number: CueNumber,
      sinceS: z.number().min(0),
      leftS: z.number().min(0),
    })
    .nullable(),
  coming: z.array(Coming).max(32),
  watching: Watching.nullable(),
  group: z
    .strictObject({
      id: Id,
      title: Text.nullable(),
      pass: z.int().min(1),
      /** Null: until GO. */
      of: z.int().min(1).nullable(),
    })
    .nullable(),
  sounds: z
    .array(z.strictObject({ id: Id, level: Unit, atS: z.number().min(0), loop: z.boolean() }))
    .max(64),
  soundLevel: Unit,
  tempo: z
    .strictObject({ bpm: z.number(), source: z.enum(['show', 'tap', 'clock', 'hand']) })
    .nullable(),
  /** Who acted last, through which door, and what it was: two operators see each other. */
  last: z
    .strictObject({ atMs: AtMs, door: z.string(), from: z.string(), what: z.string() })
    .nullable(),
});
export type DeskStatus = Readonly<z.infer<typeof DeskStatus>>;

/** A message of a peer as it came, and what it did or why it did nothing. For the console's list. */
export const Heard = z.strictObject({
  atMs: AtMs,
  door: z.enum(['osc', 'midi', 'sacn', 'oscquery', 'out']),
  from: z.string().max(200),
  /** The message in words: address and arguments. */
  said: z.string().max(300),
  /** What it did; null: nothing. */
  did: Text.nullable(),
  /** Why it did nothing, and what would be right. */
  why: Text.nullable(),
});
export type Heard = Readonly<z.infer<typeof Heard>>;

/** The learn mode of MIDI: the next control that is touched is told. */
export const Learned = z.strictObject({ match: MidiMatch, value: z.int().min(0).max(127) });
export type Learned = Readonly<z.infer<typeof Learned>>;
