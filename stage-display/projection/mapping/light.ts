import type { OutputPatch, Slice } from '#contracts/output';
import { type Point, project } from '../../projective.ts';
import { edgeLight } from './edge.ts';
import { maskLight } from './mask.ts';
import { inPicture, pinOf } from './pin.ts';

/** What a slice gives at a place of the canvas: where in the picture it looks, and how much light is left of it. */
export interface Lit {
  readonly at: Point;
  readonly light: number;
}

/** The same maths as glsl/mapping.frag, for tests and for whoever must know without a GPU. Null: not on the slice. */
export const lightOf = (slice: Slice, place: Point, aspect: number): Lit | null => {
  const pin = pinOf(slice.corners);
  const uv = pin && project(pin, place);
  if (!uv || uv.some((v) => v < 0 || v > 1)) return null;
  const light = edgeLight(slice.blend, uv) * maskLight(slice.masks, place, aspect) * slice.level;
  return { at: inPicture(slice.crop, uv), light };
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

const isWhole = ({ crop, corners, masks, blend, level }: Slice): boolean =>
  same(crop, [0, 0, 1, 1]) &&
  same(corners, CORNERS) &&
  masks.length === 0 &&
  blend.left + blend.right + blend.top + blend.bottom === 0 &&
  level === 1;

/** True where the picture leaves as it is: then nothing is drawn for the output at all. */
export const isPlain = ({ slices, pattern }: Pick<OutputPatch, 'slices' | 'pattern'>): boolean =>
  pattern === 'none' && slices.length === 1 && slices.every(isWhole);
