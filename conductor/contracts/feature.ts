import { z } from 'zod';
import { Id } from './ids.ts';
import { AtMs, Unit } from './time.ts';

interface FeatureInfo {
  readonly unit: string;
  /** Typical range [low, high] in a performer: scopes and mappings start from it. */
  readonly range: readonly [number, number];
  /** How long a value stays true without a new one, in seconds. */
  readonly holdS: number;
}

/** Every feature of a body that a decoder, a scene or a scope may listen to. */
export const FEATURES = {
  ibi: { unit: 's', range: [0.4, 1.3], holdS: 4 },
  heartRate: { unit: '1/min', range: [45, 180], holdS: 6 },
  rmssd: { unit: 'ms', range: [0, 120], holdS: 15 },
  /** Position within the present heartbeat: 0 at the beat, towards 1 at the next expected one. */
  heartPhase: { unit: '', range: [0, 1], holdS: 3 },
  edaTonic: { unit: 'microsiemens', range: [0, 20], holdS: 10 },
  edaPhasic: { unit: 'microsiemens', range: [0, 2], holdS: 5 },
  /** Skin conductance responses a minute. */
  scrRate: { unit: '1/min', range: [0, 20], holdS: 30 },
  /** How full the lungs are: 0 after breathing out, 1 after breathing in. */
  breath: { unit: '', range: [0, 1], holdS: 3 },
  breathRate: { unit: '1/min', range: [4, 40], holdS: 15 },
  eegDelta: { unit: 'log10 uV^2', range: [-1, 3], holdS: 4 },
  eegTheta: { unit: 'log10 uV^2', range: [-1, 3], holdS: 4 },
  eegAlpha: { unit: 'log10 uV^2', range: [-1, 3], holdS: 4 },
  eegBeta: { unit: 'log10 uV^2', range: [-1, 3], holdS: 4 },
  eegGamma: { unit: 'log10 uV^2', range: [-1, 3], holdS: 4 },
  /** Right minus left frontal log alpha power (AF8 - AF7): an index of approach. */
  eegAsymmetry: { unit: 'log10', range: [-1, 1], holdS: 4 },
  /** How much the body moves: 0 still .. 1 as hard as dancers do. */
  motionEnergy: { unit: '', range: [0, 1], holdS: 1 },
  /** Rate of change of acceleration, 0 .. 1. */
  motionJerk: { unit: '', range: [0, 1], holdS: 1 },
  /** Spectral centroid of movement: slow sway near 0.5, shaking above 5. */
  motionCentroid: { unit: 'Hz', range: [0, 8], holdS: 2 },
  /** Where the body is: 0 audience left .. 1 right; 0 floor .. 1 top (pose only). */
  motionX: { unit: '', range: [0, 1], holdS: 1 },
  motionY: { unit: '', range: [0, 1], holdS: 1 },
  /** Quantity of motion: distance all joints together cover in a second, in body heights (pose only). */
  motionQuantity: { unit: '1/s', range: [0, 8], holdS: 1 },
  /** Speed of the body as a whole, stage widths a second. */
  motionSpeed: { unit: '1/s', range: [0, 1], holdS: 1 },
  /** How far the limbs reach: 0 gathered .. 1 spread (pose only). */
  motionExpansion: { unit: '', range: [0, 1], holdS: 1 },
  /** How high the body is held: 0 on the floor .. 1 upright, above 1 in the air (pose only). */
  motionHeight: { unit: '', range: [0, 1.2], holdS: 1 },
  /** Left and right alike: 0 not at all .. 1 a mirror (pose only). */
  motionSymmetry: { unit: '', range: [0, 1], holdS: 1 },
  /** Laban efforts: weight light 0 .. strong 1, time sustained .. sudden, space indirect .. direct, flow free .. bound. */
  effortWeight: { unit: '', range: [0, 1], holdS: 2 },
  effortTime: { unit: '', range: [0, 1], holdS: 2 },
  effortSpace: { unit: '', range: [0, 1], holdS: 2 },
  effortFlow: { unit: '', range: [0, 1], holdS: 2 },
  /** What she did against what was expected of her: 0 foreseen .. 1 not foreseen at all. */
  surprise: { unit: '', range: [0, 1], holdS: 1 },
  /** How much of her movement of the last seconds was foreseen half a second ahead: 0 none .. 1 all. */
  foreseen: { unit: '', range: [0, 1], holdS: 4 },
  /** Two bodies together: 0 apart .. 1 as one. Told under the id of the pair (`pairId`). */
  syncMovement: { unit: '', range: [0, 1], holdS: 3 },
  syncBreath: { unit: '', range: [0, 1], holdS: 6 },
  syncHeart: { unit: '', range: [0, 1], holdS: 8 },
  /** Notes begun a second. */
  noteDensity: { unit: '1/s', range: [0, 12], holdS: 4 },
  /** How evenly onsets come: 0 free .. 1 a clock. */
  onsetRegularity: { unit: '', range: [0, 1], holdS: 6 },
  /** How high the playing lies: mean MIDI number of the last seconds. */
  register: { unit: 'MIDI', range: [36, 96], holdS: 6 },
  noteVelocity: { unit: '', range: [0, 1], holdS: 4 },
  /** -1 minor .. 1 major; its confidence is low for anything that is neither. */
  mode: { unit: '', range: [-1, 1], holdS: 10 },
  /** Pitch class of the tonic, 0 C .. 11 B. */
  key: { unit: '', range: [0, 11], holdS: 10 },
  soundLevel: { unit: 'dBFS', range: [-60, 0], holdS: 1 },
  /** The note that is sung or played, as a MIDI number with fraction. */
  pitch: { unit: 'MIDI', range: [36, 96], holdS: 1 },
  soundCentroid: { unit: 'Hz', range: [100, 6000], holdS: 1 },
  /** Whether somebody speaks: 0 .. 1. */
  speaking: { unit: '', range: [0, 1], holdS: 1 },
  /** The silence between her words: rises to 1 within three seconds of it, 0 while she speaks, and 0 where nobody is speaking at all. */
  pause: { unit: '', range: [0, 1], holdS: 1 },
  /** A sentence as a tide: rises while it goes on, ebbs after its end. */
  sentence: { unit: '', range: [0, 1], holdS: 2 },
  /** Syllables a second. */
  speechRate: { unit: '1/s', range: [0, 8], holdS: 6 },
  tempo: { unit: '1/min', range: [40, 200], holdS: 6 },
  /** Skin temperature at the sensor. */
  skinTemp: { unit: 'deg C', range: [25, 38], holdS: 30 },
} as const satisfies Record<string, FeatureInfo>;

export type FeatureName = keyof typeof FEATURES;
export const FEATURE_NAMES = Object.keys(FEATURES) as FeatureName[];
export const FeatureName = z.enum(FEATURE_NAMES as [FeatureName, ...FeatureName[]]);

export const FeatureValue = z.strictObject({
  bodyId: Id,
  sourceId: Id,
  name: FeatureName,
  value: z.number(),
  /** 0: no idea .. 1: as sure as this method gets. */
  confidence: Unit,
  /** When the newest signal behind the value was taken. */
  atMs: AtMs,
  recorded: z.boolean(),
});
export type FeatureValue = Readonly<z.infer<typeof FeatureValue>>;
