import type { SampleBlock } from '#contracts/sensor';
import { frameAtMs, KEYPOINT_STRIDE, KEYPOINTS } from '#contracts/sensor';
import { uniform } from '../features/uniform.ts';
import { ACC_UNIT, GYRO_UNIT } from './models.ts';
import { type PoseSpace, poseSpace } from './pose-space.ts';
import type { Track } from './track.ts';

/** Hands the samples of one kind of block to a track. */
export type Feed = (block: SampleBlock) => void;

/** Of a longer block only so many frames at its end are read: bounded work, whatever comes. */
const MOST_FRAMES = 512;
const AXES = 3;
/** Accelerations and turnings beyond this many units are no body's. */
const BEYOND = 80;
const POSE_CHANNELS = KEYPOINT_STRIDE * KEYPOINTS.length;

/** The end of a block that is well formed, or null. */
export const readable = (block: SampleBlock): SampleBlock | null => {
  const { channels, data, atMs, rateHz } = block;
  if (!(Number.isInteger(channels) && channels > 0 && Number.isFinite(atMs))) return null;
  if (!(rateHz >= 0 && rateHz <= 10_000)) return null;
  const frames = rateHz === 0 ? 1 : MOST_FRAMES;
  const whole = Math.floor(data.length / channels) * channels;
  if (whole === 0) return null;
  if (whole === data.length && whole <= frames * channels) return block;
  return { ...block, data: data.subarray(Math.max(0, whole - frames * channels), whole) };
};

/** Poses: every frame of a block, at its own time. */
export const poseFeed = (track: Track): { readonly feed: Feed; readonly space: PoseSpace } => {
  const space = poseSpace();
  const feed: Feed = (block) => {
    if (block.channels !== POSE_CHANNELS) return;
    for (let i = 0; i < block.data.length / POSE_CHANNELS; i++) {
      if (!space.read(block.data, i * POSE_CHANNELS)) continue;
      track.push(0, space.places, frameAtMs(block, i), space.scale);
    }
  };
  return { feed, space };
};

/**
 * Acceleration (part 0) or turning (part 1), brought to units in which walking is about 1. Streams faster
 * than the grid are averaged over its period, so that shaking above its Nyquist rate does not fold down.
 */
export const inertialFeed = (track: Track, part: 0 | 1, rateHz: number, gridHz: number): Feed => {
  const unit = part === 0 ? ACC_UNIT : GYRO_UNIT;
  const length = Math.max(1, Math.round(rateHz / gridHz));
  const ring = new Float64Array(length * AXES);
  const mean = new Float64Array(AXES);
  let [row, count] = [0, 0];

  const average = (frame: Float64Array): boolean => {
    for (let c = 0; c < AXES; c++) {
      const value = (frame[c] as number) / unit;
      if (!(Math.abs(value) <= BEYOND)) return false;
      ring[row * AXES + c] = value;
    }
    row = (row + 1) % length;
    count = Math.min(length, count + 1);
    mean.fill(0);
    for (let k = 0; k < count * AXES; k++) {
      const c = k % AXES;
      mean[c] = (mean[c] as number) + (ring[k] as number) / count;
    }
    return true;
  };
  const take = (frame: Float64Array, atMs: number): void => {
    if (average(frame)) track.push(part, mean, atMs, 1);
  };

  if (rateHz > 0) {
    const steady = uniform(rateHz, gridHz, AXES, {
      restart() {
        row = count = 0;
      },
      frame: take,
    });
    return steady.feed;
  }
  const frame = new Float64Array(AXES);
  return (block) => {
    for (let c = 0; c < AXES; c++)
      frame[c] = c < block.channels ? (block.data[c] as number) : Number.NaN;
    take(frame, block.atMs);
  };
};
