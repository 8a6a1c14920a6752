import type { MovementFrame } from '../../../conductor/contracts/movement.ts';
import { KEYPOINTS, type SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { body } from '../../../sensors/adapters/synthetic/body.ts';
import { pose } from '../../../sensors/adapters/synthetic/movement-signals.ts';
import type { Expectation } from '../../../sensors/expectation/index.ts';
import { movementTracker } from '../../../sensors/features/index.ts';
import { random } from '../../../sensors/random.ts';

export const HZ = 30;
const START_MS = 1_700_000_000_000;

export interface PoseOptions {
  readonly bodyId?: string;
  readonly sourceId?: string;
  readonly recorded?: boolean;
}

/** One pose frame (51 numbers) as a block. */
export const poseBlock = (
  data: readonly number[],
  tS: number,
  { bodyId = 'dancer', sourceId = 'camera', recorded = false }: PoseOptions = {},
): SampleBlock => ({
  sourceId,
  bodyId,
  stream: 'pose',
  kind: 'pose',
  channels: 3 * KEYPOINTS.length,
  rateHz: 0,
  atMs: START_MS + tS * 1000,
  data: Float32Array.from(data),
  recorded,
});

/** A body that stands, stage units: x, y of each keypoint. */
// biome-ignore format: a table is read by its columns
const STANDING = [
  [0.5, 0.6], [0.505, 0.61], [0.495, 0.61], [0.513, 0.605], [0.487, 0.605],
  [0.535, 0.52], [0.465, 0.52], [0.56, 0.43], [0.44, 0.43], [0.57, 0.34], [0.43, 0.34],
  [0.52, 0.35], [0.48, 0.35], [0.52, 0.2], [0.48, 0.2], [0.52, 0.04], [0.48, 0.04],
] as const;

/** How far each keypoint moves at most in a key pose. */
const REACH = KEYPOINTS.map((name) =>
  name.endsWith('Wrist')
    ? 0.2
    : name.endsWith('Elbow')
      ? 0.1
      : name.endsWith('Knee')
        ? 0.04
        : 0.015,
);

export interface Dance {
  /** 51 numbers at a time. */
  at(tS: number): number[];
}

/** Key poses drawn from a seed, one a second, joined smoothly; after `keys` of them it begins again. */
export const phrase = (seed: number, keys = Number.POSITIVE_INFINITY, jitter = 0.0005): Dance => {
  const noise = random(seed, 'jitter');
  const known = new Map<number, number[]>();
  const key = (k: number): number[] => {
    const found = known.get(k % keys) ?? draw(k);
    known.set(k % keys, found);
    return found;
  };
  const draw = (k: number): number[] => {
    const rng = random(seed, `key ${k % keys}`);
    return STANDING.flatMap(([x, y], i) => {
      const reach = REACH[i] ?? 0;
      return [x + rng.range(-reach, reach), y + rng.range(-reach, reach)];
    });
  };
  return {
    at(tS) {
      const k = Math.floor(tS);
      const p = tS - k;
      const share = p * p * (3 - 2 * p);
      const [a, b] = [key(k), key(k + 1)];
      return KEYPOINTS.flatMap((_, i) => {
        const mix = (c: number) => a[c]! + (b[c]! - a[c]!) * share + jitter * noise.normal();
        return [mix(2 * i), mix(2 * i + 1), 0.9];
      });
    },
  };
};

export const still = (jitter = 0.0005): Dance => {
  const noise = random(5, 'still');
  return {
    at: () =>
      STANDING.flatMap(([x, y]) => [x + jitter * noise.normal(), y + jitter * noise.normal(), 0.9]),
  };
};

/** A take of the simulated dancer. */
export const take = (seed: number): Dance => {
  const signal = pose(body(seed), HZ);
  return { at: (tS) => [...signal(Math.round(tS * HZ))] };
};

export interface Heard {
  readonly tS: number;
  readonly frame: MovementFrame;
  readonly value: number;
  readonly confidence: number;
}

/** Dances `seconds` before an expectation from `fromS` on; returns what came of each frame. */
export const dance = (
  expectation: Expectation,
  seconds: number,
  fromS: number,
  poseAt: (tS: number) => readonly number[],
  options: PoseOptions & { readonly hz?: number } = {},
): Heard[] => {
  const hz = options.hz ?? HZ;
  const tracker = movementTracker();
  const heard: Heard[] = [];
  for (let n = 0; n < seconds * hz; n++) {
    const tS = n / hz;
    const block = poseBlock(poseAt(tS), fromS + tS, options);
    const { frame, values } = expectation.see(block, tracker.push(block));
    if (!frame) continue;
    heard.push({ tS, frame, value: values[0]?.value ?? 0, confidence: values[0]?.confidence ?? 0 });
  }
  return heard;
};

export const meanOf = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / Math.max(1, values.length);

export const surprise = (heard: readonly Heard[]): number =>
  meanOf(heard.map((h) => h.frame.surprise));
