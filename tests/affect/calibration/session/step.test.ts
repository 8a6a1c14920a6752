import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CalibrationStatus, FEELINGS, type Feeling } from '#contracts/calibration';
import {
  balanceText,
  labelledS,
  lacking,
} from '../../../../conductor/affect/calibration/session/balance.ts';
import {
  LONGEST_S,
  planOf,
  sessionS,
  suggestions,
} from '../../../../conductor/affect/calibration/session/plan.ts';
import { goOn, isPaused, markOf } from '../../../../conductor/affect/calibration/session/state.ts';
import { statusOf } from '../../../../conductor/affect/calibration/session/status.ts';
import { type Input, step } from '../../../../conductor/affect/calibration/session/step.ts';
import { BEAT_MS, done, play, VERDICT } from './play.ts';

const asSuggested = (session: ReturnType<typeof play>): void => {
  while (session.state().phase !== 'fitting') {
    session.until('recall');
    session.recall(session.state().kinds[session.state().recall] ?? null);
  }
};

describe('the plan of a session', () => {
  it('takes under ten minutes, whatever is asked for', () => {
    const plan = planOf({ body: 'b', person: null, seed: 1 });
    expect(sessionS(plan.recalls, plan.recallS) / 60).toBeCloseTo(9.58, 2);
    for (let recalls = 4; recalls <= 12; recalls++)
      for (const recallS of [10, 40, 120]) {
        const made = planOf({ body: 'b', person: null, seed: 1, recalls, recallS });
        expect(made.recalls).toBe(recalls);
        expect(made.recallS).toBeGreaterThanOrEqual(10);
        expect(sessionS(made.recalls, made.recallS)).toBeLessThanOrEqual(LONGEST_S);
        expect(sessionS(made.recalls, made.recallS)).toBeGreaterThanOrEqual(180);
      }
  });

  it('suggests each feeling as often as the others, never twice running, in an order of the seed', () => {
    const orders = new Set<string>();
    const place: Record<Feeling, number> = { positive: 0, neutral: 0, negative: 0 };
    for (let seed = 0; seed < 300; seed++) {
      const kinds = suggestions(planOf({ body: 'b', person: null, seed, recalls: 6 }));
      for (const feeling of FEELINGS) {
        expect(kinds.filter((k) => k === feeling)).toHaveLength(2);
        place[feeling] += kinds.reduce((sum, k, i) => sum + (k === feeling ? i : 0), 0);
      }
      expect(kinds.some((k, i) => k === kinds[i - 1])).toBe(false);
      orders.add(kinds.join());
    }
    expect(orders.size).toBeGreaterThan(15);
    // Over many sessions no feeling comes earlier than another: 300 x (0+..+5) / 3 = 1500 each.
    for (const feeling of FEELINGS) expect(Math.abs(place[feeling] - 1500)).toBeLessThan(120);
    const few = suggestions(planOf({ body: 'b', person: null, seed: 3, recalls: 4 }));
    expect([...few].sort()).toEqual(['negative', 'negative', 'positive', 'positive']);
  });
});

describe('a session', () => {
  it('goes from settling over the baseline and the recalls to a verdict, in the time it says', () => {
    const session = play();
    expect(session.until('baseline')).toBeCloseTo(20, 0);
    expect(session.until('rest')).toBeCloseTo(60, 0);
    expect(session.until('recall')).toBeCloseTo(15, 0);
    asSuggested(session);
    expect(session.state().spent).toHaveLength(9);
    expect(done(session.actions).filter((a) => a === 'fit')).toEqual(['fit']);
    // One to keep after the baseline, after each recall but the last, and before the fit.
    expect(done(session.actions).filter((a) => a === 'keep')).toHaveLength(10);
    session.run(5);
    expect(session.state().phase).toBe('fitting');
    session.tell({ is: 'fitted', verdict: VERDICT });
    expect(session.state()).toMatchObject({ phase: 'done', verdict: VERDICT });
    session.run(100);
    expect(session.state().phase).toBe('done');
    expect(statusOf(session.state(), []).prompt).toEqual(VERDICT.text);
  });

  it('counts what is felt from the moment it is said, and a turn within a recall', () => {
    const session = play();
    session.until('recall');
    expect(markOf(session.state())).toEqual({ recall: 0, feeling: null });
    session.run(5);
    session.tell({ is: 'label', feeling: 'positive' });
    session.run(10);
    session.tell({ is: 'label', feeling: 'negative' });
    expect(markOf(session.state())).toEqual({ recall: 0, feeling: 'negative' });
    session.run(10);
    session.tell({ is: 'label', feeling: null });
    session.run(5);
    expect(labelledS(session.state().spent)).toEqual({ positive: 10, neutral: 0, negative: 10 });
    session.until('rest');
    expect(session.state().feeling).toBe(null);
    expect(markOf(session.state())).toBe(null);
    // Said a little early, it holds for the recall that comes.
    session.tell({ is: 'label', feeling: 'neutral' });
    session.until('recall');
    expect(markOf(session.state())).toEqual({ recall: 1, feeling: 'neutral' });
  });

  it('says nothing of what is felt outside of recalls', () => {
    const session = play();
    session.until('baseline');
    session.tell({ is: 'label', feeling: 'positive' });
    expect(session.state().feeling).toBe(null);
    expect(markOf(session.state())).toEqual({ recall: null, feeling: null });
  });

  it('asks for a feeling that nobody has marked yet in a recall', () => {
    const session = play();
    session.until('recall');
    const early = statusOf(session.state(), []).prompt.en;
    session.run(8);
    expect(statusOf(session.state(), []).prompt.en).not.toBe(early);
    expect(statusOf(session.state(), []).prompt.en).toContain('marked');
    session.tell({ is: 'label', feeling: 'neutral' });
    session.run(1);
    expect(statusOf(session.state(), []).prompt.en).toBe(early);
  });
});

describe('without signals', () => {
  it('does not begin, and says what is missing; Space begins where at least something comes', () => {
    const session = play();
    session.set({ hears: false, ready: false });
    session.run(300);
    expect(session.state().phase).toBe('settle');
    const status = statusOf(session.state(), []);
    expect(status.prompt.en).toContain('No signal');
    expect(status.elapsedS).toBe(status.lastsS);
    expect(session.tell({ is: 'next' })).toMatchObject([{ do: 'say' }]);
    session.set({ hears: true });
    session.run(2);
    expect(session.state().phase).toBe('settle');
    expect(statusOf(session.state(), []).prompt.en).toContain('too weak');
    session.tell({ is: 'next' });
    expect(session.state().phase).toBe('baseline');
  });

  it('stands still after three seconds, says so, and goes on when one is back', () => {
    const session = play();
    session.until('recall');
    session.tell({ is: 'label', feeling: 'positive' });
    session.run(5);
    session.set({ hears: false });
    session.run(60);
    const { state } = session;
    expect(isPaused(state())).toBe(true);
    expect(markOf(state())).toBe(null);
    expect(statusOf(state(), [])).toMatchObject({ phase: 'recall', paused: true });
    expect(statusOf(state(), []).prompt.en).toContain('Paused');
    expect(state().ranMs).toBeCloseTo(8_000, -3);
    expect(labelledS(state().spent).positive).toBeCloseTo(8, 0);
    session.set({ hears: true });
    session.run(10);
    expect(isPaused(state())).toBe(false);
    expect(state().ranMs / 1000).toBeCloseTo(18, 0);
    expect(state().feeling).toBe('positive');
  });

  it('does not count the sleep of a process as a recall', () => {
    const session = play();
    session.until('recall');
    const before = session.state();
    const woken = step(before, { is: 'heard' }, session.nowMs() + 3_600_000).state;
    expect(woken.ranMs - before.ranMs).toBeLessThanOrEqual(1000);
    // Time that steps back stands still.
    const back = step(woken, { is: 'tick', ready: true }, session.nowMs()).state;
    expect(back).toMatchObject({ ranMs: woken.ranMs, atMs: woken.atMs });
  });
});

describe('balance', () => {
  it('proposes recalls for a feeling that is missing, as long as there is time', () => {
    const session = play({ recalls: 4 });
    for (let i = 0; i < 2; i++) session.recall('positive');
    // Two are left and two of the missing feeling are wanted: they are suggested, whatever the order was.
    expect(session.state().kinds[2]).toBe('negative');
    session.recall('positive');
    expect(session.state().kinds[3]).toBe('negative');
    session.recall('positive');
    expect(session.state()).toMatchObject({ phase: 'rest', recall: 4 });
    expect(session.state().kinds).toHaveLength(5);
    const { prompt, recalls, suggested } = statusOf(session.state(), []);
    expect(prompt.en).toContain('Two more recalls with a negative feeling would help.');
    expect(prompt.ko).toContain('부정');
    expect({ recalls, suggested }).toEqual({ recalls: 5, suggested: 'negative' });
    session.recall('negative');
    expect(balanceText(session.state())?.en).toBe(
      'One more recall with a negative feeling would help.',
    );
    session.recall('negative');
    expect(balanceText(session.state())?.en).toContain('fewer than seven recalls');
    session.recall('neutral');
    expect(balanceText(session.state())).toBe(null);
    expect(session.state()).toMatchObject({ phase: 'fitting', recall: 6 });
  });

  it('proposes more where the recalls are too few to tell anything from chance', () => {
    const session = play({ recalls: 4 });
    for (const feeling of ['positive', 'negative', 'positive', 'negative'] as const)
      session.recall(feeling);
    expect(session.state()).toMatchObject({ phase: 'rest', recall: 4 });
    expect(statusOf(session.state(), []).prompt.en).toContain('fewer than seven recalls');
    session.recall('negative');
    expect(session.state().kinds[5]).toBe('positive');
    session.recall('positive');
    session.recall('negative');
    expect(session.state()).toMatchObject({ phase: 'fitting', recall: 6 });
  });

  it('leaves it at what there is when the person goes ahead instead', () => {
    const session = play({ recalls: 4 });
    for (let i = 0; i < 4; i++) session.recall('positive');
    expect(session.state().phase).toBe('rest');
    expect(done(session.tell({ is: 'next' }))).toEqual(['keep', 'fit']);
    expect(session.state().phase).toBe('fitting');
  });

  it('ends by itself within ten minutes though only one feeling is ever marked', () => {
    const session = play();
    while (session.state().phase !== 'fitting') session.recall('neutral');
    expect((session.nowMs() - 1_700_000_000_000) / 1000).toBeLessThanOrEqual(LONGEST_S + 20);
    expect([...lacking(session.state())]).toEqual([
      ['positive', 2],
      ['negative', 2],
    ]);
  });

  it('does not count a feeling that was marked for a moment only', () => {
    const session = play({ recalls: 4 });
    session.until('recall');
    session.tell({ is: 'label', feeling: 'positive' });
    session.run(4);
    session.tell({ is: 'label', feeling: 'negative' });
    session.until('rest');
    expect(lacking(session.state()).get('positive')).toBe(2);
    expect(lacking(session.state()).get('negative')).toBe(1);
  });
});

describe('leading it', () => {
  it('skips ahead: from the baseline only when it was long enough to compare with', () => {
    const session = play();
    session.tell({ is: 'tick', ready: true });
    session.until('baseline');
    session.run(10);
    expect(done(session.tell({ is: 'next' }))).toEqual(['say']);
    session.run(11);
    expect(done(session.tell({ is: 'next' }))).toEqual(['keep']);
    expect(session.state().phase).toBe('rest');
    session.tell({ is: 'next' });
    expect(session.state().phase).toBe('recall');
    session.run(12);
    session.tell({ is: 'next' });
    expect(session.state()).toMatchObject({ phase: 'rest', recall: 1 });
  });

  it('repeats the recall that runs, or the one before a rest, and lets its rows and seconds go', () => {
    const session = play();
    session.recall('positive');
    session.until('recall');
    session.tell({ is: 'label', feeling: 'negative' });
    session.run(10);
    expect(session.tell({ is: 'again' })).toEqual([{ do: 'drop', recall: 1 }, { do: 'keep' }]);
    expect(session.state()).toMatchObject({ phase: 'rest', recall: 1, feeling: null });
    expect(labelledS(session.state().spent).negative).toBe(0);
    // In the rest before recall 1 it is recall 0 that is repeated.
    expect(session.tell({ is: 'again' })).toEqual([{ do: 'drop', recall: 0 }, { do: 'keep' }]);
    expect(session.state()).toMatchObject({ phase: 'rest', recall: 0, spent: [] });
    expect(done(session.tell({ is: 'again' }))).toEqual(['say']);
  });

  it('repeats the baseline, and takes back what was proposed when the recall before it is repeated', () => {
    const session = play({ recalls: 4 });
    session.until('baseline');
    session.run(30);
    expect(session.tell({ is: 'again' })).toEqual([{ do: 'drop', recall: null }, { do: 'keep' }]);
    expect(session.state()).toMatchObject({ phase: 'baseline', ranMs: 0 });
    for (let i = 0; i < 4; i++) session.recall('positive');
    expect(session.state().kinds).toHaveLength(5);
    session.tell({ is: 'again' });
    expect(session.state()).toMatchObject({ phase: 'rest', recall: 3 });
    expect(session.state().kinds).toHaveLength(4);
  });

  it('goes on where it was left: a recall that was broken off begins anew, the baseline does not', () => {
    const first = play();
    first.recall('positive');
    first.until('recall');
    first.tell({ is: 'label', feeling: 'negative' });
    first.run(20);
    const again = play({}, goOn(first.state(), first.nowMs() + 600_000));
    expect(again.state()).toMatchObject({ phase: 'settle', recall: 1, feeling: null });
    expect(labelledS(again.state().spent).negative).toBe(0);
    again.until('rest', 21);
    expect(again.state().recall).toBe(1);
    asSuggested(again);
    expect(again.state().spent).toHaveLength(9);
  });

  it('goes on with the baseline where that was not done, and with the fit where all was said', () => {
    const first = play();
    first.until('baseline');
    first.run(30);
    const again = play({}, goOn(first.state(), first.nowMs()));
    again.until('baseline', 21);
    expect(again.state().ranMs).toBe(0);
    asSuggested(again);
    expect(goOn(again.state(), again.nowMs()).phase).toBe('fitting');
  });

  it('takes a verdict only when it waits for one', () => {
    const session = play();
    session.until('baseline');
    session.tell({ is: 'fitted', verdict: VERDICT });
    expect(session.state()).toMatchObject({ phase: 'baseline', verdict: null });
  });
});

describe('whatever is done to it', () => {
  const input: fc.Arbitrary<Input> = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Input>({ is: 'heard' }) },
    { weight: 8, arbitrary: fc.boolean().map((ready): Input => ({ is: 'tick', ready })) },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom<Feeling | null>(...FEELINGS, null)
        .map((feeling): Input => ({ is: 'label', feeling })),
    },
    { weight: 2, arbitrary: fc.constant<Input>({ is: 'next' }) },
    { weight: 1, arbitrary: fc.constant<Input>({ is: 'again' }) },
    { weight: 1, arbitrary: fc.constant<Input>({ is: 'fitted', verdict: VERDICT }) },
  );
  const waits = fc.oneof(fc.integer({ min: -50, max: 900 }), fc.constant(20_000));

  it('stays a session: status valid, progress within bounds, no more time felt than has passed, the plan kept', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(input, waits, fc.boolean()), { minLength: 40, maxLength: 250 }),
        fc.integer({ min: 4, max: 12 }),
        fc.integer({ min: 0, max: 1e6 }),
        (script, recalls, seed) => {
          let { state, nowMs } = {
            state: play({ recalls, seed }).state(),
            nowMs: 1_700_000_000_000,
          };
          const fromMs = nowMs;
          for (const [what, waitMs, restarts] of script) {
            nowMs += waitMs;
            if (restarts && state.phase !== 'done')
              state = goOn(state, Math.max(nowMs, state.atMs));
            const before = state;
            const next = step(state, what, nowMs);
            state = next.state;
            const status = statusOf(state, []);
            if (Math.round(nowMs) % 8 === 0) CalibrationStatus.parse(status);
            const felt = Object.values(status.labelledS).reduce((a, b) => a + b, 0);
            expect(felt).toBeLessThanOrEqual(Math.max(0, state.atMs - fromMs) / 1000 + 1e-6);
            expect(state.recall).toBeLessThan(Math.max(1, state.kinds.length));
            expect(state.kinds.length).toBeGreaterThanOrEqual(recalls);
            expect(state.kinds.length).toBeLessThanOrEqual(12);
            expect(state.ranMs).toBeGreaterThanOrEqual(0);
            expect(state.spent.length).toBeLessThanOrEqual(state.recall + 1);
            if (next.actions.some((a) => a.do === 'fit')) expect(state.phase).toBe('fitting');
            if (before.phase === 'done') expect(state.phase).toBe('done');
            if (markOf(state)?.feeling != null) expect(state.phase).toBe('recall');
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('comes out the same from the same inputs at the same times', () => {
    const one = play({ seed: 5 });
    const two = play({ seed: 5 });
    for (const session of [one, two]) asSuggested(session);
    expect(one.state()).toEqual(two.state());
    expect(one.nowMs() % BEAT_MS).toBe(two.nowMs() % BEAT_MS);
  });
});
