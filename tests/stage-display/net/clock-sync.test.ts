import { expect, it } from 'vitest';
import { clockSync, SLEW, STEP_MS } from '../../../stage-display/net/clock-sync.ts';

/** A server `ahead` ms before us; the way there and back takes `there` and `back`. */
const ask = (sync: ReturnType<typeof clockSync>, at: number, ahead: number, there = 1, back = 1) =>
  sync.answer(at, at + there + ahead, at + there + back);

it('is local time before the first answer, show time after it', () => {
  const sync = clockSync();
  expect(sync.showMs(1000)).toBe(1000);
  ask(sync, 1000, 250);
  expect(sync.showMs(1002)).toBe(1252);
  expect(sync).toMatchObject({ offsetMs: 250, rttMs: 2 });
});

it('WIRE-22 believes the shortest round trip, whatever the long ones say', () => {
  const sync = clockSync();
  ask(sync, 0, 100, 5, 5);
  for (let i = 1; i <= 10; i++) ask(sync, i * 1000, 100, i === 4 ? 1 : 400, 1);
  expect(sync.showMs(12_000)).toBeCloseTo(12_100, 6);
  expect(sync.rttMs).toBe(2);
});

it('WIRE-22 corrects at no more than its share of time, and arrives', () => {
  const sync = clockSync();
  ask(sync, 0, 0, 20, 20);
  let before = sync.showMs(40);
  ask(sync, 50, 100);
  for (let t = 52; t < 5000; t += 16) {
    const now = sync.showMs(t);
    const step = t === 52 ? now - before - 12 : now - before - 16;
    expect(Math.abs(step)).toBeLessThanOrEqual(16 * SLEW + 1e-6);
    before = now;
  }
  expect(sync.offsetMs).toBeCloseTo(100, 6);
});

it('WIRE-22 never runs backwards while it is corrected', () => {
  const sync = clockSync();
  ask(sync, 0, 500, 20, 20);
  ask(sync, 50, 0);
  let before = sync.showMs(60);
  for (let t = 61; t < 20_000; t += 7) {
    expect(sync.showMs(t)).toBeGreaterThan(before);
    before = sync.showMs(t);
  }
  expect(sync.offsetMs).toBeCloseTo(0, 6);
});

it('WIRE-22 steps only when more than a second off', () => {
  const sync = clockSync();
  ask(sync, 0, 0, 20, 20);
  ask(sync, 50, STEP_MS + 500);
  expect(sync.offsetMs).toBe(STEP_MS + 500);
});

it('WIRE-22 a new conductor does not make time jump', () => {
  const sync = clockSync();
  ask(sync, 0, 200);
  const before = sync.showMs(10_000);
  sync.restart();
  expect(sync.rttMs).toBeNull();
  ask(sync, 10_000, 230, 30, 30);
  const after = sync.showMs(10_061);
  expect(after - before - 61).toBeGreaterThanOrEqual(0);
  expect(after - before - 61).toBeLessThan(61 * SLEW + 0.01);
});

it('does not believe an answer before its question', () => {
  const sync = clockSync();
  sync.answer(10, 5, 9);
  sync.answer(10, Number.NaN, 11);
  expect(sync.offsetMs).toBeNull();
});
