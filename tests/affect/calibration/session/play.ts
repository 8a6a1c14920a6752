import type { Feeling, Verdict } from '#contracts/calibration';
import { type Asked, planOf } from '../../../../conductor/affect/calibration/session/plan.ts';
import {
  begin,
  type SessionState,
} from '../../../../conductor/affect/calibration/session/state.ts';
import {
  type Action,
  type Input,
  step,
} from '../../../../conductor/affect/calibration/session/step.ts';

export const START_MS = 1_700_000_000_000;
export const BEAT_MS = 250;

export const VERDICT: Verdict = {
  usable: true,
  text: { en: 'usable', ko: '쓸 수 있음' },
  balancedAccuracy: 0.7,
  ci: [0.5, 0.9],
  chance: 1 / 3,
  pValue: 0.01,
  recalls: 6,
};

/** A session on a clock of its own that is played beat by beat. */
export const play = (asked: Partial<Asked> = {}, from?: SessionState) => {
  const plan = planOf({ body: 'dancer', person: 'mina', seed: 7, ...asked });
  let nowMs = from?.atMs ?? START_MS;
  let state = from ?? begin(plan, nowMs);
  let hears = true;
  let ready = true;
  const actions: Action[] = [];
  const tell = (input: Input): readonly Action[] => {
    const next = step(state, input, nowMs);
    state = next.state;
    actions.push(...next.actions);
    return next.actions;
  };
  const beat = (): void => {
    nowMs += BEAT_MS;
    if (hears) tell({ is: 'heard' });
    tell({ is: 'tick', ready });
  };
  return {
    plan,
    actions,
    tell,
    state: () => state,
    nowMs: () => nowMs,
    set(next: { hears?: boolean; ready?: boolean }): void {
      hears = next.hears ?? hears;
      ready = next.ready ?? ready;
    },
    run(seconds: number): void {
      for (let i = 0; i < (seconds * 1000) / BEAT_MS; i++) beat();
    },
    /** Until a phase comes; throws after so many seconds. */
    until(phase: SessionState['phase'], limitS = 900): number {
      const fromMs = nowMs;
      while (state.phase !== phase) {
        if (nowMs - fromMs > limitS * 1000) throw new Error(`no ${phase} in ${limitS} s`);
        beat();
      }
      return (nowMs - fromMs) / 1000;
    },
    /** Through one recall, saying what is felt a second after it began. */
    recall(feeling: Feeling | null): void {
      this.until('recall');
      this.run(1);
      tell({ is: 'label', feeling });
      const { recall } = state;
      while (state.phase === 'recall' && state.recall === recall) beat();
    },
  };
};

export const done = (actions: readonly Action[]): string[] => actions.map((a) => a.do);
