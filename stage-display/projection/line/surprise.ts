import type { MovementFrame } from '#contracts/movement';

/** Where something was not foreseen: a joint of a body, or the body where no joint is seen. */
export interface Place {
  /** Body and joint; the same from frame to frame. */
  readonly key: string;
  /** Stage heights, x from the left edge. */
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  /** 0 foreseen .. 1. */
  readonly surprise: number;
}

const LEAST_SURE = 0.35;
/** How willingly a joint writes, in the order of the keypoints: hands first; eyes and ears go with the nose. */
const WRITES = [0.75, 0, 0, 0, 0, 0.6, 0.6, 0.8, 0.8, 1, 1, 0.6, 0.6, 0.75, 0.75, 0.9, 0.9];
const ANKLES = 15;
/** A foot writes when it has left the floor: under the first height not at all, above the second as it will. */
const LIFTED = [0.14, 0.32] as const;
/** The line is thrown ahead of the hand that draws it: its place so many seconds on. */
const THROW_S = 0.17;

const willing = (joint: number, y: number): number => {
  const own = WRITES[joint] ?? 0;
  if (joint < ANKLES) return own;
  return own * Math.min(1, Math.max(0, (y - LIFTED[0]) / (LIFTED[1] - LIFTED[0])));
};

/** The joints of a frame that may draw. `aspect` is width by height of the stage. */
export const placesOf = (frame: MovementFrame, aspect: number): Place[] =>
  frame.points.flatMap((p, i) =>
    p.confidence < LEAST_SURE || WRITES[i] === 0
      ? []
      : [
          {
            key: `${frame.bodyId}/${i}`,
            x: (p.x + p.vx * THROW_S) * aspect,
            y: p.y + p.vy * THROW_S,
            vx: p.vx * aspect,
            vy: p.vy,
            surprise: p.surprise * willing(i, p.y) * Math.min(1, p.confidence * 1.4),
          },
        ],
  );

/** Where a body that is only felt is thought to write: pushed by what it does, held within the page. */
export interface Drift {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
}

const PUSH = 0.9;
const SLOWS_S = 1.6;
const FASTEST = 0.3;
/** The page it stays on, as shares of the stage; nearer to its edge it is turned back. */
const PAGE = { left: 0.16, right: 0.84, low: 0.24, high: 0.8 } as const;
const TURN = 0.9;

export const driftFrom = (aspect: number): Drift => ({
  x: 0.36 * aspect,
  y: 0.46,
  vx: 0.03,
  vy: 0.01,
});

/** A body that is only felt, `dt` seconds on: its pushes become one slow way across the page. */
export const driftStep = (from: Drift, frame: MovementFrame, aspect: number, dt: number): Drift => {
  const keep = Math.exp(-dt / SLOWS_S);
  const inward = (v: number, low: number, high: number): number =>
    TURN * (Math.max(0, low - v) - Math.max(0, v - high));
  const pushX = PUSH * frame.energy * frame.dx + 6 * inward(from.x / aspect, PAGE.left, PAGE.right);
  const pushY = PUSH * frame.energy * frame.dy + 6 * inward(from.y, PAGE.low, PAGE.high);
  const vx = from.vx * keep + pushX * dt;
  const vy = from.vy * keep + pushY * dt;
  const over = Math.max(1, Math.hypot(vx, vy) / FASTEST);
  return {
    x: from.x + (vx / over) * dt,
    y: from.y + (vy / over) * dt,
    vx: vx / over,
    vy: vy / over,
  };
};

/** The place of a body that is only felt. */
export const feltPlace = (frame: MovementFrame, at: Drift): Place => ({
  key: `${frame.bodyId}/felt`,
  ...at,
  surprise: frame.surprise,
});
