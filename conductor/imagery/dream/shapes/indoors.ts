import type { Look, Point } from './brush.ts';
import { type Build, foot } from './build.ts';
import { dice } from './trees.ts';

/** A heavy table close by, cut by the picture; a pot on it where something steams, tools or a bowl elsewhere. */
export const table: Build = (brush, place) => {
  const next = dice(place.seed, 171);
  const right = next() < 0.5;
  const way = right ? 1 : -1;
  const away = 3.1;
  const y = foot(place, away) - 0.8 / away;
  const edge = right ? 0.3 : 0.7;
  const out = right ? 1.3 : -0.3;
  const look: Look = { away, tone: 0.5, soft: 1.4 };
  // The top is seen from above and takes the light.
  brush.shape(
    [
      [edge, y],
      [edge + way * 0.1, y - 0.085],
      [out, y - 0.085],
      [out, y],
    ],
    { ...look, away: away + 0.2, tone: 0.9, soft: 2.5 },
  );
  brush.shape(
    [
      [edge, y],
      [out, y],
      [out, y + 0.055],
      [edge, y + 0.055],
    ],
    look,
  );
  brush.shape(
    [
      [edge + way * 0.03, y + 0.05],
      [edge + way * 0.085, y + 0.05],
      [edge + way * 0.08, y + 0.6],
      [edge + way * 0.04, y + 0.6],
    ],
    { ...look, tone: 0.34, soft: 1.2 },
  );
  brush.shadow(edge + way * 0.3, foot(place, away), 0.42, { away }, 0.8);
  const x = edge + way * 0.27;
  const top = y - 0.045;
  if (place.read('steam') > 0.2) {
    const r = 0.12;
    brush.shape(
      [
        [x - r, top - 0.13],
        [x - r * 0.96, top - 0.03],
        [x - r * 0.7, top + 0.012],
        [x + r * 0.7, top + 0.012],
        [x + r * 0.96, top - 0.03],
        [x + r, top - 0.13],
      ],
      { away: away - 0.1, tone: 0.05, soft: 1.5 },
    );
    brush.disc(x, top - 0.13, r * 1.04, { away: away - 0.12, tone: 0.12 }, 0.17);
    brush.disc(
      x,
      top - 0.132,
      r * 0.92,
      { away: away - 0.14, tone: 0.8, through: 0.5, soft: 2 },
      0.13,
    );
    for (const side of [-1, 1])
      brush.disc(x + side * r * 1.1, top - 0.085, 0.018, { away: away - 0.1, tone: 0.04 });
  } else {
    brush.shape(
      [
        [x - 0.07, top - 0.045],
        [x - 0.035, top + 0.01],
        [x + 0.035, top + 0.01],
        [x + 0.07, top - 0.045],
      ],
      { away: away - 0.1, tone: 0.35, soft: 1.5 },
    );
    brush.disc(x, top - 0.045, 0.071, { away: away - 0.12, tone: 0.08 }, 0.2);
    if (place.read('motes') > 0.3)
      for (let i = 0; i < 36; i += 1) {
        const px = edge + way * (0.06 + 0.6 * next() ** 1.4);
        const py = top - 0.035 + 0.075 * next();
        const r = 0.006 + 0.011 * next();
        const lit = 0.2 + 0.55 * next() ** 2;
        brush.line(
          [
            [px - r, py],
            [px - r * 0.4, py - r * 0.9],
            [px + r * 0.5, py - r * 0.7],
            [px + r * 0.6, py],
          ],
          0.0026,
          0.0014,
          { away: away - 0.13, tone: lit, pale: true, through: 0.2 * lit },
        );
      }
    for (let i = 0; i < 7; i += 1) {
      const px = x + way * (0.16 + 0.4 * next());
      const py = top - 0.02 + 0.04 * next();
      brush.limb([px, py], [px + 0.1 * (next() - 0.4), py - 0.02 * next()], 0.006, 0.004, {
        away: away - 0.1,
        tone: 0.08 + 0.3 * next(),
      });
    }
  }
  brush.disc(x, top + 0.012, 0.15, { away: away + 0.1, tone: 0.0, soft: 12, much: 0.3 }, 0.2);
};

/** A bed or mat, its cover in folds, the pillow still pressed. */
export const bed: Build = (brush, place) => {
  const next = dice(place.seed, 175);
  const right = next() < 0.5;
  const mirror = (x: number): number => (right ? x : 1 - x);
  const away = 3.4;
  const y = foot(place, away) - 0.3 / away;
  const look: Look = { away, tone: 0.75, through: 0.05, soft: 2.5 };
  const low = right ? 0.22 : -0.25;
  brush.field(
    [low, y - 0.16, low + 1.03, y + 0.1],
    look,
    (px, py) => {
      const u = mirror(px) - 0.24;
      const top = y - 0.1 - 0.03 * Math.sin(u * 7) - 0.02 * Math.sin(u * 17 + 2);
      return Math.min(u, py - top, y + 0.1 + 0.012 * Math.sin(u * 11) - py);
    },
    (px, py) =>
      0.55 +
      0.3 *
        Math.sin(mirror(px) * 26 + 30 * (py - y) + 2 * Math.sin(mirror(px) * 9)) *
        (py > y - 0.03 ? 1 : 0.5),
  );
  brush.disc(mirror(0.4), y - 0.13, 0.13, { ...look, away: away + 0.1, tone: 0.95, soft: 4 }, 0.4);
  brush.shadow(mirror(0.7), y + 0.14, 0.5, { away }, 0.85);
};

/** Boards full of books or jars; light picks out some of their backs. */
export const shelf: Build = (brush, place) => {
  const next = dice(place.seed, 231);
  const right = next() < 0.5;
  for (let row = 0; row < 5; row += 1) {
    const y = 0.2 - row * 0.15;
    const away = 4.4;
    const left = right ? 0.4 : -0.25;
    brush.shape(
      [
        [left, y],
        [left + 0.86, y],
        [left + 0.86, y + 0.014],
        [left, y + 0.014],
      ],
      { away, tone: 0.2 },
    );
    let x = left + 0.01;
    while (x < left + 0.84) {
      const wide = 0.012 + 0.02 * next();
      const tall = 0.075 + 0.05 * next();
      const lean = next() < 0.12 ? 0.02 : 0;
      if (next() > 0.1) {
        const points: Point[] = [
          [x, y],
          [x + lean, y - tall],
          [x + lean + wide, y - tall],
          [x + wide, y],
        ];
        brush.shape(points, { away: away - 0.1, tone: 0.08 + 0.75 * next() ** 2, soft: 1.2 });
      }
      x += wide + 0.002;
    }
  }
};

/** What is kept under sheets in a room: low heaps at one side, folds down to the floor. */
export const draped: Build = (brush, place) => {
  const next = dice(place.seed, 235);
  const left = place.side < 0.5 ? 0.84 : 0.16;
  for (let i = 0; i < 3; i += 1) {
    const away = 5.2 - 0.9 * i;
    const low = foot(place, away);
    const x = left + (left < 0.5 ? -1 : 1) * (0.1 * i - 0.1) + 0.05 * (next() - 0.5);
    const wide = (0.42 + 0.25 * next()) / away;
    const tall = (0.5 + 0.3 * next()) / away;
    const turn = 6 * next();
    brush.field(
      [x - wide * 1.4, low - tall * 1.1, x + wide * 1.4, low + 0.02],
      { away, tone: 0.5, pale: true, soft: 1.6 },
      (px, py) => {
        const down = (py - low + tall) / tall;
        const half = wide * (0.86 + 0.2 * Math.max(0, down) + 0.03 * Math.sin(down * 5 + turn));
        const top = 0.06 * tall * Math.cos(((px - x) / wide) * 2.6 + turn * 0.3);
        return Math.min(half - Math.abs(px - x), py - low + tall + top, low + 0.008 - py);
      },
      (px, py) => {
        const down = (py - low + tall) / tall;
        const fold = Math.sin(((px - x) / wide) * (7 + 2 * i) + 2 * Math.sin(down * 2 + turn));
        return 0.38 - 0.16 * down + 0.14 * fold * Math.min(1, Math.max(0, down * 1.5));
      },
    );
    brush.shadow(x, low + 0.01, wide * 1.3, { away }, 0.7);
  }
};
