import { describe, expect, it } from 'vitest';
import type { StageState } from '#contracts/stage';
import { DELAY } from '../../../stage-display/net/delay.ts';
import { beatsBetween, beatsTowards } from '../../../stage-display/net/mix.ts';
import { BLEND_MS, MOST_STATES, playout } from '../../../stage-display/net/playout.ts';
import { stateAt } from '../../wire/support.ts';

const START = 100_000;
const TICK = 1000 / 60;
const D = DELAY.startMs;

/** Pushes a state every tick from `from` on, `of(i)` each, arriving 1 ms late. */
const stream = (
  play: ReturnType<typeof playout>,
  n: number,
  of: (i: number) => Partial<StageState>,
) => {
  for (let i = 0; i < n; i++) play.push(stateAt(i, START + i * TICK, of(i)), START + i * TICK + 1);
};

describe('playout', () => {
  it('is null before the first state, then holds it', () => {
    const play = playout();
    expect(play.sample(START)).toBeNull();
    play.push(stateAt(1, START, { master: 0.5 }), START);
    expect(play.sample(START)?.master).toBe(0.5);
    expect(play.sample(START + 10_000)?.master).toBe(0.5);
  });

  it('WIRE-23 plays a little behind, numbers linear between two states', () => {
    const play = playout();
    play.push(stateAt(1, START, { master: 0, breath: 0, cue: '1' }), START);
    play.push(stateAt(2, START + 20, { master: 1, breath: 0.5, cue: '2' }), START + 20);
    const delay = play.delayMs;
    const at = play.sample(START + 5 + delay);
    expect(at?.master).toBeCloseTo(0.25, 9);
    expect(at?.breath).toBeCloseTo(0.125, 9);
    expect(at?.cue).toBe('1');
    expect(at?.affect.valence).toBeCloseTo(0.25, 9);
    expect(play.sample(START + 20 + delay)?.cue).toBe('2');
  });

  it('WIRE-23 mixes layers, and their shares always add up to one', () => {
    const play = playout();
    const look = { light: 0.5 };
    play.push(stateAt(1, START, { layers: [{ entry: 'sea', weight: 1, look }] }), START);
    const both = [
      { entry: 'sea', weight: 0.25, look: { light: 1 } },
      { entry: 'sheet', weight: 0.75, look },
    ];
    play.push(stateAt(2, START + 20, { layers: both }), START + 20);
    const layers = play.sample(START + 10 + play.delayMs)?.layers ?? [];
    expect(layers.map((l) => l.weight)).toEqual([0.625, 0.375]);
    expect(layers[0]?.look.light).toBeCloseTo(0.75, 9);
    expect(layers[1]?.look).toEqual(look);
  });

  it('WIRE-23 beats go forward over the wrap, and stand where they went back', () => {
    expect(beatsBetween(4095.5, 0.5, 0.25)).toBeCloseTo(4095.75, 9);
    expect(beatsBetween(4095.5, 0.5, 0.75)).toBeCloseTo(0.25, 9);
    expect(beatsBetween(7, 3, 0.5)).toBe(7);
    expect(beatsTowards(4095.9, 0.1, 1) % 1).toBeCloseTo(0.9, 9);
    expect(beatsTowards(10.3, 52.1, 0)).toBeCloseTo(52.1, 9);
    expect(beatsTowards(10.3, 52.1, 1) % 1).toBeCloseTo(0.3, 9);
  });

  it('WIRE-23 nears what the network allows: 35 ms when calm, up to 150 ms when not, slowly', () => {
    const calm = playout();
    stream(calm, 600, () => ({}));
    expect(calm.delayMs).toBeCloseTo(DELAY.lowMs, 6);
    const rough = playout();
    let before = rough.delayMs;
    for (let i = 0; i < 2000; i++) {
      const at = START + i * TICK;
      rough.push(stateAt(i, at), at + (i % 7) * 25);
      expect(Math.abs(rough.delayMs - before)).toBeLessThan(TICK * 0.031);
      before = rough.delayMs;
    }
    expect(rough.delayMs).toBe(DELAY.highMs);
  });

  it('WIRE-26 drops duplicates and what comes out of order', () => {
    const play = playout();
    expect(play.push(stateAt(1, START), START)).toBe(true);
    expect(play.push(stateAt(2, START + 20), START)).toBe(true);
    expect(play.push(stateAt(2, START + 20), START)).toBe(false);
    expect(play.push(stateAt(1, START + 10), START)).toBe(false);
  });

  it('WIRE-26 stays bounded while nobody draws', () => {
    const play = playout();
    stream(play, 10_000, () => ({}));
    expect(play.size).toBe(MOST_STATES);
  });

  it('WIRE-24 after a gap the difference fades out, without a jump', () => {
    const play = playout();
    stream(play, 60, () => ({ master: 0 }));
    const gapEnd = START + 5000;
    let last = play.sample(gapEnd)?.master ?? -1;
    expect(last).toBe(0);
    let arrived = 0;
    for (let t = gapEnd; t < gapEnd + 1000; t += 5) {
      if (t - gapEnd >= arrived * TICK) {
        play.push(stateAt(1000 + arrived, gapEnd + arrived * TICK, { master: 1 }), t);
        arrived++;
      }
      const now = play.sample(t)?.master ?? -1;
      expect(now - last).toBeGreaterThanOrEqual(0);
      expect(now - last).toBeLessThan((5 / BLEND_MS) * 1.6);
      if (t - gapEnd > BLEND_MS) expect(now).toBe(1);
      last = now;
    }
  });

  it('WIRE-24 a new conductor with an earlier clock takes over without a jump', () => {
    const play = playout();
    stream(play, 60, () => ({ master: 1, beats: 100.5 }));
    const t0 = START + 60 * TICK + D;
    expect(play.sample(t0)?.master).toBe(1);
    play.restart();
    const early = START - 50_000;
    expect(play.push(stateAt(1, early, { master: 0, beats: 3.5 }), early)).toBe(true);
    expect(play.sample(early)?.master).toBeCloseTo(1, 3);
    expect(play.sample(early + BLEND_MS / 2)?.master).toBeCloseTo(0.5, 6);
    expect(play.sample(early + BLEND_MS)?.master).toBe(0);
  });

  it('WIRE-24 show time that falls back does not freeze the picture', () => {
    const play = playout();
    stream(play, 10, () => ({ master: 1 }));
    play.sample(START + 60_000);
    play.push(stateAt(11, START + 200, { master: 0 }), START + 200);
    for (let t = START + 200; t < START + 1000; t += 10) play.sample(t);
    expect(play.sample(START + 1000)?.master).toBe(0);
  });

  it('WIRE-25 a cut is held before, stands after, and is told once', () => {
    const play = playout();
    const cutAt = START + 5 * TICK;
    stream(play, 12, (i) => ({ master: i < 5 ? 0 : 1, cut: i === 5 }));
    let told = 0;
    for (let t = START + play.delayMs; t < START + 11 * TICK + play.delayMs; t += 2) {
      const now = play.sample(t);
      const isAfter = t >= cutAt;
      expect(now?.master).toBe(isAfter ? 1 : 0);
      if (now?.cut) told++;
    }
    expect(told).toBe(1);
  });

  it('WIRE-25 a cut is shown as it comes, and what follows it plays on without a step back', () => {
    const play = playout();
    stream(play, 20, (i) => ({ master: i / 100 }));
    const t0 = START + 19 * TICK;
    play.sample(t0);
    play.push(stateAt(90, t0 + TICK, { master: 0.9, cut: true }), t0 + TICK);
    expect(play.delayMs).toBeGreaterThan(0);
    expect(play.sample(t0 + TICK)).toMatchObject({ master: 0.9, cut: true });
    play.push(stateAt(91, t0 + 2 * TICK, { master: 0.8 }), t0 + 2 * TICK);
    let before = 0.9;
    for (let t = t0 + TICK; t < t0 + 2 * TICK + play.delayMs; t += 2) {
      const now = play.sample(t)?.master ?? Number.NaN;
      expect(now).toBeLessThanOrEqual(before);
      before = now;
    }
    expect(play.sample(t0 + 2 * TICK + play.delayMs)?.master).toBeCloseTo(0.8);
  });

  it('WIRE-25 a cut right after a gap is not blended', () => {
    const play = playout();
    stream(play, 10, () => ({ master: 0 }));
    play.sample(START + 5000);
    play.push(stateAt(99, START + 5000, { master: 1, cut: true }), START + 5000);
    expect(play.sample(START + 5001)).toMatchObject({ master: 1, cut: true });
    expect(play.sample(START + 5002)).toMatchObject({ master: 1, cut: false });
  });
});
