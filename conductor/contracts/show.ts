import { z } from 'zod';
import { FEATURE_NAMES } from './feature.ts';
import { DEFAULT_BODY, Id, Text } from './ids.ts';
import { HexColour } from './look.ts';
import { Sketch } from './picture.ts';
import { ShowLabel } from './picture-label.ts';
import { AFFECT_SIGNALS, SCENE_IDS, type SceneId, type Signal } from './scenes.ts';
import { Seconds, Unit } from './time.ts';

/** The version of the show format this conductor writes and reads; older ones are migrated. */
export const SHOW_FORMAT = 1;

export const CURVES = ['linear', 'smooth', 'ease-in', 'ease-out'] as const;
export const Curve = z.enum(CURVES);
export type Curve = z.infer<typeof Curve>;

const Range = z.tuple([z.number(), z.number()]);

export const Mapping = z.strictObject({
  from: z
    .enum([...AFFECT_SIGNALS, ...FEATURE_NAMES] as [Signal, ...Signal[]])
    .describe('What is listened to: a dimension of the affect, or a feature of the body.'),
  body: Id.optional().describe('Whose feature; the first of the show where absent.'),
  with: Id.optional().describe('The other body, for what two bodies do together (sync...).'),
  to: z.string().min(1).describe('The look parameter that follows.'),
  in: Range.optional().describe('Input range; the typical range of the signal where absent.'),
  out: Range.default([0, 1]).describe('Output range; [1, 0] turns it round.'),
  curve: Curve.default('linear'),
  attackS: Seconds.default(1).describe('Time constant while the value rises.'),
  releaseS: Seconds.default(6).describe('Time constant while it falls.'),
});
export type Mapping = z.infer<typeof Mapping>;

export const SceneEntry = z.strictObject({
  scene: z.enum(SCENE_IDS as [SceneId, ...SceneId[]]).describe('Which scene of the stage this is.'),
  look: z
    .record(z.string(), Unit)
    .default({})
    .describe('Parameters that differ from the scene at rest.'),
  map: z
    .array(Mapping)
    .max(64)
    .default([])
    .describe(
      'What moves what. A parameter named here is moved by these mappings alone; the others keep the mappings of the scene.',
    ),
  moved: z
    .array(Id)
    .min(1)
    .max(16)
    .optional()
    .describe('Whose movement touches this scene; everybody who is heard where absent.'),
  listen: z
    .boolean()
    .default(true)
    .describe('false: the mappings of the scene itself are off too.'),
});
export type SceneEntry = z.infer<typeof SceneEntry>;

export const Fade = z.strictObject({
  seconds: Seconds.default(4),
  curve: Curve.default('smooth'),
});
export type Fade = z.infer<typeof Fade>;

/** manual: waits for GO. continue: the next cue starts with this one. follow: when this one has ended. */
export const FOLLOWS = ['manual', 'continue', 'follow'] as const;

const colours = {
  deep: HexColour.optional(),
  shade: HexColour.optional(),
  paper: HexColour.optional(),
  light: HexColour.optional(),
  accent: HexColour.optional(),
};
export const PalettePatch = z.strictObject(colours);
export type PalettePatch = z.infer<typeof PalettePatch>;

/** A memory of the show: what the engine paints while a cue that names it runs. */
export const ShowMemory = z.strictObject({
  text: z
    .union([
      z.string().max(100_000),
      z.strictObject({ en: z.string().max(100_000), ko: z.string().max(100_000) }),
    ])
    .describe('Its words, in one language or in both; they never leave the conductor.'),
  sketch: z
    .union([z.string().min(1).max(1_000), Sketch])
    .optional()
    .describe(
      'A drawing: lines of points [x, y], x 0 left .. 1 right, y 0 bottom .. 1 top; or the JSON file inside the folder of the show that holds them.',
    ),
});
export type ShowMemory = z.infer<typeof ShowMemory>;

export const Cue = z.strictObject({
  number: z
    .string()
    .min(1)
    .max(32)
    .regex(/^[A-Za-z0-9._-]+$/, 'letters, digits, dot, underscore and hyphen only')
    .describe('The name of the cue as it is called, kept as written: 1.10 is not 1.1.'),
  title: Text,
  scene: Id.describe('An entry of `scenes`.'),
  fade: Fade.default({ seconds: 4, curve: 'smooth' }),
  look: z
    .record(z.string(), Unit)
    .default({})
    .describe('Parameters this cue sets on top of the scene entry.'),
  palette: PalettePatch.default({}),
  memory: Id.optional().describe(
    'An entry of `memories`: what the engine paints from this cue on, until another cue or a visitor gives another.',
  ),
  preWaitS: Seconds.default(0).describe('Between the trigger and the start.'),
  postWaitS: Seconds.default(0).describe(
    'After the start (continue) or the end of the fade (follow), before the next cue.',
  ),
  follow: z.enum(FOLLOWS).default('manual'),
  master: z.strictObject({ level: Unit, seconds: Seconds.default(4) }).optional(),
  levelCap: Unit.default(1).describe('The brightest this cue may be.'),
  black: z.boolean().default(false).describe('true: this cue asks for darkness.'),
  cut: z.boolean().default(false).describe('true: this cue asks for a cut instead of a fade.'),
  notes: z.string().max(4_000).optional(),
});
export type Cue = z.infer<typeof Cue>;

/** What the makers intend to be felt at one moment of a cue; the way from one point of a cue to the next is linear. */
export const TrajectoryPoint = z.strictObject({
  cue: z.string().min(1).max(32).describe('In this cue'),
  afterS: Seconds.default(0).describe('so long after its start.'),
  positive: Unit.optional(),
  negative: Unit.optional(),
  arousal: Unit.optional(),
});
export type TrajectoryPoint = z.infer<typeof TrajectoryPoint>;

export const Trajectory = z.strictObject({
  sd: z
    .number()
    .min(0.1)
    .max(0.4)
    .default(0.25)
    .describe(
      'How far from it feeling may be expected to lie: 0.1 takes much to move away from it, 0.4 little.',
    ),
  body: Id.optional().describe('Whose feeling; everybody where absent.'),
  points: z.array(TrajectoryPoint).min(1).max(500),
});
export type Trajectory = z.infer<typeof Trajectory>;

export const Show = z.strictObject({
  format: z.literal(SHOW_FORMAT),
  id: Id,
  title: Text,
  world: z.string().default('world.md').describe('The file in which the makers wrote this world.'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  start: z
    .enum(['auto', 'manual'])
    .default('manual')
    .describe('auto: the first cue runs by itself.'),
  loop: z.boolean().default(false).describe('true: after the last cue comes the first.'),
  bodies: z
    .array(Id)
    .min(1)
    .max(16)
    .default([DEFAULT_BODY])
    .describe('Who is read; the first one leads.'),
  heart: Id.optional().describe('Whose heart beats in the picture; the first body where absent.'),
  breath: Id.optional().describe('Whose breath moves the whole; the first body where absent.'),
  understudy: z
    .boolean()
    .default(false)
    .describe(
      'true: a sensor that dies is continued by the last take at the same time of the same cue, labelled recorded.',
    ),
  label: ShowLabel.default(false).describe(
    'true: while pictures that a machine made are seen, a small line on the picture says so.',
  ),
  palette: PalettePatch.default({}),
  decayS: z
    .number()
    .min(5)
    .max(30)
    .default(12)
    .describe('How fast feeling returns to neutral when the signal is lost.'),
  panicS: z.number().min(0).max(10).default(1).describe('How long PANIC takes to reach black.'),
  trajectory: Trajectory.optional().describe(
    'The feeling the makers intend along the cues: the decoders bend it by what they hear, and neither replaces the other.',
  ),
  onLoss: z
    .strictObject({
      picture: z
        .enum(['hold', 'dark'])
        .default('hold')
        .describe('hold: the display goes on alone. dark: it fades to black.'),
      afterS: Seconds.default(30),
    })
    .default({ picture: 'hold', afterS: 30 }),
  scenes: z.record(Id, SceneEntry).refine((r) => Object.keys(r).length > 0, 'at least one scene'),
  memories: z
    .record(Id, ShowMemory)
    .default({})
    .describe('What is remembered: the engine paints the memory that a cue names.'),
  cues: z.array(Cue).min(1).max(2_000),
});
export type Show = z.infer<typeof Show>;
