import { KEYPOINTS } from '#contracts/sensor';

/** x 0 left .. 1 right, y 0 top .. 1 bottom of the camera's picture, unless said otherwise. */
export type Point = readonly [x: number, y: number];

export interface Joint {
  readonly x: number;
  readonly y: number;
  /** Confidence 0..1. */
  readonly c: number;
}
/** 17 joints in the order of KEYPOINTS, in the picture; left and right are the dancer's own. */
export type Figure = readonly Joint[];

/** Width and height of the camera's picture in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export type JointName = (typeof KEYPOINTS)[number];
const INDEX = new Map<string, number>(KEYPOINTS.map((name, i) => [name, i]));
const NOWHERE: Joint = { x: 0, y: 0, c: 0 };

export const joint = (figure: Figure, name: JointName): Joint =>
  figure[INDEX.get(name) ?? -1] ?? NOWHERE;

export const finite = (value: number): boolean => Number.isFinite(value);
export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** The named joints that are believed. */
export const believed = (figure: Figure, least: number, names: readonly JointName[]) =>
  names.map((name) => joint(figure, name)).filter((j) => j.c >= least);

/** Mean of some joints weighted by confidence; null where there are none. */
export const middle = (joints: readonly Joint[]): Point | null => {
  let [x, y, sum] = [0, 0, 0];
  for (const j of joints) {
    x += j.x * j.c;
    y += j.y * j.c;
    sum += j.c;
  }
  return sum > 0 ? [x / sum, y / sum] : null;
};

/** How many of the surest joints decide whether there is a person at all. */
const SUREST = 8;

/** How sure it is that this is a person, 0..1: the mean of the eight surest joints, so that half a body counts. */
export const scoreOf = (figure: Figure): number => {
  const surest = figure.map((j) => j.c).sort((a, b) => b - a);
  return surest.slice(0, SUREST).reduce((sum, c) => sum + c, 0) / SUREST;
};

const TRUNK: readonly JointName[] = ['leftShoulder', 'rightShoulder', 'leftHip', 'rightHip'];
const SHOULDERS: readonly JointName[] = ['leftShoulder', 'rightShoulder'];
const HIPS: readonly JointName[] = ['leftHip', 'rightHip'];
const LEAST = 0.15;

/** Where the trunk is, or the middle of whatever is seen. */
export const centreOf = (figure: Figure): Point | null =>
  middle(believed(figure, LEAST, TRUNK)) ?? middle(figure.filter((j) => j.c >= LEAST));

/** Hip to shoulder, in picture heights; null where one of them is not seen. `aspect` is width / height. */
export const trunkLength = (figure: Figure, aspect: number): number | null => {
  const top = middle(believed(figure, LEAST, SHOULDERS));
  const bottom = middle(believed(figure, LEAST, HIPS));
  return top && bottom ? Math.hypot((top[0] - bottom[0]) * aspect, top[1] - bottom[1]) : null;
};

/** A box in the picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box around the joints that are seen; null where none is. */
export const boxOf = (figure: Figure, least = LEAST): Box | null => {
  const seen = figure.filter((j) => j.c >= least);
  if (seen.length === 0) return null;
  const [xs, ys] = [seen.map((j) => j.x), seen.map((j) => j.y)];
  return {
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
};

/**
 * The middle between the ankles, or what the rest of the body says of it: an ankle that is not seen is
 * looked for under the knee, and without legs under the hip at 1.6 trunk lengths (Drillis and Contini 1966:
 * trunk 0.288, leg 0.530 less the foot of the body's height).
 */
export const feetOf = (figure: Figure, least: number, aspect: number): Point | null => {
  const feet = middle(believed(figure, least, ['leftAnkle', 'rightAnkle']));
  if (feet) return feet;
  const hips = middle(believed(figure, least, HIPS));
  const knees = middle(believed(figure, least, ['leftKnee', 'rightKnee']));
  if (hips && knees) return [knees[0], knees[1] + (knees[1] - hips[1])];
  const trunk = trunkLength(figure, aspect);
  return hips && trunk ? [hips[0], hips[1] + 1.6 * trunk] : null;
};
