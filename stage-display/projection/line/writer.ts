import type { MovementFrame } from '#contracts/movement';
import { BRUSH_HZ, type Brush, brushStep, markOf } from './brush.ts';
import { PEN_UP, type Pen, penStep } from './pen.ts';
import { type Drift, driftFrom, driftStep, feltPlace, type Place, placesOf } from './surprise.ts';

/** A point of the drawing. Stage heights, seconds on the scene's own clock. */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
  /** Along the line from its beginning. */
  readonly along: number;
  readonly half: number;
  readonly ink: number;
  readonly dry: number;
  readonly bornS: number;
  /** Which line it belongs to; neighbours of one line are joined. */
  readonly line: number;
}

/** Points kept at once: the oldest go first. */
export const MOST_POINTS = 1536;
const APART = 0.0045;
const LONGEST_GAP_S = 0.25;
const MOST_BODIES = 8;
/** A body last heard so long before another's newest movement has left: it holds the pen no more. */
const LEFT_MS = 500;

/** How the pen is held. */
export interface Hold {
  readonly aspect: number;
  readonly wake: number;
  /** Half the width of the line at full pressure, stage heights. */
  readonly half: number;
}

/** Turns movement into one line at a time. */
export interface Writer {
  /** Movement at `nowS` of the scene's clock, in the order it came. */
  write(frames: readonly MovementFrame[], hold: Hold, nowS: number): void;
  /** Forgets what is older than `lifeS`. */
  forget(nowS: number, lifeS: number): void;
  /** The drawing, oldest first. */
  readonly points: readonly InkPoint[];
  clear(): void;
}

export const writer = (): Writer => {
  let pen: Pen = PEN_UP;
  let brush: Brush = { x: 0, y: 0, vx: 0, vy: 0 };
  let lead: Place | null = null;
  let points: InkPoint[] = [];
  let line = 0;
  let along = 0;
  const bodies = new Map<string, { atMs: number; drift: Drift | null; places: Place[] }>();

  const hear = (frame: MovementFrame, aspect: number): number => {
    const before = bodies.get(frame.bodyId);
    for (const [id, { atMs }] of bodies) if (frame.atMs - atMs > LEFT_MS) bodies.delete(id);
    if (!before && bodies.size >= MOST_BODIES) bodies.clear();
    const gapS = before ? (frame.atMs - before.atMs) / 1000 : Number.NaN;
    const dt = gapS > 0 && gapS <= LONGEST_GAP_S ? gapS : 0;
    const seen = frame.points.length > 0;
    const drift = seen ? null : driftStep(before?.drift ?? driftFrom(aspect), frame, aspect, dt);
    const places = drift ? [feltPlace(frame, drift)] : placesOf(frame, aspect);
    bodies.set(frame.bodyId, { atMs: frame.atMs, drift, places });
    return dt;
  };

  const put = (half: number, nowS: number): void => {
    const last = points.at(-1);
    const mark = markOf(brush, pen.pressure, pen.left, half);
    const way = last?.line === line ? Math.hypot(brush.x - last.x, brush.y - last.y) : 0;
    if (last?.line === line && way < APART) return;
    along += way;
    const { x, y } = brush;
    points.push({ x, y, along, ...mark, bornS: nowS, line });
  };

  /** Leads the brush from where its place was to where it is. */
  const draw = (from: Place, to: Place, dt: number, half: number, nowS: number): void => {
    const steps = Math.max(1, Math.round(dt * BRUSH_HZ));
    for (let i = 1; i <= steps; i++) {
      const k = i / steps;
      brush = brushStep(brush, from.x + (to.x - from.x) * k, from.y + (to.y - from.y) * k);
      put(half, nowS - dt * (1 - k));
    }
  };

  const one = (frame: MovementFrame, hold: Hold, nowS: number): void => {
    const dt = hear(frame, hold.aspect);
    const all = [...bodies.values()].flatMap((b) => b.places);
    const before = pen.key;
    pen = penStep(pen, all, hold.wake, bodies.size > 1 ? dt / bodies.size : dt);
    if (pen.key === null) {
      lead = null;
      return;
    }
    const place = all.find((p) => p.key === pen.key);
    if (!place?.key.startsWith(`${frame.bodyId}/`)) return;
    // After a gap nobody knows how she came there: another line begins.
    if (before !== pen.key || !lead || dt === 0) {
      line++;
      along = 0;
      brush = { x: place.x, y: place.y, vx: 0.4 * place.vx, vy: 0.4 * place.vy };
      put(hold.half, nowS);
    } else draw(lead, place, dt, hold.half, nowS);
    lead = place;
  };

  return {
    write(frames, hold, nowS) {
      const lastMs = frames.at(-1)?.atMs ?? 0;
      for (const frame of frames) {
        const lateS = Math.min(0.2, Math.max(0, (lastMs - frame.atMs) / 1000));
        one(frame, hold, nowS - lateS);
      }
    },
    forget(nowS, lifeS) {
      const first = points.findIndex((p) => nowS - p.bornS < lifeS);
      const from = Math.max(first < 0 ? points.length : first, points.length - MOST_POINTS);
      if (from > 0) points = points.slice(from);
    },
    get points() {
      return points;
    },
    clear() {
      points = [];
      pen = PEN_UP;
      lead = null;
      bodies.clear();
    },
  };
};
