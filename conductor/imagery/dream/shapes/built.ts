import type { Brush, Look, Point } from './brush.ts';
import { type Build, foot, type Place, standingAt } from './build.ts';
import { dice } from './trees.ts';

interface Home {
  readonly x: number;
  readonly away: number;
  /** Metres. */
  readonly wide: number;
  readonly tall: number;
  readonly lit: boolean;
  /** 1 its eaves run out of the picture to the right, -1 to the left. */
  readonly way: number;
}

/** Seen from its corner: a long wall under deep eaves, a gable that is darker, a roof that has weight. */
const home = (brush: Brush, place: Place, of: Home, next: () => number): void => {
  const { x, away, way } = of;
  const y = foot(place, away);
  const m = 1 / away;
  const at = standingAt(x, y, m, way);
  const { wide, tall } = of;
  const eaves = tall * 0.46;
  const old = place.read('roofedge') > 0.3;
  const snow = Math.max(place.read('g.snow'), 0.8 * place.read('flakes'));
  const wall: Look = { away, tone: 0.2, soft: 1.3 };
  brush.shape([at(0, 0), at(0, eaves), at(wide, eaves), at(wide, 0)], wall);
  const gable = wide * 0.34;
  brush.shape(
    [at(0, 0), at(0, eaves), at(-gable * 0.5, tall * 0.93), at(-gable, eaves), at(-gable, 0)],
    { ...wall, tone: 0.05 },
  );
  const sag = old ? 0.12 * tall : 0.03 * tall;
  const white = snow > 0.4 && place.read('petals') < 0.3;
  const roof: Look = { away: away - 0.05, tone: white ? 0.85 : 0.03, pale: white, soft: 1.3 };
  brush.shape(
    [
      at(-gable * 0.54, tall),
      at(wide * 0.25, tall - sag * 0.6),
      at(wide * 0.55, tall - sag),
      at(wide * 0.94, tall - sag * 0.4),
      at(wide + 0.7, eaves - 0.12),
      at(wide * 0.5, eaves - 0.2 - sag * 0.3),
      at(-0.55, eaves - 0.22),
      at(-0.3, eaves + 0.25),
    ],
    roof,
  );
  brush.shape(
    [
      at(-gable * 0.54, tall),
      at(-0.3, eaves + 0.25),
      at(-0.55, eaves - 0.22),
      at(-gable * 0.52, tall - 0.34),
      at(-gable - 0.5, eaves - 0.2),
      at(-gable - 0.3, eaves + 0.1),
    ],
    { ...roof, tone: white ? 0.5 : 0.01 },
  );
  if (white)
    brush.limb(at(-0.42, eaves - 0.25), at(wide + 0.5, eaves - 0.19), 0.035 * m, 0.035 * m, {
      away: away - 0.07,
      tone: 0.04,
    });
  // Under the eaves it is dark.
  brush.shape([at(0, eaves), at(0, eaves - 0.5), at(wide, eaves - 0.42), at(wide, eaves)], {
    away: away - 0.02,
    tone: 0.02,
    soft: Math.max(2, 60 * m),
    much: 0.75,
  });
  brush.shadow(x + way * wide * 0.5 * m, y + 0.05 * m, wide * 0.62 * m, { away }, 0.6);
  brush.shadow(x - way * gable * 0.5 * m, y + 0.06 * m, gable * 0.9 * m, { away }, 0.6);
  if (!of.lit) return;
  const panes = 1 + Math.floor(2 * next());
  for (let i = 0; i < panes; i += 1) {
    const px = wide * (0.2 + 0.36 * i + 0.1 * next());
    const [half, low, high] = [0.42, 0.72, eaves - 0.62];
    const pane: Look = {
      away: away - 0.06,
      tone: 1,
      glow: 0.85,
      soft: Math.max(1.2, 22 * m),
      much: 0.95,
      part: 'panes',
    };
    for (const k of [-1, 1])
      brush.shape(
        [
          at(px + k * 0.24 - half * 0.48, low),
          at(px + k * 0.24 - half * 0.48, high),
          at(px + k * 0.24 + half * 0.48, high),
          at(px + k * 0.24 + half * 0.48, low),
        ],
        pane,
      );
    brush.lamp(at(px, 1)[0], y - 1.15 * m, 1.5 * m, 0.8);
    brush.lamp(at(px, 0)[0], y + 0.25 * m, 1.3 * m, 0.5);
  }
};

/** One house, off the middle and cut by the picture's edge where it is near; what belongs to it lies farther. */
export const house: Build = (brush, place) => {
  const next = dice(place.seed, 121);
  const right = next() < 0.5;
  const near = Math.max(place.read('roofedge'), place.read('near'));
  const away = 15 - 4 * near + 4 * next();
  const lit = place.read('panes') > 0.1;
  const way = right ? 1 : -1;
  home(brush, place, { x: right ? 0.62 : 0.38, away, wide: 7.5, tall: 4.6, lit, way }, next);
  home(
    brush,
    place,
    {
      x: right ? 0.3 : 0.7,
      away: away * 2.3,
      wide: 6,
      tall: 4,
      lit: lit && next() < 0.6,
      way: -way,
    },
    next,
  );
  if (place.read('city') + place.read('heads') > 0.3) return;
  for (let i = 0; i < 3; i += 1)
    home(
      brush,
      place,
      {
        x: (right ? 0.05 : 0.8) + 0.09 * i,
        away: away * (3 + 0.5 * next()),
        wide: 5 + 2 * next(),
        tall: 3.8,
        lit: lit && next() < 0.3,
        way,
      },
      next,
    );
};

/** A nave and its tower before the sky; candles or a window within. */
export const church: Build = (brush, place) => {
  const next = dice(place.seed, 131);
  const away = 26;
  const right = next() < 0.5;
  const x = right ? 0.68 : 0.32;
  const y = foot(place, away);
  const m = 1 / away;
  const way = right ? 1 : -1;
  const at = standingAt(x, y, m, way);
  const look: Look = { away, tone: 0.14, soft: 1.2 };
  brush.shape([at(1.7, 0), at(1.7, 5.2), at(12, 5.2), at(12, 0)], look);
  brush.shape([at(1.6, 5), at(2.2, 8.4), at(11.6, 8.2), at(12.6, 4.9)], { ...look, tone: 0.05 });
  brush.shape([at(-1.8, 0), at(-1.7, 10), at(1.7, 10), at(1.8, 0)], { ...look, tone: 0.1 });
  brush.shape([at(-2.1, 9.9), at(-0.5, 13.4), at(0, 18.6), at(0.5, 13.4), at(2.1, 9.9)], {
    ...look,
    tone: 0.03,
  });
  for (let i = 0; i < 4; i += 1) {
    const px = 3.1 + 2.2 * i;
    brush.shape(
      [at(px - 0.4, 1.4), at(px - 0.4, 3.4), at(px, 4.2), at(px + 0.4, 3.4), at(px + 0.4, 1.4)],
      { away: away - 0.1, tone: 1, glow: 0.5 + 0.2 * next(), soft: 1.6, much: 0.9 },
    );
    brush.lamp(at(px, 0)[0], y + 0.5 * m, 2.2 * m, 0.25);
  }
  brush.shadow(at(5, 0)[0], y, 0.3, { away }, 0.6);
};

/** Poles beside the way, smaller toward the horizon, and wires that hang between them; the nearest leaves the picture. */
export const poles: Build = (brush, place) => {
  const next = dice(place.seed, 141);
  const side = next() < 0.5 ? -1 : 1;
  const off = side * 2.6;
  let before: { arms: readonly Point[]; away: number } | null = null;
  for (let i = 6; i >= 0; i -= 1) {
    const away = 4.4 + 9.5 * i;
    const x = place.vanish + off / away;
    const y = foot(place, away);
    const look: Look = { away, tone: 0.05, soft: 1.2 };
    const lean = (0.3 * (next() - 0.5)) / away;
    const top: Point = [x + lean, y - 6.2 / away];
    brush.limb([x, y], top, 0.11 / away, 0.08 / away, look);
    const arm = (h: number, k: number): Point => [top[0] + k / away, y - h / away];
    brush.limb(arm(5.8, -0.75), arm(5.84, 0.75), 0.045 / away, 0.045 / away, look);
    brush.limb(arm(5.3, -0.55), arm(5.32, 0.55), 0.04 / away, 0.04 / away, look);
    brush.shadow(x, y, 0.6 / away, { away }, 0.7);
    const arms = [arm(5.95, -0.7), arm(5.95, 0.7), arm(5.4, 0.5)];
    if (before)
      for (const [k, head] of arms.entries()) {
        const from = before.arms[k] as Point;
        const between = (before.away + away) / 2;
        const points = [0, 0.17, 0.34, 0.5, 0.66, 0.83, 1].map(
          (p): Point => [
            from[0] + (head[0] - from[0]) * p,
            from[1] + (head[1] - from[1]) * p + ((0.9 * p * (1 - p) * 4) / between) * 0.5,
          ],
        );
        brush.line(points, 0.012 / before.away, 0.012 / away, {
          away: between,
          tone: 0.04,
          sway: 0.2,
        });
      }
    before = { arms, away };
  }
};

/** A boat, low in the water, its mast a little out of true. */
export const boat: Build = (brush, place) => {
  const next = dice(place.seed, 151);
  const away = 13 + 5 * next();
  const x = next() < 0.5 ? 0.3 + 0.06 * next() : 0.64 + 0.06 * next();
  const y = foot(place, away);
  const m = 1 / away;
  const way = next() < 0.5 ? 1 : -1;
  const at = standingAt(x, y, m, way);
  const look: Look = { away, tone: 0.06, soft: 1.3, sway: 0.25 };
  brush.shape(
    [
      at(-2.2, 0.62),
      at(-1.4, 0.42),
      at(0, 0.34),
      at(1.3, 0.44),
      at(2.5, 0.86),
      at(2.1, 0.1),
      at(1.2, -0.12),
      at(-1.4, -0.12),
      at(-2, 0.1),
    ],
    look,
  );
  brush.line([at(-2.2, 0.64), at(0, 0.38), at(2.5, 0.88)], 0.04 * m, 0.04 * m, {
    ...look,
    away: away - 0.03,
    tone: 0.7,
    through: 0.35,
    much: 0.8,
  });
  brush.limb(at(0.4, 0.3), at(0.62, 4.1), 0.05 * m, 0.025 * m, look);
  brush.line([at(0.62, 4), at(-0.6, 2.2), at(-2.1, 0.7)], 0.01 * m, 0.01 * m, look);
  brush.disc(at(-0.7, 0.75)[0], at(0, 0.72)[1], 0.28 * m, { ...look, away: away + 0.1 }, 1.3);
  brush.shadow(x, y + 0.06 * m, 2.4 * m, { away }, 0.8);
};

/** A bridge on its arches, into the haze. */
export const bridge: Build = (brush, place) => {
  const next = dice(place.seed, 161);
  const away = 34;
  const y = foot(place, away);
  const shift = 0.2 * next();
  const deck = y - 3.4 / away;
  brush.field([-0.25, deck - 0.02, 1.25, y + 0.01], { away, tone: 0.1, soft: 1.2 }, (px, py) => {
    const top = deck + 0.02 * (px - 0.5) ** 2;
    const bay = ((((px + shift) % 0.25) + 0.25) % 0.25) - 0.125;
    const hole = Math.hypot(bay, (py - y) * 1.25) - 0.1;
    return Math.min(py - top, py - top < 0.014 ? 1 : hole, y - py + 0.004);
  });
  brush.limb([-0.25, deck - 0.012], [1.25, deck - 0.012], 0.0016, 0.0016, { away, tone: 0.08 });
};
