import { FEATURES, type FeatureName, type FeatureValue } from '#contracts/feature';

/** What a person's model may listen to. */
export const HEARD_MODALITIES = ['brain', 'physiology', 'movement'] as const;
export type HeardModality = (typeof HEARD_MODALITIES)[number];

const PHYSIOLOGY: ReadonlySet<FeatureName> = new Set([
  'ibi',
  'heartRate',
  'rmssd',
  'edaTonic',
  'edaPhasic',
  'scrRate',
  'breath',
  'breathRate',
  'skinTemp',
]);

/** Which signal a feature speaks of; null for those that a calibration does not listen to. */
export const modalityOf = (name: FeatureName): HeardModality | null => {
  if (name.startsWith('eeg')) return 'brain';
  if (name.startsWith('motion') || name.startsWith('effort')) return 'movement';
  return PHYSIOLOGY.has(name) ? 'physiology' : null;
};

/** A value that is less sure than this is a guess. */
const BELIEVED = 0.3;
const WINDOW_S = 30;
/** A value that holds long must not hide for as long that its sensor is gone. */
const LONGEST_HOLD_S = 5;

/** How good the signals of one body were of late. */
export interface SignalWatch {
  /** Hears features; true where one of this body is believed. */
  hear(values: readonly FeatureValue[], nowMs: number): boolean;
  /** Looks once a second at what is there. */
  look(nowMs: number): void;
  /** Share of the last 30 s (or since it was first looked) in which it was there and believed, 0..1. */
  qualityOf(modality: HeardModality): number;
  /** How often it was looked, up to 30. */
  looks(): number;
  /** Whether anything of it was ever told. */
  isKnown(modality: HeardModality): boolean;
}

interface Watched {
  known: boolean;
  thereUntilMs: number;
  readonly looks: boolean[];
}

const isBelieved = ({ value, confidence }: FeatureValue): boolean =>
  Number.isFinite(value) && confidence >= BELIEVED;

export const signalWatch = (bodyId: string): SignalWatch => {
  const fresh = (): Watched => ({
    known: false,
    thereUntilMs: Number.NEGATIVE_INFINITY,
    looks: [],
  });
  const watched: Record<HeardModality, Watched> = {
    brain: fresh(),
    physiology: fresh(),
    movement: fresh(),
  };
  return {
    hear(values, nowMs) {
      let heard = false;
      for (const value of values) {
        const modality = value.bodyId === bodyId ? modalityOf(value.name) : null;
        if (modality === null) continue;
        const one = watched[modality];
        one.known = true;
        if (!isBelieved(value)) continue;
        const holdS = Math.min(LONGEST_HOLD_S, FEATURES[value.name].holdS);
        one.thereUntilMs = Math.max(one.thereUntilMs, nowMs + holdS * 1000);
        heard = true;
      }
      return heard;
    },
    look(nowMs) {
      for (const one of Object.values(watched)) {
        one.looks.push(one.thereUntilMs >= nowMs);
        if (one.looks.length > WINDOW_S) one.looks.shift();
      }
    },
    qualityOf(modality) {
      const { looks } = watched[modality];
      return looks.length === 0 ? 0 : looks.filter(Boolean).length / looks.length;
    },
    looks: () => watched.brain.looks.length,
    isKnown: (modality) => watched[modality].known,
  };
};
