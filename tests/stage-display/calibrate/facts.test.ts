import { expect, it } from 'vitest';
import { RECALL_S, RECALLS, sessionS, type Verdict } from '#contracts/calibration';
import { planOf } from '../../../conductor/affect/calibration/session/plan.ts';
import { idleStatus } from '../../../conductor/affect/calibration/session/status.ts';
import { againWord, minutesOf, saidBeside } from '../../../stage-display/calibrate/facts.ts';

const text = { en: 'Not usable.', ko: '쓸 수 없습니다.' };
const verdict: Verdict = {
  usable: false,
  text,
  balancedAccuracy: null,
  ci: null,
  chance: 1 / 3,
  pValue: null,
  recalls: 7,
};

it('a verdict is not said a second time beneath itself; anything else is', () => {
  const done = { ...idleStatus(), phase: 'done', verdict } as const;
  const other = { en: 'A calibration runs already.', ko: '이미 보정하고 있습니다.' };
  expect(saidBeside(text, done)).toBe(null);
  expect(saidBeside(other, done)).toBe(other);
  expect(saidBeside(text, { ...done, phase: 'fitting' })).toBe(text);
  expect(saidBeside(text, null)).toBe(text);
  expect(saidBeside(null, done)).toBe(null);
});

it('a session says how long it takes, as it is planned at every door', () => {
  for (const [recalls, recallS, minutes] of [
    [undefined, undefined, 10],
    [4, 10, 3],
    [6, 40, 7],
    [12, 120, 10],
  ] as const) {
    const plan = planOf({ body: 'dancer', person: null, recalls, recallS, seed: 1 });
    expect(Math.round(sessionS(plan.recalls, plan.recallS) / 60)).toBe(minutes);
    expect(minutesOf(recalls ?? RECALLS, recallS ?? RECALL_S)).toBe(minutes);
  }
  expect(RECALLS).toBe(9);
});

it('the button that repeats says what it repeats', () => {
  expect(againWord({ ...idleStatus(), phase: 'baseline' })).toBe('againRest');
  expect(againWord({ ...idleStatus(), phase: 'recall' })).toBe('again');
  expect(againWord({ ...idleStatus(), phase: 'rest' })).toBe('again');
});
