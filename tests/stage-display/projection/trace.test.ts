import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MovementFrame } from '#contracts/movement';
import { type Brush, brushStep, markOf } from '../../../stage-display/projection/line/brush.ts';
import { PEN_UP, type Pen, penStep } from '../../../stage-display/projection/line/pen.ts';
import { fillRibbon, stays, VERTEX } from '../../../stage-display/projection/line/ribbon.ts';
import {
  driftFrom,
  driftStep,
  type Place,
  placesOf,
} from '../../../stage-display/projection/line/surprise.ts';
import { MOST_POINTS, writer } from '../../../stage-display/projection/line/writer.ts';
import { lineLifeS } from '../../../stage-display/projection/scenes/page.ts';

const DT = 1 / 30;
const LEFT_WRIST = 9;
const RIGHT_WRIST = 10;
const place = (key: string, surprise: number): Place => ({
  key,
  x: 1,
  y: 0.5,
  vx: 0,
  vy: 0,
  surprise,
});
const later = (pen: Pen, seconds: number, ...places: Place[]): Pen => {
  let now = pen;
  for (let s = 0; s < seconds; s += DT) now = penStep(now, places, 0.5, DT);
  return now;
};

describe('the pen', () => {
  it('stays up where everything is foreseen', () => {
    expect(later(PEN_UP, 60, place('a', 0.2), place('b', 0)).key).toBeNull();
  });

  it('comes down where something is not, with a weight that grows', () => {
    const early = later(PEN_UP, 0.2, place('a', 0.9));
    const late = later(PEN_UP, 1, place('a', 0.9));
    expect([early.key, late.key]).toEqual(['a', 'a']);
    expect(late.pressure).toBeGreaterThan(early.pressure);
  });

  it('does not jump to another joint for a moment, and rests before it changes hands', () => {
    const down = later(PEN_UP, 1.5, place('a', 0.6), place('b', 0));
    const moment = later(down, 0.2, place('a', 0.5), place('b', 1));
    expect(moment.key).toBe('a');
    let now = moment;
    const keys = new Set<string | null>();
    for (let s = 0; s < 6; s += DT) {
      now = penStep(now, [place('a', 0.4), place('b', 1)], 0.5, DT);
      keys.add(now.key);
    }
    expect([...keys]).toEqual(['a', null, 'b']);
  });

  it('lifts when she is foreseen again, and when the brush is empty', () => {
    const down = later(PEN_UP, 2, place('a', 0.9));
    expect(later(down, 3, place('a', 0.05)).key).toBeNull();
    let now = down;
    let lifted = false;
    for (let s = 0; s < 12; s += DT) {
      now = penStep(now, [place('a', 1)], 0.5, DT);
      lifted ||= now.key === null;
    }
    expect(lifted).toBe(true);
  });

  it('is awake earlier the more it is asked to be', () => {
    const one = (wake: number) =>
      penStep({ ...PEN_UP, eased: new Map([['a', 0.4]]) }, [place('a', 0.4)], wake, DT).key;
    expect(one(1)).toBe('a');
    expect(one(0)).toBeNull();
  });
});

describe('the brush', () => {
  it('comes to where it is led and smooths what trembles', () => {
    let calm: Brush = { x: 0, y: 0, vx: 0, vy: 0 };
    for (let i = 0; i < 240; i++) calm = brushStep(calm, 1, 0.5);
    expect(calm.x).toBeCloseTo(1, 3);
    let shaken: Brush = { x: 0, y: 0, vx: 0, vy: 0 };
    let most = 0;
    for (let i = 0; i < 240; i++) {
      shaken = brushStep(shaken, i % 8 < 4 ? 0.02 : -0.02, 0);
      if (i > 60) most = Math.max(most, Math.abs(shaken.x));
    }
    expect(most).toBeLessThan(0.005);
  });

  it('is broad and wet under pressure, thin and dry at speed and when it is empty', () => {
    const at = (vx: number, pressure: number, left: number) =>
      markOf({ x: 0, y: 0, vx, vy: 0 }, pressure, left, 0.02);
    expect(at(0.2, 1, 1).half).toBeGreaterThan(at(0.2, 0.3, 1).half);
    expect(at(2, 1, 1).half).toBeLessThan(at(0.2, 1, 1).half);
    expect(at(2, 1, 1).dry).toBeGreaterThan(at(0.2, 1, 1).dry);
    expect(at(0.2, 1, 0).dry).toBeGreaterThan(at(0.2, 1, 1).dry);
    expect(at(0.2, 1, 1).half).toBeLessThanOrEqual(0.02);
  });
});

const dancing = (i: number, surprise: (joint: number) => number): MovementFrame => ({
  bodyId: 'dancer',
  atMs: 1000 + i * 33,
  energy: 0.5,
  jerk: 0.2,
  dx: Math.sin(i / 9),
  dy: Math.cos(i / 7),
  surprise: 0.6,
  recorded: false,
  points: Array.from({ length: 17 }, (_, k) => ({
    x: 0.5 + 0.15 * Math.sin(i / 12 + k),
    y: 0.5 + 0.2 * Math.cos(i / 15 + k),
    vx: 0.3,
    vy: 0.1,
    confidence: 1,
    surprise: surprise(k),
  })),
});
const HOLD = { aspect: 16 / 9, wake: 0.5, half: 0.02 };

describe('the writer', () => {
  it('leaves the page empty for a body nothing is expected of', () => {
    const w = writer();
    for (let i = 0; i < 300; i++) w.write([dancing(i, () => 0)], HOLD, i * DT);
    expect(w.points).toHaveLength(0);
  });

  it('draws one line with the joint that was not foreseen, and joins it', () => {
    const w = writer();
    for (let i = 0; i < 60; i++)
      w.write(
        [dancing(i, (k) => (k === RIGHT_WRIST ? 0.9 : k === LEFT_WRIST ? 0.5 : 0))],
        HOLD,
        i * DT,
      );
    expect(new Set(w.points.map((p) => p.line)).size).toBe(1);
    expect(w.points.length).toBeGreaterThan(30);
    for (let i = 1; i < w.points.length; i++) {
      const [a, b] = [w.points[i - 1]!, w.points[i]!];
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(0.06);
      expect(b.along).toBeGreaterThan(a.along);
      expect(b.bornS).toBeGreaterThanOrEqual(a.bornS);
    }
  });

  it('begins another line after a gap instead of a stroke across it', () => {
    const w = writer();
    for (let i = 0; i < 60; i++) {
      const frame = dancing(i, (k) => (k === RIGHT_WRIST ? 1 : 0));
      const away = i < 30 ? 0 : 0.4;
      const points = frame.points.map((p) => ({ ...p, x: p.x + away }));
      w.write([{ ...frame, atMs: frame.atMs + (i < 30 ? 0 : 900), points }], HOLD, i * DT);
    }
    expect(new Set(w.points.map((p) => p.line)).size).toBe(2);
  });

  it('does not wait for a body that left while it surprised, nor draw slower after it', () => {
    const by = (joint: number, surprise: number, i: number) =>
      dancing(i, (k) => (k === joint ? surprise : 0));
    const w = writer();
    for (let i = 0; i < 60; i++)
      w.write([{ ...by(LEFT_WRIST, 1, i), bodyId: 'gone' }], HOLD, i * DT);
    const before = w.points.length;
    for (let i = 60; i < 240; i++) w.write([by(RIGHT_WRIST, 0.6, i)], HOLD, i * DT);
    expect(w.points.length - before).toBeGreaterThan(100);
    const after = writer();
    const alone = writer();
    after.write([{ ...by(LEFT_WRIST, 0, 0), bodyId: 'gone' }], HOLD, 0);
    for (let i = 60; i < 120; i++)
      for (const one of [after, alone]) one.write([by(RIGHT_WRIST, 0.6, i)], HOLD, i * DT);
    expect(alone.points.length).toBeGreaterThan(10);
    expect(after.points).toEqual(alone.points);
  });

  it('does not let feet on the floor write', () => {
    const standing = { ...dancing(0, () => 1) };
    const places = placesOf(
      { ...standing, points: standing.points.map((p) => ({ ...p, y: 0.04, vy: 0 })) },
      16 / 9,
    );
    expect(places.find((p) => p.key === 'dancer/15')?.surprise).toBe(0);
    expect(places.find((p) => p.key === 'dancer/9')?.surprise).toBe(1);
  });

  it('writes one slow way for a body that is only felt, always on the page', () => {
    const w = writer();
    for (let i = 0; i < 200; i++) w.write([{ ...dancing(i, () => 0), points: [] }], HOLD, i * DT);
    expect(w.points.length).toBeGreaterThan(20);
    const speed = (a: { x: number; y: number; bornS: number }, b: typeof a) =>
      Math.hypot(a.x - b.x, a.y - b.y) / Math.max(1e-6, b.bornS - a.bornS);
    for (let i = 1; i < w.points.length; i++)
      if (w.points[i]!.line === w.points[i - 1]!.line)
        expect(speed(w.points[i - 1]!, w.points[i]!)).toBeLessThan(0.7);
    let drift = driftFrom(16 / 9);
    for (let i = 0; i < 4000; i++) {
      drift = driftStep(drift, { ...dancing(0, () => 0), energy: 1, dx: 1, dy: 1 }, 16 / 9, DT);
      expect(drift.x).toBeLessThan(1.1 * (16 / 9));
      expect(drift.y).toBeLessThan(1.1);
    }
  });

  it('forgets the oldest first and never holds more than it may', () => {
    const w = writer();
    for (let i = 0; i < 3000; i++) {
      w.write([dancing(i, (k) => (k === 9 ? 1 : 0))], HOLD, i * DT);
      w.forget(i * DT, 1e6);
    }
    expect(w.points.length).toBeLessThanOrEqual(MOST_POINTS);
    const first = w.points[0]!.bornS;
    w.forget(3000 * DT, 3000 * DT - first - 1);
    expect(w.points[0]!.bornS).toBeGreaterThan(first);
    w.forget(1e9, 30);
    expect(w.points).toHaveLength(0);
  });

  it('holds numbers only, whatever a body does', () => {
    const point = fc.record({
      x: fc.double({ min: -1, max: 2, noNaN: true }),
      y: fc.double({ min: -1, max: 2, noNaN: true }),
      vx: fc.double({ min: -20, max: 20, noNaN: true }),
      vy: fc.double({ min: -20, max: 20, noNaN: true }),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      surprise: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const frame = fc.record({
      bodyId: fc.constantFrom('a', 'b', 'c'),
      atMs: fc.integer({ min: 0, max: 4000 }),
      energy: fc.double({ min: 0, max: 1, noNaN: true }),
      jerk: fc.constant(0),
      surprise: fc.double({ min: 0, max: 1, noNaN: true }),
      dx: fc.double({ min: -1, max: 1, noNaN: true }),
      dy: fc.double({ min: -1, max: 1, noNaN: true }),
      recorded: fc.boolean(),
      points: fc.array(point, { maxLength: 17 }),
    });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 60 }), (frames) => {
        const w = writer();
        w.write(frames, HOLD, 5);
        for (const p of w.points) expect(Object.values(p).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the drawing', () => {
  it('dissolves from its oldest end and is gone at the end of its life', () => {
    expect(stays(0, 10)).toBe(1);
    expect(stays(4, 10)).toBe(1);
    expect(stays(8, 10)).toBeLessThan(stays(6, 10));
    expect(stays(10, 10)).toBe(0);
    expect([lineLifeS(0), lineLifeS(1)]).toEqual([4, 30]);
  });

  it('joins neighbours of one line and no others, and takes no more than fits', () => {
    const w = writer();
    for (let i = 0; i < 400; i++)
      w.write([dancing(i, (k) => (k === 9 && i % 120 < 70 ? 1 : 0))], HOLD, i * DT);
    const lines = new Set(w.points.map((p) => p.line)).size;
    expect(lines).toBeGreaterThan(1);
    const vertices = new Float32Array(MOST_POINTS * 2 * VERTEX);
    const indices = new Uint16Array(MOST_POINTS * 6);
    const age = { nowS: 400 * DT, lifeS: 30 };
    expect(fillRibbon(w.points, age, vertices, indices)).toBe(6 * (w.points.length - lines));
    expect(vertices.every(Number.isFinite)).toBe(true);
    const few = new Float32Array(10 * 2 * VERTEX);
    expect(fillRibbon(w.points, age, few, indices)).toBeLessThanOrEqual(6 * 9);
  });
});
