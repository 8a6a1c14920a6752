import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CameraPatch } from '#contracts/patch';
import { KEYPOINTS, STREAM_KIND_INFO } from '#contracts/sensor';
import type { Point } from '../../../stage-display/camera/figure.ts';
import { type Ground, groundUnder } from '../../../stage-display/camera/ground.ts';
import { solveMarks } from '../../../stage-display/camera/homography.ts';
import { poseOf } from '../../../stage-display/camera/mapping.ts';
import { ASPECT, figureAt, PLAIN } from './support.ts';

const MARKS: Point[] = [
  [0.1, 0.95],
  [0.9, 0.95],
  [0.7, 0.65],
  [0.3, 0.65],
];
const calibrated = (marks: Point[] = MARKS): CameraPatch => {
  const solved = solveMarks(marks);
  if (!solved.ok) throw new Error(solved.problem);
  return CameraPatch.parse({ ...PLAIN, marks, homography: [...solved.homography] });
};
const at = (data: Float32Array, name: (typeof KEYPOINTS)[number]): [number, number, number] => {
  const i = KEYPOINTS.indexOf(name) * 3;
  return [data[i]!, data[i + 1]!, data[i + 2]!];
};
const mapped = (...args: Parameters<typeof poseOf>): Float32Array => {
  const out = poseOf(...args);
  if (!out.ok) throw new Error(out.why);
  return out.data;
};

describe('a pose without floor marks', () => {
  it('is the picture stretched over the stage, y up', () => {
    const data = mapped(figureAt(0.3, 0.9, 0.6), null, PLAIN, ASPECT);
    expect(data).toHaveLength(51);
    const [x, y, c] = at(data, 'leftAnkle');
    expect(x).toBeCloseTo(0.3 + (0.06 * 0.6) / ASPECT, 5);
    expect(y).toBeCloseTo(0.1 + 0.04 * 0.6, 5);
    expect(c).toBeCloseTo(0.9, 5);
    expect(at(data, 'nose')[1]).toBeGreaterThan(at(data, 'leftHip')[1]);
  });

  it('is turned round for a camera behind the dancers, with her own left staying left', () => {
    const plain = mapped(figureAt(0.3, 0.9), null, PLAIN, ASPECT);
    const turned = mapped(figureAt(0.3, 0.9), null, { ...PLAIN, mirrored: true }, ASPECT);
    for (const name of KEYPOINTS)
      expect(at(turned, name)[0]).toBeCloseTo(1 - at(plain, name)[0], 5);
  });

  it('takes the confidence from joints that are not believed', () => {
    const figure = figureAt(0.5, 0.9, 0.6, 0.9, { leftWrist: [0.6, 0.5, 0.29] });
    const data = mapped(figure, null, PLAIN, ASPECT);
    expect(at(data, 'leftWrist')[2]).toBe(0);
    expect(at(data, 'rightWrist')[2]).toBeCloseTo(0.9, 5);
  });
});

describe('a pose with floor marks', () => {
  const feet = (x: number, y: number): Point => [x, y];

  it('stands where the floor says, with the feet on the floor', () => {
    const data = mapped(figureAt(0.1, 0.95, 0.4), feet(0.1, 0.95), calibrated(), ASPECT);
    expect((at(data, 'leftHip')[0] + at(data, 'rightHip')[0]) / 2).toBeCloseTo(0, 4);
    expect(at(data, 'leftAnkle')[1]).toBeGreaterThanOrEqual(0);
    expect(at(data, 'leftAnkle')[1]).toBeLessThan(0.03);
    expect(at(data, 'nose')[1]).toBeGreaterThan(0.3);
  });

  it('is as tall at the back as at the front, though the camera sees her smaller there', () => {
    // Front marks lie 0.8 of the picture apart, back marks 0.4: at the back she looks half as tall.
    const front = mapped(figureAt(0.5, 0.95, 0.6), feet(0.5, 0.95), calibrated(), ASPECT);
    const back = mapped(figureAt(0.5, 0.65, 0.3), feet(0.5, 0.65), calibrated(), ASPECT);
    expect(at(back, 'nose')[1]).toBeCloseTo(at(front, 'nose')[1], 4);
    expect(at(back, 'leftWrist')[0]).toBeCloseTo(at(front, 'leftWrist')[0], 4);
    // 0.8 of a 16:9 picture is the stage's width; she is 0.6 of the picture's height tall.
    const top = (0.6 * 0.93) / ASPECT / 0.8;
    expect(at(front, 'nose')[1]).toBeCloseTo(top * (16 / 9), 4);
  });

  it('is turned round by marks clicked from behind, without being told', () => {
    const turned = calibrated(MARKS.map(([x, y]): Point => [1 - x, 1.6 - y]));
    const data = mapped(figureAt(0.3, 0.7, 0.3), feet(0.3, 0.7), turned, ASPECT);
    expect(at(data, 'leftHip')[0]).toBeGreaterThan(0.5);
    // Seen from behind, what is at the picture's right is at the audience's left.
    expect(at(data, 'leftWrist')[0]).toBeLessThan(at(data, 'rightWrist')[0]);
  });

  it('leaves out who is not on the stage, and who has no feet yet', () => {
    const camera = calibrated();
    expect(poseOf(figureAt(0.5, 0.3), feet(0.5, 0.3), camera, ASPECT)).toEqual({
      ok: false,
      why: 'off-stage',
    });
    expect(poseOf(figureAt(0.5, 0.9), null, camera, ASPECT)).toEqual({ ok: false, why: 'no-feet' });
  });

  it('lets her leave the floor in a jump, and follows her when she walks away', () => {
    let ground: Ground | null = null;
    const run = (feetY: (s: number) => number, seconds: number): number => {
      ground = null;
      for (let ms = 0; ms <= seconds * 1000; ms += 33)
        ground = groundUnder(ground, figureAt(0.5, feetY(ms / 1000)), ms, 0.3, ASPECT);
      return ground!.point[1];
    };
    const standing = run(() => 0.9, 0.1);
    // 0.25 s up in the air, a quarter of her height.
    expect(standing - run((s) => (s > 0.05 ? 0.75 : 0.9), 0.25)).toBeLessThan(0.06);
    // A second later the floor is where she is.
    expect(standing - run((s) => 0.9 - 0.1 * s, 1.5)).toBeCloseTo(0.15, 2);
    // Towards the camera at once.
    expect(run((s) => (s > 0.05 ? 0.97 : 0.9), 0.1) - standing).toBeCloseTo(0.07, 3);
  });

  it('takes the foot that stands while the other is lifted', () => {
    const lifted = figureAt(0.5, 0.9, 0.6, 0.9, { leftAnkle: [0.55, 0.6, 0.9] });
    expect(groundUnder(null, lifted, 0, 0.3, ASPECT)!.point[1]).toBeCloseTo(0.9 - 0.04 * 0.6, 4);
  });

  it('finds the feet of a body cut off at the hips', () => {
    const cut = figureAt(0.5, 0.9, 0.6).map((j, i) => (i > 12 ? { ...j, c: 0 } : j));
    const { point } = groundUnder(null, cut, 0, 0.3, ASPECT)!;
    expect(Math.abs(point[1] - 0.88)).toBeLessThan(0.05);
  });
});

describe('garbage', () => {
  it('never makes a pose outside its range', () => {
    const number = fc.oneof(fc.double(), fc.double({ min: -1, max: 2, noNaN: true }));
    const [low, high] = STREAM_KIND_INFO.pose.range;
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: number, y: number, c: number }), { maxLength: 20 }),
        fc.option(fc.array(number, { minLength: 9, maxLength: 9 })),
        fc.boolean(),
        number,
        (figure, homography, mirrored, aspect) => {
          const ground = groundUnder(null, figure, 5, 0.3, aspect);
          const out = poseOf(
            figure,
            ground?.point ?? null,
            { ...PLAIN, homography, mirrored },
            aspect,
          );
          if (!out.ok) return;
          expect(out.data).toHaveLength(51);
          expect(out.data.every((v) => Number.isFinite(v) && v >= low && v <= high)).toBe(true);
          for (let i = 2; i < 51; i += 3) expect(out.data[i]! >= 0 && out.data[i]! <= 1).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
