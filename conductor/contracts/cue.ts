import { z } from 'zod';
import { FEATURE_NAMES } from './feature.ts';
import { Id, Text } from './ids.ts';
import { HexColour } from './look.ts';
import { MidiSend } from './midi.ts';
import { AFFECT_SIGNALS, type Signal } from './scenes.ts';
import { CueMusic } from './show-music.ts';
import { Seconds, Unit } from './time.ts';

export const CURVES = ['linear', 'smooth', 'ease-in', 'ease-out'] as const;
export const Curve = z.enum(CURVES);
export type Curve = z.infer<typeof Curve>;

export const Beats = z.number().min(0).max(10_000);

export const Fade = z.strictObject({
  seconds: Seconds.default(4),
  beats: Beats.optional().describe('Instead of `seconds`, while a tempo is known.'),
  curve: Curve.default('smooth'),
});
export type Fade = z.infer<typeof Fade>;

/** manual: waits for GO. continue: the next cue starts with this one. follow: when this one has ended. */
export const FOLLOWS = ['manual', 'continue', 'follow'] as const;

export const PalettePatch = z.strictObject({
  deep: HexColour.optional(),
  shade: HexColour.optional(),
  paper: HexColour.optional(),
  light: HexColour.optional(),
  accent: HexColour.optional(),
});
export type PalettePatch = z.infer<typeof PalettePatch>;

export const CueNumber = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[A-Za-z0-9._-]+$/, 'letters, digits, dot, underscore and hyphen only');

/** One thing that has to be so for a cue on feeling. */
export const Condition = z
  .strictObject({
    signal: z
      .enum([...AFFECT_SIGNALS, ...FEATURE_NAMES] as [Signal, ...Signal[]])
      .describe('A dimension of the affect, or a feature of the body.'),
    body: Id.optional().describe('Whose; the first of the show where absent.'),
    above: z.number().optional(),
    below: z.number().optional(),
    confidence: Unit.default(0.6).describe('Only a reading that is surer than this counts.'),
  })
  .refine((c) => c.above !== undefined || c.below !== undefined, 'above or below is missing');
export type Condition = z.infer<typeof Condition>;

/** A cue that calls itself, once, when what is felt has been so for a while. */
export const CueWhen = z.strictObject({
  all: z.array(Condition).min(1).max(4).describe('All of these at once.'),
  forS: Seconds.default(4).describe('without a break for so long.'),
  notBeforeS: Seconds.default(0).describe('Not before so long after it came to stand by.'),
  elseAfterS: Seconds.optional().describe('It calls itself then at the latest.'),
  announceS: z
    .number()
    .min(1)
    .max(30)
    .default(3)
    .describe('How long before it fires the operator is told, and may veto.'),
});
export type CueWhen = z.infer<typeof CueWhen>;

/** Who says what is felt from this cue on. trajectory: the makers' intention alone. */
export const CueAffect = z.strictObject({
  mode: z.enum(['live', 'hold', 'manual', 'trajectory']),
  body: Id.optional().describe('All bodies where absent.'),
  positive: Unit.optional(),
  negative: Unit.optional(),
  arousal: Unit.optional(),
  seconds: Seconds.default(4),
  backS: Seconds.optional().describe('After so long the decoders have it again.'),
});
export type CueAffect = z.infer<typeof CueAffect>;

export const CueSound = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('play'),
    sound: Id.describe('An entry of `sounds`.'),
    level: Unit.default(1),
    fadeS: Seconds.default(0),
    fromS: Seconds.default(0),
    loop: z.boolean().default(false),
    display: Id.optional().describe(
      'The display that plays it; where absent those that play the sound of the show.',
    ),
  }),
  z.strictObject({
    do: z.literal('level'),
    sound: Id,
    level: Unit,
    fadeS: Seconds.default(2),
  }),
  z.strictObject({
    do: z.literal('stop'),
    sound: Id.optional().describe('All where absent.'),
    fadeS: Seconds.default(1),
  }),
]);
export type CueSound = z.infer<typeof CueSound>;

export const CueOsc = z.strictObject({
  to: Id.describe('An entry of `devices` of the kind osc.'),
  address: z
    .string()
    .min(1)
    .max(255)
    .regex(/^\/[\x21-\x7e]*$/, 'an OSC address'),
  args: z
    .array(z.union([z.number(), z.string().max(1_000), z.boolean()]))
    .max(32)
    .default([])
    .describe('Whole numbers go as i, others as f; write "1.0" with a fraction for f.'),
});
export type CueOsc = z.infer<typeof CueOsc>;

export const CueMidi = z.strictObject({
  to: Id.describe('An entry of `devices` of the kind midi.'),
  send: MidiSend,
});
export type CueMidi = z.infer<typeof CueMidi>;

export const CueOutput = z.strictObject({
  display: Id.describe('The display, by the name in its address (`?id=`).'),
  level: Unit.describe('How much of its light is left: 0 none, 1 all.'),
  seconds: Seconds.default(4),
});
export type CueOutput = z.infer<typeof CueOutput>;

export const CueShutter = z.strictObject({
  of: Id.describe('An entry of `devices` of the kind projector.'),
  open: z.boolean(),
});
export type CueShutter = z.infer<typeof CueShutter>;

/** What the people of stage management write beside a cue; the sheet prints it. */
export const SheetNotes = z.strictObject({
  call: Text.optional().describe('The SM call.'),
  action: Text.optional().describe('The count, the word or the action it is called on.'),
  fallback: Text.optional().describe('The trigger where that does not come.'),
  lost: Text.optional().describe('What happens when the signal is lost.'),
  lx: Text.optional(),
  sound: Text.optional(),
  safety: Text.optional(),
});
export type SheetNotes = z.infer<typeof SheetNotes>;

/** What a cue may do besides its picture. */
const acts = {
  affect: CueAffect.optional(),
  master: z.strictObject({ level: Unit, seconds: Seconds.default(4) }).optional(),
  sounds: z.array(CueSound).max(16).default([]),
  music: CueMusic.optional().describe('What becomes of the music that answers.'),
  osc: z.array(CueOsc).max(32).default([]),
  midi: z.array(CueMidi).max(32).default([]),
  shutters: z.array(CueShutter).max(8).default([]),
  outputs: z
    .array(CueOutput)
    .max(16)
    .default([])
    .describe(
      'Displays whose light fades apart from the others, until another cue says otherwise.',
    ),
};

/** Words that are painted. */
export const MemoryText = z.union([
  z.string().max(100_000),
  z.strictObject({ en: z.string().max(100_000), ko: z.string().max(100_000) }),
]);

const picture = {
  fade: Fade.default({ seconds: 4, curve: 'smooth' }),
  look: z
    .record(z.string(), Unit)
    .default({})
    .describe('Parameters this cue sets on top of the scene entry.'),
  palette: PalettePatch.default({}),
  memory: Id.optional().describe(
    'An entry of `memories`: what the engine paints from this cue on, until another cue or a visitor gives another.',
  ),
  prompt: MemoryText.optional().describe(
    'Words of its own instead of a `memory`, in one language or in both; they never leave the conductor.',
  ),
  engine: Id.optional().describe(
    'The engine that paints from this cue on, by its name; `none`: nobody paints, the scenes go on alone.',
  ),
  levelCap: Unit.default(1).describe('The brightest this cue may be.'),
  black: z.boolean().default(false).describe('true: this cue asks for darkness.'),
};

export const Cue = z.strictObject({
  number: CueNumber.describe(
    'The name of the cue as it is called, kept as written: 1.10 is not 1.1.',
  ),
  title: Text,
  scene: Id.optional().describe(
    'An entry of `scenes`. Without it the picture stays as it is, and the cue does the rest of what it says.',
  ),
  ...picture,
  ...acts,
  when: CueWhen.optional().describe(
    'While it stands by, it calls itself on what is felt. GO calls it at any time.',
  ),
  preWaitS: Seconds.default(0).describe('Between the trigger and the start.'),
  preWaitBeats: Beats.optional().describe('Instead of `preWaitS`, while a tempo is known.'),
  postWaitS: Seconds.default(0).describe(
    'After the start (continue) or the end of the fade (follow), before the next cue.',
  ),
  follow: z.enum(FOLLOWS).default('manual'),
  cut: z.boolean().default(false).describe('true: this cue asks for a cut instead of a fade.'),
  sheet: SheetNotes.default({}),
  notes: z.string().max(4_000).optional(),
});
export type Cue = z.infer<typeof Cue>;

/**
 * Cues next to each other. list: they run as cues do, `times` over. together: the call of the first calls all;
 * at most one of them has a scene.
 */
export const Group = z.strictObject({
  title: Text.optional(),
  from: CueNumber,
  to: CueNumber,
  mode: z.enum(['list', 'together']).default('list'),
  times: z
    .union([z.int().min(1).max(1_000), z.literal('until-go')])
    .default(1)
    .describe('until-go: round and round; GO leaves it for the cue after the group.'),
});
export type Group = z.infer<typeof Group>;

/** A state of the evening that stands outside the cue list. */
export const StandingLook = z.strictObject({ scene: Id.optional(), ...picture, ...acts });
export type StandingLook = z.infer<typeof StandingLook>;

/** preset: before the house opens. house: it is open. stopped: a show stop, or fire. */
export const STANDING = ['preset', 'house', 'interval', 'bows', 'stopped'] as const;
export const EVENING = ['show', ...STANDING] as const;
export const Evening = z.enum(EVENING);
export type Evening = z.infer<typeof Evening>;

export const Standing = z.strictObject({
  preset: StandingLook.optional(),
  house: StandingLook.optional(),
  interval: StandingLook.optional(),
  bows: StandingLook.optional(),
  stopped: StandingLook.optional(),
});
export type Standing = z.infer<typeof Standing>;
