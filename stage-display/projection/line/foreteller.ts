import type { MovementFrame } from '#contracts/movement';
import { BRUSH_HZ, type Brush, brushStep } from './brush.ts';
import { PEN_UP, type Pen, penStep } from './pen.ts';
import { type Place, placesOf } from './surprise.ts';
import { type InkPoint, MOST_POINTS } from './writer.ts';

/** A point of a contour: where a part of a body was expected, and when. */
interface Foretold extends Omit<InkPoint, 'ink' | 'dry'> {
  readonly key: string;
  readonly dueS: number;
  /** How nearly she came by when it was due, 0..1. */
  met: number;
}

/** How contours are drawn. */
export interface ContourHold {
  readonly aspect: number;
  /** Half their width, stage heights. */
  readonly half: number;
}

/** Draws what is expected before it happens, and fills it where it happens. */
export interface Foreteller {
  /** Movement at `nowS` of the scene's clock, in the order it came. */
  write(frames: readonly MovementFrame[], hold: ContourHold, nowS: number): void;
  forget(nowS: number, lifeS: number): void;
  /** The contours, oldest first: `ink` is 1, `dry` how far each point is filled by now. */
  points(nowS: number): readonly InkPoint[];
  clear(): void;
}

const APART = 0.006;
const LONGEST_GAP_S = 0.25;
/** So far a part is expected to go (stage heights) that its way is worth a full contour. */
const FAR = 0.16;
/** How little of that brings the pen down; see `thresholds`. */
const WAKE = 0.7;
/** Less sure than this nothing is expected aloud. */
const LEAST_SURE = 0.04;
/** What is drawn of her: head, elbows, hands, lifted feet; the trunk goes with them. */
const DRAWN: ReadonlySet<number> = new Set([0, 7, 8, 9, 10, 15, 16]);
/** She may come a little early or late, and so near (stage heights): about a hand's length. */
const EARLY_S = 0.2;
const LATE_S = 0.45;
const NEAR = 0.07;
/** The brush lags behind the hand that leads it by so much. */
const LAG_S = 0.13;
/** Filling takes a breath's part. */
const FILL_S = 0.9;

const smooth = (x: number): number => {
  const k = Math.min(1, Math.max(0, x));
  return k * k * (3 - 2 * k);
};

/** Which joint of a body a key of `placesOf` names; NaN for another body's. */
const jointOf = (key: string, bodyId: string): number =>
  key.startsWith(`${bodyId}/`) ? Number(key.slice(bodyId.length + 1)) : Number.NaN;

/** The joints of a frame where they are expected to be; `surprise` is how far they are expected to go, 0..1. */
export const expectedPlaces = (frame: MovementFrame, aspect: number): Place[] => {
  const { expected } = frame;
  if (!expected) return [];
  const now = frame.points.map((p) => ({ ...p, vx: 0, vy: 0, surprise: 1 }));
  return placesOf({ ...frame, points: now }, aspect).flatMap((place) => {
    const joint = jointOf(place.key, frame.bodyId);
    const to = expected.points[joint];
    if (!DRAWN.has(joint) || !to || to.confidence < LEAST_SURE) return [];
    const [x, y] = [to.x * aspect, to.y];
    const far = Math.hypot(x - place.x, y - place.y);
    const surprise = place.surprise * Math.min(1, far / FAR);
    return [{ key: place.key, x, y, vx: 0, vy: 0, surprise }];
  });
};

export const foreteller = (): Foreteller => {
  let pen: Pen = PEN_UP;
  let brush: Brush = { x: 0, y: 0, vx: 0, vy: 0 };
  let lead: Place | null = null;
  let bodyId: string | null = null;
  let lastMs = Number.NaN;
  let points: Foretold[] = [];
  let line = 0;
  let along = 0;

  const put = (key: string, half: number, nowS: number, inS: number): void => {
    const last = points.at(-1);
    const way = last?.line === line ? Math.hypot(brush.x - last.x, brush.y - last.y) : 0;
    if (last?.line === line && way < APART) return;
    along += way;
    const { x, y } = brush;
    const wide = half * (0.35 + 0.65 * pen.pressure);
    points.push({ key, x, y, along, half: wide, bornS: nowS, line, dueS: nowS + inS, met: 0 });
  };

  /** Fills what is due where she is. */
  const meet = (frame: MovementFrame, aspect: number, nowS: number): void => {
    for (const one of points) {
      if (nowS < one.dueS - EARLY_S || nowS > one.dueS + LATE_S) continue;
      const joint = frame.points[jointOf(one.key, frame.bodyId)];
      if (!joint || joint.confidence === 0) continue;
      const off = Math.hypot(joint.x * aspect - one.x, joint.y - one.y);
      one.met = Math.max(one.met, Math.exp(-((off / NEAR) ** 2)));
    }
  };

  const draw = (to: Place, dt: number, hold: ContourHold, nowS: number, inS: number): void => {
    const from = lead?.key === to.key && dt > 0 ? lead : null;
    if (!from) {
      line++;
      along = 0;
      brush = { x: to.x, y: to.y, vx: 0, vy: 0 };
    }
    const steps = from ? Math.max(1, Math.round(dt * BRUSH_HZ)) : 0;
    for (let i = 1; i <= steps && from; i++) {
      const k = i / steps;
      brush = brushStep(brush, from.x + (to.x - from.x) * k, from.y + (to.y - from.y) * k);
      put(to.key, hold.half, nowS - dt * (1 - k), inS - LAG_S);
    }
    if (!from) put(to.key, hold.half, nowS, inS - LAG_S);
    lead = to;
  };

  const one = (frame: MovementFrame, hold: ContourHold, nowS: number): void => {
    const gapS = (frame.atMs - lastMs) / 1000;
    const dt = gapS > 0 && gapS <= LONGEST_GAP_S ? gapS : 0;
    lastMs = frame.atMs;
    meet(frame, hold.aspect, nowS);
    const places = expectedPlaces(frame, hold.aspect);
    const before = pen.key;
    pen = penStep(pen, places, WAKE, dt);
    const to = places.find((p) => p.key === pen.key);
    if (!to) lead = null;
    else {
      if (before !== pen.key) lead = null;
      draw(to, dt, hold, nowS, frame.expected?.inS ?? 0);
    }
  };

  return {
    write(frames, hold, nowS) {
      const newestMs = frames.at(-1)?.atMs ?? 0;
      for (const frame of frames) {
        if (frame.points.length === 0) continue;
        // One body at a time: the first of whom anything is expected, until it has left.
        if (frame.expected && (bodyId === null || newestMs - lastMs > 1000)) bodyId = frame.bodyId;
        if (frame.bodyId !== bodyId) continue;
        one(frame, hold, nowS - Math.min(0.2, Math.max(0, (newestMs - frame.atMs) / 1000)));
      }
    },
    forget(nowS, lifeS) {
      const first = points.findIndex((p) => nowS - p.bornS < lifeS);
      const from = Math.max(first < 0 ? points.length : first, points.length - MOST_POINTS);
      if (from > 0) points = points.slice(from);
    },
    points: (nowS) =>
      points.map(({ key: _, dueS, met, ...point }) => ({
        ...point,
        ink: smooth((nowS - point.bornS) / 0.35),
        dry: met * smooth((nowS - dueS + EARLY_S) / FILL_S),
      })),
    clear() {
      points = [];
      pen = PEN_UP;
      lead = null;
      bodyId = null;
      lastMs = Number.NaN;
    },
  };
};
