import type { FeatureName } from '#contracts/feature';
import type { StreamKind } from '#contracts/sensor';

/**
 * What a body says without meaning to (rule R15): its electricity, pulse, skin, breath and warmth. `custom` may be
 * anything, so it counts too. What somebody does (movement, touch, notes, sounds) does not.
 */
const BIOSIGNALS: ReadonlySet<StreamKind> = new Set([
  'ecg',
  'ppg',
  'eda',
  'resp',
  'eeg',
  'temp',
  'hr',
  'ibi',
  'custom',
]);

const DRAWN_FROM_THEM: ReadonlySet<FeatureName> = new Set([
  'ibi',
  'heartRate',
  'rmssd',
  'heartPhase',
  'edaTonic',
  'edaPhasic',
  'scrRate',
  'breath',
  'breathRate',
  'eegDelta',
  'eegTheta',
  'eegAlpha',
  'eegBeta',
  'eegGamma',
  'eegAsymmetry',
  'syncBreath',
  'syncHeart',
  'skinTemp',
]);

/** True for a stream that a take without raw biosignals leaves out. */
export const isBiosignal = (kind: StreamKind): boolean => BIOSIGNALS.has(kind);

/** True for a feature that such a take leaves out as well. */
export const isBodyFeature = (name: FeatureName): boolean => DRAWN_FROM_THEM.has(name);
