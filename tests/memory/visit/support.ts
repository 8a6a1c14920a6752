import { Booth } from '#contracts/booth';
import type { VisitAct, VisitStep } from '#contracts/visit';
import {
  type BoothOf,
  nobody,
  type VisitEffect,
  type VisitInput,
  type VisitState,
} from '../../../conductor/memory/visit/state.ts';
import { step } from '../../../conductor/memory/visit/step.ts';

export const START_MS = 1_700_000_000_000;

export const booth = (parts: Record<string, unknown> = {}): Booth =>
  Booth.parse({
    questions: [
      { id: 'light', weight: 0.5, text: { en: 'What light?', ko: '어떤 빛?' } },
      { id: 'sound', text: { en: 'What sound?', ko: '무슨 소리?' } },
    ],
    music: [{ sound: 'rain', title: { en: 'Rain', ko: '비' } }],
    cues: { welcome: '1', words: '2', recall: '3' },
    ...parts,
  });

/** The machine alone, on a clock of its own. */
export const machine = (show: BoothOf = booth()) => {
  let state: VisitState = nobody(START_MS);
  let nowMs = START_MS;
  let visits = 0;
  const effects: VisitEffect[] = [];
  const put = (input: VisitInput): readonly VisitEffect[] => {
    const stepped = step(state, input, nowMs, show);
    state = stepped.state;
    effects.push(...stepped.effects);
    return stepped.effects;
  };
  const act = (given: VisitAct, page = 'b1') =>
    put({ t: 'act', booth: page, act: given, fresh: { visit: `v${++visits}`, seed: visits } });
  const wait = (seconds: number): void => {
    for (let i = 0; i < seconds * 10; i++) {
      nowMs += 100;
      put({ t: 'tick' });
    }
  };
  const next = (from: VisitStep = state.step) => act({ do: 'next', from });
  /** On to a step, as somebody who is over 14 and says nothing. */
  const to = (target: VisitStep): void => {
    if (state.visit === null) act({ do: 'begin', lang: 'en' });
    for (let i = 0; state.step !== target; i++) {
      if (i > 40) throw new Error(`no way from ${state.step} to ${target}`);
      if (state.step === 'age') act({ do: 'age', age: 'adult' });
      if (state.step === 'recall') wait(61);
      if (state.step === 'after') act({ do: 'end', how: 'vanish' });
      else if (state.step !== target) next();
    }
  };
  return {
    put,
    act,
    wait,
    next,
    to,
    effects,
    take: () => effects.splice(0),
    get state() {
      return state;
    },
    get nowMs() {
      return nowMs;
    },
    /** The show's file changed. */
    show(changed: BoothOf) {
      show = changed;
    },
  };
};

export const stroke = (points = 2) => ({
  atS: 0,
  points: Array.from({ length: points }, (_, i) => [0.1, i / points, 0.5, i] as const).map(
    ([x, y, p, t]) => [x, y, p, t] as [number, number, number, number],
  ),
});
