import { assign } from './assign.ts';
import { type Figure, scoreOf } from './figure.ts';
import {
  firstSeen,
  nextSeen,
  type Place,
  type Places,
  type Seen,
  sameBody,
  unlike,
} from './places.ts';

/** A figure must be this sure to become a dancer, and only this sure to stay one. */
export const ADMIT = 0.4;
export const HOLD = 0.25;
/** Unseen for this long, a dancer is lost ... */
const LOST_MS = 500;
/** ... after this her place is free for another ... */
const FREE_MS = 5_000;
/** ... and after this nobody remembers where she left. */
const FORGET_MS = 60_000;
/** A jump of more than this many trunk lengths between two pictures is another body. */
const FARTHEST = 3;
/** Trunk lengths by which another figure must fit better before two dancers are taken for exchanged. */
const LOYAL = 0.5;
/** Trunk lengths within which a lost dancer is looked for, and how that grows a second. */
const NEAR = 2;
const NEAR_PER_S = 4;
/** Trunk lengths from where she left within which one who comes back is the same dancer. */
const HOME = 4;

/** What a crop of a dancer's place showed. */
export interface Sighting {
  readonly slot: number;
  readonly figure: Figure;
}

const isLive = (place: Place): place is Place & { readonly seen: Seen } =>
  place.state === 'live' && place.seen !== null;

/** The figure each live place gets, by slot: the likeliest of all, and never one body twice. */
const pairUp = (
  live: readonly (Place & { readonly seen: Seen })[],
  figures: readonly Sighting[],
  atMs: number,
  aspect: number,
): ReadonlyMap<number, Figure> => {
  const costs = live.map(({ slot, seen }) =>
    figures.map((f) => unlike(seen, f.figure, atMs, aspect) + (f.slot === slot ? 0 : LOYAL)),
  );
  const given = assign(costs, FARTHEST + LOYAL);
  const order = live
    .map((place, row) => ({ slot: place.slot, column: given[row] ?? -1, row }))
    .filter(({ column }) => column >= 0)
    .sort((a, b) => (costs[a.row]?.[a.column] ?? 0) - (costs[b.row]?.[b.column] ?? 0));
  const out = new Map<number, Figure>();
  for (const { slot, column } of order) {
    const figure = figures[column]?.figure;
    if (figure && ![...out.values()].some((other) => sameBody(other, figure, aspect)))
      out.set(slot, figure);
  }
  return out;
};

const aged = (place: Place, atMs: number): Place => {
  const gone = place.seen ? atMs - place.seen.atMs : 0;
  if (place.state === 'live' && gone > LOST_MS) return { ...place, state: 'lost' };
  if (place.state === 'lost' && gone > FREE_MS) return { ...place, state: 'free' };
  if (place.state === 'free' && gone > FORGET_MS) return { ...place, seen: null };
  return place;
};

/** The places after the crops of one picture were looked at. Pure; `atMs` is when the picture was taken. */
export const follow = (
  places: Places,
  sightings: readonly Sighting[],
  atMs: number,
  aspect: number,
): Places => {
  const sure = sightings.filter(({ figure }) => scoreOf(figure) >= HOLD);
  const pairs = pairUp(places.filter(isLive), sure, atMs, aspect);
  return places.map((place) => {
    const figure = pairs.get(place.slot);
    if (!figure || !place.seen) return aged(place, atMs);
    return { ...place, seen: nextSeen(place.seen, figure, atMs, aspect) };
  });
};

/** The place a new figure belongs to: a dancer's who was there, else one nobody has. Null: none is free yet. */
const placeFor = (places: Places, figure: Figure, atMs: number, aspect: number): number | null => {
  const known = places.flatMap((place) => {
    if (place.state === 'live' || !place.seen) return [];
    const goneS = Math.max(0, atMs - place.seen.atMs) / 1000;
    const within = place.state === 'lost' ? NEAR + NEAR_PER_S * goneS : HOME;
    const cost = unlike(place.seen, figure, atMs, aspect);
    return cost <= within ? [{ slot: place.slot, cost }] : [];
  });
  known.sort((a, b) => a.cost - b.cost);
  if (known[0]) return known[0].slot;
  const free = places.filter((place) => place.state === 'free');
  // One without a memory first, then the one whose dancer left longest ago.
  free.sort((a, b) => (a.seen?.atMs ?? 0) - (b.seen?.atMs ?? 0) || a.slot - b.slot);
  return free[0]?.slot ?? null;
};

/** Gives newly found figures a place. A figure that is unsure, or a dancer already followed, gets none. */
export const admit = (
  places: Places,
  figures: readonly Figure[],
  atMs: number,
  aspect: number,
): Places => {
  let now = places;
  for (const figure of figures) {
    const seen = firstSeen(figure, atMs, aspect);
    if (!seen || scoreOf(figure) < ADMIT) continue;
    const known = now.filter(isLive).some((p) => sameBody(p.seen.figure, figure, aspect));
    const slot = known ? null : placeFor(now, figure, atMs, aspect);
    if (slot === null) continue;
    now = now.map((place) => (place.slot === slot ? { slot, state: 'live', seen } : place));
  }
  return now;
};
