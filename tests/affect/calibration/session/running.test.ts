import { expect, it } from 'vitest';
import { WINDOW_S } from '../../../../conductor/affect/calibration/fit/windows.ts';
import { planOf } from '../../../../conductor/affect/calibration/session/plan.ts';
import { runSession } from '../../../../conductor/affect/calibration/session/running.ts';
import { feature } from '../../support.ts';
import { START_MS } from './play.ts';

/** A session with a heart that is told once a second. */
const withHeart = () => {
  let nowMs = START_MS;
  const plan = planOf({ body: 'dancer', person: 'mina', seed: 7 });
  const session = runSession({ id: 's1', plan, nowMs });
  const second = (rate: number): void => {
    nowMs += 1_000;
    session.hear([feature('heartRate', rate, nowMs)], nowMs);
    session.tick([], nowMs);
  };
  return {
    session,
    nowMs: () => nowMs,
    run(seconds: number, rate: number): void {
      for (let s = 0; s < seconds; s++) second(rate + (s % 2));
    },
    until(phase: string, rate: number): void {
      for (let s = 0; session.state().phase !== phase; s++) {
        if (s > 200) throw new Error(`no ${phase}`);
        second(rate + (s % 2));
      }
    },
    rest: () =>
      (session.rows().find(({ layout }) => layout.modality === 'physiology')?.rows ?? []).filter(
        ({ recall }) => recall === null,
      ),
  };
};

it('a baseline that is done again leaves no row of the first one, late windows among them', () => {
  const { session, nowMs, run, until, rest } = withHeart();
  run(5, 150);
  session.tell({ is: 'next' }, nowMs());
  expect(session.state().phase).toBe('baseline');
  run(30, 150);
  const before = rest().length;
  expect(before).toBeGreaterThan(10);
  const againMs = nowMs();
  expect(session.tell({ is: 'again' }, againMs).map((a) => a.do)).toEqual(['drop', 'keep']);
  expect(rest()).toEqual([]);
  expect(session.progress().rows.every(({ rows }) => rows.length === 0)).toBe(true);
  until('rest', 60);
  const kept = rest();
  expect(kept.length).toBeGreaterThan(20);
  for (const { atMs, values } of kept) {
    expect(atMs - 1000 * WINDOW_S).toBeGreaterThanOrEqual(againMs);
    expect(Math.max(...values.map((v) => v ?? 0))).toBeLessThan(62);
  }
});

it('a recall that is done again leaves the baseline as it was', () => {
  const { session, nowMs, run, until, rest } = withHeart();
  run(5, 60);
  session.tell({ is: 'next' }, nowMs());
  until('recall', 60);
  session.tell({ is: 'label', feeling: 'positive' }, nowMs());
  const before = rest();
  run(12, 90);
  session.tell({ is: 'again' }, nowMs());
  expect(session.state()).toMatchObject({ phase: 'rest', recall: 0 });
  expect(rest().slice(0, before.length)).toEqual(before);
});
