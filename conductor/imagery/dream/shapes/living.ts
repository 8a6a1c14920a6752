import { chance } from '../chance.ts';
import type { Brush, Look, Point } from './brush.ts';
import { type Build, foot, type Place, standingAt } from './build.ts';
import { dice } from './trees.ts';

/** A person from behind, one soft stroke: coat, shoulders, head. `tall` metres. */
export const person = (
  brush: Brush,
  place: Place,
  x: number,
  away: number,
  tall: number,
  next: () => number,
): void => {
  const y = foot(place, away);
  const m = tall / away;
  const lean = 0.03 * (next() - 0.5) * m;
  const look: Look = { away, tone: 0.07, soft: 1.4 };
  const at = (dx: number, up: number): Point => [x + dx * m + lean * up, y - up * m];
  const stride = 0.035 + 0.03 * next();
  brush.shape(
    [
      at(-0.05 - stride, 0),
      at(-0.1, 0.3),
      at(-0.115, 0.55),
      at(-0.13, 0.76),
      at(-0.06, 0.84),
      at(0.06, 0.84),
      at(0.13, 0.76),
      at(0.12, 0.55),
      at(0.11, 0.3),
      at(0.05 + stride, 0),
      at(0.01, 0.02),
      at(0, 0.24),
      at(-0.01, 0.02),
    ],
    look,
  );
  brush.limb(at(0, 0.82), at(0.005, 0.87), 0.035 * m, 0.032 * m, look);
  brush.disc(at(0.008, 0.925)[0], at(0, 0.925)[1], 0.062 * m, look, 1.2);
  brush.shadow(x, y, 0.3 * m, { away }, 0.75);
  const way = place.side < x ? 1 : -1;
  for (let k = 1; k < 5; k += 1)
    brush.shadow(x + way * 0.13 * k * m, y + 0.03 * k * m, (0.2 + 0.06 * k) * m, { away }, 0.3);
};

/** Somebody, far enough to be anybody; in a corridor or a room under its light. */
export const figure: Build = (brush, place) => {
  const next = dice(place.seed, 102);
  const inside = Math.max(place.read('corridor'), place.read('room'));
  const lane = place.read('alley') > 0.3;
  const x =
    inside > 0.4 || lane
      ? place.vanish + 0.05 * (next() - 0.5)
      : (place.read('house') > 0.2 ? chance(place.seed, 121, 1) : next()) < 0.5
        ? 0.26 + 0.1 * next()
        : 0.64 + 0.1 * next();
  const away = inside > 0.4 ? 9 : lane ? 12 : 11 + 3 * next();
  person(brush, place, x, away, 1.68, next);
};

/** People, each alone: near ones cut by the picture's edges, far ones in haze. */
export const crowd: Build = (brush, place) => {
  const next = dice(place.seed, 103);
  for (let i = 0; i < 13; i += 1) {
    const away = 4.5 + 26 * (i / 13) ** 1.3;
    person(
      brush,
      place,
      ((i * 0.618 + 0.2 * next()) % 1.1) - 0.05,
      away,
      1.55 + 0.25 * next(),
      next,
    );
  }
};

/** A dog that has stopped and looks back: back, neck, head, legs, tail. */
export const dog: Build = (brush, place) => {
  const next = dice(place.seed, 111);
  const away = 5.2 + 1.5 * next();
  const way = next() < 0.5 ? -1 : 1;
  const x = 0.36 + 0.28 * next();
  const y = foot(place, away);
  const m = 0.78 / away;
  const look: Look = { away, tone: 0.1, soft: 1.3, sway: 0.12 };
  const at = standingAt(x, y, m, way);
  brush.shape(
    [
      at(-0.5, 0.62),
      at(-0.2, 0.66),
      at(0.15, 0.66),
      at(0.38, 0.72),
      at(0.5, 0.88),
      at(0.56, 1.02),
      at(0.62, 1.0),
      at(0.68, 0.98),
      at(0.86, 0.86),
      at(0.84, 0.78),
      at(0.68, 0.76),
      at(0.58, 0.66),
      at(0.46, 0.46),
      at(0.3, 0.38),
      at(0.0, 0.36),
      at(-0.3, 0.4),
      at(-0.5, 0.38),
    ],
    look,
  );
  brush.line([at(0.58, 1.0), at(0.5, 0.94), at(0.5, 0.82)], 0.05 * m, 0.03 * m, look);
  for (const [hip, knee, paw] of [
    [0.36, 0.4, 0.34],
    [0.3, 0.24, 0.3],
    [-0.4, -0.5, -0.42],
    [-0.46, -0.36, -0.52],
  ] as const)
    brush.line([at(hip, 0.46), at(knee, 0.24), at(paw, 0.0)], 0.085 * m, 0.04 * m, look);
  brush.line([at(-0.48, 0.6), at(-0.68, 0.72), at(-0.74, 0.92)], 0.05 * m, 0.02 * m, look);
  const sun = place.side < x ? -1 : 1;
  brush.line(
    [at(-0.45, 0.63), at(0.1, 0.665), at(0.38, 0.72), at(0.52, 0.92)].map(
      ([px, py]) => [px + sun * 0.01 * m, py] as const,
    ),
    0.02 * m,
    0.02 * m,
    { ...look, away: away - 0.02, tone: 0.8, through: 0.7, much: 0.8, soft: 2 },
  );
  brush.shadow(x, y, 0.75 * m, { away }, 0.7);
};

/** Heads and shoulders of those who sit before her. */
export const shoulders: Build = (brush, place) => {
  if (place.read('frame') > 0.2 || place.read('corridor') + place.read('room') > 0.4) return;
  const next = dice(place.seed, 281);
  for (let i = 0; i < 3; i += 1) {
    const x = [0.12, 0.55, 0.97][i] ?? 0.5;
    const y = 0.42 + 0.05 * next();
    const px = x + 0.06 * (next() - 0.5);
    const look: Look = { away: 0.9, tone: 0.03, soft: 5 };
    brush.disc(px, y - 0.03, 0.07, look, 1.25);
    brush.shape(
      [
        [px - 0.2, 0.72],
        [px - 0.17, y + 0.12],
        [px - 0.05, y + 0.05],
        [px + 0.05, y + 0.05],
        [px + 0.17, y + 0.12],
        [px + 0.2, 0.72],
      ],
      look,
    );
  }
};
