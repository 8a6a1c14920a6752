import type { Booth } from '#contracts/booth';
import type { Id } from '#contracts/ids';
import type { Remembered } from '#contracts/picture';
import type { FilmWish, KeepWish } from '../parts.ts';
import { nameOf } from './error-name.ts';
import { type Held, release } from './held.ts';
import { type Keepsakes, keepsakes } from './keepsakes.ts';
import { KEYS_EVERY_MS, keysSay } from './keys.ts';
import { CALLS, FILM_FAILED, KEEP_FAILED } from './lamps.ts';
import { recallOf } from './recall.ts';
import { rememberedOf } from './remembered.ts';
import type { BoothOf, VisitEffect, VisitInput, VisitState } from './state.ts';
import { CALLED, NO_HEARING, NOT_KEPT } from './texts.ts';
import type { VisitParts } from './visit-parts.ts';

/** The house as effects reach it. */
export interface Rooms {
  carryOut(effect: VisitEffect): void;
  /** One moment of the recall that runs, if one does. */
  sample(): void;
  /** The visitor's own music, by the id in a remembrance; null: none is held. */
  tuneOf(id: string): Uint8Array | null;
  readonly close: () => void;
}

export interface RoomsParts extends VisitParts {
  readonly held: Held;
  state(): VisitState;
  show(): BoothOf;
  /** For what comes later: an input of the visit that runs now, or none where that is over by then. */
  later(): (input: VisitInput) => void;
}

const GROW_MS = 1_000;
const NOTHING: Remembered = { parts: [], sketch: [] };
const DAY_CHARACTERS = 10;
const NOT_DONE: VisitInput = { t: 'kept', kept: null, trouble: NOT_KEPT };

const wishOf = ({ film: { seconds, aspect, lines, label } }: Booth): FilmWish => ({
  seconds,
  aspect,
  lines,
  label,
});

const share = (progress: number): number => Math.min(1, Math.max(0, progress));

/** Carries out what a visit decides: cues, ears, the picture, the film, the store. */
export const openRooms = (parts: RoomsParts): Rooms => {
  const { road, timing, log, lamps, speech, films, memories, held, state, show, later } = parts;
  const nowMs = (): number => timing.nowMs();
  const lead = (): Id => road.show().bodies[0] ?? '';
  let keysMs = 0;
  let grownMs = 0;

  const queue: Keepsakes | null =
    films && memories
      ? keepsakes({
          films,
          memories,
          log,
          lamp: (failed) => lamps.set(FILM_FAILED.part, failed ? FILM_FAILED : null),
        })
      : null;
  queue?.resume().catch((error: unknown) => log.warn('film', nameOf(error)));

  const cue = (step: VisitState['step']): void => {
    const number = show()?.cues[step];
    if (number === undefined) return;
    // Under the name of its page anybody could join the visit: it is told to nobody.
    road.ask({ intent: { do: 'go-cue', number }, atMs: nowMs(), door: 'booth', from: 'booth' });
  };

  const listen = ({ lang, into }: Extract<VisitEffect, { do: 'listen' }>): void => {
    const on = later();
    if (!speech) {
      on({ t: 'hearing', trouble: NO_HEARING });
      return;
    }
    held.listening = speech.listen({
      lang,
      partial: (text) => on({ t: 'partial', into, text }),
      final: (text) => on({ t: 'final', into, text }),
      voice: (is) => on({ t: 'voice', on: is }),
      trouble: (text) => on({ t: 'hearing', trouble: text }),
    });
  };

  /** What is still being understood comes to its end, unless the visit ends before. */
  const deaf = (): void => {
    const session = held.listening;
    if (!session) return;
    held.listening = null;
    held.ending = session;
    session
      .end()
      .catch((error: unknown) => log.warn('speech', nameOf(error)))
      .finally(() => {
        if (held.ending === session) held.ending = null;
      });
  };

  /** Notes of the tune that was chosen. */
  const themeNow = (): NonNullable<Held['given']>['theme'] => {
    const kind = state().tune?.kind;
    return kind === 'file' ? held.theme : kind === 'played' ? held.played.theme() : [];
  };

  /** Words, drawing and tune as they stand, before it is recalled. */
  const givenNow = (booth: Booth): NonNullable<Held['given']> => {
    const now = state();
    return {
      format: 1,
      id: now.visit ?? 'visit',
      lang: now.lang,
      seed: now.seed,
      memory: rememberedOf(now, booth),
      strokes: [...now.strokes],
      tune: now.tune ?? { kind: 'silence' },
      theme: themeNow(),
      title: road.show().title,
      day: new Date(nowMs()).toISOString().slice(0, DAY_CHARACTERS),
    };
  };

  const preview = (booth: Booth, given: NonNullable<Held['given']>): void => {
    if (!films) return;
    const on = later();
    const run = films.preview(given, wishOf(booth), (progress) =>
      on({ t: 'film', state: 'making', progress: share(progress) }),
    );
    held.preview = run;
    run.done.then(
      (film) => {
        if (held.preview !== run) return;
        held.film = film;
        on({ t: 'film', state: 'ready', progress: 1 });
      },
      (error: unknown) => {
        if (held.preview !== run) return;
        log.warn('film', `The film of a visit could not be made (${nameOf(error)}).`);
        on({ t: 'film', state: 'failed', progress: 0 });
      },
    );
  };

  const recall = (): void => {
    const booth = show();
    if (!booth) return;
    held.recall?.stop();
    held.recall = recallOf(road, lead());
    held.given = givenNow(booth);
    if (held.given.theme.length > 0) parts.takeUp?.(held.given.theme);
    grownMs = nowMs();
    keysMs = 0;
    preview(booth, held.given);
  };

  const recalled = (): void => {
    const course = held.recall?.course();
    held.recall?.stop();
    held.recall = null;
    if (!course || !held.given) return;
    held.remembrance = { ...held.given, course };
    if (held.preview) held.preview.finish(course);
    else later()({ t: 'film', state: 'failed', progress: 0 });
  };

  const wished = (how: 'keep' | 'take', booth: Booth): KeepWish => {
    const { consent, age } = state();
    const kinds = how === 'keep' ? [...consent] : [];
    const hasFilm = how === 'take' || kinds.includes('film');
    return {
      kinds,
      keepDays: booth.keepDays,
      takeHours: how === 'take' ? booth.takeHours : null,
      by: age === 'guarded' ? 'guardian' : 'visitor',
      ...(queue && hasFilm && { keepsake: wishOf(booth) }),
    };
  };

  const keep = async (how: 'keep' | 'take'): Promise<void> => {
    const booth = show();
    const { remembrance, film } = held;
    const on = later();
    if (!memories || !booth || !remembrance) return on(NOT_DONE);
    const wish = wished(how, booth);
    const withFilm = how === 'take' || wish.kinds.includes('film');
    try {
      const kept = await memories.keep(remembrance, wish, withFilm ? film : null);
      lamps.set(KEEP_FAILED.part, null);
      // Whoever left meanwhile never saw the code: it is not kept behind their back.
      if (held.remembrance !== remembrance) return void (await memories.forget(kept.memory));
      if (wish.keepsake)
        queue?.make(kept.memory, remembrance, wish.keepsake, {
          progress: (progress) => on({ t: 'keepsake', progress: share(progress) }),
          tune: remembrance.tune.kind === 'file' ? (held.tune?.bytes ?? null) : null,
        });
      on({ t: 'kept', kept, trouble: null });
    } catch (error) {
      log.fail('memories', `A memory could not be kept (${nameOf(error)}).`);
      lamps.set(KEEP_FAILED.part, KEEP_FAILED);
      on(NOT_DONE);
    }
  };

  const feelKeys = (): void => {
    const { marked, recorded } = state();
    keysMs = nowMs();
    road.feel(lead(), keysSay(marked, lead(), keysMs, recorded), 'visitor');
  };

  const help = (on: boolean): void => {
    lamps.set(CALLS.part, on ? CALLS : null);
    if (on) parts.tell('warn', CALLS.part, CALLED);
  };

  return {
    carryOut(effect) {
      const booth = show();
      if (effect.do === 'begun') release(held);
      else if (effect.do === 'cue') cue(effect.step);
      else if (effect.do === 'listen') listen(effect);
      else if (effect.do === 'deaf') deaf();
      else if (effect.do === 'remember' && booth) road.remember(rememberedOf(state(), booth));
      else if (effect.do === 'feel') feelKeys();
      else if (effect.do === 'recall') recall();
      else if (effect.do === 'recalled') recalled();
      else if (effect.do === 'keep') void keep(effect.how);
      else if (effect.do === 'help') help(effect.on);
      else if (effect.do === 'let-go') {
        if (held.given && held.given.theme.length > 0) parts.takeUp?.(null);
        release(held);
        road.remember(NOTHING);
      }
    },
    sample() {
      const { recall: running } = held;
      const now = nowMs();
      if (!running) return;
      running.sample(now, state().marked);
      if (now - keysMs >= KEYS_EVERY_MS) feelKeys();
      if (now - grownMs < GROW_MS) return;
      grownMs = now;
      held.preview?.grow(running.course());
    },
    tuneOf(id) {
      const isNow = state().visit === id && state().tune?.kind === 'file';
      return (isNow ? held.tune?.bytes : queue?.tuneOf(id)) ?? null;
    },
    close() {
      queue?.close();
      if (!state().letGo) road.remember(NOTHING);
      release(held);
    },
  };
};
