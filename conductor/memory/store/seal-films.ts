import type { People } from '../../state/people/index.ts';
import type { FilmFiles } from './film-files.ts';
import { filmPiece } from './pieces.ts';
import type { Reader } from './reader.ts';

export interface SealParts {
  readonly people: People;
  readonly files: FilmFiles;
  readonly look: Reader;
}

const whole = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};

/** Films from before there was a master key are sealed; the plain file is nobody's then, and is swept. */
export const sealFilms = async ({ people, files, look }: SealParts): Promise<void> => {
  if ((await people.protection()) !== 'sealed') return;
  for (const memory of await people.shelf.having('film')) {
    const film = await look.filmOf(memory);
    if (film?.key !== null || film.bytes === 0) continue;
    const span = { from: 0, to: film.bytes - 1 };
    const written = await files.write(await whole(files.read(film.file, null, span)), true);
    try {
      const key = Buffer.from(written.key ?? []).toString('base64');
      await people.shelf.amend(memory, {
        pieces: [filmPiece({ ...film, file: written.id, key })],
        files: [{ id: written.id, kind: 'film' }],
      });
      await written.settle();
    } catch (error) {
      await written.drop();
      throw error;
    }
  }
};
