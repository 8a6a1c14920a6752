import { KEYPOINT_STRIDE, KEYPOINTS, type StreamInfo } from '#contracts/sensor';
import { medianOf } from '../features/dsp/running.ts';
import { type Finder, type Finding, steady } from './finding.ts';
import { quarters } from './quarters.ts';
import { gyroIsAcc, posePixels, poseSideways, poseUpsideDown } from './texts.ts';

const G = 9.80665;
/** Quarters of a second over which gravity must stand. */
const WINDOW = 20;

/** A gyroscope that rests at 9.8 is an accelerometer: nobody turns at one speed about one axis for 5 s. */
export const gyroSwap = (stream: StreamInfo): Finder => {
  const ring: number[] = [];
  const held = steady(4, 8);
  const push = quarters(stream, (all) => {
    if (all.some((q) => q.count === 0)) return;
    ring.push(Math.hypot(...all.map((q) => q.mean)));
    if (ring.length > WINDOW) ring.shift();
    if (ring.length < WINDOW) return;
    const near = ring.filter((x) => Math.abs(x - G) < 0.15 * G).length;
    held.push(near >= 0.8 * WINDOW && Math.abs(medianOf(ring) - G) < 0.06 * G);
  });
  return {
    push,
    found: () => (held.is ? [{ flag: 'swapped', share: 1, text: gyroIsAcc(stream.name) }] : []),
  };
};

const place = (name: (typeof KEYPOINTS)[number]): number =>
  KEYPOINTS.indexOf(name) * KEYPOINT_STRIDE;
const HEAD = (['nose', 'leftEye', 'rightEye'] as const).map(place);
const SHOULDERS = (['leftShoulder', 'rightShoulder'] as const).map(place);
const HIPS = (['leftHip', 'rightHip'] as const).map(place);
const FEET = (['leftAnkle', 'rightAnkle', 'leftKnee', 'rightKnee'] as const).map(place);

const BELIEVED = 0.3;
/** A handstand is shorter, and so is a long lie on the floor by the second. */
const OVER_S = 6;
const SIDE_S = 25;
/** Places outside this are no shares of a picture. */
const PIXEL = 4;

/** Finds a body on its head, one that never stood upright, and places in pixels. */
export const poseWatch = (stream: StreamInfo): Finder => {
  const pixels = steady(5, 30);
  let [overS, uprightS, sideS] = [0, 0, 0];
  let over = false;
  let lastMs = Number.NaN;

  const judge = (data: Float32Array, from: number, dtS: number): void => {
    const top = centre(data, from, HEAD) ?? centre(data, from, SHOULDERS);
    const low = centre(data, from, FEET) ?? centre(data, from, HIPS);
    if (!top || !low) return;
    const [dx, dy] = [top.x - low.x, top.y - low.y];
    const upright = dy > Math.abs(dx);
    overS = -dy > Math.abs(dx) ? Math.min(2 * OVER_S, overS + dtS) : Math.max(0, overS - 2 * dtS);
    over = over ? overS > 0 : overS > OVER_S;
    uprightS += upright ? dtS : 0;
    sideS += Math.abs(dx) > 1.5 * Math.abs(dy) ? dtS : 0;
  };
  const sideways = (): boolean => sideS > SIDE_S && uprightS < 0.05 * sideS;
  return {
    push(block, frames) {
      const from = (frames - 1) * block.channels;
      const sinceS = (block.atMs - lastMs) / 1000;
      lastMs = block.atMs;
      const dtS = sinceS > 0 && sinceS < 0.5 ? sinceS : 0;
      const places = block.data.subarray(from, from + block.channels);
      pixels.push(places.some((v, i) => i % KEYPOINT_STRIDE < 2 && v > PIXEL));
      judge(block.data, from, dtS);
    },
    found(): Finding[] {
      if (pixels.is) return [{ flag: 'wrong-unit', share: 1, text: posePixels(stream.name) }];
      if (over) return [{ flag: 'swapped', share: 1, text: poseUpsideDown(stream.name) }];
      return sideways() ? [{ flag: 'swapped', share: 0.5, text: poseSideways(stream.name) }] : [];
    },
  };
};

const centre = (data: Float32Array, from: number, joints: readonly number[]) => {
  let [x, y, n] = [0, 0, 0];
  for (const joint of joints) {
    const [jx = 0, jy = 0, c = 0] = data.subarray(from + joint, from + joint + KEYPOINT_STRIDE);
    if (c < BELIEVED) continue;
    x += jx;
    y += jy;
    n++;
  }
  return n > 0 ? { x: x / n, y: y / n } : null;
};
