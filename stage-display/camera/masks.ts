import type { Region } from './crop.ts';
import type { Box, Point, Size } from './figure.ts';

/** A polygon in the picture, at least three corners. */
export type Mask = readonly Point[];

/** As many as the machine's patch keeps (contracts/patch.ts). */
export const MOST_MASKS = 16;
export const MOST_CORNERS = 64;

/** True where a point lies in a polygon (even-odd rule). */
export const inside = (mask: Mask, [x, y]: Point): boolean => {
  let within = false;
  for (let i = 0, j = mask.length - 1; i < mask.length; j = i++) {
    const [a, b] = [mask[i], mask[j]];
    if (!a || !b || a[1] > y === b[1] > y) continue;
    if (x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) within = !within;
  }
  return within;
};

/** True where a point lies in any of the masks. */
export const masked = (masks: readonly Mask[], point: Point): boolean =>
  masks.some((mask) => inside(mask, point));

/** True where a found person stands in a mask: the middle of the box's lower edge. */
export const standsMasked = (masks: readonly Mask[], box: Box): boolean =>
  masked(masks, [(box.left + box.right) / 2, box.bottom]);

/** A mask in the pixels of a crop drawn at `side` pixels: where it is to be blacked out. */
export const maskInCrop = (
  mask: Mask,
  region: Region,
  size: Size,
  side: number,
): readonly Point[] =>
  mask.map(
    ([x, y]): Point => [
      ((x * size.width - region.left) / region.side) * side,
      ((y * size.height - region.top) / region.side) * side,
    ],
  );

/** Area of a polygon in pictures (shoelace formula). */
export const areaOf = (mask: Mask): number => {
  let sum = 0;
  for (let i = 0, j = mask.length - 1; i < mask.length; j = i++) {
    const [a, b] = [mask[i] ?? [0, 0], mask[j] ?? [0, 0]];
    sum += b[0] * a[1] - a[0] * b[1];
  }
  return Math.abs(sum) / 2;
};

/** Smallest mask that is kept: below it two clicks fell on one place. */
const SMALLEST = 0.0005;

/** A drawn polygon as a mask, its corners within the picture; null where it encloses nothing. */
export const maskFrom = (corners: readonly Point[]): Mask | null => {
  const within = corners
    .slice(0, MOST_CORNERS)
    .map(([x, y]): Point => [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))]);
  return within.length >= 3 && areaOf(within) >= SMALLEST ? within : null;
};
