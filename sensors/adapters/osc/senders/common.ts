import { Id } from '#contracts/ids';
import { numbersOf, type ReadFrames } from '../frames.ts';
import type { Meaning, SenderAddress } from '../route.ts';

/** Standard gravity, m/s^2 (ISO 80000-3). */
export const G = 9.80665;
/** Radians a degree. */
export const RADIANS = Math.PI / 180;

/** One frame of the first `count` arguments, scaled. What follows is left out. */
export const first =
  (count: number, scale = 1): ReadFrames =>
  (args) => {
    if (args.length < count) return `has ${args.length} arguments, not ${count}`;
    const data = numbersOf(args.slice(0, count));
    return typeof data === 'string' ? data : { data: data.map((v) => v * scale), channels: count };
  };

/** Every argument is a frame of one channel, oldest first. */
export const each =
  (scale = 1): ReadFrames =>
  (args) => {
    const data = numbersOf(args);
    return typeof data === 'string' ? data : { data: data.map((v) => v * scale), channels: 1 };
  };

/** One frame of the first arguments, remade by `turn`. */
export const turned =
  (count: number, turn: (values: Float32Array) => readonly number[]): ReadFrames =>
  (args) => {
    const frames = first(count)(args);
    if (typeof frames === 'string') return frames;
    const data = Float32Array.from(turn(frames.data));
    return { data, channels: data.length };
  };

/**
 * A unit quaternion (x, y, z, w) as turns around z, x and y in that order (W3C DeviceOrientation), radians.
 * From the rotation matrix of Z-X'-Y'' intrinsic angles.
 */
export const fromQuaternion = ([x = 0, y = 0, z = 0, w = 1]: ArrayLike<number> &
  Iterable<number>): number[] => {
  const beta = Math.asin(Math.max(-1, Math.min(1, 2 * (y * z + w * x))));
  const alpha = Math.atan2(-2 * (x * y - w * z), 1 - 2 * (x * x + z * z));
  const gamma = Math.atan2(-2 * (x * z - w * y), 1 - 2 * (x * x + y * y));
  return [alpha, beta, gamma];
};

/** The three addresses of a vector whose axes come in messages of their own. */
export const axes = (
  names: readonly string[],
  address: Omit<SenderAddress, 'axis' | 'read'>,
  scale = 1,
): Record<string, SenderAddress> =>
  Object.fromEntries(names.map((name, axis) => [name, { ...address, axis, read: each(scale) }]));

/** The route of an address in a sender's table; null where it has none. */
export const lookUp = (
  table: Readonly<Record<string, SenderAddress>>,
  key: string,
  sender: string,
  sourceId: string,
): Meaning => {
  const found = Object.hasOwn(table, key) ? table[key] : undefined;
  if (!found) return null;
  if (!Id.safeParse(sourceId).success)
    return 'a device id is 1 to 64 letters, digits, dots, underscores and hyphens';
  return { sourceId, bodyId: null, sender, ...found };
};
