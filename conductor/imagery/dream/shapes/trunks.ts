import type { Brush, Look, Point } from './brush.ts';
import { foot, type LongBuild, type Place } from './build.ts';
import { dice } from './trees.ts';

const MARKS = 26;

/** One trunk that leaves the picture above; birch has dark marks, bamboo has joints. */
const trunk = (brush: Brush, place: Place, x: number, away: number, next: () => number): void => {
  const birch = place.read('s.paper') > 0.2;
  const cane = place.read('s.grass') > 0.4;
  const thick = (cane ? 0.055 : birch ? 0.13 : 0.2) / away;
  const lean = 0.16 * (next() - 0.5) * (cane ? 0.7 : 1);
  const y = foot(place, away);
  const tone = birch ? 0.8 : cane ? 0.55 : 0.06;
  const look: Look = {
    away,
    tone,
    pale: birch,
    through: cane ? 0.16 : birch ? 0.12 : 0,
    sway: 0.25,
  };
  const top: Point = [x + lean, -1.05];
  const at = (k: number): Point => [
    x + (top[0] - x) * k + 0.012 * thick * Math.sin(9 * k),
    y + (top[1] - y) * k,
  ];
  brush.line([at(0.012), at(0.3), at(0.65), top], thick * 1.15, thick * 0.75, look);
  if (!cane)
    brush.shape(
      [
        [x - thick * 1.5, y + thick * 0.25],
        [x - thick * 0.98, y - thick * 2.4],
        [x + thick * 0.98, y - thick * 2.4],
        [x + thick * 1.5, y + thick * 0.3],
      ],
      look,
    );
  brush.shadow(x, y + thick * 0.3, thick * 7, { away }, 0.5);
  // The side that is turned away from the light is dark: a trunk is round.
  const dark = place.side < x ? 1 : -1;
  brush.line(
    [0.02, 0.3, 0.65, 1].map((k) => [at(k)[0] + dark * thick * 0.75, at(k)[1]] as const),
    thick * 0.38,
    thick * 0.3,
    {
      ...look,
      away: away - 0.02,
      tone: tone * 0.4,
      through: 0,
      soft: Math.max(1.5, thick * 120),
      much: 0.6,
    },
  );
  if (birch)
    for (let i = 0; i < MARKS; i += 1) {
      const [mx, my] = at(next());
      const wide = thick * (0.3 + 0.9 * next());
      const side = next() < 0.5 ? -1 : 1;
      brush.limb(
        [mx + side * thick * 0.8, my],
        [mx + side * (thick * 0.8 - wide), my + 0.15 * wide],
        thick * 0.09,
        thick * 0.02,
        { ...look, away: away - 0.03, tone: 0.03, pale: false, much: 0.8 },
      );
    }
  if (cane)
    for (let k = 0.05 + 0.06 * next(); k < 1; k += 0.075 * (0.9 + 0.2 * next()))
      brush.limb(
        [at(k)[0] - thick, at(k)[1]],
        [at(k)[0] + thick, at(k)[1]],
        thick * 0.16,
        thick * 0.16,
        { ...look, away: away - 0.03, tone: 0.15, much: 0.7 },
      );
  if (!cane && next() < 0.7) {
    const k = 0.35 + 0.4 * next();
    const way = next() < 0.5 ? -1 : 1;
    brush.line(
      [
        at(k),
        [at(k)[0] + way * 4 * thick, at(k)[1] - 3 * thick],
        [at(k)[0] + way * 7 * thick, at(k)[1] - 8 * thick],
      ],
      thick * 0.3,
      thick * 0.06,
      { ...look, tone: tone * 0.4, sway: 0.5 },
    );
  }
};

/** Leaves that are thought of in one go. */
const LEAVES = 40;

/** A wood from inside: trunks that leave the picture above, one of them close by at its edge; leaves high up. */
export const trunks: LongBuild = function* (brush, place) {
  const next = dice(place.seed, 51);
  const cane = place.read('s.grass') > 0.4;
  const n = cane ? 44 : 24;
  const right = next() < 0.5;
  for (let i = 0; i < n; i += 1) {
    const away = 4.2 + 42 * (i / n) ** 1.7;
    const gap = (i * 0.618 + 0.1 * next()) % 1;
    trunk(brush, place, -0.15 + 1.3 * gap, away, next);
    yield;
  }
  trunk(brush, place, right ? 0.93 : 0.06, cane ? 2.4 : 2.7, next);
  const gold = place.read('fallen') > 0.3;
  const bare = place.read('g.snow') > 0.5;
  if (bare) return;
  for (let i = 0; i < 620; i += 1) {
    const away = 6 + 30 * next();
    const x = -0.1 + 1.2 * next();
    const y = -0.16 - 0.65 * next() ** 0.7 * (0.5 + 6 / away);
    const lit = next();
    brush.disc(
      x,
      y,
      ((cane ? 0.045 : 0.06) * (0.5 + next()) * (cane ? 1 : 1)) / away,
      {
        away,
        tone: gold ? 0.5 + 0.5 * lit : 0.15 + 0.5 * lit,
        through: 0.15 + 0.5 * lit * lit,
        much: 0.8,
        sway: 0.8,
        part: 'trunks.leaves',
      },
      cane ? 0.35 : 0.7,
    );
    if (i % LEAVES === 0) yield;
  }
};
