import { KEYPOINT_STRIDE, KEYPOINTS } from '#contracts/sensor';

/** Joints the model follows: the head as one, then shoulders to ankles in the order of COCO-17. */
export const JOINTS = 13;
const FACE = 5;
/** Keypoints a tracker is less sure of than this are not believed. */
const BELIEVED = 0.3;
/** Further out than this no camera sees. */
const OFF_STAGE = 4;
/** Width of the stage picture over its height: x and y of a pose count alike only after this. */
export const ASPECT = 16 / 9;
/** Torso of somebody who fills half the height, until one is seen; and the least that is believed. */
const TORSO = 0.17;
const LEAST_TORSO = 0.03;
/** Share of a longer or a shorter torso that is taken up a frame: leaning makes it look shorter. */
const LONGER = 0.1;
const SHORTER = 0.002;
/** Share a frame by which the head's place returns to the middle of the face that is seen. */
const HEAD_PULL = 0.05;

/** Joint of the model that a keypoint belongs to. */
export const jointOf = (keypoint: number): number => Math.max(0, keypoint - FACE + 1);

/** A pose frame as the model takes it. */
export interface PoseSpace {
  /** Reads 51 numbers from `from` on. False where no joint is believed. */
  read(data: Float32Array, from: number): boolean;
  /** x and y of each joint, x stretched by {@link ASPECT}; NaN where it is not believed. */
  readonly places: Float64Array;
  /** Places of all 17 keypoints as they were last believed, stage units. */
  readonly points: Float64Array;
  /** Length of the torso, the unit of errors. */
  readonly scale: number;
}

/** Follows one body's proportions from frame to frame. */
export const poseSpace = (): PoseSpace => {
  const places = new Float64Array(2 * JOINTS).fill(Number.NaN);
  const points = new Float64Array(2 * KEYPOINTS.length).fill(Number.NaN);
  const now = new Float64Array(2 * KEYPOINTS.length);
  let scale = TORSO;
  let measured = false;
  let [headX, headY] = [Number.NaN, Number.NaN];

  const take = (data: Float32Array, from: number): boolean => {
    let any = false;
    for (let i = 0; i < KEYPOINTS.length; i++) {
      const at = from + i * KEYPOINT_STRIDE;
      const [x, y, c] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
      const believed = c >= BELIEVED && Math.abs(x) < OFF_STAGE && Math.abs(y) < OFF_STAGE;
      now[2 * i] = believed ? x : Number.NaN;
      now[2 * i + 1] = believed ? y : Number.NaN;
      any ||= believed;
    }
    return any;
  };

  /**
   * The head moves as the parts of the face do that were seen before too, so that a nose which turns away
   * does not make it jump; it is drawn slowly to the middle of what is seen.
   */
  const followHead = (): void => {
    let [n, x, y, both, dx, dy] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < FACE; i++) {
      const [nx, ny] = [now[2 * i] as number, now[2 * i + 1] as number];
      if (!Number.isFinite(nx)) continue;
      n++;
      x += nx;
      y += ny;
      const [ox, oy] = [points[2 * i] as number, points[2 * i + 1] as number];
      if (!Number.isFinite(ox)) continue;
      both++;
      dx += nx - ox;
      dy += ny - oy;
    }
    if (n === 0 || both === 0 || !Number.isFinite(headX)) {
      [headX, headY] = n === 0 ? [Number.NaN, Number.NaN] : [x / n, y / n];
      return;
    }
    headX += dx / both;
    headY += dy / both;
    headX += HEAD_PULL * (x / n - headX);
    headY += HEAD_PULL * (y / n - headY);
  };

  /** Torso from the middle of the shoulders to the middle of the hips; NaN where one is not believed. */
  const torso = (): number => {
    const mid = (a: number) => ((now[a] as number) + (now[a + 2] as number)) / 2;
    return Math.hypot((mid(10) - mid(22)) * ASPECT, mid(11) - mid(23));
  };

  const measure = (): void => {
    const length = torso();
    if (!(length > LEAST_TORSO)) return;
    if (measured) scale += (length > scale ? LONGER : SHORTER) * (length - scale);
    else scale = length;
    measured = true;
  };

  return {
    read(data, from) {
      if (!take(data, from)) return false;
      followHead();
      points.set(now);
      measure();
      places[0] = headX * ASPECT;
      places[1] = headY;
      for (let j = 1; j < JOINTS; j++) {
        const i = j + FACE - 1;
        places[2 * j] = (now[2 * i] as number) * ASPECT;
        places[2 * j + 1] = now[2 * i + 1] as number;
      }
      return true;
    },
    places,
    points,
    get scale() {
      return scale;
    },
  };
};

/** Numbers {@link describePose} writes. */
export const POSE_INPUTS = 2 * JOINTS + 2;
/** Where on the stage she is says little: a tenth of its weight. */
const PLACE = 0.1;

/** The body about the middle of its torso, in torsos; and where that is. */
export const describePose = (places: Float64Array, scale: number, out: Float64Array): void => {
  let [x, y] = [0, 0];
  for (const j of TORSO_JOINTS) {
    x += (places[2 * j] as number) / TORSO_JOINTS.length;
    y += (places[2 * j + 1] as number) / TORSO_JOINTS.length;
  }
  for (let j = 0; j < JOINTS; j++) {
    out[2 * j] = ((places[2 * j] as number) - x) / scale;
    out[2 * j + 1] = ((places[2 * j + 1] as number) - y) / scale;
  }
  out[2 * JOINTS] = (PLACE * x) / scale;
  out[2 * JOINTS + 1] = (PLACE * y) / scale;
};

/** Shoulders and hips. */
const TORSO_JOINTS = [1, 2, 7, 8] as const;
