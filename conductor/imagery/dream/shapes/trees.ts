import { chance } from '../chance.ts';
import type { Brush, Look, Point } from './brush.ts';
import { foot, type LongBuild, type Place } from './build.ts';

/** Numbers 0..1 one after another, always the same for a seed and a stream. */
export const dice = (seed: number, stream: number): (() => number) => {
  let i = 0;
  return () => {
    i += 1;
    return chance(seed, stream, i);
  };
};

interface Bough {
  readonly from: Point;
  /** Radians, 0 to the right, growing upward. */
  readonly turn: number;
  readonly length: number;
  readonly thick: number;
  readonly left: number;
}

/** Branches that fork until nothing is left; gathers where the last ones end. */
const grow = (brush: Brush, bough: Bough, look: Look, next: () => number, tips: Point[]): void => {
  const { from, turn, length, thick, left } = bough;
  const bent = turn + 0.35 * (next() - 0.5);
  const knee: Point = [
    from[0] + 0.5 * length * Math.cos(turn),
    from[1] - 0.5 * length * Math.sin(turn),
  ];
  const to: Point = [
    knee[0] + 0.5 * length * Math.cos(bent),
    knee[1] - 0.5 * length * Math.sin(bent),
  ];
  const thin = thick * 0.66;
  brush.limb(from, knee, thick, (thick + thin) / 2, look);
  brush.limb(knee, to, (thick + thin) / 2, thin, look);
  if (left <= 2) tips.push(to);
  if (left === 0) return;
  const forks = next() < 0.35 ? 3 : 2;
  for (let i = 0; i < forks; i += 1) {
    const way = (2 * i) / (forks - 1) - 1;
    const off = way * (0.34 + 0.34 * next()) + 0.25 * (next() - 0.5);
    // Light draws branches up, weight draws the long ones down.
    const up = bent + off + 0.1 * (Math.PI / 2 - (bent + off));
    grow(
      brush,
      {
        from: to,
        turn: up,
        length: length * (0.66 + 0.2 * next()),
        thick: thin * 0.86,
        left: left - 1,
      },
      look,
      next,
      tips,
    );
  }
};

interface Crown {
  readonly tips: readonly Point[];
  readonly size: number;
  readonly look: Look;
  /** Flecks at each tip. */
  readonly many: number;
  readonly bloom: boolean;
}

/** Leaves or blossoms: a breath of colour behind, flecks before it. */
function* leaf(
  brush: Brush,
  { tips, size, look, many, bloom }: Crown,
  next: () => number,
): Generator<void, void> {
  for (const [x, y] of tips) {
    const r = size * (0.55 + 0.6 * next());
    const cloud = {
      ...look,
      away: look.away + 0.3,
      soft: 0,
      tone: bloom ? 0.75 : 0.3,
      leaf: !bloom,
      through: bloom ? 0.3 : 0.16,
    };
    const flat = 0.75;
    brush.field([x - r, y - r * flat, x + r, y + r * flat], cloud, (px, py) => {
      const d = Math.hypot(px - x, (py - y) / flat) / r;
      return d < 1 ? (bloom ? 0.3 : 0.42) * (1 - d * d) : 0;
    });
    for (let i = 0; i < many; i += 1) {
      const out = r * 1.15 * Math.sqrt(next());
      const turn = 6.283 * next();
      const lit = next();
      brush.disc(
        x + out * Math.cos(turn),
        y + out * flat * Math.sin(turn),
        size * (bloom ? 0.05 + 0.07 * next() : 0.06 + 0.09 * next()),
        {
          ...look,
          tone: bloom ? 0.7 + 0.3 * lit : 0.2 + 0.7 * lit * lit,
          leaf: !bloom,
          through: bloom ? 0.22 + 0.4 * lit : 0.1 + 0.4 * lit * lit,
          much: bloom ? 0.8 : 0.75,
        },
        0.6 + 0.4 * next(),
      );
    }
    yield;
  }
}

/** Where a tree stands and how much of it there is. */
export interface Stand {
  readonly x: number;
  readonly away: number;
  readonly tall: number;
  readonly stream: number;
}

function* plant(
  brush: Brush,
  place: Place,
  { x, away, tall, stream }: Stand,
): Generator<void, void> {
  const next = dice(place.seed, stream);
  const bloom = place.read('petals') > 0.3;
  const bare = place.read('flakes') > 0.4 || place.read('g.snow') > 0.5;
  const fruit = place.read('fence') > 0.05 && place.read('trunks') < 0.2;
  const y = foot(place, away);
  const look: Look = { away, tone: 0.04, sway: 0.5 };
  const tips: Point[] = [];
  const lean = 1.571 + 0.22 * (next() - 0.5);
  const trunk = (tall * (fruit ? 0.2 : 0.26)) / away;
  grow(
    brush,
    {
      from: [x, y + 0.02 / away],
      turn: lean,
      length: trunk,
      thick: (0.032 * tall) / away,
      left: away < 30 ? 4 : 3,
    },
    look,
    next,
    tips,
  );
  brush.shadow(x, y, (0.3 * tall) / away, { away }, 0.55);
  brush.shadow(
    x + (place.side < x ? 0.12 : -0.12) * (tall / away),
    y + 0.02 / away,
    (0.45 * tall) / away,
    { away },
    0.35,
  );
  if (bare && !bloom) return;
  const size = (0.13 * tall) / away;
  const many = Math.round(Math.min(26, 5 + 520 / (away * 1.6)) * (bloom ? 1.5 : 1));
  yield* leaf(brush, { tips, size, look: { away: away - 0.4, sway: 0.9 }, many, bloom }, next);
}

/** One tree that matters, off the middle, partly outside the picture where it is near; others far behind it. */
export const tree: LongBuild = function* (brush, place) {
  const next = dice(place.seed, 41);
  const right = next() < 0.5;
  const many = place.read('haze') > 0.5 || place.read('fence') > 0.05 ? 6 : 3;
  const near = place.read('petals') > 0.3 ? 7.5 : 10;
  yield* plant(brush, place, {
    x: right ? 0.82 : 0.18,
    away: near + 2 * next(),
    tall: 6.4,
    stream: 42,
  });
  for (let i = 1; i < many; i += 1) {
    const away = 11 + 6.5 * i * (0.8 + 0.4 * next());
    const off = 0.14 + 0.62 * (i / many) + 0.1 * next();
    yield* plant(brush, place, {
      x: right ? 0.86 - off : 0.14 + off,
      away,
      tall: 5.6 + next(),
      stream: 42 + i,
    });
  }
};
