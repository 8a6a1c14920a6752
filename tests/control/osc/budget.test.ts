import { describe, expect, it } from 'vitest';
import { answerBudget } from '../../../conductor/control/osc/budget.ts';

const allowed = (
  may: ReturnType<typeof answerBudget>,
  who: (i: number) => string,
  n: number,
  stepMs: number,
): number => {
  let count = 0;
  for (let i = 0; i < n; i++) if (may(who(i), i * stepMs)) count++;
  return count;
};

describe('answers to wrong messages', () => {
  it('are 20 at once and then 10 a second for one sender', () => {
    expect(allowed(answerBudget(), () => 'a', 100, 0)).toBe(20);
    expect(allowed(answerBudget(), () => 'a', 10_000, 1)).toBe(20 + 99);
  });

  it('are 200 a second for everyone together, however many send', () => {
    expect(allowed(answerBudget(), (i) => `sender ${i}`, 5000, 0)).toBe(200);
  });

  it('do not let one sender use up the turn of another', () => {
    const may = answerBudget();
    allowed(may, () => 'loud', 1000, 0);
    expect(may('quiet', 0)).toBe(true);
  });
});
