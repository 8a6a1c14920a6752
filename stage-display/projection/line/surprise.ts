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
const THROW_S = 0.24;

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

/**
 * Where a body that is only felt is thought to write: it always walks, slowly, in one long curve; what the
 * body does turns it.
 */
export interface Drift {
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
}

/** Stage heights a second, at rest and what a full push adds. */
const WALKS = 0.1;
const HURRIES = 0.16;
/** Turns, radians a second: by itself, by a full push from the side, back to the page. */
const CURVE = 0.22;
const PUSHED = 5;
const BACK = 2.6;
/** The page it keeps to, from its middle as a share of the stage; beyond it is turned back. */
const PAGE = { x: 0.34, y: 0.26 } as const;
const MIDDLE_Y = 0.52;

export const driftFrom = (aspect: number): Drift => ({
  x: 0.3 * aspect,
  y: 0.44,
  vx: WALKS,
  vy: 0.3 * WALKS,
});

/** How far left (positive) of its way something lies, -1..1. */
const aside = (vx: number, vy: number, x: number, y: number): number => {
  const both = Math.hypot(vx, vy) * Math.hypot(x, y);
  return both > 1e-9 ? (vx * y - vy * x) / both : 0;
};

/** A body that is only felt, `dt` seconds on: its pushes bend one slow way across the page. */
export const driftStep = (from: Drift, frame: MovementFrame, aspect: number, dt: number): Drift => {
  const homeX = aspect / 2 - from.x;
  const homeY = MIDDLE_Y - from.y;
  const out = Math.hypot(homeX / aspect / PAGE.x, homeY / PAGE.y) - 1;
  const edge = Math.min(1, Math.max(0, 3 * out));
  const push = frame.energy * Math.hypot(frame.dx, frame.dy);
  const pushed = (1 - edge) * PUSHED * push * aside(from.vx, from.vy, frame.dx, frame.dy);
  const back = edge * BACK * (aside(from.vx, from.vy, homeX, homeY) >= 0 ? 1 : -1);
  const turn = CURVE * (1 - edge) + pushed + back;
  const way = Math.atan2(from.vy, from.vx) + turn * dt;
  const speed = WALKS + HURRIES * push;
  const [vx, vy] = [speed * Math.cos(way), speed * Math.sin(way)];
  return { x: from.x + vx * dt, y: from.y + vy * dt, vx, vy };
};

/** The place of a body that is only felt. */
export const feltPlace = (frame: MovementFrame, at: Drift): Place => ({
  key: `${frame.bodyId}/felt`,
  ...at,
  surprise: frame.surprise,
});
