import type { StreamKind } from '#contracts/sensor';
import { HEART_FEATURES } from './heart.ts';
import { MOVEMENT_FEATURES, MOVEMENT_HZ, movementFeatures } from './movement.ts';
import { PULSE_FEATURES, PULSE_HZ, pulseFeatures } from './pulse.ts';
import { SKIN_FEATURES, SKIN_HZ, skinFeatures } from './skin.ts';
import { WARMTH_FEATURES, WARMTH_HZ, warmthFeatures } from './warmth.ts';

/** One stream of a wrist: how it is sampled and what a window of it tells. */
export interface Channel {
  readonly kind: StreamKind;
  readonly axes: number;
  /** The rate its windows are looked at, Hz. */
  readonly hz: number;
  /** A stream slower than this cannot tell it, Hz. */
  readonly leastHz: number;
  readonly names: readonly string[];
  /** Features of one window, in the order of `names`; null where it tells nothing. */
  features(axes: readonly Float64Array[]): number[] | null;
}

const alone = (of: (x: Float64Array) => number[] | null) => (axes: readonly Float64Array[]) =>
  axes[0] ? of(axes[0]) : null;

/** In the order of the model's columns. */
export const CHANNELS: readonly Channel[] = [
  {
    kind: 'eda',
    axes: 1,
    hz: SKIN_HZ,
    leastHz: 2,
    names: SKIN_FEATURES,
    features: alone(skinFeatures),
  },
  {
    kind: 'ppg',
    axes: 1,
    hz: PULSE_HZ,
    leastHz: 24,
    names: PULSE_FEATURES,
    features: alone(pulseFeatures),
  },
  {
    kind: 'acc',
    axes: 3,
    hz: MOVEMENT_HZ,
    leastHz: 24,
    names: MOVEMENT_FEATURES,
    features: movementFeatures,
  },
  {
    kind: 'temp',
    axes: 1,
    hz: WARMTH_HZ,
    leastHz: 0.2,
    names: WARMTH_FEATURES,
    features: alone(warmthFeatures),
  },
];

/** Names of a window's values, in order. */
export const WINDOW_FEATURES: readonly string[] = [
  ...CHANNELS.flatMap((c) => c.names),
  ...HEART_FEATURES,
];
