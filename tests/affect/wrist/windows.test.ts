import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SampleBlock } from '#contracts/sensor';
import { WINDOW_FEATURES } from '../../../conductor/affect/wrist/channels.ts';
import { type WristWindow, wristWindows } from '../../../conductor/affect/wrist/windows.ts';
import { openE4 } from '../../../sensors/adapters/replay/e4.ts';
import { dataFolder, hasData } from '../../support/data.ts';
import { seeded, T0 } from '../support.ts';
import { blocksOf, type Stream, wrist } from './signals.ts';

const cut = (blocks: readonly SampleBlock[]): WristWindow[] => {
  const windows = wristWindows();
  return blocks.flatMap((block) => windows.hear(block));
};
const half = { seconds: () => 0.5 };
const of = (window: WristWindow | undefined, prefix: string): number[] =>
  WINDOW_FEATURES.flatMap((name, j) =>
    name.startsWith(prefix) ? [window?.values[j] ?? Number.NaN] : [],
  );
const told = (window: WristWindow | undefined, prefix: string): boolean =>
  of(window, prefix).some(Number.isFinite);
const STREAMS = ['skin.', 'pulse.', 'movement.', 'warmth.', 'heart.'];
const changed = (streams: readonly Stream[], kind: string, to: (stream: Stream) => Stream) =>
  streams.map((s) => (s.kind === kind ? to(s) : s));

const steady = cut(blocksOf(wrist(75), half));

describe('windows of a wrist', () => {
  it('are cut every 5 s on whole multiples and hold every stream', () => {
    expect(steady.length).toBeGreaterThanOrEqual(13);
    for (const [i, window] of steady.entries()) {
      expect(window.atMs % 5000).toBe(0);
      if (i > 0) expect(window.atMs - (steady[i - 1]?.atMs ?? 0)).toBe(5000);
    }
    for (const name of STREAMS) expect(told(steady.at(-1), name), name).toBe(true);
  });

  it('read a heart of 66 beats a minute', () => {
    const rate = steady.at(-1)?.values[WINDOW_FEATURES.indexOf('heart.beats')] ?? Number.NaN;
    expect(rate).toBeGreaterThan(64);
    expect(rate).toBeLessThan(68);
  });

  it('hold the same numbers whatever blocks the samples came in', () => {
    const random = seeded(9);
    for (const seconds of [() => 0, () => 0.1 + 1.4 * random()]) {
      const again = cut(blocksOf(wrist(75), { seconds }));
      const both = Math.min(again.length, steady.length) - 1;
      expect(both).toBeGreaterThanOrEqual(12);
      for (let i = 0; i < both; i++) expect(again[i]).toEqual(steady[i]);
    }
  });

  it('hold nearly the same numbers where stamps jitter', () => {
    const random = seeded(4);
    const jitterMs = () => 30 * (random() - 0.5);
    const again = cut(blocksOf(wrist(75), { ...half, jitterMs }));
    const at = steady.at(-3)?.atMs ?? 0;
    const shaken = again.find((w) => w.atMs === at);
    steady.at(-3)?.values.forEach((v, j) => {
      expect(Math.abs((shaken?.values[j] ?? 0) - v), WINDOW_FEATURES[j]).toBeLessThan(
        0.08 * Math.abs(v) + 0.25,
      );
    });
  });

  it('leave out a stream with a gap, and take it up again', () => {
    const silent = (b: SampleBlock) =>
      b.kind === 'eda' && b.atMs > T0 + 30_000 && b.atMs < T0 + 55_000;
    const windows = cut(blocksOf(wrist(100), half).filter((b) => !silent(b)));
    const at = (s: number) => windows.find((w) => w.atMs === T0 + s * 1000);
    expect(told(at(55), 'skin.')).toBe(false);
    expect(told(at(55), 'heart.')).toBe(true);
    expect(told(at(95), 'skin.')).toBe(true);
  });

  it('leave out a stream of NaN, of one value, and of infinities', () => {
    for (const value of [Number.NaN, 0.7, Number.POSITIVE_INFINITY]) {
      const isDead = (s: Stream) => s.kind !== 'temp';
      const dead = wrist(40).map((s) =>
        isDead(s) ? { ...s, data: s.data.slice().fill(value) } : s,
      );
      const last = cut(blocksOf(dead, half)).at(-1);
      for (const name of ['skin.', 'movement.', 'pulse.'])
        expect(told(last, name), `${name} ${value}`).toBe(false);
      expect(told(last, 'warmth.')).toBe(true);
    }
  });

  it('bridge single samples that are no numbers', () => {
    const holed = changed(wrist(45), 'eda', (s) => ({
      ...s,
      data: s.data.map((v, i) => (i % 11 === 0 ? Number.NaN : v)),
    }));
    const last = cut(blocksOf(holed, half)).at(-1);
    expect(of(last, 'skin.').every(Number.isFinite)).toBe(true);
  });

  it('leave out streams whose rate or channels cannot tell it', () => {
    const slow = changed(wrist(45), 'ppg', (s) => ({
      ...s,
      rateHz: 8,
      data: s.data.slice(0, 360),
    }));
    expect(told(cut(blocksOf(slow, half)).at(-1), 'pulse.')).toBe(false);
    const flat = changed(wrist(45), 'acc', (s) => ({
      ...s,
      channels: 1,
      data: s.data.slice(0, 1440),
    }));
    expect(told(cut(blocksOf(flat, half)).at(-1), 'movement.')).toBe(false);
  });

  it('take a faster sensor for the same one', () => {
    const fast = changed(wrist(75), 'eda', (s) => ({
      ...s,
      rateHz: 16,
      data: Float32Array.from({ length: 4 * s.data.length }, (_, i) => s.data[i >> 2] ?? 0),
    }));
    const again = cut(blocksOf(fast, half)).at(-3);
    of(again, 'skin.').forEach((v, j) => {
      expect(Math.abs(v - (of(steady.at(-3), 'skin.')[j] ?? 0))).toBeLessThan(0.35);
    });
  });

  it('begin anew after a jump of the clock', () => {
    const later = blocksOf(wrist(45), half, T0 + 3_600_000);
    const windows = cut([...blocksOf(wrist(45), half), ...later]);
    expect(windows.length).toBeLessThan(30);
    const last = windows.at(-1);
    for (const name of STREAMS) expect(told(last, name), name).toBe(true);
  });
});

const PERSON = 'stress-predict-e4/raw/S05';

describe.skipIf(!hasData(PERSON))('windows of a recording (needs stress-predict-e4)', () => {
  it('are the same from a replay in steps of 1 s and in steps of odd lengths', async () => {
    const folder = dataFolder(PERSON);
    const tape = await openE4(folder, readdirSync(folder), { id: 'S05' }, () => {});
    const random = seeded(2);
    const play = (step: () => number): WristWindow[] => {
      const windows = wristWindows();
      const cursor = tape.cursor(tape.startMs);
      const out: WristWindow[] = [];
      const outlet = {
        announce() {},
        emit: (block: SampleBlock) => void out.push(...windows.hear(block)),
        refuse() {},
      };
      for (let t = 0; t < 90_000; t += step()) cursor.play(tape.startMs + t, outlet);
      return out;
    };
    const whole = play(() => 1000);
    expect(whole.length).toBeGreaterThan(13);
    for (const other of [play(() => 20 + Math.floor(1500 * random()))]) {
      const both = Math.min(whole.length, other.length) - 1;
      expect(both).toBeGreaterThan(12);
      for (let i = 0; i < both; i++) expect(other[i]).toEqual(whole[i]);
    }
  });
});
