import type { MovementFrame } from '#contracts/movement';
import type { SampleBlock } from '#contracts/sensor';
import { type ExpectedPose, expectedFar, expectedPose } from './expected-pose.ts';
import { type Feed, inertialFeed, poseFeed } from './feeds.ts';
import type { Model } from './models.ts';
import { jointOf } from './pose-space.ts';
import { type Track, track } from './track.ts';

export interface Models {
  readonly pose: Model;
  readonly inertial: Model;
}

/** One camera's view of a body, or one worn sensor: its blocks in, surprise out. */
export interface Sensor {
  readonly bodyId: string;
  readonly recorded: boolean;
  /** Under which a profile keeps it: `pose/camera-1`. */
  readonly key: string;
  readonly model: Model;
  readonly track: Track;
  /** Takes a block; true where the grid moved on and surprise is new. */
  take(block: SampleBlock): boolean;
  /** The frame with surprise in it, and with what is expected. */
  paint(frame: MovementFrame): MovementFrame;
  expected(): ExpectedPose | null;
}

/**
 * Where a worn stream sits: its name without `acc` and `gyro`. So `acc-wrist` and `gyro-wrist` of one
 * source are one sensor, `acc-chest` another.
 */
export const placeOf = (stream: string): string => stream.replace(/acc|gyro/, '');

/** A sensor for a block's stream; null for kinds that are no movement. */
export const sensorFor = (block: SampleBlock, models: Models): Sensor | null => {
  if (block.kind === 'pose') return seen(block, models.pose);
  return block.kind === 'acc' || block.kind === 'gyro' ? felt(block, models.inertial) : null;
};

const seen = (first: SampleBlock, model: Model): Sensor => {
  const follow = track(model);
  const { feed, space } = poseFeed(follow);
  let atMs = first.atMs;
  return {
    bodyId: first.bodyId,
    recorded: first.recorded,
    key: `pose/${first.sourceId}`,
    model,
    track: follow,
    take(block) {
      const before = follow.steps;
      feed(block);
      atMs = block.atMs;
      return follow.steps > before;
    },
    paint(frame) {
      const { surprise, surprises } = follow;
      const expected = expectedFar(follow, model, space);
      if (!expected) return frame;
      const points = frame.points.map((point, i) => ({
        ...point,
        surprise: point.confidence > 0 ? (surprises[jointOf(i)] as number) : 0,
      }));
      return { ...frame, surprise, points, expected };
    },
    expected: () => expectedPose(first.bodyId, atMs, follow, model, space),
  };
};

const felt = (first: SampleBlock, model: Model): Sensor => {
  const follow = track(model);
  const feeds = new Map<string, Feed>();
  const rates = new Map<string, number>();
  const feedOf = ({ kind, rateHz }: SampleBlock): Feed => {
    const known = feeds.get(kind);
    if (known && rates.get(kind) === rateHz) return known;
    const fresh = inertialFeed(follow, kind === 'acc' ? 0 : 1, rateHz, model.options.hz);
    feeds.set(kind, fresh);
    rates.set(kind, rateHz);
    return fresh;
  };
  return {
    bodyId: first.bodyId,
    recorded: first.recorded,
    key: `inertial/${first.sourceId}${placeOf(first.stream)}`,
    model,
    track: follow,
    take(block) {
      const before = follow.steps;
      feedOf(block)(block);
      return follow.steps > before;
    },
    paint: (frame) => (follow.surprise === 0 ? frame : { ...frame, surprise: follow.surprise }),
    expected: () => null,
  };
};
