import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AffectState, NEUTRAL } from '#contracts/affect';
import type { Fused } from '../../conductor/affect/fusion.ts';
import { atRest, FRESH_MS, type Steadied, steady } from '../../conductor/affect/steadying.ts';
import { seeded, T0 } from './support.ts';

const TICK_MS = 1000 / 60;

const target = (
  positive: number,
  negative: number,
  arousal: number,
  newestMs: number | null,
  more: Partial<Fused> = {},
): Fused => ({
  positive: { mean: positive, sd: 0.2 },
  negative: { mean: negative, sd: 0.2 },
  arousal: { mean: arousal, sd: 0.2 },
  confidence: 0.6,
  rest: NEUTRAL,
  freshUntilMs: newestMs === null ? Number.NEGATIVE_INFINITY : newestMs + FRESH_MS,
  newestMs,
  recorded: false,
  ...more,
});

/** Steps at 60 Hz for some seconds; returns every state. */
const play = (
  from: Steadied,
  seconds: number,
  at: (nowMs: number) => Fused,
  decayS = 12,
): Steadied[] => {
  const states: Steadied[] = [];
  let state = from;
  const startMs = from.nowMs;
  for (let i = 1; i <= seconds * 60; i++) {
    const now = startMs + i * TICK_MS;
    state = steady(state, at(now), now, decayS);
    states.push(state);
  }
  return states;
};
const settled = (positive: number, negative: number, arousal: number, seconds = 20): Steadied =>
  play(atRest(T0), seconds, (now) => target(positive, negative, arousal, now)).at(-1)!;

/** How often the sign of the shown valence changes, zero aside. */
const flips = (states: readonly Steadied[]): number => {
  let side = 0;
  let count = 0;
  for (const { affect } of states) {
    const now = Math.sign(affect.valence);
    if (Math.abs(affect.valence) < 1e-12) continue;
    if (side !== 0 && now !== side) count++;
    side = now;
  }
  return count;
};
const worstMinute = (states: readonly Steadied[]): number => {
  let worst = 0;
  for (let i = 0; i + 3600 <= states.length; i += 300)
    worst = Math.max(worst, flips(states.slice(i, i + 3600)));
  return worst;
};

describe('what is shown', () => {
  it('stays in range with valence the difference of its halves, whatever is said', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    const moment = fc.record({
      p: unit,
      n: unit,
      a: unit,
      c: unit,
      gapMs: fc.integer({ min: 0, max: 5000 }),
      ageMs: fc.option(fc.integer({ min: 0, max: 20_000 })),
    });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 60 }), (moments) => {
        let state = atRest(T0);
        let now = T0;
        for (const m of moments) {
          now += m.gapMs;
          const newest = m.ageMs === null ? null : now - m.ageMs;
          state = steady(state, target(m.p, m.n, m.a, newest, { confidence: m.c }), now, 12);
          AffectState.parse(state.affect);
          expect(state.affect.valence).toBe(state.affect.positive - state.affect.negative);
        }
      }),
    );
  });

  it('time that stands still or steps back changes nothing', () => {
    const state = settled(0.6, 0.2, 0.5);
    expect(steady(state, target(0, 1, 1, state.nowMs), state.nowMs, 12)).toBe(state);
    expect(steady(state, target(0, 1, 1, state.nowMs), state.nowMs - 5000, 12)).toBe(state);
  });
});

describe('polarity', () => {
  it.each([
    [1, 'white at 60 Hz'],
    [15, 'four a second'],
    [60, 'one a second'],
    [150, 'every 2.5 s'],
  ])('pure noise held for %d ticks (%s) flips the sign at most six times in any minute', (hold) => {
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed * 100 + hold);
      let i = 0;
      let p = 0;
      let n = 0;
      const states = play(atRest(T0), 300, (now) => {
        if (i++ % hold === 0) [p, n] = [random(), random()];
        return target(p, n, 0.5, now);
      });
      expect(worstMinute(states)).toBeLessThanOrEqual(6);
    }
  });

  it('a noise around a real leaning does not flip it at all', () => {
    const random = seeded(5);
    const states = play(atRest(T0), 120, (now) =>
      target(0.45 + 0.4 * (random() - 0.5), 0.25 + 0.4 * (random() - 0.5), 0.5, now),
    );
    expect(flips(states)).toBe(0);
  });

  it('crosses zero without a jump', () => {
    const states = [
      settled(0.8, 0.1, 0.5),
      ...play(settled(0.8, 0.1, 0.5), 6, (now) => target(0.1, 0.8, 0.5, now)),
    ];
    for (let i = 1; i < states.length; i++)
      expect(Math.abs(states[i]!.affect.valence - states[i - 1]!.affect.valence)).toBeLessThan(
        0.03,
      );
  });
});

describe('a true change', () => {
  it('of the sign of valence is shown within 3 s', () => {
    const states = play(settled(0.7, 0.2, 0.5), 3, (now) => target(0.2, 0.7, 0.5, now));
    expect(states.at(-1)!.affect.valence).toBeLessThan(-0.25);
  });

  it('of arousal is nine tenths there within 3 s, up and down', () => {
    const up = play(settled(0.3, 0.2, 0.1), 3, (now) => target(0.3, 0.2, 0.9, now));
    expect(up.at(-1)!.affect.arousal).toBeGreaterThan(0.1 + 0.9 * 0.8);
    const down = play(settled(0.3, 0.2, 0.9), 3, (now) => target(0.3, 0.2, 0.1, now));
    expect(down.at(-1)!.affect.arousal).toBeLessThan(0.9 - 0.9 * 0.8);
  });
});

describe('when the signal goes', () => {
  const lost = (decayS: number) => {
    const from = settled(0.9, 0.05, 0.95);
    return play(
      from,
      decayS + 5,
      () => target(0.9, 0.05, 0.95, from.nowMs, { confidence: 0.6 }),
      decayS,
    );
  };
  const away = ({ affect }: Steadied) =>
    Math.max(
      Math.abs(affect.positive - NEUTRAL.positive),
      Math.abs(affect.negative - NEUTRAL.negative),
      Math.abs(affect.arousal - NEUTRAL.arousal),
    );

  it.each([5, 12, 30])(
    'it is neutral and knows nothing after %d s, and not in a fifth of it',
    (decayS) => {
      const states = lost(decayS);
      const at = (s: number) => states[Math.round(s * 60) - 1]!;
      expect(away(at(decayS))).toBeLessThan(0.06 * 0.65);
      expect(at(decayS).affect.confidence).toBeLessThan(0.06 * 0.6);
      expect(away(at(Math.max(2, decayS / 5)))).toBeGreaterThan(0.3);
    },
  );

  it('it says so: live while fresh, held after 2 s, with the time of the newest signal', () => {
    const states = lost(12);
    const lastMs = states[0]!.affect.atMs;
    for (const { affect, nowMs } of states) {
      expect(affect.source).toBe(nowMs - lastMs <= FRESH_MS ? 'live' : 'held');
      expect(affect.atMs).toBe(lastMs);
    }
  });

  it('one long step fades as far as many short ones', () => {
    const from = settled(0.9, 0.05, 0.95);
    const silent = target(0.9, 0.05, 0.95, from.nowMs);
    const start = steady(from, silent, from.nowMs + 2_001, 12);
    const many = play(start, 8, () => silent).at(-1)!;
    const one = steady(start, silent, many.nowMs, 12);
    expect(one.affect.arousal).toBeCloseTo(many.affect.arousal, 6);
  });

  it('nothing ever heard is held, neutral and without confidence', () => {
    const state = play(atRest(T0), 1, () => target(0.25, 0.25, 0.3, null)).at(-1)!;
    expect(state.affect).toMatchObject({ ...NEUTRAL, confidence: 0, source: 'held' });
  });

  it('recordings are called recorded', () => {
    const state = play(atRest(T0), 1, (now) => target(0.3, 0.2, 0.4, now, { recorded: true })).at(
      -1,
    )!;
    expect(state.affect.source).toBe('recorded');
  });
});
