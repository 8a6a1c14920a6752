import type { CameraPatch } from '#contracts/patch';
import { KEYPOINTS } from '#contracts/sensor';
import type { Editing } from './editing.ts';
import { type Figure, type JointName, joint, type Point } from './figure.ts';
import { type Matrix3, project, solveMarks, toPicture } from './homography.ts';
import type { Mask } from './masks.ts';
import type { Places } from './places.ts';

/** What is drawn over the camera's picture. */
export interface Overlay {
  readonly camera: CameraPatch;
  readonly places: Places;
  readonly editing: Editing;
  /** Where the pointer is while a mask is drawn. */
  readonly pointer: Point | null;
}

const BONES: readonly (readonly [JointName, JointName])[] = [
  ['leftShoulder', 'rightShoulder'],
  ['leftShoulder', 'leftElbow'],
  ['leftElbow', 'leftWrist'],
  ['rightShoulder', 'rightElbow'],
  ['rightElbow', 'rightWrist'],
  ['leftShoulder', 'leftHip'],
  ['rightShoulder', 'rightHip'],
  ['leftHip', 'rightHip'],
  ['leftHip', 'leftKnee'],
  ['leftKnee', 'leftAnkle'],
  ['rightHip', 'rightKnee'],
  ['rightKnee', 'rightAnkle'],
];
const HEAD: readonly JointName[] = ['nose', 'leftEye', 'rightEye', 'leftEar', 'rightEar'];
/** Few hues, as everywhere in Yeoun: a number tells the dancers apart, not a rainbow. */
const HUES = ['#f1ece2', '#e3b778', '#93aecb', '#9fbfa6', '#cfc8b8', '#a3a8a8'];
const GRID = [0, 0.25, 0.5, 0.75, 1];
const LINE = '#e3b778';

/** Draws on a canvas laid over the video; mirrored pictures are drawn mirrored, their numbers are not. */
export const overlayPen = (context: CanvasRenderingContext2D, mirrored: boolean) => {
  const { width, height } = context.canvas;
  const unit = Math.max(1, height / 360);
  const at = ([x, y]: Point): Point => [(mirrored ? 1 - x : x) * width, y * height];

  const path = (points: readonly Point[], close = false): void => {
    context.beginPath();
    for (const point of points) context.lineTo(...at(point));
    if (close) context.closePath();
  };
  const stroke = (colour: string, size: number): void => {
    context.strokeStyle = colour;
    context.lineWidth = size * unit;
    context.lineJoin = context.lineCap = 'round';
    context.stroke();
  };
  const dot = (point: Point, radius: number, colour: string): void => {
    context.beginPath();
    context.arc(...at(point), radius * unit, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  };
  const write = (text: string, point: Point, colour: string): void => {
    context.font = `600 ${13 * unit}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = colour;
    context.fillText(text, ...at(point));
  };

  const figure = (body: Figure, slot: number, believed: number): void => {
    const hue = HUES[slot - 1] ?? '#f1ece2';
    for (const [a, b] of BONES) {
      const [p, q] = [joint(body, a), joint(body, b)];
      if (p.c < believed || q.c < believed) continue;
      path([
        [p.x, p.y],
        [q.x, q.y],
      ]);
      stroke(hue, 2);
    }
    for (const [i, { x, y, c }] of body.entries()) {
      const isHead = HEAD.some((name) => KEYPOINTS[i] === name);
      if (c >= believed) dot([x, y], isHead ? 1.5 : 3, hue);
    }
    const nose = joint(body, 'nose');
    if (nose.c >= believed) write(String(slot), [nose.x, nose.y - 0.09], hue);
  };

  const mask = (corners: Mask, solid: boolean): void => {
    path(corners, solid);
    context.fillStyle = solid ? '#000' : '#000a';
    context.fill();
    stroke('#4a545b', 1.5);
  };

  const grid = (homography: Matrix3): void => {
    const back = toPicture(homography);
    const line = (points: readonly Point[], strong: boolean): void => {
      path(points.map((p) => project(back, p)).filter((p) => p !== null));
      stroke(strong ? LINE : `${LINE}66`, strong ? 1.5 : 1);
    };
    for (const k of GRID) {
      const steps = Array.from({ length: 9 }, (_, i) => i / 8);
      line(
        steps.map((s): Point => [s, k]),
        k === 0,
      );
      line(
        steps.map((s): Point => [k, s]),
        k === 0 || k === 1,
      );
    }
  };

  const marks = (points: readonly Point[], touched: number): void => {
    path(points);
    stroke(`${LINE}99`, 1);
    for (const [i, point] of points.entries()) {
      dot(point, 11, i === touched ? LINE : '#0b0d0f');
      context.beginPath();
      context.arc(...at(point), 11 * unit, 0, 2 * Math.PI);
      stroke(LINE, 1.5);
      write(String(i + 1), point, i === touched ? '#0b0d0f' : LINE);
    }
  };

  return {
    clear(): void {
      context.clearRect(0, 0, width, height);
      // A veil over the picture: the joints are what matters here.
      context.fillStyle = '#0b0d0f73';
      context.fillRect(0, 0, width, height);
    },
    figure,
    mask,
    grid,
    marks,
    dot,
  };
};

/** Draws everything once. */
export const drawOverlay = (context: CanvasRenderingContext2D, overlay: Overlay): void => {
  const { camera, places, editing, pointer } = overlay;
  const pen = overlayPen(context, camera.mirrored);
  pen.clear();
  for (const mask of camera.masks) pen.mask(mask, true);
  if (editing.is === 'marks') {
    const solved = solveMarks(editing.marks);
    if (solved.ok) pen.grid(solved.homography);
    pen.marks(editing.marks, editing.touched);
  } else if (camera.homography) pen.grid(camera.homography);
  if (editing.is === 'mask') {
    pen.mask(pointer ? [...editing.corners, pointer] : editing.corners, false);
    for (const corner of editing.corners) pen.dot(corner, 4, '#cfc8b8');
  }
  for (const { slot, state, seen } of places)
    if (state === 'live' && seen) pen.figure(seen.figure, slot, camera.believed);
};
