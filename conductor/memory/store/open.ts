import type { Remembrance } from '#contracts/remembrance';
import { emitter } from '../../kernel/emitter.ts';
import { scope } from '../../kernel/scope.ts';
import type { Consent } from '../../state/people/index.ts';
import { clearWork, sweepWork, workDirOf } from '../film/work.ts';
import type { FilmWish } from '../parts.ts';
import { chain } from './chain.ts';
import { codeOf, newCode } from './code.ts';
import { isGone, leftLamp, notKept, refusedLamp } from './errors.ts';
import { exportOf } from './export.ts';
import { realFilmDisk } from './film-disk.ts';
import { filmFiles } from './film-files.ts';
import { keeper } from './keeper.ts';
import { cardUntil, consentsOf } from './ledger-view.ts';
import { CARD, MAKING, Making, PIECE, read } from './pieces.ts';
import { reader } from './reader.ts';
import { sealFilms } from './seal-films.ts';
import { sweepFilms } from './sweep.ts';
import type { Listed, MemoriesOptions, MemoryStore } from './types.ts';
import { liveWall } from './wall.ts';

const SWEEP_MS = 3_600_000;
const RETRY_MS = 60_000;
const DAY_MS = 86_400_000;
const MEMORY = /^p-[a-z2-7]{16}$/;
const WHERE = 'memories';

/** Opens what visitors leave. Nothing is made before there is something to keep. Never rejects. */
export const openMemories = async (options: MemoriesOptions): Promise<MemoryStore> => {
  const { people, folder, timing, log, onLamp } = options;
  const nowMs = (): number => timing.nowMs();
  const files = filmFiles(folder, options.disk ?? realFilmDisk, process.pid);
  const wall = liveWall({ people, timing });
  const forgets = emitter<string>();
  const own = scope(() => {});
  const known = new Set<string>();
  const forgotten = new Set<string>();
  const isForgotten = (memory: string): boolean => forgotten.has(memory);
  const look = reader({ people, files, nowMs, isForgotten });
  const code = options.newCode ?? newCode;
  const keeps = keeper({ people, files, nowMs, newCode: code, place: wall.place });
  let isLeft = false;
  let stopRetry = (): void => {};

  /** Holders let go before the store does; one that fails does not keep the others. */
  const tellHolders = (memory: string): void => {
    try {
      forgets.emit(memory);
    } catch (error) {
      log.fail(WHERE, `Something of a deleted memory could not be let go: ${nameOf(error)}.`);
    }
  };
  const letGo = (memory: string): void => {
    if (forgotten.has(memory)) return;
    forgotten.add(memory);
    known.delete(memory);
    wall.takeDown(memory);
    tellHolders(memory);
  };

  const sweeping = chain(async () => {
    try {
      await sweepFilms({ people, files, nowMs });
      // What an interrupted film left of somebody who is not here any more goes too.
      await sweepWork(folder, await people.shelf.having(MAKING), nowMs() - SWEEP_MS);
      if (isLeft) onLamp(null);
      isLeft = false;
    } catch (error) {
      isLeft = true;
      log.fail(WHERE, leftLamp(error).text.en);
      onLamp(leftLamp(error));
      stopRetry();
      stopRetry = timing.after(RETRY_MS, () => void sweep());
    }
  });
  const sweep = (): Promise<void> => sweeping.run().catch(() => {});

  /** What another program or the time changed. */
  const following = chain(async () => {
    const now = new Set(await people.shelf.holders());
    for (const memory of [...known]) if (!now.has(memory)) letGo(memory);
    for (const memory of now) if (!forgotten.has(memory)) known.add(memory);
    await wall.follow();
    await sweep();
  });
  const follow = (): Promise<void> =>
    following.run().catch((error: unknown) => {
      log.warn(WHERE, `What is kept of visitors could not be looked at: ${nameOf(error)}.`);
    });

  const refused = (error: unknown): unknown => {
    const lamp = refusedLamp(error);
    if (lamp) {
      log.fail(WHERE, lamp.text.en);
      onLamp(lamp);
    }
    return notKept(error);
  };
  const idOf = async (codeOrMemory: string): Promise<string | null> => {
    if (MEMORY.test(codeOrMemory))
      return (await people.shelf.holders()).includes(codeOrMemory) ? codeOrMemory : null;
    return await store.find(codeOrMemory);
  };

  const endCard = async (memory: string, card: Consent | undefined, untilMs: number) => {
    if (!card || (card.untilMs !== null && card.untilMs <= untilMs)) return;
    const { who, by } = card;
    const grant = { what: CARD, who, untilMs, by: by ?? 'visitor', atMs: nowMs() };
    await people.shelf.amend(memory, { grants: [grant] });
  };

  const store: MemoryStore = {
    async keep(given, wish, film) {
      try {
        const kept = await keeps.keep(given, wish, film);
        known.add(kept.memory);
        if (!isLeft) onLamp(null);
        await wall.follow();
        return kept;
      } catch (error) {
        throw refused(error);
      }
    },
    async addFilm(memory, film) {
      if (isForgotten(memory)) return;
      try {
        if (!(await keeps.addFilm(memory, film))) return;
      } catch (error) {
        throw refused(error);
      }
      await wall.follow(memory);
      await sweep();
    },
    async forget(codeOrMemory) {
      const memory = await idOf(codeOrMemory);
      if (memory === null) return false;
      letGo(memory);
      try {
        await people.delete(memory);
      } catch (error) {
        if (!isGone(error)) {
          // It is still there: nobody is told otherwise.
          forgotten.delete(memory);
          throw error;
        }
      }
      await clearWork(workDirOf(folder, memory));
      await sweep();
      return true;
    },
    onForget: (fn) => forgets.on(fn),
    async unfinished() {
      const found: { memory: string; given: Remembrance; wish: FilmWish }[] = [];
      for (const memory of await people.shelf.having(MAKING)) {
        const bytes = await people.get(memory, MAKING, PIECE.making).catch(() => null);
        const making = read(Making, bytes);
        if (making) found.push({ memory, ...making });
      }
      return found;
    },
    wall: wall.sheets,
    onWall: wall.on,
    /** As long for what is no code: the hash is worked out all the same. */
    find: (typed) => people.shelf.find(codeOf(typed) ?? ''),
    view: look.view,
    async list() {
      const all: Listed[] = [];
      for (const memory of await people.shelf.holders()) {
        const view = await look.view(memory).catch(() => null);
        all.push({ memory, locked: view === null, view });
      }
      return all;
    },
    film: look.film,
    given: look.given,
    exported: (memory) => exportOf({ people, look, nowMs }, memory),
    async shorten(memory, days) {
      const lines = [...(await consentsOf(people, memory, nowMs())).values()];
      const latest = nowMs() + days * DAY_MS;
      const longer = lines.filter(({ untilMs }) => untilMs === null || untilMs > latest);
      const grants = longer.map(({ what, who, by }) => {
        return { what, who, untilMs: latest, by: by ?? 'visitor', atMs: nowMs() };
      });
      if (grants.length > 0) await people.shelf.amend(memory, { grants });
    },
    async drop(memory, kind) {
      // A film that is being made of it is not wanted any more either.
      if (kind === 'film') {
        tellHolders(memory);
        await people.consent.withdraw(memory, MAKING);
      }
      await people.consent.withdraw(memory, kind);
      const left = await consentsOf(people, memory, nowMs());
      const until = cardUntil(left);
      // Who takes back the last of it is forgotten; else the card lives no longer than the longest of what is left.
      if (until === null) await people.consent.withdraw(memory, CARD);
      else await endCard(memory, left.get(CARD), until);
      await follow();
    },
    async picture(sheet) {
      const memory = wall.memoryOf(sheet);
      return memory === null ? null : await people.get(memory, 'wall', PIECE.picture);
    },
    sweep,
    async close() {
      own.close();
      stopRetry();
      wall.stop();
      await following.settled();
      await sweeping.settled();
    },
  };

  await follow();
  await sealFilms({ people, files, look }).catch((error: unknown) =>
    log.warn(WHERE, `A film that lay in plain could not be sealed yet: ${nameOf(error)}.`),
  );
  await sweep();
  own.add(people.onChange(() => void follow()));
  own.add(timing.every(SWEEP_MS, () => void sweep()));
  return store;
};

/** Its code or kind alone: messages may name a person or a path. */
const nameOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.name : 'unknown';
};
