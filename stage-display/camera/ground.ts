import { believed, type Figure, feetOf, finite, type Point, trunkLength } from './figure.ts';

/** Where a dancer stands on the floor, in the picture. */
export interface Ground {
  readonly point: Point;
  readonly atMs: number;
}

/** How fast the floor under her may go up the picture, in trunk lengths a second: walking away, not jumping. */
const UP_PER_S = 1.2;
const USUAL_TRUNK = 0.15;
/** One foot this much higher than the other, in trunk lengths, is lifted. */
const LIFTED = 0.25;

/** Between the ankles; where one leg is lifted, at the height of the foot that stands. */
const standing = (figure: Figure, least: number, aspect: number): Point | null => {
  const feet = feetOf(figure, least, aspect);
  const ankles = believed(figure, least, ['leftAnkle', 'rightAnkle']);
  const [a, b] = ankles;
  if (!feet || !a || !b) return feet;
  const trunk = trunkLength(figure, aspect) ?? USUAL_TRUNK;
  return Math.abs(a.y - b.y) > LIFTED * trunk ? [feet[0], Math.max(a.y, b.y)] : feet;
};

/**
 * The floor under a dancer. It goes down the picture with her feet at once and up only as fast as one walks
 * away from the camera: in a jump the floor stays where it was, and the feet leave it. Null: feet not known.
 */
export const groundUnder = (
  before: Ground | null,
  figure: Figure,
  atMs: number,
  least: number,
  aspect: number,
): Ground | null => {
  const feet = standing(figure, least, aspect);
  if (!feet?.every(finite)) return before;
  if (!before || !(atMs > before.atMs)) return { point: feet, atMs };
  const trunk = trunkLength(figure, aspect) ?? USUAL_TRUNK;
  const most = (UP_PER_S * trunk * Math.min(1000, atMs - before.atMs)) / 1000;
  return { point: [feet[0], Math.max(feet[1], before.point[1] - most)], atMs };
};
