import type { Booth } from '#contracts/booth';
import type { VisitStep } from '#contracts/visit';
import { enter } from './going.ts';
import { type Stepped, stay, type VisitState } from './state.ts';

/** A recall may be ended by hand after so long. */
const SHORTEST_RECALL_S = 60;

const hasQuestions = (booth: Booth): boolean => booth.questions.length > 0;

/** The step after one; null: it is not left that way. */
const following = (state: VisitState, booth: Booth, nowMs: number): VisitStep | null => {
  switch (state.step) {
    case 'notice':
      return 'age';
    case 'age':
      if (state.age === null) return null;
      return state.age === 'child' ? 'words' : 'consent';
    case 'consent':
      return 'words';
    case 'words':
      return hasQuestions(booth) ? 'questions' : 'sketch';
    case 'questions':
      return 'sketch';
    case 'sketch':
      return 'music';
    case 'music':
      return 'sensors';
    case 'sensors':
      return state.waitsMs === null ? 'rest' : null;
    case 'rest':
      return state.waitsMs === null ? 'recall' : null;
    case 'recall':
      return nowMs - state.sinceMs >= SHORTEST_RECALL_S * 1000 && state.waitsMs === null
        ? 'film'
        : null;
    case 'film':
      return 'after';
    default:
      return null;
  }
};

const before = (state: VisitState, booth: Booth): VisitStep | null => {
  switch (state.step) {
    case 'age':
      return 'notice';
    case 'consent':
      return 'age';
    case 'words':
      return state.age === 'child' ? 'age' : 'consent';
    case 'questions':
      return 'words';
    case 'sketch':
      return hasQuestions(booth) ? 'questions' : 'words';
    case 'music':
      return 'sketch';
    case 'sensors':
      return 'music';
    case 'rest':
      return 'sensors';
    case 'after':
      return state.ending === null && state.film.state === 'ready' ? 'film' : null;
    default:
      return null;
  }
};

/** Another question of the show: what was being heard belonged to the one before. */
const ask = (state: VisitState, question: number, nowMs: number): Stepped => {
  const effects = state.listening ? [{ do: 'deaf' } as const] : [];
  return {
    state: { ...state, question, sinceMs: nowMs, listening: false, voice: false },
    effects,
  };
};

/** On. In the questions: to the next one, and after the last on. */
export const next = (state: VisitState, nowMs: number, booth: Booth): Stepped => {
  if (state.step === 'questions' && state.question + 1 < booth.questions.length)
    return ask(state, state.question + 1, nowMs);
  const to = following(state, booth, nowMs);
  if (to === null) return stay(state);
  const question = to === 'questions' ? 0 : state.question;
  return enter({ ...state, question }, to, nowMs, booth);
};

/** Back. Nothing that was given is lost by it. */
export const back = (state: VisitState, nowMs: number, booth: Booth): Stepped => {
  if (state.step === 'questions' && state.question > 0)
    return ask(state, state.question - 1, nowMs);
  const to = before(state, booth);
  if (to === null) return stay(state);
  const question = to === 'questions' ? booth.questions.length - 1 : state.question;
  return enter({ ...state, question }, to, nowMs, booth);
};
