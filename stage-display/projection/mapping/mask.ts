import type { Mask } from '#contracts/output';
import type { Point } from '../../projective.ts';
import { rise } from './edge.ts';

/**
 * How far a place lies from the edge of a polygon, in heights of the canvas; negative within. Points are
 * places of a canvas so many heights wide. (I. Quilez, "Polygon - distance", 2020: nearest side and
 * crossings in one turn; even-odd where the polygon crosses itself.)
 */
export const distanceTo = (points: readonly Point[], [px, py]: Point, aspect: number): number => {
  let nearest = Number.POSITIVE_INFINITY;
  let isWithin = false;
  for (let i = 0; i < points.length; i++) {
    const [ax, ay] = points[i] ?? [0, 0];
    const [bx, by] = points[(i + points.length - 1) % points.length] ?? [0, 0];
    const [ex, ey] = [(bx - ax) * aspect, by - ay];
    const [wx, wy] = [(px - ax) * aspect, py - ay];
    const along = Math.min(
      1,
      Math.max(0, (wx * ex + wy * ey) / Math.max(ex * ex + ey * ey, 1e-12)),
    );
    nearest = Math.min(nearest, Math.hypot(wx - ex * along, wy - ey * along));
    const isAbove = py >= ay;
    if (isAbove !== py >= by && (wx * ey - wy * ex) * (by > ay ? 1 : -1) < 0) isWithin = !isWithin;
  }
  return isWithin ? -nearest : nearest;
};

/** 1 within the polygon, 0 outside, softly over `feather` heights across its edge. */
export const within = (distance: number, feather: number): number =>
  feather > 0 ? rise(0.5 - distance / feather) : distance < 0 ? 1 : 0;

/**
 * Share of the light that masks leave at a place of the canvas. Where masks let light through, it passes
 * within these alone; what a mask hides is hidden whatever another lets through.
 */
export const maskLight = (masks: readonly Mask[], place: Point, aspect: number): number => {
  let closed = 1;
  let open = 1;
  for (const { points, feather, hide } of masks) {
    const share = 1 - within(distanceTo(points, place, aspect), feather);
    if (hide) open *= share;
    else closed *= share;
  }
  return open * (masks.some(({ hide }) => !hide) ? 1 - closed : 1);
};
