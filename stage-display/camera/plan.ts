import { nextRegion, type Region, regionOfBox, wholeRegion } from './crop.ts';
import { boxOf, type Size } from './figure.ts';
import { type Places, shiftOf } from './places.ts';

/** When people were last looked for, and what that cost. */
export interface Search {
  readonly atMs: number;
  readonly costMs: number;
}

/** What to look at in one picture. */
export interface Plan {
  /** A square for every dancer who is followed. */
  readonly crops: readonly { readonly slot: number; readonly region: Region }[];
  /** whole: one body anywhere, by the pose network. people: everybody, by the finder. */
  readonly find: 'none' | 'whole' | 'people';
}

/** Somebody is missing: the finder looks this often ... */
const SEARCH_MS = 1_500;
/** ... and never takes more than a twentieth of the time, however slow the machine. */
const PAUSE_PER_COST = 20;

/**
 * What to look at next. While nobody is followed the pose network looks at the whole picture, which finds
 * one body at the cost of one; the finder of several joins in only where several are expected.
 */
export const planFor = (places: Places, search: Search, nowMs: number, size: Size): Plan => {
  const crops = places.flatMap(({ slot, state, seen }) => {
    if (state !== 'live' || !seen) return [];
    const box = boxOf(seen.figure);
    const region =
      nextRegion(seen.figure, size, shiftOf(seen, nowMs)) ??
      (box ? regionOfBox(box, size) : wholeRegion(size));
    return [{ slot, region }];
  });
  const missing = places.length > crops.length;
  const pause = Math.max(SEARCH_MS, PAUSE_PER_COST * search.costMs);
  const due = places.length > 1 && nowMs - search.atMs >= pause;
  if (!missing) return { crops, find: 'none' };
  if (due) return { crops, find: 'people' };
  return { crops, find: crops.length === 0 ? 'whole' : 'none' };
};
