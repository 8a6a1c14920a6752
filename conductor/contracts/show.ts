import { z } from 'zod';
import { Booth } from './booth.ts';
import { Cue, CueMidi, CueOsc, Curve, Group, MemoryText, PalettePatch, Standing } from './cue.ts';
import { Device } from './device.ts';
import { FEATURE_NAMES } from './feature.ts';
import { DEFAULT_BODY, Id, Text } from './ids.ts';
import { Sketch } from './picture.ts';
import { ShowLabel } from './picture-label.ts';
import { AFFECT_SIGNALS, SCENE_IDS, type SceneId, type Signal } from './scenes.ts';
import { ShowMusic } from './show-music.ts';
import { Seconds, Unit } from './time.ts';

/** The version of the show format this conductor writes and reads; older ones are migrated. */
export const SHOW_FORMAT = 2;

export * from './cue.ts';

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

/** A memory of the show: what the engine paints while a cue that names it runs. */
export const ShowMemory = z.strictObject({
  text: MemoryText.describe(
    'Its words, in one language or in both; they never leave the conductor.',
  ),
  sketch: z
    .union([z.string().min(1).max(1_000), Sketch])
    .optional()
    .describe(
      'A drawing: lines of points [x, y], x 0 left .. 1 right, y 0 bottom .. 1 top; or the JSON file inside the folder of the show that holds them.',
    ),
});
export type ShowMemory = z.infer<typeof ShowMemory>;

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

/** An audio file of the show. */
export const SoundFile = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(1_000)
    .describe('Inside the folder of the show: WAV, MP3, OGG, FLAC.'),
  level: Unit.default(1),
});
export type SoundFile = z.infer<typeof SoundFile>;

const Tells = z.strictObject({
  osc: z.array(CueOsc).max(32).default([]),
  midi: z.array(CueMidi).max(32).default([]),
});

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
  onPanic: Tells.default({ osc: [], midi: [] }).describe(
    'What devices are told when PANIC or fade-all is asked for: to be silent with the rest.',
  ),
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
  devices: z
    .record(Id, Device)
    .default({})
    .describe(
      'Who is told things by cues. The patch of a machine may say otherwise where it stands.',
    ),
  sounds: z
    .record(Id, SoundFile)
    .default({})
    .describe('Audio files inside the folder of the show, loaded before they are needed.'),
  music: ShowMusic.optional().describe('The music that answers; there is none where absent.'),
  booth: Booth.optional().describe(
    'The booth, where visitors give their memories; there is none where absent.',
  ),
  groups: z.record(Id, Group).default({}).describe('Cues next to each other that belong together.'),
  standing: Standing.default({}).describe(
    'What the stage shows before, between and after the cues.',
  ),
  goGuardMs: z
    .int()
    .min(100)
    .max(250)
    .default(150)
    .describe('A second GO within this time is the bounce of a finger and does nothing.'),
  tempo: z
    .number()
    .min(20)
    .max(400)
    .optional()
    .describe('Beats a minute until a clock or a tap says otherwise.'),
  cues: z.array(Cue).min(1).max(2_000),
});
export type Show = z.infer<typeof Show>;
