import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AffectReaders, affectReaders } from '../../conductor/affect/readers.ts';
import type { Intent } from '../../conductor/contracts/intent.ts';
import { ResumePoint } from '../../conductor/contracts/resume.ts';
import type { Show } from '../../conductor/contracts/show.ts';
import { begin, type DirectorState, resumePoint, step } from '../../conductor/show/director.ts';
import { asked, cue, makeShow, side, T0 } from './support.ts';

const BODIES = ['dancer', 'singer', 'guest'];

/** A director and those who read the feeling, wired as on the road; nobody is heard. */
const house = (show: Show, resume?: ResumePoint) => {
  const readers = affectReaders(show, []);
  let state: DirectorState = begin(show, T0, resume);
  const to = (seconds: number, intents: readonly Intent[] = []) => {
    const nowMs = T0 + seconds * 1000;
    for (const intent of intents) if (intent.do === 'affect') readers.take(intent, nowMs);
    const out = step(
      show,
      state,
      {
        affectOf: (body) => readers.of(body, nowMs),
        features: () => new Map(),
        asked: intents.map((intent) => asked(intent, nowMs)),
      },
      nowMs,
    );
    state = out.state;
    for (const { agoS, ...affect } of out.affects)
      readers.take({ do: 'affect', ...affect }, nowMs, agoS);
    return feltIn(readers, nowMs);
  };
  return {
    to,
    stored: (seconds: number) =>
      ResumePoint.parse(JSON.parse(JSON.stringify(resumePoint(show, state, T0 + seconds * 1000)))),
    get holds() {
      return state.holds;
    },
  };
};

/** What is felt in each body. */
const feltIn = (readers: AffectReaders, nowMs: number): string[] =>
  BODIES.map((body) => {
    const { positive, negative, arousal } = readers.of(body, nowMs);
    return `${body} ${[positive, negative, arousal].map((x) => x.toFixed(6)).join(' ')}`;
  });

/** Floats of one moment come by two ways. */
const expectAlike = (got: readonly string[], expected: readonly string[]): void => {
  const numbers = (felt: readonly string[]) => felt.join(' ').split(' ').map(Number);
  const [a, b] = [numbers(got), numbers(expected)];
  if (b.some((x, i) => Math.abs(x - (a[i] ?? Number.NaN)) > 3e-6)) expect(got).toEqual(expected);
};

const level = fc.integer({ min: 0, max: 10 }).map((x) => x / 10);
const anyAffect = fc.record(
  {
    mode: fc.constantFrom('live', 'hold', 'manual', 'manual', 'trajectory'),
    body: fc.constantFrom(...BODIES),
    positive: level,
    negative: level,
    arousal: level,
    seconds: fc.integer({ min: 0, max: 6 }),
    backS: fc.integer({ min: 0, max: 12 }),
  },
  { requiredKeys: ['mode', 'seconds'] },
);
const maybe = fc.option(anyAffect, { nil: undefined });

const listOf = (affects: readonly (object | undefined)[]): Show =>
  makeShow(
    affects.map((affect, i) =>
      side(`${i + 1}`, {
        follow: 'continue',
        postWaitS: 1 + (i % 3),
        ...(affect ? { affect } : {}),
      }),
    ),
    { bodies: BODIES, start: 'auto', standing: { interval: { scene: 'b' } } },
  );

describe('feeling in the hands of cues and people', () => {
  it('SHOW-116 after a jump every body feels what playing there gives', () => {
    fc.assert(
      fc.property(
        fc.array(maybe, { minLength: 2, maxLength: 7 }),
        fc.nat(6),
        fc.integer({ min: 0, max: 90 }),
        (affects, which, tenths) => {
          const show = listOf(affects);
          const index = which % affects.length;
          const startS = affects.slice(0, index).reduce<number>((s, _, i) => s + 1 + (i % 3), 0);
          const atS = startS + tenths / 10;
          const played = house(show);
          for (let s = 0; s < atS; s++) played.to(s);
          const jumped = house({ ...show, start: 'manual' });
          played.to(atS);
          jumped.to(atS, [{ do: 'jump', number: `${index + 1}`, afterS: tenths / 10 }]);
          for (const later of [0.01, 0.7, 3, 11])
            expectAlike(jumped.to(atS + later), played.to(atS + later));
        },
      ),
      { numRuns: 50, seed: 9 },
    );
  });

  it('SHOW-116 a jump turns the bodies that a cue speaks of, and leaves the others in the hands that hold them', () => {
    const wish = fc.oneof(
      anyAffect.map((affect) => ({ do: 'affect', ...affect }) as Intent),
      fc
        .constantFrom('show' as const, 'interval' as const)
        .map((state): Intent => ({ do: 'evening', state })),
    );
    fc.assert(
      fc.property(
        fc.array(maybe, { minLength: 1, maxLength: 3 }),
        fc.array(wish, { maxLength: 6 }),
        anyAffect,
        (affects, wishes, evening) => {
          const show: Show = {
            ...listOf(affects),
            start: 'manual',
            standing: makeShow([side('1')], { standing: { interval: { affect: evening } } })
              .standing,
          };
          const last = `${affects.length}`;
          const [jumped, left, played] = [house(show), house(show), house(show)];
          for (const [i, one] of wishes.entries()) for (const d of [jumped, left]) d.to(i, [one]);
          const atS = wishes.length;
          jumped.to(atS, [{ do: 'jump', number: last, afterS: 1 }]);
          left.to(atS, [{ do: 'evening', state: 'show' }]);
          played.to(atS, [{ do: 'jump', number: last, afterS: 1 }]);
          const speaks = (body: string): boolean =>
            affects.some((affect) => affect && (affect.body ?? body) === body);
          for (const later of [0.1, 2, 20]) {
            const [got, alone, there] = [jumped, left, played].map((d) => d.to(atS + later));
            expectAlike(
              got ?? [],
              BODIES.map((body, i) => (speaks(body) ? there : alone)?.[i] ?? ''),
            );
          }
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });

  it('SHOW-70 after a restart every body feels as if there had been none, whoever held it', () => {
    const wish = fc.oneof(
      { weight: 5, arbitrary: anyAffect.map((affect) => ({ do: 'affect', ...affect }) as Intent) },
      { weight: 2, arbitrary: fc.constant<Intent>({ do: 'go' }) },
      {
        weight: 2,
        arbitrary: fc
          .constantFrom('show' as const, 'interval' as const)
          .map((state): Intent => ({ do: 'evening', state })),
      },
    );
    fc.assert(
      fc.property(
        fc.array(maybe, { minLength: 3, maxLength: 6 }),
        fc.array(wish, { minLength: 1, maxLength: 8 }),
        anyAffect,
        fc.nat(9),
        (affects, wishes, evening, when) => {
          const show = makeShow(
            affects.map((affect, i) => side(`${i + 1}`, affect ? { affect } : {})),
            { bodies: BODIES, standing: { interval: { scene: 'b', affect: evening } } },
          );
          const live = house(show);
          for (const [i, one] of wishes.entries()) live.to(i, [one]);
          const atS = wishes.length - 1 + when / 4;
          live.to(atS);
          const again = house(show, live.stored(atS));
          again.to(0);
          for (const later of [0.1, 1.3, 8]) expectAlike(again.to(later), live.to(atS + later));
          // And the interval lets go of what it took, and of nothing else.
          const back: Intent[] = [{ do: 'evening', state: 'show' }];
          expectAlike(again.to(9, back), live.to(atS + 9, back));
          expectAlike(again.to(20), live.to(atS + 20));
        },
      ),
      { numRuns: 50, seed: 10 },
    );
  });

  it('SHOW-133 leaving an interval leaves what a hand holds in other bodies', () => {
    const show = makeShow([cue('1', 'a')], {
      bodies: BODIES,
      standing: {
        interval: {
          scene: 'b',
          affect: { mode: 'manual', body: 'singer', arousal: 1, seconds: 0 },
        },
      },
    });
    const hand: Intent = { do: 'affect', mode: 'manual', body: 'dancer', arousal: 0.9, seconds: 0 };
    const d = house(show);
    d.to(0, [hand]);
    d.to(1, [{ do: 'evening', state: 'interval' }]);
    expect(d.to(2)[1]).toMatch(/1\.000000$/);
    d.to(3, [{ do: 'evening', state: 'show' }]);
    const felt = d.to(9);
    expect(felt[0]).toMatch(/0\.900000$/);
    expect(felt[1]).not.toMatch(/1\.000000$/);
    expect(felt[1]?.replace('singer', '')).toBe(felt[2]?.replace('guest', ''));
  });

  it('SHOW-167 what a hand gives back does not come back with a restart, a jump or the show', () => {
    const affect = { mode: 'manual', arousal: 1, seconds: 0 };
    const show = makeShow([side('1', { affect }), cue('2', 'a')], {
      bodies: BODIES,
      standing: { interval: { scene: 'b', affect } },
    });
    const d = house(show);
    d.to(0, [{ do: 'go' }]);
    expect(d.to(1)[0]).toMatch(/1\.000000$/);
    const back: Intent = { do: 'affect', mode: 'live', seconds: 0 };
    const free = d.to(2, [back]);
    expect(house(show, d.stored(3)).to(0)).toEqual(free);
    d.to(4, [{ do: 'evening', state: 'interval' }]);
    d.to(5, [back, { do: 'evening', state: 'show' }]);
    expect(d.to(6)).toEqual(free);
    // A cue takes it anew, here or on the way there.
    expect(d.to(7, [{ do: 'jump', number: '2', afterS: 0 }])).not.toEqual(free);
  });

  it('SHOW-167 a body that a hand holds stays in it through a jump that no cue says otherwise of', () => {
    const show = makeShow(
      [cue('1', 'a'), side('2', { affect: { mode: 'hold', body: 'singer' } })],
      {
        bodies: BODIES,
      },
    );
    const d = house(show);
    d.to(0, [{ do: 'affect', mode: 'manual', arousal: 1, seconds: 0 }]);
    const felt = d.to(1, [{ do: 'jump', number: '2', afterS: 9 }]);
    expect(felt.map((one) => one.endsWith('1.000000'))).toEqual([true, false, true]);
  });

  it('SHOW-167 a fader that is moved for minutes is remembered in few words, and whole', () => {
    const d = house(makeShow([cue('1', 'a')], { bodies: BODIES }));
    const moved = (arousal: number, seconds: number): Intent => ({
      do: 'affect',
      mode: 'manual',
      arousal,
      seconds,
    });
    d.to(0, [{ do: 'affect', mode: 'manual', positive: 0.7, seconds: 0 }]);
    for (let i = 1; i < 300; i++) d.to(i / 60, [moved((i % 100) / 100, 0.15)]);
    expect(d.holds.length).toBeLessThanOrEqual(64);
    const point = d.stored(10);
    expect(house(makeShow([cue('1', 'a')], { bodies: BODIES }), point).to(0)).toEqual(d.to(10));
    expect(d.to(11)[0]).toContain(' 0.700000 ');
  });

  it('SHOW-70 after a jump, too, a restart leaves every body as it is felt', () => {
    const wish = fc.oneof(
      anyAffect.map((affect) => ({ do: 'affect', ...affect }) as Intent),
      fc.constant<Intent>({ do: 'go' }),
      fc
        .record({ of: fc.integer({ min: 1, max: 3 }), afterS: fc.integer({ min: 0, max: 9 }) })
        .map(({ of, afterS }): Intent => ({ do: 'jump', number: `${of}`, afterS })),
      fc
        .constantFrom('show' as const, 'interval' as const)
        .map((state): Intent => ({ do: 'evening', state })),
    );
    fc.assert(
      fc.property(
        fc.array(maybe, { minLength: 3, maxLength: 3 }),
        fc.array(wish, { minLength: 1, maxLength: 8 }),
        anyAffect,
        (affects, wishes, evening) => {
          const { standing } = makeShow([side('1')], {
            standing: { interval: { affect: evening } },
          });
          const show: Show = { ...listOf(affects), start: 'manual', standing };
          const live = house(show);
          let atS = 0;
          for (const one of wishes) {
            // Who asks finds the list as it is by then.
            live.to(atS);
            live.to(atS, [one]);
            live.to(atS + 0.02);
            atS++;
          }
          live.to(atS);
          const again = house(show, live.stored(atS));
          again.to(0);
          for (const later of [0.1, 1.3, 8]) expectAlike(again.to(later), live.to(atS + later));
        },
      ),
      { numRuns: 60, seed: 12 },
    );
  });

  it('SHOW-167 what is held after a jump is what is shown, not what was shown before it', () => {
    const show = makeShow(
      [
        side('1', { affect: { mode: 'live', seconds: 0 } }),
        side('2', { affect: { mode: 'hold' } }),
        cue('3', 'a'),
      ],
      { bodies: BODIES },
    );
    const d = house(show);
    d.to(0, [{ do: 'affect', mode: 'manual', arousal: 0.9, seconds: 0 }]);
    d.to(1, [{ do: 'jump', number: '3', afterS: 5 }]);
    const felt = d.to(2);
    expect(felt[0]).toMatch(/0\.300000$/);
    expect(d.holds.map(({ affect }) => affect.arousal).filter((x) => x !== undefined)).toEqual([
      0.3, 0.3, 0.3,
    ]);
    expect(house(show, d.stored(2)).to(0)).toEqual(felt);
  });

  it('SHOW-167 a show that goes round for months on its own remembers a few words a body', () => {
    const show = makeShow(
      [
        cue('1', 'a', { affect: { mode: 'hold' }, follow: 'continue', postWaitS: 3 }),
        cue('2', 'b', { affect: { mode: 'live' }, follow: 'continue', postWaitS: 3 }),
      ],
      { bodies: BODIES, start: 'auto', loop: true },
    );
    const d = house(show);
    let most = 0;
    for (let s = 0; s < 12_000; s += 3) {
      d.to(s);
      most = Math.max(most, d.holds.length);
    }
    expect(most).toBeLessThanOrEqual(3 * BODIES.length);
    expectAlike(house(show, d.stored(12_000)).to(0), d.to(12_000));
  });

  it('SHOW-167 whoever plays a long list remembers what still stands, a few words a body', () => {
    const row = Array.from({ length: 300 }, (_, i) =>
      side(`${i + 2}`, {
        affect: {
          mode: 'manual',
          ...(i % 2 ? { arousal: (i % 10) / 10 } : { positive: (i % 7) / 10 }),
          ...(i % 3 ? { body: 'dancer' } : {}),
          seconds: 2,
        },
        follow: 'continue',
        postWaitS: 1,
      }),
    );
    const first = (affect: object) => side('1', { affect, follow: 'continue', postWaitS: 9 });
    for (const affect of [
      { mode: 'manual', negative: 0.8, body: 'singer', seconds: 1 },
      { mode: 'hold', negative: 0.8, seconds: 1 },
      { mode: 'trajectory', seconds: 1 },
    ]) {
      const show = makeShow([first(affect), ...row], { bodies: BODIES, start: 'auto' });
      const played = house(show);
      for (let s = 0; s <= 308; s++) played.to(s);
      expect(played.holds.length).toBeLessThanOrEqual(3 * BODIES.length);
      const jumped = house({ ...show, start: 'manual' });
      jumped.to(308, [{ do: 'jump', number: '301', afterS: 0 }]);
      expect(jumped.holds.length).toBeLessThan(180);
      expectAlike(jumped.to(309), played.to(309));
      expectAlike(house(show, played.stored(309)).to(0), played.to(309));
      expectAlike(house(show, jumped.stored(309)).to(0), played.to(309));
    }
  });

  it('SHOW-167 a hold stands under whatever many words are said of other bodies', () => {
    const show = makeShow([cue('1', 'a')], { bodies: BODIES });
    const d = house(show);
    d.to(0, [{ do: 'affect', mode: 'manual', positive: 0.9, body: 'singer', seconds: 0 }]);
    d.to(1, [{ do: 'affect', mode: 'hold', body: 'singer', seconds: 0 }]);
    for (let i = 0; i < 100; i++)
      d.to(2 + i, [
        { do: 'affect', mode: 'manual', arousal: (i % 9) / 10, body: 'dancer', seconds: 3 },
      ]);
    const felt = d.to(101.5);
    expect(felt[1]).toContain('singer 0.900000');
    expect(house(show, d.stored(101.5)).to(0)).toEqual(felt);
  });

  it('SHOW-70 no point is refused for what was said of the feeling', () => {
    const show = makeShow([cue('1', 'a')], { bodies: BODIES });
    const point = { ...house(show).stored(0), panic: true };
    const one = { affect: { mode: 'hold' as const, seconds: 4 }, of: 'list' as const };
    const affects = Array.from({ length: 5_000 }, (_, i) => ({ ...one, agoS: 5_000 - i }));
    const read = ResumePoint.parse({ ...point, affects });
    expect(read.panic).toBe(true);
    expect(read.affects.at(-1)?.agoS).toBe(1);
  });
});
