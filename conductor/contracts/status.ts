import { z } from 'zod';
import { AffectEstimate, AffectState } from './affect.ts';
import { FeatureName } from './feature.ts';
import { Id, Text } from './ids.ts';
import { ImageryStatus } from './picture.ts';
import { RUNGS, Rung, type RungName } from './rung.ts';
import { SourceState, StreamKind, StreamQuality } from './sensor.ts';
import { AtMs, Unit } from './time.ts';

export const STATUSES = ['ok', 'degraded', 'safe'] as const;

export const StreamStatus = z.strictObject({
  name: Id,
  kind: StreamKind,
  quality: StreamQuality,
  /** Arrival after the sample was taken: median and spread (p95 - p50) over the last seconds; null where the sender has no clock of its own. */
  latencyMs: z.number().nullable(),
  jitterMs: z.number().nullable(),
  /** Factor on its samples. */
  gain: z.number(),
});
export type StreamStatus = z.infer<typeof StreamStatus>;

export const SourceStatus = z.strictObject({
  id: Id,
  kind: Id,
  bodyId: Id,
  label: Text,
  state: SourceState,
  /** Frames a second of the fastest stream, as measured. */
  rateHz: z.number(),
  /** The worst of its streams, 0..1. */
  quality: Unit,
  streams: z.array(StreamStatus),
  /** Why it failed or waits, where there is a reason. */
  reason: Text.optional(),
  /** What is odd about it and what to do: wrong units, a name used twice. */
  remarks: z.array(Text).max(16),
  /** The features that it speaks for now. */
  feeds: z.array(FeatureName),
  muted: z.boolean(),
  autoRange: z.boolean(),
  recorded: z.boolean(),
});
export type SourceStatus = z.infer<typeof SourceStatus>;

export { RUNGS, Rung, type RungName };

/**
 * How a display's sound is. ready: it sounds when asked. waiting: the browser wants a touch of its window first.
 * loading: the instruments of the music are on their way. none: it plays no sound. failed: a file, or the audio device, cannot be used.
 */
export const SoundState = z.enum(['ready', 'waiting', 'loading', 'none', 'failed']);
export type SoundState = z.infer<typeof SoundState>;

/**
 * Whether a display can choose where its sound goes. yes: among `devices`. hidden: its browser names no device before
 * the page may use a microphone. insecure: not over plain HTTP. unable: its browser cannot.
 */
export const AUDIO_CHOICES = ['yes', 'hidden', 'insecure', 'unable'] as const;
export const DisplayAudio = z.strictObject({
  choice: z.enum(AUDIO_CHOICES),
  /** Names of devices, as a patch may name them. */
  devices: z.array(z.string().min(1).max(300)).max(64),
});
export type DisplayAudio = Readonly<z.infer<typeof DisplayAudio>>;

/** Whether a display plays the sound of the show. set: the patch says so. default: nothing is set, and it is the one. */
export const SOUND_PLACES = ['set', 'default', 'no'] as const;
export type SoundPlace = (typeof SOUND_PLACES)[number];

export const DisplayStatus = z.strictObject({
  id: Id,
  state: z.enum(['live', 'slow', 'lost']),
  /** Pictures it has drawn since it joined. */
  frames: z.int().min(0),
  rung: Rung,
  /** Pictures a second, as the display measures them. */
  fps: z.number().min(0),
  /** Absent where it has not said yet. */
  sound: SoundState.optional(),
  /** A file of the show that it cannot play. */
  unplayable: z.string().max(1_000).optional(),
  /** Absent where it has not said yet. */
  audio: DisplayAudio.optional(),
  plays: z.enum(SOUND_PLACES).optional(),
});
export type DisplayStatus = z.infer<typeof DisplayStatus>;

export const DoorStatus = z.strictObject({
  id: Id,
  state: z.enum(['open', 'closed', 'failed']),
  address: z.string(),
  received: z.int().min(0),
  /** Messages that were malformed or unknown. */
  refused: z.int().min(0),
  reason: Text.optional(),
});
export type DoorStatus = z.infer<typeof DoorStatus>;

/** What hangs on this machine besides sensors: `midi`, `sacn-in`, `sacn-out`, each device of a cue by its id. */
export const RigPart = z.strictObject({
  id: Id,
  /** off: nothing is set. waiting: set, and nobody is there yet. */
  state: z.enum(['ok', 'off', 'waiting', 'warn', 'fail']),
  text: Text,
});
export type RigPart = Readonly<z.infer<typeof RigPart>>;

/** What is felt in a body of the show, and what stands behind it. */
export const BodyStatus = z.strictObject({
  id: Id,
  affect: AffectState,
  /** Who has it in their hands, and until when (null: until somebody says so); null: the decoders. */
  override: z
    .strictObject({
      mode: z.enum(['live', 'hold', 'manual', 'trajectory']),
      backMs: AtMs.nullable(),
    })
    .nullable(),
  /** What the makers intend now; null where they say nothing. */
  intended: z.strictObject({ positive: Unit, negative: Unit, arousal: Unit }).nullable(),
  /** What each decoder that is believed says. */
  heard: z.array(AffectEstimate.omit({ bodyId: true })).max(32),
});
export type BodyStatus = z.infer<typeof BodyStatus>;

/** A model that a learned decoder asks. */
export const ModelStatus = z.strictObject({
  id: Id,
  state: z.enum(['loaded', 'failed']),
  /** What it is, or what is wrong with it. */
  text: z.string().max(2_000),
});
export type ModelStatus = z.infer<typeof ModelStatus>;

/** A take that runs, or the last one. */
export const TakeStatus = z.strictObject({
  state: z.enum(['off', 'recording', 'failed']),
  id: z.string().nullable(),
  sinceMs: z.number().nullable(),
  marks: z.int().min(0),
  consent: z.enum(['none', 'given', 'withdrawn']),
  raw: z.boolean(),
  encrypted: z.boolean(),
});
export type TakeStatus = z.infer<typeof TakeStatus>;

/** A part that limps, in both languages, and what to do. */
export const Lamp = z.strictObject({ part: Id, level: z.enum(['warn', 'fail']), text: Text });
export type Lamp = z.infer<typeof Lamp>;

export const Health = z.strictObject({
  /** ok. degraded: a part limps (see lamps). safe: PANIC stands. */
  status: z.enum(STATUSES),
  show: z.string(),
  cue: z.string().nullable(),
  scene: z.string().nullable(),
  affect: AffectState,
  sources: z.array(SourceStatus),
  displays: z.array(DisplayStatus),
  uptimeS: z.number(),
  version: z.string(),
  pid: z.int(),
  standby: z.string().nullable(),
  doors: z.array(DoorStatus),
  lamps: z.array(Lamp),
  /** What hangs on this machine besides sensors; absent where nobody knows. */
  rig: z.array(RigPart).max(80).optional(),
  /** What is felt in each body of the show. */
  bodies: z.array(BodyStatus),
  take: TakeStatus,
  /** The models that ship, loaded or not; those of people are not named here. */
  models: z.array(ModelStatus).max(64).optional(),
  /** The engine that paints and the rung its pictures come from; absent where there is no engine. */
  imagery: ImageryStatus.optional(),
  tick: z.strictObject({
    rateHz: z.number(),
    /** The tick's own work over the last 10 s, milliseconds. */
    p50Ms: z.number(),
    p99Ms: z.number(),
    worstMs: z.number(),
    late: z.int(),
  }),
});
export type Health = z.infer<typeof Health>;
/** What a stranger may know. */
export const BareHealth = Health.pick({ status: true });
