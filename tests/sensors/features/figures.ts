import type { FeatureName, FeatureValue } from '#contracts/feature';
import { KEYPOINTS, type SampleBlock } from '#contracts/sensor';
import { extractorFor } from '../../../sensors/features/index.ts';

type Point = readonly [x: number, y: number];
export type Keypoint = (typeof KEYPOINTS)[number];
/** A skeleton in body heights: x from its own middle (the audience's right is +), y from the floor. */
export type Pose = Readonly<Record<Keypoint, Point>>;

/** Upright, facing the audience, arms hanging: the dancer's left is on the audience's right. */
export const STANDING: Pose = {
  nose: [0, 0.93],
  leftEye: [0.02, 0.95],
  rightEye: [-0.02, 0.95],
  leftEar: [0.045, 0.935],
  rightEar: [-0.045, 0.935],
  leftShoulder: [0.13, 0.818],
  rightShoulder: [-0.13, 0.818],
  leftElbow: [0.14, 0.632],
  rightElbow: [-0.14, 0.632],
  leftWrist: [0.15, 0.486],
  rightWrist: [-0.15, 0.486],
  leftHip: [0.09, 0.53],
  rightHip: [-0.09, 0.53],
  leftKnee: [0.09, 0.285],
  rightKnee: [-0.09, 0.285],
  leftAnkle: [0.09, 0.039],
  rightAnkle: [-0.09, 0.039],
};

/** An arm stretched to an angle: 0 hangs, 0.5 level, 1 straight up. */
export const arm = (side: 'left' | 'right', raised: number): Partial<Pose> => {
  const s = side === 'left' ? 1 : -1;
  const at = (length: number): Point => [
    s * (0.13 + length * Math.sin(Math.PI * raised)),
    0.818 - length * Math.cos(Math.PI * raised),
  ];
  const name = (part: string) => `${side}${part}` as Keypoint;
  return { [name('Elbow')]: at(0.186), [name('Wrist')]: at(0.332) };
};
export const arms = (raised: number): Partial<Pose> => ({
  ...arm('left', raised),
  ...arm('right', raised),
});
export const lifted = (pose: Pose, by: Point): Pose =>
  Object.fromEntries(
    Object.entries(pose).map(([name, [x, y]]) => [name, [x + by[0], y + by[1]]]),
  ) as unknown as Pose;
/** Gathered on the floor: everything close to the middle. */
export const GATHERED: Pose = Object.fromEntries(
  Object.entries(STANDING).map(([name, [x, y]]) => [name, [x * 0.9, 0.04 + 0.3 * y]]),
) as unknown as Pose;

export interface Camera {
  /** Stature in heights of the stage, and where the body stands, in stage units. */
  readonly height: number;
  readonly x: number;
  readonly y: number;
  /** Standard deviation of each coordinate, stage heights. */
  readonly noise?: number;
  /** Keypoints that are not seen. */
  readonly hidden?: readonly Keypoint[];
  readonly hz?: number;
}
export const CLOSE: Camera = { height: 0.6, x: 0.5, y: 0 };

const jitter = (i: number): number => {
  const u = (n: number) => (((Math.sin(n * 12.9898) * 43758.5453) % 1) + 1) % 1 || 0.5;
  return Math.sqrt(-2 * Math.log(u(i))) * Math.cos(2 * Math.PI * u(i + 0.37));
};

/** The pose as a block of a camera, the stage being 16 to 9. */
export const seenBy = (camera: Camera, pose: Pose, atMs: number): SampleBlock => ({
  sourceId: 'cam',
  bodyId: 'dancer',
  stream: 'pose',
  kind: 'pose',
  channels: 51,
  rateHz: 0,
  atMs,
  data: Float32Array.from(
    KEYPOINTS.flatMap((name, k) => {
      const [x, y] = pose[name];
      const noise = camera.noise ?? 0;
      const [jx, jy] =
        noise > 0 ? [noise * jitter(atMs + k), noise * jitter(atMs + k + 100)] : [0, 0];
      return [
        camera.x + ((x * camera.height + jx) * 9) / 16,
        camera.y + y * camera.height + jy,
        camera.hidden?.includes(name) ? 0.1 : 0.95,
      ];
    }),
  ),
  recorded: false,
});

/** Plays a dance (pose at each second) before a camera; everything that was said. */
export const watch = (
  dance: (tS: number) => Partial<Pose>,
  seconds: number,
  camera: Camera = CLOSE,
): FeatureValue[] => {
  const extractor = extractorFor('pose', 'cam', 'dancer', 0);
  const hz = camera.hz ?? 30;
  return Array.from({ length: Math.round(seconds * hz) }, (_, i) => {
    const pose = { ...STANDING, ...dance(i / hz) };
    return extractor?.push(seenBy(camera, pose, 1000 + (1000 * i) / hz)) ?? [];
  }).flat();
};

export const last = (values: readonly FeatureValue[], name: FeatureName): FeatureValue => {
  const found = values.findLast((v) => v.name === name);
  if (!found) throw new Error(`${name} was not said`);
  return found;
};
/** Mean of a feature after `fromS`. */
export const mean = (values: readonly FeatureValue[], name: FeatureName, fromS = 2): number => {
  const of = values.filter((v) => v.name === name && v.atMs >= 1000 + 1000 * fromS);
  return of.reduce((sum, v) => sum + v.value, 0) / of.length;
};
