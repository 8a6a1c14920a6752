import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { SampleBlock } from '#contracts/sensor';
import { extractorFor } from '../../sensors/features/index.ts';
import { WALKING_HZ, type Walk } from './recordings.ts';

/** Ten seconds of one walk as our features of movement see them. */
export interface WalkWindow {
  readonly person: string;
  readonly emotion: number;
  readonly row: readonly number[];
}

const WINDOW_S = 10;
const HOP_S = 5;
/** Filters and windows of the features have settled. */
const SETTLED_S = 5;

const OF_ACC = [
  'motionEnergy',
  'motionJerk',
  'motionCentroid',
  'effortWeight',
  'effortTime',
  'effortFlow',
] as const;
const OF_GYRO = ['motionEnergy', 'motionJerk', 'motionCentroid'] as const;

/** A second of samples, as a watch would send them; stamps are those of its last one. */
const blockOf = (walk: Walk, kind: 'acc' | 'gyro', second: number): SampleBlock => ({
  sourceId: kind,
  bodyId: 'walker',
  stream: kind,
  kind,
  channels: 3,
  rateHz: WALKING_HZ,
  atMs: (second + 1) * 1000,
  data: walk[kind].subarray(second * WALKING_HZ * 3, (second + 1) * WALKING_HZ * 3),
  recorded: true,
});

/** A walk with the values of its features, second by second. */
export interface HeardWalk {
  readonly walk: Walk;
  readonly acc: readonly (readonly FeatureValue[])[];
  readonly gyro: readonly (readonly FeatureValue[])[];
}

export const heardWalk = (walk: Walk): HeardWalk => ({
  walk,
  acc: featuresOf(walk, 'acc'),
  gyro: featuresOf(walk, 'gyro'),
});

const featuresOf = (walk: Walk, kind: 'acc' | 'gyro'): FeatureValue[][] => {
  const extractor = extractorFor(kind, kind, 'walker', WALKING_HZ);
  const seconds = Math.floor(walk[kind].length / 3 / WALKING_HZ);
  return Array.from(
    { length: seconds },
    (_, second) => extractor?.push(blockOf(walk, kind, second)) ?? [],
  );
};

/** Mean and spread of a feature's values; null where it never came. */
const meanAndSd = (values: readonly FeatureValue[], name: FeatureName): number[] | null => {
  const own = values.filter((v) => v.name === name && v.confidence > 0).map((v) => v.value);
  if (own.length === 0) return null;
  const mean = own.reduce((a, b) => a + b, 0) / own.length;
  const square = own.reduce((sum, v) => sum + (v - mean) ** 2, 0) / own.length;
  return [mean, Math.sqrt(square)];
};

/** Mean and spread of every feature in windows of ten seconds, one each five. */
export const walkWindows = ({ walk, acc, gyro }: HeardWalk): WalkWindow[] => {
  const windows: WalkWindow[] = [];
  for (let from = SETTLED_S; from + WINDOW_S <= acc.length; from += HOP_S) {
    const [a, g] = [acc, gyro].map((list) => list.slice(from, from + WINDOW_S).flat());
    const parts = [
      ...OF_ACC.map((name) => meanAndSd(a ?? [], name)),
      ...OF_GYRO.map((name) => meanAndSd(g ?? [], name)),
    ];
    if (parts.some((part) => part === null)) continue;
    windows.push({
      person: walk.person,
      emotion: walk.emotion,
      row: parts.flatMap((p) => p ?? []),
    });
  }
  return windows;
};
