import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGES, MEMORY_KINDS, VISIT_STEPS, type VisitAct } from '#contracts/visit';
import type { VisitInput } from '../../../conductor/memory/visit/state.ts';
import { machine, stroke } from './support.ts';

const step = fc.constantFrom(...VISIT_STEPS);
const act: fc.Arbitrary<VisitAct> = fc.oneof(
  { weight: 6, arbitrary: step.map((from) => ({ do: 'next', from }) as const) },
  { weight: 2, arbitrary: step.map((from) => ({ do: 'back', from }) as const) },
  fc.constantFrom<VisitAct>(
    { do: 'begin', lang: 'en' },
    { do: 'begin', lang: 'ko' },
    { do: 'here' },
    { do: 'lang', lang: 'en' },
    { do: 'listen', on: true },
    { do: 'listen', on: false },
    { do: 'help', on: true },
    { do: 'help', on: false },
    { do: 'stroke', stroke: stroke() },
    { do: 'undo' },
    { do: 'redo' },
    { do: 'clear' },
    { do: 'tune', tune: { kind: 'silence' } },
    { do: 'sensors', worn: ['belt'] },
    { do: 'end', how: 'keep' },
    { do: 'end', how: 'take' },
    { do: 'end', how: 'vanish' },
  ),
  { weight: 1, arbitrary: fc.constant<VisitAct>({ do: 'stop' }) },
  fc.constantFrom(...AGES).map((age) => ({ do: 'age', age }) as const),
  fc.subarray([...MEMORY_KINDS]).map((kinds) => ({ do: 'consent', kinds }) as const),
  fc.nat(9).map((n) => ({ do: 'words', n, text: `words ${n}` }) as const),
  fc
    .record({ pleasant: fc.boolean(), painful: fc.boolean() })
    .map((marked) => ({ do: 'feel', marked }) as const),
);
/** Where it leads most often: on from whatever the step is. */
type Move =
  | { readonly is: 'act'; readonly act: VisitAct; readonly page: string }
  | { readonly is: 'on' }
  | { readonly is: 'wait'; readonly s: number }
  | { readonly is: 'put'; readonly input: VisitInput };
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Move>({ is: 'on' }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(act, fc.constantFrom('b1', 'b1', 'b1', 'b2'))
      .map(([one, page]): Move => ({ is: 'act', act: one, page })),
  },
  { weight: 2, arbitrary: fc.constantFrom(1, 15, 70).map((s): Move => ({ is: 'wait', s })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<VisitInput>(
        { t: 'joined', booth: 'b1' },
        { t: 'left', booth: 'b1' },
        { t: 'partial', into: null, text: 'half' },
        { t: 'final', into: null, text: 'whole' },
        { t: 'final', into: 'light', text: 'answer' },
        { t: 'voice', on: true },
        { t: 'film', state: 'ready', progress: 1 },
        { t: 'film', state: 'failed', progress: 0 },
        { t: 'kept', kept: { memory: 'm', code: 'C', untilMs: 1 }, trouble: null },
        { t: 'kept', kept: null, trouble: { en: '', ko: '' } },
        { t: 'attend', do: 'stop' },
        { t: 'attend', do: 'helped' },
        { t: 'stage', live: false },
        { t: 'stage', live: true },
        { t: 'stage', live: true },
      )
      .map((input): Move => ({ is: 'put', input })),
  },
);

describe('whatever is done at a booth', () => {
  it('nothing is kept without consent, effects are balanced, and it always comes home', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const m = machine();
        let consented = false;
        for (const one of moves) {
          const before = m.state;
          m.take();
          if (one.is === 'on') {
            if (before.visit === null) m.act({ do: 'begin', lang: 'en' });
            else if (before.step === 'age') m.act({ do: 'age', age: 'adult' });
            m.next();
          } else if (one.is === 'act') m.act(one.act, one.page);
          else if (one.is === 'wait') m.wait(one.s);
          else m.put(one.input);
          for (const effect of m.effects) {
            if (effect.do !== 'keep') continue;
            consented = effect.how === 'take' || before.consent.length > 0;
            expect(before.age).not.toBe('child');
            expect(consented).toBe(true);
            if (effect.how === 'take') expect(before.film.state).toBe('ready');
          }
          const { state } = m;
          if (state.visit === null || state.letGo)
            expect(state).toMatchObject({ words: { text: '' }, strokes: [], answers: {} });
          if (state.visit === null) expect(state.step).toBe('welcome');
          if (state.listening) expect(['words', 'questions']).toContain(state.step);
        }
        m.put({ t: 'stage', live: true });
        m.wait(1_200);
        expect(m.state).toMatchObject({ visit: null, step: 'welcome', letGo: true });
      }),
      { numRuns: 120 },
    );
  });

  it('each visit that begins is let go exactly once, and each ear that opens is closed', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 50 }), (moves) => {
        const m = machine();
        for (const one of moves) {
          if (one.is === 'on') {
            if (m.state.visit === null) m.act({ do: 'begin', lang: 'en' });
            else if (m.state.step === 'age') m.act({ do: 'age', age: 'adult' });
            m.next();
          } else if (one.is === 'act') m.act(one.act, one.page);
          else if (one.is === 'wait') m.wait(Math.min(one.s, 5));
          else m.put(one.input);
        }
        m.put({ t: 'attend', do: 'stop' });
        const count = (what: string) => m.effects.filter((e) => e.do === what).length;
        expect(count('let-go')).toBe(count('begun'));
        expect(count('deaf')).toBe(count('listen'));
        expect(count('recalled')).toBeLessThanOrEqual(count('recall'));
        let on = false;
        for (const effect of m.effects) {
          if (effect.do === 'help') {
            expect(effect.on).toBe(!on);
            on = effect.on;
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});
