import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AffectState, affectState, NEUTRAL } from '#contracts/affect';
import {
  type AffectIntent,
  type Override,
  overridden,
  overrideBy,
} from '../../conductor/affect/override.ts';
import { T0 } from './support.ts';

const felt = (positive: number, negative: number, arousal: number): AffectState =>
  affectState({ positive, negative, arousal, confidence: 0.5, source: 'live', atMs: T0 - 100 });
const asked = (intent: Partial<AffectIntent>): AffectIntent => ({
  do: 'affect',
  mode: 'manual',
  seconds: 2,
  ...intent,
});
const start = felt(0.2, 0.6, 0.4);
const at = (override: Override, ms: number, decoded = start) =>
  overridden(override, decoded, T0 + ms);

describe('a feeling set by hand', () => {
  const override = overrideBy(asked({ positive: 0.8, arousal: 1 }), start, T0);

  it('leads there in its time and says that a hand did it', () => {
    expect(at(override, 0).affect.positive).toBeCloseTo(0.2, 9);
    expect(at(override, 1000).affect.positive).toBeCloseTo(0.5, 9);
    const there = at(override, 2000).affect;
    expect(there).toMatchObject({ positive: 0.8, arousal: 1, confidence: 1, source: 'manual' });
    // What was not named stays as it was shown.
    expect(there.negative).toBe(0.6);
    expect(there.valence).toBeCloseTo(0.2, 9);
  });

  it('is not moved by the decoders, however long it stands', () => {
    expect(at(override, 3_600_000, felt(1, 0, 0)).affect.positive).toBe(0.8);
  });
});

describe('a feeling that is held', () => {
  it('stays with its confidence and the time of its signal, and is called held', () => {
    const override = overrideBy(asked({ mode: 'hold' }), start, T0);
    const later = at(override, 60_000, felt(0.9, 0.1, 0.9)).affect;
    expect(later).toEqual({ ...start, source: 'held' });
  });
});

describe("SHOW-165 the makers' intention alone", () => {
  const intended = { mean: { positive: 0.9, negative: 0.1, arousal: 0.7 }, sd: 0.2 };
  const override = overrideBy(asked({ mode: 'trajectory', backS: 10 }), start, T0);
  const along = (ms: number, of: typeof intended | null) =>
    overridden(override, felt(0, 1, 0), T0 + ms, of);

  it('is followed as it moves, whatever is heard, and says that a hand did it', () => {
    expect(along(1000, intended).affect.positive).toBeCloseTo(0.55, 9);
    const there = along(5000, intended).affect;
    expect(there).toMatchObject({ arousal: 0.7, source: 'manual' });
    expect(there.positive).toBeCloseTo(0.9, 9);
    const later = { ...intended, mean: { ...intended.mean, arousal: 0.2 } };
    expect(along(6000, later).affect).toMatchObject({ arousal: 0.2, confidence: 1 });
  });

  it('where the makers say nothing, feeling rests and nobody is sure', () => {
    const rest = along(5000, null).affect;
    expect(rest).toMatchObject({ ...NEUTRAL, confidence: 0, source: 'held' });
  });

  it('goes back to the decoders in its time', () => {
    expect(along(11_000, intended).affect.positive).toBeCloseTo(0.45, 9);
    expect(along(12_000, intended)).toMatchObject({ override: null, affect: { negative: 1 } });
  });
});

describe('the way back', () => {
  it('comes at its time, as slowly as it came, and ends at what the decoders say', () => {
    const override = overrideBy(asked({ positive: 0.8, backS: 10 }), start, T0);
    expect(at(override, 9_999).affect.positive).toBe(0.8);
    expect(at(override, 11_000).affect.positive).toBeCloseTo(0.5, 9);
    const after = at(override, 12_000, felt(0.3, 0.3, 0.3));
    expect(after.override).toBeNull();
    expect(after.affect).toEqual(felt(0.3, 0.3, 0.3));
  });

  it('may be asked for at any moment, from wherever it stands', () => {
    const manual = overrideBy(asked({ positive: 1, seconds: 4 }), start, T0);
    const halfway = at(manual, 2000).affect;
    const back = overrideBy(asked({ mode: 'live', seconds: 1 }), halfway, T0 + 2000);
    expect(at(back, 2000).affect.positive).toBeCloseTo(halfway.positive, 9);
    expect(at(back, 3000)).toMatchObject({ override: null, affect: start });
  });

  it('is the same whether it was looked at on the way or not', () => {
    const override = overrideBy(asked({ positive: 0.8, backS: 1 }), start, T0);
    let standing: Override | null = override;
    for (let ms = 0; ms < 2500; ms += 16) if (standing) standing = at(standing, ms).override;
    if (!standing) throw new Error('it has not ended yet');
    expect(at(standing, 2500).affect.positive).toBeCloseTo(at(override, 2500).affect.positive, 9);
  });
});

it('never leaves what an affect may be, nor jumps', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const some = fc.option(unit, { nil: undefined });
  fc.assert(
    fc.property(
      fc.record({
        mode: fc.constantFrom('live', 'hold', 'manual', 'trajectory'),
        positive: some,
        negative: some,
        arousal: some,
        seconds: fc.constantFrom(0.5, 1, 5),
        backS: fc.option(fc.constantFrom(0, 0.1, 3), { nil: undefined }),
      }),
      unit,
      (raw, level) => {
        const intent = asked(
          Object.fromEntries(Object.entries(raw).filter(([, v]) => v !== undefined)),
        );
        let standing: Override | null = overrideBy(intent, start, T0);
        let before = start.positive;
        for (let ms = 0; ms <= 9000; ms += 50) {
          const decoded = felt(0.2, level, 0.5);
          const next: ReturnType<typeof overridden> = standing
            ? at(standing, ms, decoded)
            : { affect: decoded, override: null };
          AffectState.parse(next.affect);
          expect(Math.abs(next.affect.positive - before)).toBeLessThan(0.2);
          before = next.affect.positive;
          standing = next.override;
        }
      },
    ),
    { numRuns: 60 },
  );
});
