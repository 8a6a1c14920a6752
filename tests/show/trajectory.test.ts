import { describe, expect, it } from 'vitest';
import { AffectState, NEUTRAL } from '#contracts/affect';
import { Show } from '#contracts/show';
import { fuse } from '../../conductor/affect/fusion.ts';
import { atRest, steady } from '../../conductor/affect/steadying.ts';
import { type CuePlace, intentionOf } from '../../conductor/show/trajectory.ts';

const cue = (number: string) => ({ number, title: { en: number, ko: number }, scene: 'sea' });
const show = (points: object[], more: object = {}) =>
  Show.parse({
    format: 2,
    id: 'piece',
    title: { en: 'Piece', ko: '작품' },
    bodies: ['ana', 'bo'],
    scenes: { sea: { scene: 'tide' } },
    cues: ['1', '1.5', '2'].map(cue),
    trajectory: { points, ...more },
  });
const piece = show([
  { cue: '1', arousal: 0.2 },
  { cue: '1', afterS: 60, arousal: 0.8 },
  { cue: '2', afterS: 10, positive: 0.1, negative: 0.9 },
]);
const intendedAt = (of: Show, place: CuePlace | null, bodyId: string) =>
  intentionOf(of)(place, bodyId);
const arousal = (number: string, sinceS: number): number | undefined =>
  intendedAt(piece, { number, sinceS }, 'ana')?.mean.arousal;

describe('SHOW-56 what the makers intend', () => {
  it('goes in a line from one point of a cue to the next, and stays at the last', () => {
    expect(arousal('1', 0)).toBeCloseTo(0.2, 12);
    expect(arousal('1', 30)).toBeCloseTo(0.5, 12);
    expect(arousal('1', 60)).toBeCloseTo(0.8, 12);
    expect(arousal('1', 600)).toBeCloseTo(0.8, 12);
    expect(arousal('1.5', 0)).toBeCloseTo(0.8, 12);
    expect(arousal('2', 5)).toBeCloseTo(0.8, 12);
  });

  it('expects at rest what no point has named so far', () => {
    const early = intendedAt(piece, { number: '1', sinceS: 0 }, 'ana');
    expect(early?.mean.positive).toBe(NEUTRAL.positive);
    const late = intendedAt(piece, { number: '2', sinceS: 10 }, 'ana');
    expect(late?.mean).toEqual({ positive: 0.1, negative: 0.9, arousal: 0.8 });
  });

  it('says nothing before the first cue, for another body, or in a show without it', () => {
    expect(intendedAt(piece, null, 'ana')).toBeNull();
    const ofAna = show([{ cue: '1', arousal: 0.4 }], { body: 'ana' });
    expect(intendedAt(ofAna, { number: '1', sinceS: 0 }, 'bo')).toBeNull();
    expect(intendedAt(ofAna, { number: '1', sinceS: 0 }, 'ana')).not.toBeNull();
    const late = show([{ cue: '2', arousal: 0.4 }]);
    expect(intendedAt(late, { number: '1', sinceS: 9 }, 'ana')).toBeNull();
    const { trajectory: _, ...plain } = piece;
    expect(intendedAt(plain, { number: '1', sinceS: 0 }, 'ana')).toBeNull();
  });
});

describe('SHOW-57 an intention and what is heard', () => {
  const intended = { mean: { positive: 0.8, negative: 0.2, arousal: 0.9 }, sd: 0.25 };
  const calm = {
    decoder: 'movement-rules',
    modality: 'movement',
    bodyId: 'ana',
    atMs: 1000,
    recorded: false,
    arousal: { mean: 0.1, sd: 0.15 },
  } as const;

  it('meet between: the surer the signal, the nearer to it', () => {
    const alone = fuse([], 1000, intended);
    const both = fuse([calm], 1000, intended);
    const surer = fuse([{ ...calm, arousal: { mean: 0.1, sd: 0.05 } }], 1000, intended);
    expect(alone.arousal.mean).toBeCloseTo(0.9, 12);
    expect(both.arousal.mean).toBeLessThan(0.6);
    expect(both.arousal.mean).toBeGreaterThan(0.1);
    expect(surer.arousal.mean).toBeLessThan(both.arousal.mean);
  });

  it('a firm intention yields less, and an intention makes nobody sure', () => {
    const firm = fuse([calm], 1000, { ...intended, sd: 0.1 });
    expect(firm.arousal.mean).toBeGreaterThan(fuse([calm], 1000, intended).arousal.mean);
    expect(fuse([], 1000, { ...intended, sd: 0.1 }).confidence).toBe(0);
    expect(firm.confidence).toBeLessThan(fuse([calm], 1000, intended).confidence);
  });

  it('where nothing is heard the feeling goes to the intention, held and without confidence', () => {
    let state = atRest(0);
    for (let ms = 16; ms < 30_000; ms += 16) state = steady(state, fuse([], ms, intended), ms, 12);
    AffectState.parse(state.affect);
    expect(state.affect.arousal).toBeGreaterThan(0.85);
    expect(state.affect).toMatchObject({ source: 'held', confidence: 0 });
  });
});
