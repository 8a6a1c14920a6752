import { KEYPOINTS } from '#contracts/sensor';
import type { Region } from './crop.ts';
import { type Box, clamp, type Figure, finite, type Joint, type Size } from './figure.ts';

/** Values a joint in MoveNet's answer [1, 1, 17, 3]: y, x, confidence, in the crop 0..1. */
const ANSWER_STRIDE = 3;
/** Values a thing in CenterNet's answer [1, 100, 6]: left, top, right, bottom in its input, confidence, class. */
const FOUND_STRIDE = 6;
const PERSON = 0;

const unit = (value: number): number => (finite(value) ? clamp(value, 0, 1) : 0);

/** MoveNet's answer about a crop as joints in the picture; what is no number is a joint not seen. */
export const figureFrom = (answer: ArrayLike<number>, region: Region, size: Size): Figure =>
  KEYPOINTS.map((_, i): Joint => {
    const [y = Number.NaN, x = Number.NaN, c = 0] = [0, 1, 2].map(
      (k) => answer[i * ANSWER_STRIDE + k],
    );
    const px = (region.left + x * region.side) / size.width;
    const py = (region.top + y * region.side) / size.height;
    return finite(px) && finite(py) ? { x: px, y: py, c: unit(c) } : { x: 0, y: 0, c: 0 };
  });

/**
 * The people in CenterNet's answer as boxes in the picture, surest first, doubles left out (greedy
 * suppression: of two boxes that overlap by more than `same` the surer stays). `input` is the side of the
 * square it saw, with the whole picture in its top left corner.
 */
export const peopleFrom = (
  answer: ArrayLike<number>,
  input: number,
  size: Size,
  least: number,
  overlaps: (a: Box, b: Box) => boolean,
): readonly Box[] => {
  const longer = Math.max(size.width, size.height);
  const found: { box: Box; score: number }[] = [];
  for (let i = 0; i + FOUND_STRIDE <= answer.length; i += FOUND_STRIDE) {
    const at = (k: number): number => answer[i + k] ?? Number.NaN;
    const [score, kind] = [at(4), at(5)];
    if (!(score >= least) || kind !== PERSON) continue;
    const [x, y] = [longer / size.width / input, longer / size.height / input];
    const box = {
      left: clamp(at(0) * x, 0, 1),
      top: clamp(at(1) * y, 0, 1),
      right: clamp(at(2) * x, 0, 1),
      bottom: clamp(at(3) * y, 0, 1),
    };
    if (box.right > box.left && box.bottom > box.top) found.push({ box, score });
  }
  found.sort((a, b) => b.score - a.score);
  const kept: Box[] = [];
  for (const { box } of found) if (!kept.some((other) => overlaps(other, box))) kept.push(box);
  return kept;
};
