import type { Remembrance } from '#contracts/remembrance';
import type { Stop } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { FilmRun, Films, FilmWish, Memories } from '../parts.ts';
import { nameOf } from './error-name.ts';

/** Keepsakes on their way, by the memory they belong to. */
export interface Keepsakes {
  /** Makes one in the background and hands it over. */
  make(memory: string, given: Remembrance, wish: FilmWish, more: KeepsakeMore): void;
  /** The visitor's own music of a memory, by the id in its remembrance, while its film is on its way. */
  tuneOf(id: string): Uint8Array | null;
  /** Goes on with those that were promised before. */
  resume(): Promise<void>;
  readonly count: number;
  /** What is not done is gone on with next time. */
  readonly close: Stop;
}

export interface KeepsakeMore {
  /** 0..1 */
  progress(share: number): void;
  /** The visitor's own music, in memory until the film is done; null: none. */
  readonly tune: Uint8Array | null;
}

export interface KeepsakeParts {
  readonly films: Films;
  readonly memories: Memories;
  readonly log: Log;
  /** One could not be made; null: all is well again. */
  lamp(failed: boolean): void;
}

const MOST_TUNES = 128 * 1024 * 1024;
const NO_MORE: KeepsakeMore = { progress: () => {}, tune: null };

/** The queue of keepsakes. A memory that is forgotten takes its film with it, finished or not. */
export const keepsakes = ({ films, memories, log, lamp }: KeepsakeParts): Keepsakes => {
  const running = new Map<string, FilmRun>();
  const tunes = new Map<string, Uint8Array>();
  let closed = false;

  const failed = (error: unknown): void => {
    // What went wrong names files and codecs, never words; still only its sentence is told.
    log.warn('film', `A keepsake could not be made: ${nameOf(error)}`);
    lamp(true);
  };

  /** Of several that wait only so much music is held; a film without it has the music that answers. */
  const hold = (id: string, tune: Uint8Array | null): void => {
    const held = [...tunes.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (tune && held + tune.byteLength <= MOST_TUNES) tunes.set(id, Uint8Array.from(tune));
  };

  const make: Keepsakes['make'] = (memory, given, wish, { progress, tune }) => {
    if (closed || running.has(memory)) return;
    hold(given.id, tune);
    const run = films.keepsake(memory, given, wish, progress);
    running.set(memory, run);
    const isOurs = (): boolean => running.get(memory) === run;
    run.done
      .then(async (film) => {
        if (!isOurs()) return;
        await memories.addFilm(memory, film);
        lamp(false);
      })
      .catch((error: unknown) => {
        if (isOurs() && !closed) failed(error);
      })
      .finally(() => {
        tunes.delete(given.id);
        if (isOurs()) running.delete(memory);
      });
  };

  const stop = memories.onForget((memory) => {
    running.get(memory)?.cancel();
    running.delete(memory);
    films.forget(memory).catch((error: unknown) => failed(error));
  });

  return {
    make,
    async resume() {
      const promised = await memories.unfinished();
      for (const { memory, given, wish } of promised) make(memory, given, wish, NO_MORE);
    },
    tuneOf: (id) => tunes.get(id) ?? null,
    get count() {
      return running.size;
    },
    close() {
      closed = true;
      stop();
      running.clear();
      tunes.clear();
    },
  };
};
