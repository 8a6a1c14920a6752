import { z } from 'zod';
import { Booth } from '#contracts/booth';
import { Id, Text } from '#contracts/ids';
import { Remembered } from '#contracts/picture';
import { Course, Remembrance } from '#contracts/remembrance';
import { Language, type MemoryKind, Stroke, Tune } from '#contracts/visit';
import type { Kept, KeptPiece } from '../../state/people/index.ts';
import type { FilmFile, FilmWish, KeepWish } from '../parts.ts';
import type { StoredSheet } from './sheet.ts';

/** What is kept of every visitor whose anything is kept: when, of which show, in which language. */
export const CARD = 'memory';
/** What the keepsake is made from, until it is made. */
export const MAKING = 'making';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
export const KEEP_DAYS = 30;
/** A keepsake that is not made by then never will be. */
export const MAKING_MS = 3 * DAY_MS;

export const Card = z.strictObject({
  format: z.literal(1),
  lang: Language,
  seed: z.int(),
  title: Text,
  day: z.string(),
});
export type Card = z.infer<typeof Card>;

export const Words = Remembered.pick({ parts: true });
export const Drawn = z.strictObject({
  strokes: z.array(Stroke).max(200),
  sketch: Remembered.shape.sketch,
});
export type Drawn = z.infer<typeof Drawn>;
export const Tuned = z.strictObject({ tune: Tune, theme: Remembrance.shape.theme });
export { Course };

const Wish = z.strictObject({
  seconds: z.number(),
  aspect: Booth.shape.film.unwrap().shape.aspect.unwrap(),
  lines: z.number(),
  label: Booth.shape.film.unwrap().shape.label.unwrap(),
});
export const Making = z.strictObject({ given: Remembrance, wish: Wish });

/** A film in the folder. */
export const Film = z.strictObject({
  format: z.literal(1),
  file: Id,
  /** Of the file, base64; null: it lies in plain. */
  key: z.base64().max(64).nullable(),
  mime: z.enum(['video/mp4', 'video/webm']),
  bytes: z.int().min(0),
  seconds: z.number(),
  width: z.int(),
  height: z.int(),
});
export type Film = z.infer<typeof Film>;

/** Names of the pieces of a kind. */
export const PIECE = {
  card: 'card',
  words: 'words',
  sketch: 'strokes',
  tune: 'tune',
  recall: 'course',
  film: 'film',
  curve: 'film.json',
  sheet: 'sheet',
  picture: 'picture',
  making: 'given',
} as const;

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const piece = (kind: string, name: string, value: unknown): KeptPiece => ({
  kind,
  name,
  bytes: bytesOf(value),
});

/** What was kept under a schema; null where nothing was, or it is none. */
export const read = <S extends z.ZodType>(
  schema: S,
  bytes: Uint8Array | null,
): z.infer<S> | null => {
  if (!bytes) return null;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
};

/** Who may see a kind: the wall is for everybody, all else for nobody but who has the code. */
const viewerOf = (kind: string): 'machine' | 'public' => (kind === 'wall' ? 'public' : 'machine');

/** Until when each kind is kept, Unix ms. `take`: the film alone, for hours. Pure. */
export const untilOf = (wish: KeepWish, nowMs: number): ReadonlyMap<MemoryKind, number> => {
  if (wish.takeHours !== null) return new Map([['film', nowMs + wish.takeHours * HOUR_MS]]);
  const days = (kind: MemoryKind): number => wish.keepDays[kind] ?? KEEP_DAYS;
  return new Map(wish.kinds.map((kind) => [kind, nowMs + days(kind) * DAY_MS]));
};

/** The consents of a visitor, a line for each kind. Pure. */
export const grantsOf = (
  until: ReadonlyMap<MemoryKind, number>,
  { by, keepsake }: KeepWish,
  nowMs: number,
): Kept['grants'] => {
  const film = until.get('film');
  const lines: [string, number][] = [[CARD, Math.max(...until.values())], ...until];
  if (film !== undefined && keepsake) lines.push([MAKING, Math.min(film, nowMs + MAKING_MS)]);
  return lines.map(([what, untilMs]) => ({ what, who: viewerOf(what), untilMs, by, atMs: nowMs }));
};

export interface PieceParts {
  readonly given: Remembrance;
  readonly keepsake: FilmWish | null;
  readonly film: { readonly kept: Film; readonly file: FilmFile } | null;
  readonly sheet: StoredSheet | null;
}

export const filmPieces = (kept: Film, file: FilmFile): KeptPiece[] => [
  piece('film', PIECE.film, kept),
  { kind: 'film', name: PIECE.curve, bytes: new TextEncoder().encode(file.json) },
];
export const picturePiece = (jpeg: Uint8Array): KeptPiece => ({
  kind: 'wall',
  name: PIECE.picture,
  bytes: jpeg,
});
export const filmPiece = (kept: Film): KeptPiece => piece('film', PIECE.film, kept);

/** Exactly what was consented to, and nothing else. Pure. */
export const piecesOf = (
  kinds: ReadonlyMap<MemoryKind, number>,
  { given, keepsake, film, sheet }: PieceParts,
): KeptPiece[] => {
  const { lang, seed, title, day, memory, strokes, tune, theme, course } = given;
  const of: Readonly<Record<MemoryKind, () => KeptPiece[]>> = {
    words: () => [piece('words', PIECE.words, { parts: memory.parts })],
    sketch: () => [piece('sketch', PIECE.sketch, { strokes, sketch: memory.sketch })],
    tune: () => [piece('tune', PIECE.tune, { tune, theme })],
    recall: () => [piece('recall', PIECE.recall, course)],
    film: () => [
      ...(film ? filmPieces(film.kept, film.file) : []),
      ...(keepsake ? [piece(MAKING, PIECE.making, { given, wish: keepsake })] : []),
    ],
    wall: () => (sheet ? [piece('wall', PIECE.sheet, sheet)] : []),
  };
  const card: Card = { format: 1, lang, seed, title, day };
  return [piece(CARD, PIECE.card, card), ...[...kinds.keys()].flatMap((kind) => of[kind]())];
};
