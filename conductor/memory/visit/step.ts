import type { VisitAct, VisitStep } from '#contracts/visit';
import { ANSWER_CHARACTERS, acted, stale } from './acts.ts';
import { andThen, enter, FILM_AFTER_S, home, isWording, LOST_S, patienceS } from './going.ts';
import { next } from './pages.ts';
import {
  type BoothOf,
  EMPTY,
  type Stepped,
  stay,
  type Trouble,
  type VisitInput,
  type VisitState,
} from './state.ts';
import { NO_BOOTH, NO_FILM } from './texts.ts';
import { heardPartly, heardWhole, type Words, wordless } from './words.ts';

/** What was still being understood as the microphone closed counts, until the rest begins. */
const EARLY: ReadonlySet<VisitStep> = new Set(['words', 'questions', 'sketch', 'music', 'sensors']);

type Input<T extends VisitInput['t']> = Extract<VisitInput, { t: T }>;

/** The picture gets a memory that changes at this pace: so long after the last change, and after it was given. */
const QUIET_MS = 1_500;
const PACE_MS = 3_000;
/** While somebody writes on and on, at least so often. */
const LONGEST_MS = 10_000;

const touched = (state: VisitState, nowMs: number): VisitState => ({
  ...state,
  touchedMs: nowMs,
  leavesMs: null,
});

/** Somebody touches a booth where nobody was. */
const begin = (state: VisitState, input: Input<'act'>, nowMs: number, booth: BoothOf): Stepped => {
  if (input.act.do !== 'begin' || state.waitsMs !== null) return stay(state);
  if (!booth) return stay({ ...state, trouble: { of: 'show', text: NO_BOOTH } });
  const recorded = input.recorded === true;
  const { visit, seed } = input.fresh;
  const begun: Stepped = {
    state: {
      ...state,
      ...EMPTY,
      visit,
      seed,
      booth: input.booth,
      recorded,
      lang: input.act.lang,
      lostMs: null,
      letGo: false,
      visits: state.visits + (recorded ? 0 : 1),
    },
    effects: [{ do: 'begun', visit }],
  };
  return andThen(begun, (there) => enter(there, 'notice', nowMs, booth));
};

/** Help may be called where nobody is, too; everything else of somebody else's does nothing. */
const outside = (state: VisitState, act: VisitAct): Stepped =>
  state.visit === null && act.do === 'help' && act.on !== state.help
    ? { state: { ...state, help: act.on }, effects: [{ do: 'help', on: act.on }] }
    : stay(state);

const act = (state: VisitState, input: Input<'act'>, nowMs: number, booth: BoothOf): Stepped => {
  // A recorded visitor gives way to whoever touches the screen.
  if (state.recorded && input.recorded !== true)
    return andThen(home(state, 'gave-way', nowMs), (free) => act(free, input, nowMs, booth));
  if (state.visit === null)
    return input.act.do === 'begin' ? begin(state, input, nowMs, booth) : outside(state, input.act);
  if (state.booth !== input.booth || !booth) return stay(state);
  return acted(touched(state, nowMs), input.act, nowMs, booth);
};

/** Speech goes into the memory, or into the answer to the question that was asked when it began. */
const heard = (
  state: VisitState,
  into: string | null,
  nowMs: number,
  join: (words: Words, most?: number) => Words,
): VisitState => {
  const here = touched(state, nowMs);
  if (into === null) return { ...here, words: join(state.words) };
  const answer = join(state.answers[into] ?? wordless, ANSWER_CHARACTERS);
  return { ...here, answers: { ...state.answers, [into]: answer } };
};

const hearing = (state: VisitState, trouble: Trouble['text'] | null): VisitState => {
  if (!isWording(state.step)) return state;
  if (trouble) return { ...state, trouble: { of: 'hearing', text: trouble } };
  return state.trouble?.of === 'hearing' ? { ...state, trouble: null } : state;
};

const filmed = (
  state: VisitState,
  { state: is, progress }: Input<'film'>,
  nowMs: number,
  booth: BoothOf,
): Stepped => {
  if (state.film.state !== 'making') return stay(state);
  const film = { state: is, progress: Math.max(state.film.progress, progress) };
  if (is === 'making' || state.step !== 'film' || !booth) return stay({ ...state, film });
  const seconds = is === 'ready' ? booth.film.seconds + FILM_AFTER_S : FILM_AFTER_S;
  const trouble: Trouble | null = is === 'failed' ? { of: 'film', text: NO_FILM } : state.trouble;
  return stay({ ...state, film, trouble, untilMs: nowMs + seconds * 1000 });
};

const kept = (state: VisitState, input: Input<'kept'>, nowMs: number, booth: BoothOf): Stepped => {
  if (state.ending === null || state.kept || !booth) return stay(state);
  if (!input.kept) {
    const trouble: Trouble | null = input.trouble && { of: 'keep', text: input.trouble };
    return stay({ ...touched(state, nowMs), ending: null, trouble });
  }
  const done = { ...state, kept: input.kept, finished: state.finished + 1 };
  return enter(done, 'farewell', nowMs, booth);
};

/** The stage is the show's again, or is not: what runs by time stands meanwhile. */
const stage = (state: VisitState, live: boolean, nowMs: number): Stepped => {
  if (live === (state.waitsMs === null)) return stay(state);
  if (!live) return stay({ ...state, waitsMs: nowMs });
  const stoodMs = nowMs - (state.waitsMs ?? nowMs);
  const { untilMs, step, visit } = state;
  return {
    state: {
      ...touched(state, nowMs),
      waitsMs: null,
      sinceMs: state.sinceMs + stoodMs,
      untilMs: untilMs === null ? null : untilMs + stoodMs,
    },
    effects: visit === null ? [] : [{ do: 'cue', step }],
  };
};

/** Whether the picture is to get what has changed of the memory. */
const isDue = ({ staleMs, givenMs }: VisitState, nowMs: number): boolean =>
  staleMs !== null &&
  ((nowMs - staleMs >= QUIET_MS && nowMs - givenMs >= PACE_MS) || nowMs - givenMs >= LONGEST_MS);

const given = (state: VisitState, nowMs: number): Stepped =>
  isDue(state, nowMs) && !state.letGo
    ? { state: { ...state, givenMs: nowMs, staleMs: null }, effects: [{ do: 'remember' }] }
    : stay(state);

const tick = (state: VisitState, nowMs: number, booth: BoothOf): Stepped => {
  if (state.visit === null)
    return stay(booth && state.trouble?.of === 'show' ? { ...state, trouble: null } : state);
  // The show that has no booth any more lets its visitor go.
  if (!booth) return home(state, 'show', nowMs);
  const { untilMs, step, lostMs, touchedMs, leavesMs } = state;
  if (lostMs !== null && nowMs - lostMs >= LOST_S * 1000) return home(state, 'lost', nowMs);
  // A code that nobody guards is not shown for as long as the stage stands.
  const runs = state.waitsMs === null || step === 'farewell';
  if (untilMs !== null && nowMs >= untilMs && runs)
    return step === 'farewell' ? home(state, 'end', nowMs) : next(forced(state), nowMs, booth);
  if (step === 'farewell') return stay(state);
  // The question that is asked was taken out of the show.
  if (step === 'questions' && !booth.questions[state.question]) return next(state, nowMs, booth);
  if (leavesMs !== null && nowMs >= leavesMs) return home(state, 'away', nowMs);
  const isAway = nowMs - touchedMs >= patienceS(step, booth) * 1000;
  if (leavesMs === null && isAway) return stay({ ...state, leavesMs: nowMs + booth.leaveS * 1000 });
  return given(state, nowMs);
};

/** A film that is late is not waited for. */
const forced = (state: VisitState): VisitState =>
  state.step === 'film' && state.film.state === 'making'
    ? { ...state, film: { state: 'failed', progress: state.film.progress } }
    : state;

/**
 * One thing that happens to the booth, and what is to be done about it. Pure: time, chance and the show are given.
 * @param booth what the show says of it; null: the show has none
 */
export const step = (
  state: VisitState,
  input: VisitInput,
  nowMs: number,
  booth: BoothOf,
): Stepped => {
  switch (input.t) {
    case 'act':
      return act(state, input, nowMs, booth);
    case 'joined':
      return stay(state.booth === input.booth ? { ...state, lostMs: null } : state);
    case 'left':
      return stay(
        state.booth === input.booth && state.lostMs === null ? { ...state, lostMs: nowMs } : state,
      );
    case 'partial':
      if (!state.listening) return stay(state);
      return stay(heard(state, input.into, nowMs, (w) => heardPartly(w, input.text)));
    case 'final':
      if (state.letGo || !EARLY.has(state.step)) return stay(state);
      return stay(
        stale(
          heard(state, input.into, nowMs, (w, most) => heardWhole(w, input.text, most)),
          nowMs,
        ),
      );
    case 'voice':
      return state.listening
        ? stay({ ...(input.on ? touched(state, nowMs) : state), voice: input.on })
        : stay(state);
    case 'hearing':
      return stay(hearing(state, input.trouble));
    case 'file':
      if (state.step !== 'music') return stay(state);
      return input.trouble
        ? stay({ ...touched(state, nowMs), trouble: { of: 'tune', text: input.trouble } })
        : stay({
            ...touched(state, nowMs),
            hasFile: true,
            tune: { kind: 'file' },
            trouble: null,
          });
    case 'film':
      return filmed(state, input, nowMs, booth);
    case 'kept':
      return kept(state, input, nowMs, booth);
    case 'keepsake':
      return stay({ ...state, film: { ...state.film, progress: input.progress } });
    case 'attend':
      if (input.do === 'stop') return home(state, 'attendant', nowMs);
      return state.help
        ? { state: { ...state, help: false }, effects: [{ do: 'help', on: false }] }
        : stay(state);
    case 'stage':
      return stage(state, input.live, nowMs);
    case 'tick':
      return tick(state, nowMs, booth);
  }
};
