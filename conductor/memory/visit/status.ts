import type { Id, Text } from '#contracts/ids';
import type { SourceStatus } from '#contracts/status';
import type {
  AskedQuestion,
  BoothSensor,
  Language,
  VisitStatus,
  VisitSummary,
} from '#contracts/visit';
import type { Hearing } from '../parts.ts';
import type { BoothOf, VisitState } from './state.ts';
import { NO_BOOTH, WAITS } from './texts.ts';
import { wordless } from './words.ts';

/** What of the house a booth page sees beside the visit. */
export interface Seen {
  readonly show: BoothOf;
  readonly hears: Readonly<Record<Language, Hearing>>;
  readonly sources: readonly SourceStatus[];
  /** A keyboard is heard, so that a tune can be played on it. */
  readonly canPlay: boolean;
}

const MOST_SENSORS = 16;

/** Sensors that may be worn: of kinds that measure a person, here now. */
const sensorsOf = (sources: readonly SourceStatus[], worn: readonly Id[]): BoothSensor[] =>
  sources
    .filter(({ state, recorded, kind }) => !recorded && kind !== 'synthetic' && state === 'live')
    .slice(0, MOST_SENSORS)
    .map(({ id, label, quality }) => ({
      id,
      label,
      quality: Math.round(quality * 10) / 10,
      worn: worn.includes(id),
    }));

/** A keyboard that somebody can play on now: no simulated one. */
export const isPlayed = ({ state, recorded, kind, streams }: SourceStatus): boolean =>
  state === 'live' &&
  !recorded &&
  kind !== 'synthetic' &&
  streams.some((stream) => stream.kind === 'note');

/** Changes where what a page sees of the house does. */
export const keyOf = ({ show, hears, sources, canPlay }: Seen): string =>
  JSON.stringify([hears.en, hears.ko, show?.music, canPlay, sensorsOf(sources, [])]);

const questionOf = (state: VisitState, show: BoothOf): AskedQuestion | null => {
  const asked = state.step === 'questions' ? show?.questions[state.question] : undefined;
  if (!show || !asked) return null;
  const { text: answer, n, partial } = state.answers[asked.id] ?? wordless;
  const { id, text } = asked;
  return { id, index: state.question, count: show.questions.length, text, answer, n, partial };
};

/** What stands in the way, the most pressing first. */
const troubleOf = (state: VisitState, show: BoothOf): Text | null => {
  if (!show) return NO_BOOTH;
  if (state.waitsMs !== null) return WAITS;
  return state.trouble?.text ?? null;
};

/** What a booth page sees while nobody is served there. */
const closed = (state: VisitState, seen: Seen, elsewhere: boolean): VisitStatus => ({
  visit: null,
  elsewhere,
  step: 'welcome',
  lang: state.lang,
  sinceMs: elsewhere ? 0 : state.sinceMs,
  untilMs: null,
  leavesMs: null,
  help: elsewhere ? false : state.help,
  age: null,
  consent: [],
  words: { n: 0, text: '', partial: '', listening: false, voice: false, hears: { ...seen.hears } },
  question: null,
  strokes: [],
  canRedo: false,
  tune: null,
  music: [...(seen.show?.music ?? [])],
  sensors: [],
  marked: { pleasant: false, painful: false },
  film: { state: 'none', progress: 0, url: null },
  code: null,
  keptUntilMs: null,
  trouble: elsewhere ? null : troubleOf(state, seen.show),
});

/** How the visit stands, to the booth page `booth`: all of it where that page holds it, nothing of it elsewhere. */
export const statusOf = (state: VisitState, booth: Id, seen: Seen): VisitStatus => {
  // A recorded visitor is at no screen: whoever comes finds the welcome.
  if (state.visit === null || state.recorded) return closed(state, seen, false);
  if (state.booth !== booth) return closed(state, seen, true);
  const { visit, words, film, kept } = state;
  return {
    visit,
    elsewhere: false,
    step: state.step,
    lang: state.lang,
    sinceMs: state.sinceMs,
    untilMs: state.untilMs,
    leavesMs: state.leavesMs,
    help: state.help,
    age: state.age,
    consent: [...state.consent],
    words: {
      n: words.n,
      text: words.text,
      partial: words.partial,
      listening: state.listening,
      voice: state.voice,
      hears: { ...seen.hears },
    },
    question: questionOf(state, seen.show),
    strokes: [...state.strokes],
    canRedo: state.redo.length > 0,
    tune: state.tune,
    music: [...(seen.show?.music ?? [])],
    canPlay: seen.canPlay,
    sensors: sensorsOf(seen.sources, state.worn),
    marked: state.marked,
    film: { ...film, url: film.state === 'ready' ? filmUrl(visit) : null },
    code: kept?.code ?? null,
    keptUntilMs: kept?.untilMs ?? null,
    trouble: troubleOf(state, seen.show),
  };
};

/** Where the page of a visit gets its film. */
export const filmUrl = (visit: Id): string => `/booth/film/${visit}`;

/**
 * What consoles see of it. The visit's own name opens its film, and that of its booth everything of it: neither is in it.
 */
export const summaryOf = (state: VisitState): VisitSummary => ({
  visit: state.visit === null ? null : `visit-${state.visits}`,
  step: state.step,
  sinceMs: state.sinceMs,
  leavesMs: state.leavesMs,
  help: state.help,
  booth: state.booth === null ? null : 'booth',
  film: state.film.state,
  visits: state.visits,
  finished: state.finished,
  walkedAway: state.walkedAway,
  recorded: state.recorded,
});
