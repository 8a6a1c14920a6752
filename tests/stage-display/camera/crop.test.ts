import { describe, expect, it } from 'vitest';
import {
  nextRegion,
  overlap,
  regionOfBox,
  wholeRegion,
} from '../../../stage-display/camera/crop.ts';
import { figureFrom, peopleFrom } from '../../../stage-display/camera/keypoints.ts';
import { figureAt } from './support.ts';

const SIZE = { width: 640, height: 360 };

describe('the square a dancer is looked for in', () => {
  it('is the whole picture before anything is known', () => {
    expect(wholeRegion(SIZE)).toEqual({ left: 0, top: -140, side: 640 });
  });

  it('holds every joint with room around, and is centred on the hips', () => {
    const figure = figureAt(0.3, 0.9, 0.6);
    const region = nextRegion(figure, SIZE)!;
    for (const j of figure) {
      expect(j.x * SIZE.width).toBeGreaterThan(region.left);
      expect(j.x * SIZE.width).toBeLessThan(region.left + region.side);
      expect(j.y * SIZE.height).toBeGreaterThan(region.top);
      expect(j.y * SIZE.height).toBeLessThan(region.top + region.side);
    }
    expect(region.left + region.side / 2).toBeCloseTo(0.3 * SIZE.width, 6);
    expect(region.side).toBeLessThan(SIZE.width);
  });

  it('moves on with her', () => {
    const figure = figureAt(0.3, 0.9, 0.6);
    const [a, b] = [nextRegion(figure, SIZE)!, nextRegion(figure, SIZE, [0.1, 0])!];
    expect(b.left - a.left).toBeCloseTo(64, 6);
  });

  it('is nothing where nothing is seen, or where numbers are none', () => {
    expect(nextRegion(figureAt(0.5, 0.9, 0.6, 0), SIZE)).toBeNull();
    expect(nextRegion(figureAt(Number.NaN, 0.9), SIZE)).toBeNull();
    expect(nextRegion(figureAt(0.5, 0.9, 1e9), SIZE)).toBeNull();
    expect(nextRegion([], SIZE)).toBeNull();
  });

  it('is found from head and shoulders alone, as at a desk', () => {
    const legless = figureAt(0.5, 1.6, 1.3).map((j, i) => (i > 6 ? { ...j, c: 0.05 } : j));
    const region = nextRegion(legless, SIZE)!;
    expect(region.left).toBeLessThan(legless[6]!.x * SIZE.width);
    expect(region.left + region.side).toBeGreaterThan(legless[5]!.x * SIZE.width);
    expect(region.top).toBeLessThan(legless[0]!.y * SIZE.height);
  });
});

describe("the networks' answers", () => {
  it('are put back into the picture', () => {
    const answer = new Float32Array(51);
    answer.set([0.25, 0.75, 0.8], 0);
    const figure = figureFrom(answer, { left: 100, top: 20, side: 200 }, SIZE);
    expect(figure).toHaveLength(17);
    expect(figure[0]!.x).toBeCloseTo(250 / 640, 6);
    expect(figure[0]!.y).toBeCloseTo(70 / 360, 6);
    expect(figure[0]!.c).toBeCloseTo(0.8, 6);
  });

  it('give a joint that is no number no confidence, and a short answer no joints', () => {
    const bad = figureFrom([Number.NaN, 0.5, 0.9, 0.5, 0.5, Number.NaN], wholeRegion(SIZE), SIZE);
    expect(bad).toHaveLength(17);
    expect(bad.every((j) => j.c === 0 && Number.isFinite(j.x + j.y))).toBe(true);
  });

  it('name people only, surest first, nobody twice', () => {
    const rows = [
      [52, 24, 221, 269, 0.5, 0],
      [322, 45, 445, 256, 0.7, 0],
      [54, 26, 223, 270, 0.45, 0],
      [10, 10, 500, 280, 0.9, 56],
      [0, 0, 20, 20, Number.NaN, 0],
      [30, 30, 10, 10, 0.9, 0],
    ];
    const boxes = peopleFrom(rows.flat(), 512, SIZE, 0.3, (a, b) => overlap(a, b) > 0.6);
    expect(boxes).toHaveLength(2);
    expect(boxes[0]!.left).toBeCloseTo(322 / 512, 6);
    // 512 pixels of its input are the picture's 640: its lower 224 are black.
    expect(boxes[0]!.bottom).toBeCloseTo((256 * 640) / 512 / 360, 6);
    const region = regionOfBox(boxes[0]!, SIZE);
    expect(region.side).toBeCloseTo(((256 - 45) * 640 * 1.2) / 512, 4);
  });
});
