import type { Id, Text } from '#contracts/ids';
import { COURSE_HZ } from '#contracts/remembrance';
import type { Stop } from '../../kernel/clock.ts';
import { nameOf } from './error-name.ts';
import { type Held, nothingHeld } from './held.ts';
import { linesOf } from './remembered.ts';
import { openRooms } from './rooms.ts';
import { type BoothOf, nobody, type VisitInput, type VisitState } from './state.ts';
import { isPlayed, keyOf, type Seen, statusOf, summaryOf } from './status.ts';
import { step } from './step.ts';
import { themeOf } from './theme.ts';
import { isTune, TOO_LARGE, tuneOf } from './tune-file.ts';
import type { VisitParts, Visits } from './visit-parts.ts';

export type { VisitParts, Visits } from './visit-parts.ts';

const BEAT_MS = 1000 / COURSE_HZ;
const DEAF = { en: 'absent', ko: 'absent' } as const;
const HEX = 16;
const ID_DIGITS = 24;
/** The booth of a recorded visitor. */
const RECORDED = 'recorded';
const NOT_NOW: Text = {
  en: 'Music can be handed over while the booth asks for it.',
  ko: '음악은 부스가 물어볼 때 건넬 수 있습니다.',
};

/** What a page was told last. */
interface Page {
  readonly seen: string;
  readonly state: VisitState | null;
}

/** The visit to the booth: the machine of step.ts, and what it does to the house. */
export const openVisits = (parts: VisitParts): Visits => {
  const { road, timing, log, wire, speech, chance } = parts;
  const nowMs = (): number => timing.nowMs();
  const held: Held = nothingHeld();
  const pages = new Map<Id, Page>();
  let state = nobody(nowMs());
  let told: VisitState | null = null;
  let drawn: VisitState['strokes'] | null = null;
  let sentMs = Number.NEGATIVE_INFINITY;
  let closed = false;
  let wearing: { body: Id; sources: readonly Id[] | null } = { body: '', sources: null };

  const show = (): BoothOf => road.show().booth ?? null;
  const digits = (): string =>
    Array.from({ length: ID_DIGITS }, () => Math.floor(chance() * HEX).toString(HEX)).join('');
  const fresh = () => ({ visit: digits(), seed: Math.floor(chance() * 2 ** 31) });

  /** What fails in one room must not keep the visit from its next step; what it says may quote somebody. */
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      log.fail('booth', `A part of the visit failed (${nameOf(error)}).`);
    }
  };

  /** Whose signals count for the body that leads: while somebody is there, those of what they wear. */
  const wear = (): void => {
    const body = road.show().bodies[0] ?? '';
    const sources = state.visit === null || state.recorded ? null : state.worn;
    if (wearing.body === body && wearing.sources === sources) return;
    if (wearing.body !== body && wearing.sources !== null) road.wear(wearing.body, null);
    if (wearing.sources !== null || sources !== null) road.wear(body, sources);
    wearing = { body, sources };
  };

  const take = (input: VisitInput): void => {
    if (closed) return;
    const stepped = step(state, input, nowMs(), show());
    state = stepped.state;
    guarded(wear);
    for (const effect of stepped.effects) guarded(() => rooms.carryOut(effect));
    flush();
  };
  const laterOf = (visit: Id | null) => (input: VisitInput) => {
    if (visit !== null && state.visit === visit && !state.letGo) take(input);
  };

  const rooms = openRooms({
    ...parts,
    held,
    state: () => state,
    show,
    later: () => laterOf(state.visit),
  });

  /** To each page what it has not been told; true: there was something. */
  const tellPages = (): boolean => {
    if (pages.size === 0) return false;
    const house: Seen = {
      show: show(),
      hears: speech?.hears() ?? DEAF,
      sources: state.step === 'sensors' ? road.sources() : [],
      canPlay: state.step === 'music' && road.sources().some(isPlayed),
    };
    const seen = keyOf(house);
    let sent = false;
    for (const [booth, page] of pages) {
      if (page.state === state && page.seen === seen) continue;
      const whole = statusOf(state, booth, house);
      const { strokes: _, ...lean } = whole;
      const before = page.state;
      const isDrawn = before?.strokes !== state.strokes || before.visit !== state.visit;
      pages.set(booth, { state, seen });
      wire.visit(booth, isDrawn ? whole : lean, () => whole);
      sent = true;
    }
    return sent;
  };

  /** To displays the drawing, to consoles the summary. */
  const tellHouse = (): boolean => {
    const strokes = state.visit === null || state.letGo ? null : state.strokes;
    if (drawn !== strokes) {
      drawn = strokes;
      wire.visitDrawing(strokes && linesOf(strokes));
    }
    if (told === state) return false;
    const [before, now] = [told && JSON.stringify(summaryOf(told)), summaryOf(state)];
    told = state;
    if (before !== JSON.stringify(now)) wire.booth(now);
    return true;
  };

  const flush = (): void => {
    if (closed || nowMs() - sentMs < BEAT_MS - 1) return;
    const hasToldPages = tellPages();
    if (tellHouse() || hasToldPages) sentMs = nowMs();
  };

  const beat = (): void => {
    const live = !road.isSafe() && road.desk().evening === 'show';
    take({ t: 'stage', live });
    if (state.step === 'recall' && live) guarded(rooms.sample);
    take({ t: 'tick' });
  };

  const stops: Stop[] = [
    timing.every(BEAT_MS, beat),
    speech?.onHears(flush) ?? (() => {}),
    road.events.blocks.on((block) => {
      if (state.step === 'music' && !state.recorded && !block.recorded) held.played.hear(block);
    }),
  ];
  const isServed = (visit: Id): boolean => state.visit === visit && !state.letGo && !state.recorded;

  return {
    joined(booth) {
      pages.set(booth, { seen: '', state: null });
      sentMs = Number.NEGATIVE_INFINITY;
      take({ t: 'joined', booth });
    },
    left(booth) {
      pages.delete(booth);
      take({ t: 'left', booth });
    },
    act: (booth, act) => take({ t: 'act', booth, act, fresh: fresh() }),
    play(act, seed) {
      const visit = digits();
      take({ t: 'act', booth: RECORDED, act, recorded: true, fresh: { visit, seed } });
    },
    voice(booth, frame) {
      if (state.booth === booth && state.listening) held.listening?.push(frame);
    },
    attend: (what) => take({ t: 'attend', do: what }),
    tune(visit, bytes) {
      if (!isServed(visit) || state.step !== 'music') return NOT_NOW;
      const tune = bytes === null ? TOO_LARGE : tuneOf(bytes);
      if (isTune(tune)) {
        held.tune = tune;
        held.theme = themeOf(tune);
      }
      const trouble = isTune(tune) ? null : tune;
      take({ t: 'file', trouble });
      return trouble;
    },
    isServing: () => state.visit !== null && !state.recorded,
    holds: isServed,
    film: (visit) => (isServed(visit) ? held.film : null),
    tuneOf: async (id) => rooms.tuneOf(id),
    state: () => state,
    summary: () => summaryOf(state),
    close() {
      if (closed) return;
      for (const stop of stops) stop();
      rooms.close();
      wire.visitDrawing(null);
      state = nobody(nowMs());
      guarded(wear);
      closed = true;
    },
  };
};
