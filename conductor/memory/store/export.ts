import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { People } from '../../state/people/index.ts';
import { isGone } from './errors.ts';
import { type OutFile, unpackedMemory } from './export-files.ts';
import { indexPage } from './export-index.ts';
import { consentsOf } from './ledger-view.ts';
import type { Reader } from './reader.ts';
import type { FilmBytes } from './types.ts';

export interface ExportParts {
  readonly people: People;
  readonly look: Reader;
  readonly nowMs: () => number;
}

const WIDE = 16 / 9;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A ZIP as it grows: the film passes through, all else is packed. */
const zipped = async function* (
  files: readonly OutFile[],
  film: FilmBytes | null,
  atMs: number,
): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    made.push(piece);
  });
  const taken = (): Uint8Array[] => {
    const out = made;
    made = [];
    return out;
  };
  for (const { name, bytes } of files) {
    const one = new ZipDeflate(name, { level: 6 });
    one.mtime = atMs;
    zip.add(one);
    one.push(bytes, true);
    yield* taken();
  }
  if (film && film.bytes > 0) {
    const one = new ZipPassThrough(filmName(film));
    one.mtime = atMs;
    zip.add(one);
    for await (const piece of film.read({ from: 0, to: film.bytes - 1 })) {
      one.push(piece);
      yield* taken();
    }
    one.push(new Uint8Array(), true);
  }
  zip.end();
  yield* taken();
};

export const filmName = ({ mime }: Pick<FilmBytes, 'mime'>): string =>
  mime === 'video/mp4' ? 'film.mp4' : 'film.webm';

/** Everything of one visitor that is kept now. Null where there is nothing. */
export const exportOf = async (
  { people, look, nowMs }: ExportParts,
  memory: string,
): Promise<AsyncIterable<Uint8Array> | null> => {
  const view = await look.view(memory);
  if (!view) return null;
  try {
    const { entries, consents } = await people.export(memory);
    const holds = await consentsOf(people, memory, nowMs());
    const film = await look.film(memory);
    const aspect = film ? film.width / film.height : WIDE;
    const kept = unpackedMemory(
      entries.filter(({ kind }) => holds.has(kind)),
      aspect,
    );
    const told = utf8(`${JSON.stringify(consents, null, 2)}\n`);
    const files = [...kept, { name: 'consents.json', bytes: told }];
    const names = [...(film ? [filmName(film)] : []), ...files.map(({ name }) => name)];
    const index = utf8(indexPage(view, names, consents));
    return zipped([{ name: 'index.html', bytes: index }, ...files], film, nowMs());
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
};
