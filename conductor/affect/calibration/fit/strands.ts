import type { FeatureName } from '#contracts/feature';

/** What is read from the values of a feature within one window. */
export type Reading = 'mean' | 'slope' | 'sd';

/** One feature as a person's model hears it. */
export interface Strand {
  readonly feature: FeatureName;
  /** Straightens a skewed scale, so that equal steps mean equal changes. */
  readonly scale: (value: number) => number;
  readonly reads: readonly Reading[];
}

const as = (value: number): number => value;
const logAbove = (floor: number) => (value: number) => Math.log(Math.max(0, value) + floor);
const root = (value: number): number => Math.sqrt(Math.max(0, value));

/** Scales as the rules of physiology have them: conductance and RMSSD are log-normal, counts go by their root. */
const PHYSIOLOGY: readonly Strand[] = [
  { feature: 'heartRate', scale: as, reads: ['mean', 'slope'] },
  { feature: 'rmssd', scale: logAbove(1), reads: ['mean'] },
  { feature: 'edaTonic', scale: logAbove(0.05), reads: ['mean', 'slope'] },
  { feature: 'edaPhasic', scale: logAbove(0.02), reads: ['mean', 'sd'] },
  { feature: 'scrRate', scale: root, reads: ['mean'] },
  { feature: 'breathRate', scale: as, reads: ['mean'] },
  { feature: 'breath', scale: as, reads: ['mean', 'sd'] },
  { feature: 'skinTemp', scale: as, reads: ['mean', 'slope'] },
];

/** Amounts by their root: effort is heard by ratios. Place on stage says nothing of feeling and is left out. */
const MOVEMENT: readonly Strand[] = [
  { feature: 'motionEnergy', scale: root, reads: ['mean', 'sd'] },
  { feature: 'motionJerk', scale: root, reads: ['mean', 'sd'] },
  { feature: 'motionCentroid', scale: as, reads: ['mean', 'sd'] },
  { feature: 'motionQuantity', scale: root, reads: ['mean', 'sd'] },
  { feature: 'motionExpansion', scale: as, reads: ['mean', 'sd'] },
  { feature: 'motionHeight', scale: as, reads: ['mean'] },
  { feature: 'motionSymmetry', scale: as, reads: ['mean'] },
  { feature: 'effortWeight', scale: as, reads: ['mean'] },
  { feature: 'effortTime', scale: as, reads: ['mean'] },
  { feature: 'effortSpace', scale: as, reads: ['mean'] },
  { feature: 'effortFlow', scale: as, reads: ['mean'] },
];

/** What the body says beside its brain, whose bands come from its samples. */
export const strandsOf = (modality: 'physiology' | 'movement'): readonly Strand[] =>
  modality === 'physiology' ? PHYSIOLOGY : MOVEMENT;
