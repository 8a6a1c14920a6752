import { describe, expect, it } from 'vitest';
import * as ladders from '../../conductor/imagery/ladder.ts';
import {
  type Ladder,
  REST,
  RETURN_MS,
  restingLadder,
  rungOf,
} from '../../conductor/imagery/ladder.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';

/** A ladder on a manual clock: what is asked, painted and failed happens at the clock's time. */
const climb = () => {
  const clock = manualClock(0);
  let ladder: Ladder = restingLadder;
  let print = 0;
  const acts: string[] = [];
  const take = ({ ladder: next, act }: ladders.Step): void => {
    ladder = next;
    if (act) acts.push(act);
  };
  const self = {
    clock,
    acts,
    now: () => ladder,
    rung: () => rungOf(ladder),
    open() {
      take(ladders.want(ladder, clock.nowMs()));
      take(ladders.ready(ladder));
    },
    ready: () => take(ladders.ready(ladder)),
    ask: () => take(ladders.asked(ladder, clock.nowMs())),
    fail: (trouble: ladders.Trouble) => take(ladders.fail(ladder, trouble, clock.nowMs())),
    tick: () => take(ladders.tick(ladder, clock.nowMs())),
    late: (ms: number) => take(ladders.late(ladder, ms, clock.nowMs())),
    /** A picture that took `ms`; the same as the last where `same`. */
    paint(ms: number, { same = false, moved = true, smallest = true } = {}) {
      self.ask();
      clock.advance(ms);
      self.tick();
      take(ladders.freed(ladder));
      if (!same) print++;
      take(ladders.painted(ladder, { print, tookMs: ms, moved, smallest }, clock.nowMs()));
    },
    free: () => take(ladders.freed(ladder)),
    /** What was asked for is there, `ms` after it was asked for. */
    answer(ms: number) {
      self.free();
      print++;
      const given = { print, tookMs: ms, moved: true, smallest: true };
      take(ladders.painted(ladder, given, clock.nowMs()));
    },
    /** Good pictures for so long. */
    run(seconds: number) {
      for (const end = clock.nowMs() + seconds * 1000; clock.nowMs() < end; ) self.paint(33);
    },
    /** Waits for the next try and opens it. */
    retry() {
      const { phase } = ladder;
      if (phase.is === 'resting') clock.advanceTo(phase.untilMs);
      self.tick();
      self.ready();
    },
  };
  return self;
};

const sound = () => {
  const it = climb();
  it.open();
  it.run(2);
  return it;
};

describe('the upper ladder', () => {
  it('is local until the first picture, then the engine at once', () => {
    const it = climb();
    expect(it.rung()).toBe('local');
    it.open();
    expect(it.acts).toEqual(['open']);
    expect(it.rung()).toBe('local');
    it.paint(30);
    expect(it.rung()).toBe('engine');
  });

  it('a hang is found within a second, and not before nine tenths of it', () => {
    const it = sound();
    it.ask();
    it.clock.advance(899);
    it.tick();
    expect(it.rung()).toBe('engine');
    it.clock.advance(1);
    it.tick();
    expect(it.rung()).toBe('evolved');
    expect(it.now()).toMatchObject({ trouble: 'hang', failures: 1, askedMs: null });
  });

  it.each([20, 170, 300, 700])(
    'one that usually takes %d ms is found within the second too; its thread is given six times that',
    (ms) => {
      const it = climb();
      it.open();
      for (let i = 0; i < 10; i++) it.paint(ms, { smallest: false });
      it.ask();
      it.clock.advance(899);
      it.tick();
      expect(it.now()).toMatchObject({ trouble: null, failures: 0 });
      it.clock.advance(1);
      it.tick();
      expect(it.rung()).toBe('evolved');
      expect(it.now()).toMatchObject({ trouble: 'hang', failures: 1, troubles: { hang: 1 } });
      const endMs = Math.max(900, 6 * ms);
      it.clock.advance(endMs - 901);
      it.tick();
      if (endMs > 900) expect(it.now().phase.is).toBe('doubted');
      it.clock.advance(1);
      it.tick();
      expect(it.now().phase.is).toBe('resting');
      // One hang, however it was found.
      expect(it.now()).toMatchObject({ failures: 1, troubles: { hang: 1 } });
    },
  );

  it('a few late pictures do not put off when the next hang is found', () => {
    const it = sound();
    for (let i = 0; i < 5; i++) it.paint(700, { smallest: false });
    it.ask();
    it.clock.advance(900);
    it.tick();
    expect(it.rung()).toBe('evolved');
    expect(it.now().trouble).toBe('hang');
  });

  it('one that needs two seconds a picture is stood in for and told, and its thread is never ended', () => {
    const it = climb();
    it.open();
    const paintSlowly = (): void => {
      it.ask();
      for (let ms = 0; ms < 2000; ms += 100) {
        it.clock.advance(100);
        it.tick();
      }
      it.answer(2000);
    };
    for (const end = it.clock.nowMs() + 300_000; it.clock.nowMs() < end; ) {
      if (it.now().phase.is === 'resting') it.retry();
      paintSlowly();
    }
    expect(it.acts).toEqual(['open']);
    expect(it.now().trouble).toBe('slow');
    expect(it.rung()).toBe('evolved');
    expect(it.now().troubles.hang).toBe(1);
    // The machine has time again.
    if (it.now().phase.is === 'resting') it.retry();
    it.run(10);
    expect(it.rung()).toBe('engine');
    expect(it.now().trouble).toBeNull();
  });

  it('a picture that was overdue and nobody was shown does not leave the engine unasked', () => {
    const it = climb();
    it.open();
    for (let i = 0; i < 10; i++) it.paint(300, { smallest: false });
    it.ask();
    it.clock.advance(1000);
    it.tick();
    expect(it.now().phase.is).toBe('doubted');
    it.free();
    expect(ladders.mayAsk(it.now())).toBe(true);
  });

  it('the first picture of an engine may take ten seconds, also after failures, and its loading a minute', () => {
    const it = climb();
    it.open();
    it.ask();
    it.clock.advance(9900);
    it.tick();
    expect(it.now().trouble).toBeNull();
    expect(it.now().openingMs).toBe(0);
    it.clock.advance(100);
    it.tick();
    expect(it.now().trouble).toBe('hang');
    expect(it.now().openingMs).toBeNull();
    it.clock.advance(1000);
    it.tick();
    expect(it.acts).toEqual(['open', 'restart']);
    it.clock.advance(60_001);
    it.tick();
    expect(it.now()).toMatchObject({ trouble: 'hang', failures: 2 });
  });

  it.each(['threw', 'degenerate', 'gone', 'refused'] as const)('%s: evolved at once', (trouble) => {
    const it = sound();
    it.fail(trouble);
    expect(it.rung()).toBe('evolved');
    expect(it.now().trouble).toBe(trouble);
  });

  it('the same picture is found within a second while time passes', () => {
    const it = sound();
    const fromMs = it.clock.nowMs();
    while (it.rung() === 'engine' && it.clock.nowMs() < fromMs + 5000) it.paint(33, { same: true });
    expect(it.now().trouble).toBe('repeat');
    expect(it.clock.nowMs() - fromMs).toBeLessThan(1000);
    expect(it.clock.nowMs() - fromMs).toBeGreaterThan(500);
  });

  it('the same picture is none while time stands', () => {
    const it = sound();
    for (let i = 0; i < 100; i++) it.paint(33, { same: true, moved: false });
    expect(it.rung()).toBe('engine');
  });

  it('too slow counts only where it cannot be painted smaller, and needs no new thread', () => {
    const it = sound();
    for (let i = 0; i < 70; i++) it.paint(140, { smallest: false });
    expect(it.rung()).toBe('engine');
    it.paint(140);
    expect(it.now().trouble).toBe('slow');
    it.retry();
    expect(it.acts).toEqual(['open']);
    expect(it.now().phase.is).toBe('proving');
  });

  it('comes back after three good pictures, by a blend that begins at 0, ends at 1 and never falls', () => {
    const it = sound();
    it.fail('threw');
    it.retry();
    expect(it.acts).toEqual(['open', 'restart']);
    it.paint(30);
    it.paint(30);
    expect(it.now().phase.is).toBe('proving');
    it.paint(30);
    expect(it.now()).toMatchObject({ phase: { is: 'returning' }, trouble: null });
    const shares: number[] = [];
    for (const end = it.clock.nowMs() + RETURN_MS; it.clock.nowMs() < end; it.paint(30))
      shares.push(ladders.shareOf(it.now(), it.clock.nowMs()));
    expect(shares[0]).toBe(0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const steps = shares.slice(1).map((share, i) => share - (shares[i] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(0.02);
    it.paint(30);
    expect(it.rung()).toBe('engine');
    expect(ladders.shareOf(it.now(), it.clock.nowMs())).toBe(1);
  });

  it('pictures that repeat prove nothing', () => {
    const it = sound();
    it.fail('repeat');
    it.retry();
    for (let i = 0; i < 10; i++) it.paint(33, { same: i > 0 });
    expect(it.now().phase.is).toBe('proving');
  });

  it('rests longer from failure to failure, up to a minute, and starts over once it was sound for one', () => {
    const it = sound();
    const rests: number[] = [];
    const failing = () => {
      it.fail('threw');
      const { phase } = it.now();
      rests.push(phase.is === 'resting' ? phase.untilMs - it.clock.nowMs() : 0);
      it.retry();
    };
    for (let i = 0; i < 8; i++) failing();
    expect(rests).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
    it.run(REST.soundMs / 1000 + 5);
    failing();
    expect(rests.at(-1)).toBe(REST.firstMs);
  });

  it('what an engine gives while it rests counts for nothing', () => {
    const it = sound();
    it.fail('threw');
    it.paint(30);
    it.fail('degenerate');
    expect(it.now()).toMatchObject({ phase: { is: 'resting' }, trouble: 'threw', failures: 1 });
  });

  it('a late engine comes back by a blend, without a failure', () => {
    const it = sound();
    it.late(850);
    expect(it.rung()).toBe('evolved');
    it.paint(850);
    it.paint(30);
    expect(it.rung()).toBe('engine');
    expect(it.now().failures).toBe(0);
  });
});
