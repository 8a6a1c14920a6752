import type { MovementFrame } from '#contracts/movement';
import { KEYPOINTS } from '#contracts/sensor';
import type { Habit } from './habit.ts';
import type { Model } from './models.ts';
import { ASPECT, jointOf, type PoseSpace } from './pose-space.ts';
import type { Track } from './track.ts';

export interface ExpectedJoint {
  /** Stage units, as in a pose. */
  readonly x: number;
  readonly y: number;
  /** 0: not known .. 1: usually met to within a few centimetres. */
  readonly confidence: number;
}

/** Where the joints of a body are expected to be within the coming second. */
export interface ExpectedPose {
  readonly bodyId: string;
  /** The time of the pose it was drawn from. */
  readonly atMs: number;
  /** The nearest first. */
  readonly ahead: readonly {
    readonly inS: number;
    /** All 17 keypoints of COCO, in order. */
    readonly joints: readonly ExpectedJoint[];
  }[];
}

/** A usual error of so many torsos halves the confidence. */
const HALF = 0.3;

/** What is expected at one horizon: all 17 keypoints of COCO, in order, in stage units. */
const jointsAt = (
  h: number,
  { forecast, habits, ready }: Track,
  { options, half }: Model,
  space: PoseSpace,
): ExpectedJoint[] => {
  const halfSteps = options.horizons[half] ?? 1;
  const steps = options.horizons[h] ?? 1;
  return KEYPOINTS.map((_, i) => {
    const j = jointOf(i);
    const at = h * options.dims + 2 * j;
    const [x, y] = [forecast.expected[at] as number, forecast.expected[at + 1] as number];
    const usual = ((habits[j] as Habit).marks[0] as number) * (steps / halfSteps);
    const seen = forecast.seen[2 * j] as number;
    // A part of the face keeps its place about the head.
    const [nx, ny] = [space.points[2 * i] as number, space.points[2 * i + 1] as number];
    const face = i < 5 && Number.isFinite(nx);
    return {
      x: x / ASPECT + (face ? nx - (space.places[0] as number) / ASPECT : 0),
      y: y + (face ? ny - (space.places[1] as number) : 0),
      confidence: (ready * seen) / (1 + (usual / HALF) ** 2),
    };
  });
};

const isReady = ({ forecast, ready }: Track): boolean => ready > 0 && forecast.steps > 0;

/** The newest expectation of a seen body in stage units; null while nothing is learned. */
export const expectedPose = (
  bodyId: string,
  atMs: number,
  track: Track,
  model: Model,
  space: PoseSpace,
): ExpectedPose | null =>
  isReady(track)
    ? {
        bodyId,
        atMs,
        ahead: model.options.horizons.map((steps, h) => ({
          inS: steps / model.options.hz,
          joints: jointsAt(h, track, model, space),
        })),
      }
    : null;

/** What of it goes with the movement: the farthest, so that she sees it in time to decide. */
export const expectedFar = (
  track: Track,
  model: Model,
  space: PoseSpace,
): NonNullable<MovementFrame['expected']> | null => {
  if (!isReady(track)) return null;
  const far = model.options.horizons.length - 1;
  const inS = (model.options.horizons[far] ?? 0) / model.options.hz;
  return { inS, points: jointsAt(far, track, model, space) };
};
