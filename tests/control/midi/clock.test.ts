import { describe, expect, it } from 'vitest';
import { tempoClock } from '../../../conductor/control/midi/clock.ts';

/** Clock messages of a tempo, each `jitter(i)` ms off its place; what was told, with its time. */
const played = (
  clock: ReturnType<typeof tempoClock>,
  bpm: number,
  seconds: number,
  fromMs = 0,
  jitter: (i: number) => number = () => 0,
) => {
  const told: { atMs: number; bpm: number }[] = [];
  const gapMs = 60_000 / bpm / 24;
  for (let i = 0; i * gapMs < seconds * 1000; i++) {
    const atMs = fromMs + i * gapMs + jitter(i);
    const tempo = clock.tick(atMs);
    if (tempo !== null) told.push({ atMs, bpm: tempo });
  }
  return told;
};

describe('tempo from a MIDI clock', () => {
  it.each([40, 63.5, 120, 174, 300])('tells %d once, and then nothing', (bpm) => {
    const told = played(tempoClock(), bpm, 20);
    expect(told.map((t) => t.bpm)).toEqual([bpm]);
    // After one quarter note.
    expect(told[0]!.atMs).toBeLessThanOrEqual(60_000 / bpm);
  });

  it('jitter of 3 ms up and down tells nothing that is a beat off', () => {
    const wobble = (i: number) => 3 * Math.sin(i * 12.9898) * Math.cos(i * 4.1414);
    const told = played(tempoClock(), 120, 60, 0, wobble);
    expect(Math.max(...told.map((t) => Math.abs(t.bpm - 120)))).toBeLessThan(0.7);
    expect(told.length).toBeLessThan(60);
  });

  it('follows a change within a second, at most twice a second', () => {
    const clock = tempoClock();
    played(clock, 120, 5);
    const told = played(clock, 90, 5, 5000);
    expect(told.at(-1)!.bpm).toBeCloseTo(90, 1);
    expect(told.find((t) => Math.abs(t.bpm - 90) < 0.2)!.atMs).toBeLessThan(7000);
    for (let i = 1; i < told.length; i++)
      expect(told[i]!.atMs - told[i - 1]!.atMs).toBeGreaterThanOrEqual(500);
  });

  it('a drop-out is forgotten: the tempo after it is not slowed by the gap', () => {
    const clock = tempoClock();
    played(clock, 120, 4);
    const told = played(clock, 120, 4, 7000);
    expect(told).toEqual([]);
    expect(clock.bpm).toBe(120);
    const missing = tempoClock();
    const few: number[] = [];
    for (let i = 0; i < 400; i++) {
      if (i % 100 > 92) continue;
      const bpm = missing.tick((i * 60_000) / 120 / 24);
      if (bpm !== null) few.push(bpm);
    }
    expect(few).toEqual([120]);
  });

  it('what is no tempo of music is not told', () => {
    expect(played(tempoClock(), 900, 2)).toEqual([]);
    expect(played(tempoClock(), 10, 20)).toEqual([]);
    const clock = tempoClock();
    for (let i = 0; i < 100; i++) expect(clock.tick(5)).toBeNull();
    for (let i = 0; i < 100; i++) clock.tick(1000 - i);
    expect(clock.bpm).toBeNull();
  });
});
