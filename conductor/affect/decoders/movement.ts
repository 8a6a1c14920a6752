import { type AffectEstimate, type Belief, NEUTRAL } from '#contracts/affect';
import { clamp01, cue, trustIn } from '../belief.ts';
import type { Decoder, DecoderRecord, FeatureView } from '../decoder.ts';
import { type Heard, type Listening, listening, provenance } from '../listening.ts';

/**
 * Correlation of the movement's spectral centroid with rated arousal and valence over 239 walks
 * (Sievers, Lee, Haslett and Wheatley 2019, "A multi-sensory code for emotional arousal").
 */
const CENTROID_AROUSAL_R = 0.84;
const CENTROID_VALENCE_R = 0.44;
/** Amount of movement goes with activation (Wallbott 1998; Pollick et al. 2001), less closely. */
const ENERGY_R = 0.6;

/** Geometric middle of slow sway (0.5 Hz) and shaking (5 Hz): half of the arousal scale. */
const MIDDLE_HZ = 1.6;
/** Sway lies at 0.15, shaking at 0.85: 0.7 / ln(5 / 0.5). */
const PER_LN_HZ = 0.304;
const SLOWEST_HZ = 0.05;
/** Below this energy a centroid is the sensor's noise, not the body's. */
const STILL = 0.05;

/** Shares of the cues in the index of liveliness. */
const SHARE = { centroid: 0.6, energy: 0.25, jerk: 0.15 } as const;

const centroidIndex = (hz: number): number =>
  clamp01(0.5 + PER_LN_HZ * Math.log(Math.max(SLOWEST_HZ, hz) / MIDDLE_HZ));

/** Fine movement is heard better than loud: equal steps of effort are ratios (Stevens 1957, exponent 0.6). */
const effortIndex = (share: number): number => 0.05 + 0.9 * clamp01(share) ** 0.6;

interface Cue {
  readonly index: number;
  readonly share: number;
}

const cueOf = (heard: Heard | null, share: number, index: (v: number) => number): Cue | null =>
  heard && { index: index(heard.value), share: share * heard.weight };

/** Arousal as the share-weighted mean of the cues: more of any cue is never less arousal. */
const arousalOf = (cues: readonly Cue[], r: number): Belief | null => {
  const total = cues.reduce((sum, c) => sum + c.share, 0);
  if (total <= 0) return null;
  const index = cues.reduce((sum, c) => sum + c.share * c.index, 0) / total;
  return cue(index, r, Math.min(1, total / SHARE.centroid));
};

/** Sad walks are slow, happy ones lively: a weak reading of valence, spread on both halves. */
const valenceOf = (index: number, weight: number) => {
  const valence = 2 * index - 1;
  return {
    positive: cue(NEUTRAL.positive + 0.5 * valence, CENTROID_VALENCE_R, weight),
    negative: cue(NEUTRAL.negative - 0.5 * valence, CENTROID_VALENCE_R, weight),
  };
};

/** The movement of one body as heard now; null where a feature is absent or not believed. */
export interface MovementHeard {
  readonly energy: Heard | null;
  readonly centroid: Heard | null;
  readonly jerk: Heard | null;
}

export const MOVEMENT_NEEDS = ['motionEnergy', 'motionCentroid', 'motionJerk'] as const;

export const hearMovement = (ears: Listening, features: FeatureView): MovementHeard => ({
  energy: ears.hear(features, 'motionEnergy'),
  centroid: ears.hear(features, 'motionCentroid'),
  jerk: ears.hear(features, 'motionJerk'),
});

/** How a centroid is read: its place on the scale of arousal, and how closely that follows ratings. */
export interface CentroidReading {
  readonly index: (hz: number) => number;
  readonly arousalR: number;
}

/** The same scale for every body and sensor. */
export const RULES: CentroidReading = { index: centroidIndex, arousalR: CENTROID_AROUSAL_R };

/**
 * Two readings of the same centroid as one, joined by their precisions.
 * @param share how far the second stands in the place of the first, 0..1
 */
export const between = (
  first: CentroidReading,
  second: CentroidReading,
  share: number,
): CentroidReading => {
  const p1 = (1 - share) * trustIn(first.arousalR);
  const p2 = share * trustIn(second.arousalR);
  return {
    index: (hz) => (p1 * first.index(hz) + p2 * second.index(hz)) / (p1 + p2),
    arousalR: Math.sqrt((p1 + p2) / (1 + p1 + p2)),
  };
};

/** What the cues of movement say together; null where there are none. */
export const movementSaid = (
  { energy, centroid, jerk }: MovementHeard,
  { index, arousalR }: CentroidReading,
): Omit<AffectEstimate, 'decoder' | 'modality' | 'bodyId'> | null => {
  const from = provenance([energy, centroid, jerk]);
  if (!from) return null;
  const moving = energy ? clamp01(energy.value / STILL) : 0.5;
  const cues = [
    cueOf(centroid, SHARE.centroid, (hz) => moving * index(hz)),
    cueOf(energy, SHARE.energy, effortIndex),
    cueOf(jerk, SHARE.jerk, effortIndex),
  ].filter((c) => c !== null);
  const arousal = arousalOf(cues, centroid ? arousalR : ENERGY_R);
  if (!arousal) return null;
  const valence = centroid ? valenceOf(index(centroid.value), centroid.weight * moving) : null;
  return {
    ...from,
    arousal,
    ...(valence?.positive && { positive: valence.positive }),
    ...(valence?.negative && { negative: valence.negative }),
  };
};

/** Arousal from how fast and how much a body moves; valence weakly. Needs no baseline. */
export const movementDecoder: DecoderRecord = {
  id: 'movement-rules',
  make(bodyId): Decoder {
    const ears = listening();
    return {
      id: 'movement-rules',
      modality: 'movement',
      needs: MOVEMENT_NEEDS,
      decode(features) {
        const said = movementSaid(hearMovement(ears, features), RULES);
        return said && { decoder: 'movement-rules', modality: 'movement', bodyId, ...said };
      },
      reset: () => ears.reset(),
    };
  },
};
