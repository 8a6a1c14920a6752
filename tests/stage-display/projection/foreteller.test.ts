import { describe, expect, it } from 'vitest';
import type { MovementFrame } from '#contracts/movement';
import { expectedPlaces, foreteller } from '../../../stage-display/projection/line/foreteller.ts';
import { MOST_POINTS } from '../../../stage-display/projection/line/writer.ts';

const DT = 1 / 30;
const ASPECT = 16 / 9;
const LEFT_WRIST = 9;
const LEFT_HIP = 11;
type Way = (tS: number) => readonly [x: number, y: number];

/** A wrist on its way, and where it is expected a second later. */
const frameAt = (tS: number, goes: Way, thought: Way, joint = LEFT_WRIST): MovementFrame => {
  const still = { x: 0.5, y: 0.5, vx: 0, vy: 0, confidence: 1, surprise: 0 };
  const points = Array.from({ length: 17 }, () => ({ ...still }));
  const will = points.map(({ x, y }) => ({ x, y, confidence: 0.9 }));
  const [x, y] = goes(tS);
  points[joint] = { ...still, x, y };
  const [ex, ey] = thought(tS + 1);
  will[joint] = { x: ex, y: ey, confidence: 0.9 };
  return {
    bodyId: 'dancer',
    atMs: 1000 + tS * 1000,
    energy: 0.5,
    jerk: 0.1,
    surprise: 0,
    dx: 0,
    dy: 0,
    recorded: false,
    points,
    expected: { inS: 1, points: will },
  };
};

const round: Way = (tS) => [0.4 + 0.12 * Math.sin(1.6 * tS), 0.5 + 0.2 * Math.cos(1.6 * tS)];
const elsewhere: Way = (tS) => [0.8, 0.2 + 0.02 * Math.sin(tS)];

const danced = (goes: Way, thought: Way, seconds: number, joint?: number) => {
  const one = foreteller();
  let nowS = 0;
  for (let i = 0; nowS < seconds; i++) {
    nowS = i * DT;
    one.write([frameAt(nowS, goes, thought, joint)], { aspect: ASPECT, half: 0.01 }, nowS);
    one.forget(nowS, 12);
  }
  return { one, nowS };
};
const filledShare = (goes: Way, thought: Way): number => {
  const { one, nowS } = danced(goes, thought, 8);
  // What was due more than a filling ago.
  const due = one.points(nowS).filter((p) => nowS - p.bornS > 2.6);
  expect(due.length).toBeGreaterThan(20);
  return due.filter((p) => p.dry > 0.5).length / due.length;
};

describe('what is expected of her', () => {
  it('is drawn before she is there', () => {
    const { one, nowS } = danced(round, round, 3);
    const points = one.points(nowS);
    const newest = points.at(-1);
    const [x, y] = round(nowS + 1 - 0.13);
    expect(points.length).toBeGreaterThan(20);
    expect(Math.hypot((newest?.x ?? 0) - x * ASPECT, (newest?.y ?? 0) - y)).toBeLessThan(0.05);
    expect(newest?.dry).toBe(0);
  });

  it('fills where she fulfils it, and stays empty where she refuses', () => {
    expect(filledShare(round, round)).toBeGreaterThan(0.9);
    expect(filledShare(elsewhere, round)).toBe(0);
  });

  it('is nothing where nothing is expected, of the trunk, and of who stands', () => {
    const bare = frameAt(0, round, round);
    delete (bare as { expected?: unknown }).expected;
    expect(expectedPlaces(bare, ASPECT)).toEqual([]);
    expect(expectedPlaces(frameAt(0, round, round, LEFT_HIP), ASPECT)).not.toContainEqual(
      expect.objectContaining({ key: `dancer/${LEFT_HIP}` }),
    );
    const stands: Way = () => [0.4, 0.5];
    const { one, nowS } = danced(stands, stands, 5);
    expect(one.points(nowS)).toEqual([]);
  });

  it('is forgotten with its life, bounded, and begun anew', () => {
    const { one, nowS } = danced(round, round, 60);
    expect(one.points(nowS).length).toBeLessThanOrEqual(MOST_POINTS);
    expect(one.points(nowS).every((p) => nowS - p.bornS < 12.1)).toBe(true);
    one.forget(nowS + 13, 12);
    expect(one.points(nowS + 13)).toEqual([]);
    one.clear();
    expect(one.points(nowS)).toEqual([]);
  });
});
