import type { Booth } from '#contracts/booth';
import type { Ending, Tune, VisitAct } from '#contracts/visit';
import { andThen, enter, home, isWording, letAllGo } from './going.ts';
import { back, next } from './pages.ts';
import { cleared, drawn, redone, undone } from './sketch.ts';
import { type Stepped, stay, type Trouble, type VisitState } from './state.ts';
import { CHILD_KEEPS_NOTHING, FULL_WORDS, NO_CONSENT, NOT_TAKEN } from './texts.ts';
import { corrected, type Words, wordless } from './words.ts';

/** Characters of an answer. */
export const ANSWER_CHARACTERS = 4_000;

const troubled = (state: VisitState, of: Trouble['of'], text: Trouble['text']): Stepped =>
  stay({ ...state, trouble: { of, text } });

const without = (of: Trouble['of'], trouble: Trouble | null): Trouble | null =>
  trouble?.of === of ? null : trouble;

/** The memory is another one: the picture is given it soon. */
export const stale = (state: VisitState, nowMs: number): VisitState => ({
  ...state,
  staleMs: nowMs,
});

/** The text as it was corrected; one that is cut says so. */
const correct = (state: VisitState, n: number, text: string, nowMs: number): Stepped => {
  if (state.step !== 'words') return stay(state);
  const words = corrected(state.words, n, text);
  if (words === state.words) return stay(state);
  const isCut = words.text.length < text.length;
  const trouble: Trouble | null = isCut
    ? { of: 'words', text: FULL_WORDS }
    : without('words', state.trouble);
  return stay(stale({ ...state, words, trouble }, nowMs));
};

const answer = (
  state: VisitState,
  act: Extract<VisitAct, { do: 'answer' }>,
  nowMs: number,
  booth: Booth,
): Stepped => {
  const isAsked = booth.questions.some(({ id }) => id === act.question);
  if (state.step !== 'questions' || !isAsked) return stay(state);
  const before: Words = state.answers[act.question] ?? wordless;
  const text = corrected(before, act.n ?? before.n + 1, act.text, ANSWER_CHARACTERS);
  if (text === before) return stay(state);
  return stay(stale({ ...state, answers: { ...state.answers, [act.question]: text } }, nowMs));
};

const listen = (state: VisitState, on: boolean, booth: Booth): Stepped => {
  // A recorded visitor speaks into no microphone.
  if (!isWording(state.step) || on === state.listening || state.recorded) return stay(state);
  const { lang, words } = state;
  const into = state.step === 'questions' ? (booth.questions[state.question]?.id ?? null) : null;
  return {
    state: {
      ...state,
      listening: on,
      voice: false,
      words: on ? words : { ...words, partial: '' },
      trouble: without('hearing', state.trouble),
    },
    effects: [on ? { do: 'listen', lang, into } : { do: 'deaf' }],
  };
};

const draw = (
  state: VisitState,
  sheet: Pick<VisitState, 'strokes' | 'redo' | 'trouble'>,
  nowMs: number,
): Stepped => {
  const isSame = sheet.strokes === state.strokes;
  return stay(isSame ? { ...state, ...sheet } : stale({ ...state, ...sheet }, nowMs));
};

const sketch = (
  state: VisitState,
  act: Extract<VisitAct, { do: 'stroke' | 'undo' | 'redo' | 'clear' }>,
  nowMs: number,
): Stepped => {
  if (state.step !== 'sketch') return stay(state);
  if (act.do === 'stroke') return draw(state, drawn(state, act.stroke), nowMs);
  if (act.do === 'undo') return draw(state, undone(state), nowMs);
  return draw(state, act.do === 'redo' ? redone(state) : cleared(state), nowMs);
};

/** Only what the show offers, and a file only where one was handed over. */
const isThere = (tune: Tune, state: VisitState, booth: Booth): boolean => {
  if (tune.kind === 'show') return booth.music.some(({ sound }) => sound === tune.sound);
  return tune.kind !== 'file' || state.hasFile;
};

const end = (state: VisitState, how: Ending, nowMs: number, booth: Booth): Stepped => {
  if (state.step !== 'after' || state.ending !== null) return stay(state);
  const { recorded } = state;
  if (how === 'vanish' || recorded) {
    const finished = state.finished + (recorded ? 0 : 1);
    return andThen(letAllGo({ ...state, finished }, 'vanish'), (gone) =>
      enter(gone, 'farewell', nowMs, booth),
    );
  }
  if (state.age === 'child') return troubled(state, 'keep', CHILD_KEEPS_NOTHING);
  if (how === 'keep' && state.consent.length === 0) return troubled(state, 'keep', NO_CONSENT);
  if (how === 'take' && state.film.state !== 'ready') return troubled(state, 'keep', NOT_TAKEN);
  return { state: { ...state, ending: how, trouble: null }, effects: [{ do: 'keep', how }] };
};

const help = (state: VisitState, on: boolean): Stepped =>
  on === state.help || state.recorded
    ? stay(state)
    : { state: { ...state, help: on }, effects: [{ do: 'help', on }] };

/** What who holds the booth does. */
export const acted = (state: VisitState, act: VisitAct, nowMs: number, booth: Booth): Stepped => {
  switch (act.do) {
    case 'lang':
      return stay({ ...state, lang: act.lang });
    case 'next':
    case 'back':
      if (act.from !== state.step) return stay(state);
      if (act.from === 'farewell')
        return act.do === 'next' ? home(state, 'end', nowMs) : stay(state);
      return act.do === 'next' ? next(state, nowMs, booth) : back(state, nowMs, booth);
    case 'stop':
      return home(state, state.step === 'farewell' ? 'end' : 'stop', nowMs);
    case 'help':
      return help(state, act.on);
    case 'age':
      if (state.step !== 'age') return stay(state);
      // Who keeps nothing has consented to nothing.
      return stay({ ...state, age: act.age, consent: act.age === 'child' ? [] : state.consent });
    case 'consent':
      if (state.step !== 'consent' || state.age === 'child') return stay(state);
      return stay({ ...state, consent: [...new Set(act.kinds)] });
    case 'listen':
      return listen(state, act.on, booth);
    case 'words':
      return correct(state, act.n, act.text, nowMs);
    case 'answer':
      return answer(state, act, nowMs, booth);
    case 'stroke':
    case 'undo':
    case 'redo':
    case 'clear':
      return sketch(state, act, nowMs);
    case 'tune':
      if (state.step !== 'music' || !isThere(act.tune, state, booth)) return stay(state);
      return stay({ ...state, tune: act.tune, trouble: without('tune', state.trouble) });
    case 'sensors':
      return state.step === 'sensors' ? stay({ ...state, worn: act.worn }) : stay(state);
    case 'feel': {
      const { marked } = act;
      const isNews =
        marked.pleasant !== state.marked.pleasant || marked.painful !== state.marked.painful;
      if (state.step !== 'recall' || !isNews) return stay(state);
      return { state: { ...state, marked }, effects: [{ do: 'feel', marked }] };
    }
    case 'end':
      return end(state, act.how, nowMs, booth);
    default:
      return stay(state);
  }
};
