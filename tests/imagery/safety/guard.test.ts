import { describe, expect, it } from 'vitest';
import type { SafetyGate, Verdict } from '../../../conductor/imagery/safety/gate.ts';
import { guarded } from '../../../conductor/imagery/safety/guard.ts';
import { INFO, paints, type TestFilm, testFilm } from '../support.ts';

interface Guarded {
  readonly film: TestFilm;
  /** What the gate says from now on, and after how long; null: it never answers. */
  verdict: Verdict | null;
  lookMs: number;
  readonly seen: { looks: number; open: number; most: number };
}

/** A film behind a gate whose verdicts the test gives. */
const behindGate = (isGuarded = true): Guarded => {
  const seen = { looks: 0, open: 0, most: 0 };
  let waiting = 0;
  const self: { verdict: Verdict | null; lookMs: number } = { verdict: 'fit', lookMs: 10 };
  const film = testFilm((start, clock) => {
    const gate: SafetyGate = {
      open: () => void seen.open++,
      look(_, done) {
        seen.looks++;
        waiting++;
        seen.most = Math.max(seen.most, waiting);
        const { verdict, lookMs } = self;
        if (verdict === null) return;
        clock.at(clock.nowMs() + lookMs, () => {
          waiting--;
          done(verdict);
        });
      },
      status: () => null,
      close: async () => {},
    };
    return guarded(start, gate, clock.nowMs);
  });
  film.opens = (studio) =>
    studio.ended || studio.say.message({ t: 'ready', info: { ...INFO, guarded: isGuarded } });
  return Object.assign(self, { film, seen });
};

const rungs = ({ frames }: TestFilm): string[] => [...new Set(frames.map(({ rung }) => rung))];

describe('an engine behind the safety gate', () => {
  it('is shown picture for picture once each was looked at', () => {
    const g = behindGate();
    g.film.run(4);
    const own = g.film.frames.filter(({ rung }) => rung === 'engine');
    expect(own.length).toBeGreaterThan(90);
    expect(g.seen.looks).toBeGreaterThanOrEqual(own.length);
    expect(g.seen.most).toBe(1);
  });

  it('one that need not pass meets no gate', () => {
    const g = behindGate(false);
    g.film.run(2);
    expect(g.film.frames.length).toBeGreaterThan(45);
    expect(g.seen).toEqual({ looks: 0, open: 0, most: 0 });
  });

  it('nothing it paints is seen while nothing is known of it: displays keep their own scene', () => {
    const g = behindGate();
    g.verdict = 'unknown';
    g.film.run(5);
    expect(g.seen.looks).toBeGreaterThan(20);
    expect(g.film.frames).toEqual([]);
    expect(g.film.status()).toMatchObject({ rung: 'local', failures: 0 });
  });

  it('a picture that is held back: the last good one goes on without a gap, and the next good one comes out of it', () => {
    const g = behindGate();
    g.film.run(3);
    const before = g.film.frames.length;
    g.verdict = 'unfit';
    g.film.run(3);
    const held = g.film.frames.slice(before + 1);
    expect(held.length).toBeGreaterThan(60);
    expect(rungs({ ...g.film, frames: held })).toEqual(['evolved']);
    expect(g.film.status().rung).toBe('evolved');
    g.verdict = 'fit';
    g.film.run(6);
    expect(g.film.status()).toMatchObject({ rung: 'engine', failures: 0 });
    expect(g.film.frames.at(-1)?.rung).toBe('engine');
    const gaps = g.film.sentMs.slice(1).map((ms, i) => ms - (g.film.sentMs[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan((2.5 * 1000) / 30);
  });

  it('one bad picture among good ones costs no more than that picture', () => {
    const g = behindGate();
    g.film.run(3);
    g.verdict = 'unfit';
    g.film.run(0.04);
    g.verdict = 'fit';
    g.film.run(2);
    expect(g.film.status()).toMatchObject({ rung: 'engine', failures: 0 });
    const gaps = g.film.sentMs.slice(1).map((ms, i) => ms - (g.film.sentMs[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan((2.5 * 1000) / 30);
  });

  it('a slow gate slows the engine down: one picture is looked at and one waits, no more', () => {
    const g = behindGate();
    g.lookMs = 200;
    g.film.engine = paints(5);
    g.film.run(5);
    const asked = g.film.studios[0]?.heard.filter(({ t }) => t === 'paint').length ?? 0;
    expect(g.seen.most).toBe(1);
    expect(asked).toBeGreaterThan(15);
    expect(asked - g.seen.looks).toBeLessThanOrEqual(2);
    expect(g.film.frames.filter(({ rung }) => rung === 'engine').length).toBeGreaterThan(0);
    expect(g.film.status()).toMatchObject({ failures: 0, retryMs: null });
  });

  it('a gate that takes its time is not the engine’s fault: it is asked as often as the gate can look', () => {
    const g = behindGate();
    g.lookMs = 70;
    g.film.run(20);
    const before = g.film.frames.length;
    g.film.run(4);
    const last = g.film.frames.slice(before);
    expect(rungs({ ...g.film, frames: last })).toEqual(['engine']);
    expect(last.length / 4).toBeGreaterThan(10);
    expect(g.film.status()).toMatchObject({ failures: 0, retries: 0 });
    expect(g.film.lamps).toEqual([]);
  });

  it('a gate that hangs is not the engine’s fault either: its last picture goes on', () => {
    const g = behindGate();
    g.film.run(3);
    g.lookMs = 3000;
    g.verdict = 'unknown';
    g.film.run(7);
    expect(g.film.status()).toMatchObject({ failures: 0, retries: 0, rung: 'evolved' });
    expect(g.film.studios).toHaveLength(1);
    g.lookMs = 10;
    g.verdict = 'fit';
    g.film.run(8);
    expect(g.film.status()).toMatchObject({ failures: 0, rung: 'engine' });
    expect(g.film.lamps).toEqual([]);
  });

  it('a cut that a picture carried which nobody saw is carried by the next', () => {
    const g = behindGate();
    g.film.run(3);
    g.verdict = 'unfit';
    g.film.stage = { cut: true };
    g.film.run(0.02);
    g.film.stage = {};
    g.film.run(0.06);
    g.verdict = 'fit';
    g.film.run(2);
    expect(g.film.frames.filter(({ cut }) => cut)).toHaveLength(1);
  });
});
