import type { Stroke, StrokePoint } from '#contracts/visit';
import { STROKE_POINTS } from '#contracts/visit';

/** Nearer than this to the last point, as a share of the sheet, says nothing new. */
const NEAR = 0.0012;
/** Longest stroke, milliseconds. */
const LONGEST_MS = 600_000;

export interface Touch {
  /** Shares of the sheet: 0 left .. 1 right, 0 bottom .. 1 top. */
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly atMs: number;
}

const unit = (x: number): number => Math.min(1, Math.max(0, x));
const short = (x: number): number => Math.round(unit(x) * 10_000) / 10_000;

/** Where nothing tells how hard somebody presses. */
export const USUAL_PRESSURE = 0.5;

/** How hard a pointer presses: pens tell it, some glass does; 0, 0.5 and 1 of a finger are made up. */
export const pressureOf = (type: string, pressure: number): number => {
  if (type === 'pen') return unit(pressure);
  const isTold = type === 'touch' && pressure > 0 && pressure < 1 && pressure !== USUAL_PRESSURE;
  return isTold ? unit(pressure) : USUAL_PRESSURE;
};

/** A stroke as it is drawn. */
export interface Pen {
  readonly atS: number;
  points(): readonly StrokePoint[];
  /** True: it was taken; false: it says nothing new, or there is no more room. */
  move(touch: Touch): boolean;
  isFull(): boolean;
  stroke(): Stroke;
}

/** A pen that was put down: `atS` seconds since the sketch began. */
export const pen = (atS: number, first: Touch): Pen => {
  const begunMs = first.atMs;
  const points: StrokePoint[] = [];
  const put = ({ x, y, pressure, atMs }: Touch): void => {
    const ms = Math.round(Math.min(LONGEST_MS, Math.max(0, atMs - begunMs)));
    points.push([short(x), short(y), short(pressure), Math.max(ms, points.at(-1)?.[3] ?? 0)]);
  };
  put(first);
  return {
    atS,
    points: () => points,
    move(touch) {
      const [x = 0, y = 0] = points.at(-1) ?? [];
      const isNear = Math.hypot(unit(touch.x) - x, unit(touch.y) - y) < NEAR;
      if (isNear || points.length >= STROKE_POINTS) return false;
      put(touch);
      return true;
    },
    isFull: () => points.length >= STROKE_POINTS,
    stroke: () => ({ atS, points: [...points] }),
  };
};
