import { Remembrance } from '#contracts/remembrance';
import type { People } from '../../state/people/index.ts';
import { isGone } from './errors.ts';
import type { FilmFiles } from './film-files.ts';
import { consentsOf, isMemoryKind } from './ledger-view.ts';
import { CARD, Card, Course, Drawn, Film, MAKING, PIECE, read, Tuned, Words } from './pieces.ts';
import type { FilmBytes, View, ViewKind } from './types.ts';

const NO_COURSE: Course = {
  positive: [],
  negative: [],
  arousal: [],
  confidence: [],
  decoded: { positive: [], negative: [], arousal: [] },
  reported: { pleasant: [], painful: [] },
  breath: [],
  beats: [],
  moved: { x: [], y: [], energy: [] },
};

/** Null where somebody is gone meanwhile: that is no error to who only looks. */
const unlessGone = async <T>(work: () => Promise<T>): Promise<T | null> => {
  try {
    return await work();
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
};

export interface ReaderParts {
  readonly people: People;
  readonly files: FilmFiles;
  readonly nowMs: () => number;
  /** Whether a memory has been forgotten since. */
  readonly isForgotten: (memory: string) => boolean;
}

/** Looks at what is kept of one visitor; consent is asked each time. */
export const reader = ({ people, files, nowMs, isForgotten }: ReaderParts) => {
  const filmOf = async (memory: string): Promise<Film | null> =>
    read(Film, await people.get(memory, 'film', PIECE.film));

  const film = (memory: string): Promise<FilmBytes | null> =>
    unlessGone(async () => {
      const kept = await filmOf(memory);
      if (!kept) return null;
      const { file, key, mime, bytes, seconds, width, height } = kept;
      const secret = key === null ? null : Buffer.from(key, 'base64');
      const shown = { mime, bytes, seconds, width, height };
      return {
        ...shown,
        async *read(span) {
          for await (const piece of files.read(file, secret, span)) {
            if (isForgotten(memory)) throw new Error('forgotten');
            yield piece;
          }
        },
      };
    });

  const kindsOf = async (memory: string): Promise<ViewKind[]> => {
    const consents = await consentsOf(people, memory, nowMs());
    const { entries } = await people.shelf.one(memory);
    const sizes = new Map<string, number>();
    for (const { kind, bytes } of entries) sizes.set(kind, (sizes.get(kind) ?? 0) + bytes);
    return [...consents.values()].flatMap(({ what, untilMs, who, by }) =>
      isMemoryKind(what) ? [{ kind: what, untilMs, who, by, bytes: sizes.get(what) ?? 0 }] : [],
    );
  };

  const view = (memory: string): Promise<View | null> =>
    unlessGone(async () => {
      const card = read(Card, await people.get(memory, CARD, PIECE.card));
      if (!card) return null;
      const kept = await film(memory);
      const kinds = await kindsOf(memory);
      const names = await people.names(memory, MAKING);
      const { lang, title, day } = card;
      return {
        memory,
        lang,
        title,
        day,
        kinds: kinds.map((one) =>
          one.kind === 'film' ? { ...one, bytes: one.bytes + (kept?.bytes ?? 0) } : one,
        ),
        making: names.length > 0,
        film: kept && {
          mime: kept.mime,
          bytes: kept.bytes,
          seconds: kept.seconds,
          width: kept.width,
          height: kept.height,
        },
      };
    });

  const given = (memory: string): Promise<Remembrance | null> =>
    unlessGone(async () => {
      const card = read(Card, await people.get(memory, CARD, PIECE.card));
      if (!card) return null;
      const words = read(Words, await people.get(memory, 'words', PIECE.words));
      const drawn = read(Drawn, await people.get(memory, 'sketch', PIECE.sketch));
      const tuned = read(Tuned, await people.get(memory, 'tune', PIECE.tune));
      const course = read(Course, await people.get(memory, 'recall', PIECE.recall));
      const { lang, seed, title, day } = card;
      return Remembrance.parse({
        format: 1,
        id: memory,
        lang,
        seed,
        memory: { parts: words?.parts ?? [], sketch: drawn?.sketch ?? [] },
        strokes: drawn?.strokes ?? [],
        tune: tuned?.tune ?? { kind: 'answer' },
        theme: tuned?.theme ?? [],
        course: course ?? NO_COURSE,
        title,
        day,
      });
    });
  return { film, filmOf, view, given };
};
export type Reader = ReturnType<typeof reader>;
