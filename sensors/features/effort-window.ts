import { at } from './dsp/biquad.ts';
import { slope } from './dsp/slope.ts';
import type { EffortMoment } from './efforts.ts';

/** Which channels a frame has: `axes` velocities of each joint, joint by joint; then 1 for each joint seen, else 0. */
export interface EffortLayout {
  readonly joints: number;
  readonly axes: number;
  /** Joints whose way tells how direct the movement is. */
  readonly ends: ReadonlySet<number>;
}
export const channelsOf = ({ joints, axes }: EffortLayout): number => joints * (axes + 1);

/** Movement of the last second, joint by joint; the buffers are made once. */
export interface EffortWindow {
  /** One frame of velocities, body heights a second; true when the window was read anew, ten times a second. */
  push(frame: Float64Array): boolean;
  readonly moment: EffortMoment;
  /** Share of joints that were seen throughout: the others are left out. */
  readonly share: number;
  reset(): void;
}

const WINDOW_S = 1;
const HOP_S = 0.1;

/** Reads windows at a steady `rateHz`: acceleration and jerk are slopes of the velocity. */
export const effortWindow = (rateHz: number, layout: EffortLayout): EffortWindow => {
  const { joints, axes, ends } = layout;
  const channels = channelsOf(layout);
  const derive = slope(rateHz);
  const { reach } = derive;
  const inner = Math.max(6, Math.round(WINDOW_S * rateHz));
  const length = inner + 4 * reach;
  const hop = Math.max(1, Math.round(HOP_S * rateHz));
  const ring = new Float64Array(length * channels);
  const v = new Float64Array(length);
  const a = new Float64Array(length - 2 * reach);
  const j = new Float64Array(inner);
  /** Over all joints, at each sample: kinetic energy and net acceleration; of one joint: squares of both. */
  const [energies, pushes, speeds, changes] = Array.from(
    { length: 4 },
    () => new Float64Array(inner),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const sums = { displacement: 0, path: 0, a2: 0, j2: 0 };
  let moment: EffortMoment = { ...sums, energy: 0, acceleration: 0, speed: 0 };
  let [head, size, until, share] = [0, 0, hop, 0];

  const load = (channel: number): void => {
    for (let i = 0; i < length; i++) v[i] = at(ring, ((head + i) % length) * channels + channel);
  };
  const isSeen = (joint: number): boolean => {
    load(joints * axes + joint);
    return v.every((c) => c >= 1);
  };
  /** Adds one axis of a joint; returns how far it went along it. */
  const addAxis = (channel: number): number => {
    load(channel);
    derive.of(v, a);
    derive.of(a, j);
    const from = 2 * reach;
    let gone = 0;
    for (let i = 0; i < inner; i++) gone += at(v, i + from) / rateHz;
    for (let i = 0; i < inner; i++) {
      const [vi, ai, ji] = [at(v, i + from), at(a, i + reach), at(j, i)];
      speeds[i] = at(speeds, i) + vi * vi;
      changes[i] = at(changes, i) + ai * ai;
      sums.a2 += ai * ai;
      sums.j2 += ji * ji;
    }
    return gone;
  };
  const addJoint = (joint: number): void => {
    speeds.fill(0);
    changes.fill(0);
    let squares = 0;
    for (let k = 0; k < axes; k++) squares += addAxis(joint * axes + k) ** 2;
    let path = 0;
    for (let i = 0; i < inner; i++) {
      energies[i] = at(energies, i) + at(speeds, i) / 2;
      pushes[i] = at(pushes, i) + Math.sqrt(at(changes, i));
      path += Math.sqrt(at(speeds, i)) / rateHz;
    }
    if (!ends.has(joint)) return;
    sums.path += path;
    sums.displacement += Math.sqrt(squares);
  };
  const renew = (): void => {
    energies.fill(0);
    pushes.fill(0);
    sums.displacement = sums.path = sums.a2 = sums.j2 = 0;
    let seen = 0;
    for (let joint = 0; joint < joints; joint++) {
      if (!isSeen(joint)) continue;
      seen++;
      addJoint(joint);
    }
    share = seen / joints;
    let [energy, acceleration, total] = [0, 0, 0];
    for (let i = 0; i < inner; i++) {
      energy = Math.max(energy, at(energies, i));
      acceleration = Math.max(acceleration, at(pushes, i));
      total += at(energies, i);
    }
    const n = Math.max(1, seen);
    const speed = Math.sqrt((2 * total) / inner / n);
    moment = { ...sums, energy: energy / n, acceleration: acceleration / n, speed };
  };

  return {
    push(frame) {
      ring.set(frame, head * channels);
      head = head + 1 === length ? 0 : head + 1;
      if (size < length) size++;
      if (--until > 0 || size < length) return false;
      until = hop;
      renew();
      return true;
    },
    get moment() {
      return moment;
    },
    get share() {
      return share;
    },
    reset() {
      size = 0;
      until = hop;
    },
  };
};
