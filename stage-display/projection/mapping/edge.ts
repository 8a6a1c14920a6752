import type { Blend } from '#contracts/output';
import type { Point } from '../../projective.ts';

const clamped = (x: number): number => Math.min(1, Math.max(0, x));

/**
 * The way from dark to full light across a soft edge. `rise(t) + rise(1 - t)` is 1: two projectors whose
 * edges lie over each other give the light of one everywhere.
 */
export const rise = (t: number): number => {
  const x = clamped(t);
  return x * x * (3 - 2 * x);
};

const from = (distance: number, width: number): number => (width > 0 ? rise(distance / width) : 1);

/** Share of the light that is left at a place of the slice by its soft edges; the gamma is not in it. */
export const edgeLight = (blend: Blend, [u, v]: Point): number =>
  from(u, blend.left) * from(1 - u, blend.right) * from(v, blend.top) * from(1 - v, blend.bottom);

/** The factor on a coded value that leaves so much of its light, on a projector of this gamma. */
export const codedShare = (light: number, gamma: number): number => clamped(light) ** (1 / gamma);
