import { centreOf, clamp, type Figure, finite, type Point, trunkLength } from './figure.ts';

/** Most dancers one camera follows. */
export const MOST_DANCERS = 6;

/** What is known of a dancer at her last sighting. */
export interface Seen {
  readonly figure: Figure;
  readonly atMs: number;
  /** Middle of the trunk, in the picture. */
  readonly centre: Point;
  /** Pictures a millisecond, smoothed. */
  readonly velocity: Point;
  /** Hip to shoulder in picture heights, smoothed: her size as the camera sees it. */
  readonly trunk: number;
}

/**
 * One dancer's place. live: followed. lost: not seen for a moment, kept for her. free: for whoever comes,
 * but she who left gets it back when she returns near where she left.
 */
export interface Place {
  /** 1 .. 6; becomes the end of the source's id. */
  readonly slot: number;
  readonly state: 'free' | 'live' | 'lost';
  readonly seen: Seen | null;
}
export type Places = readonly Place[];

export const emptyPlaces = (count: number): Places =>
  Array.from({ length: clamp(Math.round(count) || 1, 1, MOST_DANCERS) }, (_, i) => ({
    slot: i + 1,
    state: 'free',
    seen: null,
  }));

/** The same places for more or fewer dancers; the last ones go first. */
export const resized = (places: Places, count: number): Places =>
  emptyPlaces(count).map((empty, i) => places[i] ?? empty);

/** A size to reckon with where the trunk is not seen, in picture heights. */
const USUAL_TRUNK = 0.15;
const SMALLEST_TRUNK = 0.02;
/** A prediction goes no further ahead than this. */
const AHEAD_MS = 300;
/** Fastest a body crosses: two pictures a second. */
const FASTEST = 2 / 1000;
const EASE = 0.4;

/** A first sighting; null for a figure that is nowhere. `aspect` is the picture's width / height. */
export const firstSeen = (figure: Figure, atMs: number, aspect: number): Seen | null => {
  const centre = centreOf(figure);
  if (!centre?.every(finite) || !finite(atMs)) return null;
  const trunk = Math.max(SMALLEST_TRUNK, trunkLength(figure, aspect) ?? USUAL_TRUNK);
  return { figure, atMs, centre, velocity: [0, 0], trunk };
};

/** The next sighting of the same dancer. */
export const nextSeen = (before: Seen, figure: Figure, atMs: number, aspect: number): Seen => {
  const now = firstSeen(figure, atMs, aspect);
  const dt = atMs - before.atMs;
  if (!now || !(dt > 0)) return before;
  const step = (i: 0 | 1): number => {
    const raw = clamp((now.centre[i] - before.centre[i]) / dt, -FASTEST, FASTEST);
    return before.velocity[i] + (raw - before.velocity[i]) * EASE;
  };
  const trunk = trunkLength(figure, aspect) ?? before.trunk;
  return {
    ...now,
    velocity: [step(0), step(1)],
    trunk: Math.max(SMALLEST_TRUNK, before.trunk + (trunk - before.trunk) * 0.2),
  };
};

/** How far she is likely to have come since she was last seen, in pictures. */
export const shiftOf = (seen: Seen, atMs: number): Point => {
  const dt = clamp(atMs - seen.atMs, 0, AHEAD_MS);
  return [seen.velocity[0] * dt, seen.velocity[1] * dt];
};

/**
 * How unlike the dancer of a place a figure is: how far it is from where she is expected, in her own trunk
 * lengths, and how different in size. Infinite for a figure that is nowhere.
 */
export const unlike = (seen: Seen, figure: Figure, atMs: number, aspect: number): number => {
  const other = firstSeen(figure, atMs, aspect);
  if (!other) return Number.POSITIVE_INFINITY;
  const [dx, dy] = shiftOf(seen, atMs);
  const x = (other.centre[0] - seen.centre[0] - dx) * aspect;
  const y = other.centre[1] - seen.centre[1] - dy;
  const size = trunkLength(figure, aspect);
  const scale = size === null ? 0 : Math.abs(Math.log(Math.max(SMALLEST_TRUNK, size) / seen.trunk));
  return Math.hypot(x, y) / seen.trunk + scale;
};

/** Joints nearer to each other than this, in trunk lengths, are one body seen twice. */
const SAME_BODY = 0.35;
const LEAST = 0.2;

/** True where two figures are one body seen twice. */
export const sameBody = (a: Figure, b: Figure, aspect: number): boolean => {
  const size = trunkLength(a, aspect) ?? trunkLength(b, aspect) ?? USUAL_TRUNK;
  let [sum, n] = [0, 0];
  for (const [i, p] of a.entries()) {
    const q = b[i];
    if (!q || p.c < LEAST || q.c < LEAST) continue;
    sum += Math.hypot((p.x - q.x) * aspect, p.y - q.y);
    n += 1;
  }
  return n >= 3 && sum / n < SAME_BODY * Math.max(SMALLEST_TRUNK, size);
};
