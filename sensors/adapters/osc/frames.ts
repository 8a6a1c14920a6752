import { KEYPOINT_STRIDE, KEYPOINTS, STREAM_KIND_INFO, type StreamKind } from '#contracts/sensor';
import type { OscArgument } from '../../source.ts';

/** Frames that a message carries: frames x channels, oldest first; or what is wrong with it. */
export type Frames = { readonly data: Float32Array; readonly channels: number } | string;

/** How the arguments of one address are read. */
export type ReadFrames = (args: readonly OscArgument[]) => Frames;

export const MAX_ARGUMENTS = 256;
const LARGEST = 1e12;

/** Numbers of a message, or what is wrong with the first argument that is none. */
export const numbersOf = (args: readonly OscArgument[]): Float32Array | string => {
  if (args.length === 0) return 'has no arguments';
  if (args.length > MAX_ARGUMENTS)
    return `has ${args.length} arguments, more than ${MAX_ARGUMENTS}`;
  const data = new Float32Array(args.length);
  for (const [i, arg] of args.entries()) {
    const value =
      typeof arg === 'number' ? arg : typeof arg === 'bigint' ? Number(arg) : Number.NaN;
    if (!(Math.abs(value) <= LARGEST)) return `argument ${i + 1} is not a number`;
    data[i] = value;
  }
  return data;
};

/** For kinds with one value a frame: more floats are more frames, the oldest first. */
const several =
  (channels: number): ReadFrames =>
  (args) => {
    const data = numbersOf(args);
    if (typeof data === 'string') return data;
    if (data.length % channels !== 0)
      return `has ${data.length} floats, not a multiple of ${channels}`;
    return { data, channels };
  };

/** For kinds whose channels the sender chooses: one frame a message. */
const oneFrame: ReadFrames = (args) => {
  const data = numbersOf(args);
  return typeof data === 'string' ? data : { data, channels: data.length };
};

const POSE_FLOATS = KEYPOINTS.length * KEYPOINT_STRIDE;

/** x, y, confidence of 17 keypoints or of the first few; 34 floats are x, y alone, surely seen. */
const pose: ReadFrames = (args) => {
  const given = numbersOf(args);
  if (typeof given === 'string') return given;
  const data = new Float32Array(POSE_FLOATS);
  if (given.length === 2 * KEYPOINTS.length) {
    for (let i = 0; i < KEYPOINTS.length; i++)
      data.set([given[2 * i] ?? 0, given[2 * i + 1] ?? 0, 1], i * KEYPOINT_STRIDE);
  } else {
    if (given.length > POSE_FLOATS || given.length % KEYPOINT_STRIDE !== 0)
      return `has ${given.length} floats, not x, y, confidence for up to ${KEYPOINTS.length} keypoints`;
    data.set(given);
  }
  return { data, channels: POSE_FLOATS };
};

/** One share a contact, 0 off .. 1 on; T and F count as 1 and 0. */
const contact: ReadFrames = (args) => {
  const data = numbersOf(args.map((a) => (typeof a === 'boolean' ? Number(a) : a)));
  if (typeof data === 'string') return data;
  return data.every((v) => v >= 0 && v <= 1)
    ? { data, channels: data.length }
    : 'has a contact outside 0..1';
};

/** A share 0..1, or percent. */
const battery: ReadFrames = (args) => {
  const data = numbersOf(args.slice(0, 1));
  if (typeof data === 'string') return data;
  const value = data[0] ?? 0;
  const share = value > 1 ? value / 100 : value;
  if (!(share >= 0 && share <= 1)) return 'has a charge outside 0..1 and 0..100 %';
  return { data: Float32Array.of(share), channels: 1 };
};

/** How `/sensor/<source>/<kind>` is read. */
export const readerFor = (kind: StreamKind): ReadFrames => {
  if (kind === 'battery') return battery;
  if (kind === 'pose') return pose;
  if (kind === 'contact') return contact;
  if (kind === 'eeg' || kind === 'custom') return oneFrame;
  return several(STREAM_KIND_INFO[kind].channels.length);
};
