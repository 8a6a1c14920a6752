import type { Remembrance } from '#contracts/remembrance';
import type { People } from '../../state/people/index.ts';
import type { FilmFile, KeepWish, Kept } from '../parts.ts';
import { writtenCode } from './code.ts';
import { isGone, isNotAllowed, isTaken, nothingToKeep } from './errors.ts';
import type { FilmFiles, Written } from './film-files.ts';
import {
  type Film,
  filmPieces,
  grantsOf,
  MAKING,
  picturePiece,
  piecesOf,
  untilOf,
} from './pieces.ts';
import { newSheet } from './sheet.ts';

/** So often another code is tried: of 29^12 two are never the same by chance. */
const TRIES = 5;

export interface KeeperParts {
  readonly people: People;
  readonly files: FilmFiles;
  readonly nowMs: () => number;
  readonly newCode: () => string;
  /** A place on the wall for a new sheet. */
  readonly place: () => number;
}

const filmOf = ({ id, key }: Written, film: FilmFile): Film => ({
  format: 1,
  file: id,
  key: key && Buffer.from(key).toString('base64'),
  mime: film.mime,
  bytes: film.bytes.length,
  seconds: film.seconds,
  width: film.width,
  height: film.height,
});

/** Puts memories into the store: the film as a file first, then everything else at once. */
export const keeper = ({ people, files, nowMs, newCode, place }: KeeperParts) => {
  const write = async (film: FilmFile) => {
    const sealed = (await people.protection()) !== 'plain';
    const written = await files.write(film.bytes, sealed);
    return { written, kept: filmOf(written, film), file: film };
  };

  const shelve = async (kept: Omit<Parameters<People['shelf']['keep']>[0], 'code'>) => {
    for (let n = 1; ; n++) {
      const code = newCode();
      try {
        return { code, memory: await people.shelf.keep({ ...kept, code }) };
      } catch (error) {
        if (!isTaken(error) || n === TRIES) throw error;
      }
    }
  };

  return {
    /** Rejects where anything of it cannot be kept; then nothing is. */
    async keep(given: Remembrance, wish: KeepWish, film: FilmFile | null): Promise<Kept> {
      const atMs = nowMs();
      const until = untilOf(wish, atMs);
      if (until.size === 0) throw nothingToKeep();
      const stored = film && until.has('film') ? await write(film) : null;
      try {
        const sheet = until.has('wall') ? newSheet(given, place(), atMs) : null;
        const keepsake = until.has('film') ? (wish.keepsake ?? null) : null;
        // The sheet's picture goes with the wall, also where the film itself is not kept.
        const still = until.has('wall') && film?.still ? [picturePiece(film.still)] : [];
        const pieces = piecesOf(until, { given, keepsake, film: stored, sheet });
        const { code, memory } = await shelve({
          grants: grantsOf(until, wish, atMs),
          pieces: [...pieces, ...still],
          files: stored ? [{ id: stored.written.id, kind: 'film' }] : [],
        });
        await stored?.written.settle();
        return { memory, code: writtenCode(code), untilMs: Math.max(...until.values()) };
      } catch (error) {
        await stored?.written.drop();
        throw error;
      }
    },
    /** False: there is nobody any more, or they do not agree any more. */
    async addFilm(memory: string, film: FilmFile): Promise<boolean> {
      const may = (kind: string): Promise<boolean> => people.consent.allows(memory, kind, nowMs());
      if (!(await may('film'))) return false;
      const { written, kept } = await write(film);
      try {
        const still = film.still && (await may('wall')) ? [picturePiece(film.still)] : [];
        await people.shelf.amend(memory, {
          pieces: [...filmPieces(kept, film), ...still],
          files: [{ id: written.id, kind: 'film' }],
          ends: [MAKING],
        });
        await written.settle();
        return true;
      } catch (error) {
        await written.drop();
        if (isGone(error) || isNotAllowed(error)) return false;
        throw error;
      }
    },
  };
};
