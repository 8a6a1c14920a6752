import { z } from 'zod';
import { Id, Text } from './ids.ts';
import { AtMs, Unit } from './time.ts';

/** What a stream measures. `custom` carries anything else and feeds no feature by itself. */
export const STREAM_KINDS = [
  'ecg',
  'ppg',
  'eda',
  'resp',
  'eeg',
  'acc',
  'gyro',
  'temp',
  'hr',
  'ibi',
  'pose',
  'contact',
  'orientation',
  'touch',
  'note',
  'sound',
  'speech',
  'battery',
  'custom',
] as const;
export const StreamKind = z.enum(STREAM_KINDS);
export type StreamKind = z.infer<typeof StreamKind>;

/** Unit, channels and the range outside which a value cannot come from a body. */
export interface StreamKindInfo {
  readonly unit: string;
  /** Channel names when the source does not say otherwise. */
  readonly channels: readonly string[];
  /** Plausible range [low, high] of one value; beyond it the stream counts as railed. */
  readonly range: readonly [number, number];
  /** True where samples come at irregular times (one frame a block, `rateHz` 0). */
  readonly irregular?: true;
}

/** COCO-17 keypoints, the order of a `pose` frame. Left and right are the dancer's own. */
export const KEYPOINTS = [
  'nose',
  'leftEye',
  'rightEye',
  'leftEar',
  'rightEar',
  'leftShoulder',
  'rightShoulder',
  'leftElbow',
  'rightElbow',
  'leftWrist',
  'rightWrist',
  'leftHip',
  'rightHip',
  'leftKnee',
  'rightKnee',
  'leftAnkle',
  'rightAnkle',
] as const;
/** Values a keypoint: x (0 audience left .. 1 right), y (0 floor .. 1 top), confidence 0..1. */
export const KEYPOINT_STRIDE = 3;
const poseChannels = KEYPOINTS.flatMap((name) => [`${name}.x`, `${name}.y`, `${name}.c`]);

export const STREAM_KIND_INFO: Readonly<Record<StreamKind, StreamKindInfo>> = {
  ecg: { unit: 'mV', channels: ['ecg'], range: [-10, 10] },
  ppg: { unit: 'a.u.', channels: ['ppg'], range: [-1e7, 1e7] },
  eda: { unit: 'microsiemens', channels: ['eda'], range: [0, 100] },
  resp: { unit: 'a.u.', channels: ['resp'], range: [-1e6, 1e6] },
  eeg: { unit: 'microvolt', channels: ['TP9', 'AF7', 'AF8', 'TP10'], range: [-2000, 2000] },
  acc: { unit: 'm/s^2', channels: ['x', 'y', 'z'], range: [-160, 160] },
  gyro: { unit: 'rad/s', channels: ['x', 'y', 'z'], range: [-40, 40] },
  temp: { unit: 'deg C', channels: ['temp'], range: [10, 45] },
  hr: { unit: '1/min', channels: ['hr'], range: [25, 240], irregular: true },
  ibi: { unit: 's', channels: ['ibi'], range: [0.25, 2.4], irregular: true },
  pose: { unit: 'stage', channels: poseChannels, range: [-1, 2], irregular: true },
  contact: { unit: '0 off .. 1 on', channels: ['contact'], range: [0, 1], irregular: true },
  /** How a device lies: turns around z, x and y in that order (W3C DeviceOrientation), in radians. */
  orientation: { unit: 'rad', channels: ['alpha', 'beta', 'gamma'], range: [-6.3, 6.3] },
  /** A finger on glass: x 0 left .. 1 right, y 0 bottom .. 1 top, pressure 0 lifted .. 1. */
  touch: { unit: 'screen', channels: ['x', 'y', 'pressure'], range: [0, 1], irregular: true },
  /** One note each: MIDI number 0..127, velocity 0 (let go) .. 1, channel 1..16. */
  note: {
    unit: 'MIDI',
    channels: ['note', 'velocity', 'channel'],
    range: [0, 127],
    irregular: true,
  },
  /**
   * What a microphone's page draws from its sound, one frame a hop; the sound itself never leaves the page:
   * level (dBFS), spectral flux (0..1), pitch (Hz, 0 where there is none), clarity of the pitch (0..1),
   * spectral centroid (Hz).
   */
  sound: {
    unit: '',
    channels: ['level', 'flux', 'pitch', 'clarity', 'centroid'],
    range: [-160, 24_000],
  },
  /**
   * What is drawn from speaking, ten frames a second; neither sound nor words: voice 0 silent .. 1 speaking, pause
   * (s since the last voice, 0 while speaking), sentence (s since this sentence began, 0 between sentences),
   * rate (syllables/s), pitch (Hz, 0 where there is none).
   */
  speech: {
    unit: '',
    channels: ['voice', 'pause', 'sentence', 'rate', 'pitch'],
    range: [0, 4_000],
  },
  battery: { unit: 'share', channels: ['battery'], range: [0, 1], irregular: true },
  custom: { unit: '', channels: ['value'], range: [-1e12, 1e12], irregular: true },
};

export const StreamInfo = z.strictObject({
  /** Unique within its source. */
  name: Id,
  kind: StreamKind,
  channels: z.array(z.string().min(1).max(32)).min(1).max(256),
  /** Nominal rate in frames a second; 0 where samples come at irregular times. */
  rateHz: z.number().min(0).max(10_000),
});
export type StreamInfo = z.infer<typeof StreamInfo>;

/**
 * Some frames of one stream of one body. The hot path hands these on as they are;
 * doors build them with {@link parseBlock}.
 */
export const SampleBlock = z.strictObject({
  sourceId: Id,
  bodyId: Id,
  /** Name of the stream within its source. */
  stream: Id,
  kind: StreamKind,
  channels: z.int().min(1).max(256),
  /** Nominal frames a second; 0: irregular, and the block holds one frame. */
  rateHz: z.number().min(0).max(10_000),
  /** Time of the LAST frame; frame i of n lies (n - 1 - i) / rateHz before it. */
  atMs: AtMs,
  /** Frames x channels, interleaved, in the unit of the kind. */
  data: z.instanceof(Float32Array),
  /** True where the block comes from a recording. */
  recorded: z.boolean(),
  /**
   * Names of the channels in order, as the source announced them: the hub adds them where a channel is a place on
   * a body (`eeg`), which their number alone does not tell.
   */
  names: z.array(z.string()).readonly().optional(),
});
export interface SampleBlock {
  readonly sourceId: string;
  readonly bodyId: string;
  readonly stream: string;
  readonly kind: StreamKind;
  readonly channels: number;
  readonly rateHz: number;
  readonly atMs: number;
  readonly data: Float32Array;
  readonly recorded: boolean;
  readonly names?: readonly string[] | undefined;
}

/** Number of frames in a block. */
export const framesOf = (block: SampleBlock): number => block.data.length / block.channels;

/** Time of frame `i` of a block, in show time. */
export const frameAtMs = (block: SampleBlock, i: number): number =>
  block.rateHz === 0 ? block.atMs : block.atMs - ((framesOf(block) - 1 - i) * 1000) / block.rateHz;

/** What a stream's quality watch may find; an empty list is a good stream. */
export const QUALITY_FLAGS = [
  'gap',
  'flat',
  'railed',
  'stale',
  'clock-jump',
  'no-contact',
  /** Movement or hum drowns the signal: a loose strap, a cable. */
  'noisy',
  /** Values fit another unit: g instead of m/s^2, milliseconds instead of seconds. */
  'wrong-unit',
  /** Channels or electrodes seem exchanged: an inverted ECG, gyroscope for accelerometer, y upside down. */
  'swapped',
] as const;
export const QualityFlag = z.enum(QUALITY_FLAGS);
export type QualityFlag = z.infer<typeof QualityFlag>;

export const StreamQuality = z.strictObject({
  /** 0 unusable .. 1 good. */
  score: Unit,
  flags: z.array(QualityFlag),
  /** Frames a second as measured over the last seconds. */
  rateHz: z.number().min(0),
  /** Time of the newest frame, or null before the first. */
  atMs: AtMs.nullable(),
});
export type StreamQuality = z.infer<typeof StreamQuality>;

/** waiting: nothing heard yet. live / stale: by the newest sample. standby: stands aside. failed: says why. */
export const SOURCE_STATES = ['waiting', 'live', 'stale', 'standby', 'ended', 'failed'] as const;
export const SourceState = z.enum(SOURCE_STATES);
export type SourceState = z.infer<typeof SourceState>;

export const SourceInfo = z.strictObject({
  id: Id,
  /** The adapter that made it: synthetic, replay, osc ... */
  kind: Id,
  bodyId: Id,
  label: Text,
  recorded: z.boolean(),
  /** True where the samples already went through the patch, as those of a take: its gain is not applied again. */
  mended: z.boolean().optional(),
  /** The take it plays, where it plays one. */
  take: Id.optional(),
});
export type SourceInfo = z.infer<typeof SourceInfo>;
