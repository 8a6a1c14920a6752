import type { Brush, Look, Point } from './brush.ts';
import { foot, type LongBuild, type Place } from './build.ts';
import { dice } from './trees.ts';

/** A blade from its root to its tip, bent by a wind that has long blown. */
const blade = (
  brush: Brush,
  root: Point,
  tall: number,
  lean: number,
  thick: number,
  look: Look,
): void => {
  const middle: Point = [root[0] + lean * 0.3, root[1] - tall * 0.55];
  const tip: Point = [root[0] + lean, root[1] - tall];
  brush.limb(root, middle, thick, thick * 0.75, look);
  brush.limb(middle, tip, thick * 0.75, thick * 0.15, look);
};

/** A sunflower seen against the light: a dark disc, petals that let it through, a head that hangs. */
const sunflower = (
  brush: Brush,
  [x, y]: Point,
  r: number,
  turn: number,
  look: Look,
  next: () => number,
): void => {
  const round = 16;
  const flat = 0.55 + 0.4 * next();
  const far = { ...look, leaf: false, part: 'heads' };
  for (let ring = 0; ring < 2; ring += 1)
    for (let i = 0; i < round; i += 1) {
      const a = ((i + 0.5 * ring) / round) * 6.283 + turn + 0.2 * (next() - 0.5);
      const long = r * (0.85 + 0.35 * next()) * (ring === 0 ? 1 : 0.88);
      const tip: Point = [x + Math.cos(a) * long, y + Math.sin(a) * long * flat];
      const root: Point = [x + Math.cos(a) * r * 0.4, y + Math.sin(a) * r * 0.4 * flat];
      const lit = next();
      const middle: Point = [(tip[0] + root[0]) / 2, (tip[1] + root[1]) / 2];
      brush.limb(root, middle, r * 0.1, r * 0.14, {
        ...far,
        away: look.away - 0.02 - 0.01 * ring,
        tone: 0.65 + 0.35 * lit,
        through: 0.3 + 0.5 * lit,
      });
      brush.limb(middle, tip, r * 0.14, r * 0.03, {
        ...far,
        away: look.away - 0.02 - 0.01 * ring,
        tone: 0.75 + 0.25 * lit,
        through: 0.35 + 0.55 * lit,
      });
    }
  brush.disc(x, y, r * 0.5, { ...far, away: look.away - 0.05, tone: 0.06, soft: 1.5 }, flat);
};

/** Any other blossom: a few petals, soft. */
const blossom = (brush: Brush, [x, y]: Point, r: number, look: Look, next: () => number): void => {
  const n = 5 + Math.floor(3 * next());
  const flat = 0.5 + 0.4 * next();
  for (let i = 0; i < n; i += 1) {
    const a = (i / n) * 6.283 + next();
    const lit = next();
    brush.disc(
      x + Math.cos(a) * r * 0.5,
      y + Math.sin(a) * r * 0.5 * flat,
      r * (0.42 + 0.2 * next()),
      {
        ...look,
        away: look.away - 0.02,
        tone: 0.6 + 0.4 * lit,
        through: 0.2 + 0.4 * lit,
        part: 'heads',
        soft: 1.6,
        much: 0.85,
      },
      flat,
    );
  }
};

const flower = (brush: Brush, place: Place, x: number, away: number, next: () => number): void => {
  const sun =
    place.read('heads') > 0.85 && place.read('g.grass') > 0.4 && place.read('candles') < 0.1;
  const tall = (sun ? 1.35 + 0.75 * next() : 0.35 + 0.4 * next()) / away;
  const y = foot(place, away);
  const lean = (0.25 * (next() - 0.5) * (sun ? 0.5 : 0.35)) / away;
  const look: Look = { away, tone: 0.3, leaf: true, through: 0.05, sway: 0.7 };
  const top: Point = [x + lean, y - tall];
  brush.line([[x, y], [x + lean * 0.35, y - tall * 0.5], top], 0.022 / away, 0.012 / away, look);
  const leaves = sun ? 5 : 2;
  for (let i = 0; i < leaves; i += 1) {
    const k = 0.15 + (0.65 * i) / leaves + 0.1 * next();
    const way = (i % 2 === 0 ? 1 : -1) * (0.75 + 0.5 * next());
    const s = (sun ? 0.2 : 0.1) / away;
    const at: Point = [x + lean * k, y - tall * k];
    const lit = next();
    const own = {
      ...look,
      away: away - 0.01,
      tone: 0.12 + 0.22 * lit,
      through: 0.04 + 0.2 * lit * lit,
    };
    brush.line(
      [
        at,
        [at[0] + way * s * 0.35, at[1] - s * 0.3],
        [at[0] + way * s * 0.75, at[1] - s * 0.2],
        [at[0] + way * s * 1.25, at[1] + s * 0.25],
      ],
      s * 0.24,
      s * 0.02,
      own,
    );
  }
  if (place.read('heads') < 0.05) return;
  if (sun)
    sunflower(
      brush,
      [top[0], top[1] + 0.02 / away],
      (0.17 + 0.05 * next()) / away,
      next() * 3,
      look,
      next,
    );
  else blossom(brush, top, (0.05 + 0.03 * next()) / away, look, next);
};

/** Blossoms laid out in a room, one upon the other: tufts of narrow petals, the whitest thing there, leaves between. */
function* bank(brush: Brush, place: Place, next: () => number): Generator<void, void> {
  const many = 120;
  for (let i = 0; i < many; i += 1) {
    const away = 5.2 - 2.5 * (i / many);
    const x = -0.1 + 1.2 * next();
    const side = Math.abs(x - place.vanish);
    const up = (0.25 + 1.3 * side * side) * next();
    const r = (0.1 + 0.05 * next()) / away;
    const y = foot(place, away) - (up + 0.05) / away;
    const flat = 0.62 + 0.3 * next();
    const look: Look = { away, pale: true, soft: 1.3, part: 'heads' };
    brush.disc(
      x,
      y + r * 0.35,
      r * 1.15,
      { away: away + 0.06, tone: 0.03, soft: 3, much: 0.9 },
      0.7,
    );
    for (const [ring, long, petals] of [
      [0, 1, 15],
      [1, 0.72, 12],
      [2, 0.42, 8],
    ] as const)
      for (let k = 0; k < petals; k += 1) {
        const a = ((k + 0.5 * ring) / petals) * 6.283 + 0.3 * next();
        const reach = r * long * (0.8 + 0.35 * next());
        const high = y - r * 0.12 * ring;
        const lit = 0.5 + 0.17 * ring + 0.2 * next() - 0.12 * Math.sin(a);
        brush.limb(
          [x + Math.cos(a) * r * 0.1, high + Math.sin(a) * r * 0.1 * flat],
          [x + Math.cos(a) * reach, high + Math.sin(a) * reach * flat],
          r * 0.06,
          r * 0.1,
          {
            ...look,
            away: away - 0.004 * ring,
            tone: Math.min(1, lit),
            through: 0.22 + 0.14 * ring,
          },
        );
      }
    yield;
  }
}

/** Flowers in depth: a mass far off, few near ones, one of them cut by the picture's edge. */
export const stems: LongBuild = function* (brush, place) {
  const next = dice(place.seed, 61);
  if (place.read('room') > 0.4) {
    yield* bank(brush, place, next);
    return;
  }
  const tall = place.read('heads') > 0.85 && place.read('g.grass') > 0.4;
  const n = tall ? 46 : 70;
  const right = next() < 0.5;
  for (let i = 0; i < n; i += 1) {
    const away = (tall ? 4.2 : 3.2) + 26 * ((i + next()) / n) ** 1.5;
    // They leave a way free, toward the other side.
    const off = next() ** 0.8;
    const x = right ? 1.08 - off * (0.62 + away * 0.02) : -0.08 + off * (0.62 + away * 0.02);
    flower(brush, place, x, away, next);
    yield;
  }
  flower(brush, place, right ? 0.9 : 0.1, tall ? 2.7 : 1.9, next);
};

/** Blades that are thought of in one go. */
const BLADES = 20;

/** Reed, grain, high grass: thousands are meant, hundreds are drawn, the near ones lean into the picture. */
export const reeds: LongBuild = function* (brush, place) {
  const next = dice(place.seed, 71);
  const grain = place.read('g.straw') > 0.3 || place.read('s.straw') > 0.5;
  const field = grain || place.read('g.grass') > 0.4;
  const right = next() < 0.5;
  for (let i = 0; i < (field ? 420 : 230); i += 1) {
    const away = 2.6 + 22 * (i / 420) ** 1.8;
    // At a shore they stand thick at one side and thin out over the water.
    const off = field ? next() : 0.62 * next() ** 1.7;
    const x = right ? 1.1 - 1.2 * off : -0.1 + 1.2 * off;
    const tall =
      ((grain ? 0.85 : field ? 0.5 : 1.35 * (1.1 - 0.7 * off)) * (0.65 + 0.6 * next())) / away;
    const lean = tall * (0.12 + 0.5 * (next() - 0.4));
    const lit = next();
    const look: Look = {
      away,
      leaf: !grain,
      tone: grain ? 0.35 + 0.5 * lit : 0.2 + 0.6 * lit,
      through: 0.06 + 0.24 * lit * lit,
      sway: 1,
    };
    const root: Point = [x, foot(place, away) + 0.02];
    blade(brush, root, tall, lean, 0.013 / away, look);
    if (grain || (!field && lit > 0.4)) {
      const tip: Point = [x + lean, root[1] - tall];
      brush.limb(tip, [tip[0] + lean * 0.16, tip[1] - 0.14 * tall], 0.02 / away, 0.006 / away, {
        ...look,
        away: away - 0.01,
        tone: look.tone ? look.tone + 0.15 : 0.5,
        through: 0.35 + 0.3 * lit,
        much: 0.85,
      });
    }
    if (i % BLADES === 0) yield;
  }
};
