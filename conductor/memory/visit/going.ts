import type { Booth } from '#contracts/booth';
import type { VisitStep } from '#contracts/visit';
import { EMPTY, type LetGo, type Stepped, type VisitEffect, type VisitState } from './state.ts';
import { NO_FILM } from './texts.ts';

/** A farewell stands so long: with a code to write down, and without. */
const CODE_S = 90;
const FAREWELL_S = 12;
/** A film that is not there after so long is not waited for. */
export const FILM_LATE_S = 60;
/** After its end a film is left so long. */
export const FILM_AFTER_S = 15;
/** Nobody is sent from a rest, a recall or a film by sitting still; so long only where it waits for the stage. */
const STILL_S = 300;
/** A page that is gone so long does not come back. */
export const LOST_S = 30;

const STILL: ReadonlySet<VisitStep> = new Set(['rest', 'recall', 'film']);
/** In these somebody speaks or writes. */
export const isWording = (step: VisitStep): boolean => step === 'words' || step === 'questions';

/** How long nobody need touch anything in a step, seconds. */
export const patienceS = (step: VisitStep, booth: Booth): number =>
  STILL.has(step) ? Math.max(STILL_S, booth.awayS) : booth.awayS;

/** One that is on its way is waited for; one that failed before its time is not. */
const filmS = ({ film }: VisitState, booth: Booth): number => {
  if (film.state === 'making') return FILM_LATE_S;
  return film.state === 'ready' ? booth.film.seconds + FILM_AFTER_S : FILM_AFTER_S;
};

/** How long a step runs by itself, seconds; null: until it is left. */
const lengthOf = (step: VisitStep, state: VisitState, booth: Booth): number | null => {
  if (step === 'rest') return booth.restS;
  if (step === 'recall') return booth.recallS;
  if (step === 'film') return filmS(state, booth);
  if (step === 'farewell') return state.kept ? CODE_S : FAREWELL_S;
  return null;
};

/** What a step leaves behind as it ends. */
const leaving = (state: VisitState): VisitEffect[] => [
  ...(state.listening ? [{ do: 'deaf' } as const] : []),
  ...(state.staleMs !== null && !state.letGo ? [{ do: 'remember' } as const] : []),
  ...(state.step === 'recall' ? [{ do: 'recalled' } as const] : []),
];

const hasNoFilm = (step: VisitStep, { film, letGo }: VisitState): boolean =>
  step === 'film' && film.state === 'failed' && !letGo;

/** Into a step: its cue is called, and what runs by itself runs. */
export const enter = (state: VisitState, step: VisitStep, nowMs: number, booth: Booth): Stepped => {
  const seconds = lengthOf(step, state, booth);
  const effects = leaving(state);
  const gave = effects.some((effect) => effect.do === 'remember');
  return {
    state: {
      ...state,
      step,
      sinceMs: nowMs,
      untilMs: seconds === null ? null : nowMs + seconds * 1000,
      touchedMs: nowMs,
      leavesMs: null,
      listening: false,
      voice: false,
      trouble: hasNoFilm(step, state) ? { of: 'film', text: NO_FILM } : null,
      words: { ...state.words, partial: '' },
      marked: EMPTY.marked,
      ...(gave && { givenMs: nowMs, staleMs: null }),
      ...(step === 'recall' && { film: { state: 'making', progress: 0 } as const }),
    },
    effects: [
      ...effects,
      ...(state.waitsMs === null ? [{ do: 'cue', step } as const] : []),
      ...(step === 'recall' ? [{ do: 'recall' } as const] : []),
    ],
  };
};

/** What of it is nobody's now, and what stays of the house. */
const emptied = (state: VisitState): VisitState => ({
  ...state,
  ...EMPTY,
  ending: null,
  kept: null,
  letGo: true,
  trouble: null,
  givenMs: 0,
});

/** Everything that was given is let go; the visit stays where it is. */
export const letAllGo = (state: VisitState, why: LetGo): Stepped => {
  if (state.visit === null || state.letGo) return { state, effects: [] };
  const { visit, listening } = state;
  return {
    state: emptied(state),
    effects: [...(listening ? [{ do: 'deaf' } as const] : []), { do: 'let-go', visit, why }],
  };
};

/** Back to the beginning: nobody is there. */
export const home = (state: VisitState, why: LetGo, nowMs: number): Stepped => {
  if (state.visit === null) return { state, effects: [] };
  const gone = letAllGo(state, why);
  const left = why === 'away' || why === 'lost' ? 1 : 0;
  return {
    state: {
      ...emptied(gone.state),
      visit: null,
      booth: null,
      recorded: false,
      seed: 0,
      step: 'welcome',
      sinceMs: nowMs,
      untilMs: null,
      touchedMs: nowMs,
      leavesMs: null,
      lostMs: null,
      help: false,
      walkedAway: state.walkedAway + (state.recorded ? 0 : left),
    },
    effects: [
      ...gone.effects,
      ...(state.help ? [{ do: 'help', on: false } as const] : []),
      ...(state.waitsMs === null ? [{ do: 'cue', step: 'welcome' } as const] : []),
    ],
  };
};

/** One thing after the other. */
export const andThen = (first: Stepped, next: (state: VisitState) => Stepped): Stepped => {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
};
