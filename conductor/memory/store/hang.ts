import { WALL_SHEETS, type WallSheet } from '#contracts/wall';
import type { StoredSheet } from './sheet.ts';

/** So long the place of a sheet that was taken back stays dark. */
export const DARK_MS = 10 * 60_000;

export interface Hanging {
  readonly sheet: StoredSheet;
  readonly hasPicture: boolean;
}

/** Where somebody's sheet hung: nothing of it is left but the place. */
export interface Gone {
  readonly id: string;
  readonly place: number;
  readonly sinceMs: number;
  readonly goneMs: number;
}

/** The lowest place that nobody has; where all are taken but dark ones, one of those. */
export const freePlace = (taken: ReadonlySet<number>, dark: ReadonlySet<number>): number | null => {
  const places = Array.from({ length: WALL_SHEETS }, (_, i) => i).filter((i) => !taken.has(i));
  return places.find((i) => !dark.has(i)) ?? places[0] ?? null;
};

/**
 * Which sheets hang where: the newest, each at the place it has. Who has none any more, as another came while it did
 * not hang, gets a free one. Pure.
 */
export const placed = (all: readonly Hanging[], gone: readonly Gone[]): Hanging[] => {
  const newest = [...all].sort((a, b) => b.sheet.sinceMs - a.sheet.sinceMs).slice(0, WALL_SHEETS);
  const dark = new Set(gone.map(({ place }) => place));
  const taken = new Set<number>();
  const homeless: Hanging[] = [];
  const hanging: Hanging[] = [];
  const hang = (one: Hanging, place: number): void => {
    taken.add(place);
    hanging.push({ ...one, sheet: { ...one.sheet, place } });
  };
  for (const one of newest) {
    if (taken.has(one.sheet.place)) homeless.push(one);
    else hang(one, one.sheet.place);
  }
  for (const one of homeless) {
    const place = freePlace(taken, dark);
    if (place !== null) hang(one, place);
  }
  return hanging;
};

/** The wall as displays draw it, by place. A place that was given away is dark no more. Pure. */
export const wallOf = (all: readonly Hanging[], gone: readonly Gone[]): WallSheet[] => {
  const hanging = placed(all, gone);
  const taken = new Set(hanging.map(({ sheet }) => sheet.place));
  const sheets = hanging.map(({ sheet, hasPicture }): WallSheet => {
    const picture = hasPicture ? `/wall/${sheet.id}` : null;
    return { ...sheet, goneMs: null, picture };
  });
  const dark = gone
    .filter(({ place }) => !taken.has(place))
    .map((one): WallSheet => ({ ...one, seed: 0, felt: [], lines: [], picture: null }));
  return [...sheets, ...dark].sort((a, b) => a.place - b.place);
};
