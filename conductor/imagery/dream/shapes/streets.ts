import { chance } from '../chance.ts';
import type { Look, Point } from './brush.ts';
import { type Build, foot } from './build.ts';
import { dice } from './trees.ts';

/** Where a fire burns: across, and below the horizon. */
export const fireAt = (seed: number): { x: number; y: number } => ({
  x: chance(seed, 360, 0) < 0.5 ? 0.36 : 0.64,
  y: 0.19,
});

/** What a fire burns, crossed and black against it, and two who sit before it. */
export const campfire: Build = (brush, place) => {
  const next = dice(place.seed, 362);
  const { x, y } = fireAt(place.seed);
  const away = 8;
  for (let i = 0; i < 7; i += 1) {
    const turn = -0.5 + 0.17 * i + 0.1 * next();
    const long = 0.045 + 0.025 * next();
    brush.limb(
      [x - Math.cos(turn) * long, y + 0.012 + 0.4 * Math.sin(turn) * long],
      [x + Math.cos(turn) * long * 0.7, y - 0.012 - 0.3 * long * next()],
      0.0065,
      0.0045,
      { away: away - 0.1 * i, tone: 0.05, soft: 1.3 },
    );
  }
  brush.shadow(x, y + 0.014, 0.08, { away }, 0.5);
  for (const side of [-1, 1]) {
    const px = x + side * (0.13 + 0.04 * next());
    const py = y + 0.05 + 0.03 * next();
    const m = 0.115;
    const look: Look = { away: 6.5 - side * 0.1, tone: 0.04, soft: 1.5 };
    brush.shape(
      [
        [px - 0.5 * m, py],
        [px - 0.44 * m, py - 0.3 * m],
        [px - 0.3 * m, py - 0.75 * m],
        [px - 0.05 * m, py - 0.86 * m],
        [px + 0.24 * m, py - 0.72 * m],
        [px + 0.4 * m, py - 0.3 * m],
        [px + 0.52 * m, py],
      ],
      look,
    );
    brush.disc(px - side * 0.06 * m, py - 0.99 * m, 0.15 * m, look, 1.15);
    brush.shadow(px + side * 0.06, py + 0.005, 0.1, { away: 6.5 }, 0.7);
  }
};

/** Lamps: on posts along the way, each with its pool of light; indoors one that hangs on its cord over the work. */
export const lamps: Build = (brush, place) => {
  const next = dice(place.seed, 320);
  if (Math.max(place.read('room'), place.read('corridor')) > 0.4) {
    const away = 3.4;
    const x = place.vanish + 0.08 * (next() - 0.5);
    const y = -0.2;
    const look: Look = { away, tone: 0.06, soft: 1.3 };
    brush.limb([x, -0.8], [x, y - 0.05], 0.0018, 0.0018, look);
    brush.shape(
      [
        [x - 0.012, y - 0.06],
        [x + 0.012, y - 0.06],
        [x + 0.062, y],
        [x - 0.062, y],
      ],
      look,
    );
    brush.disc(x, y + 0.004, 0.03, { away: away - 0.1, tone: 1, glow: 1, soft: 3 }, 0.4);
    brush.lamp(x, y + 0.05, 0.28, 1.9);
    brush.lamp(x, 0.16, 0.26, 0.9);
    return;
  }
  const alley = place.read('alley') > 0.3;
  const side = next() < 0.5 ? -1 : 1;
  const many = alley ? 2 : 5;
  for (let i = 0; i < many; i += 1) {
    const away = alley ? 13 + 16 * i : 7.5 + 10 * i;
    const way = i % 2 === 0 ? side : -side;
    const x = place.vanish + (way * (alley ? 1.5 : 3.1)) / away;
    const y = foot(place, away);
    const look: Look = { away, tone: 0.05, soft: 1.2 };
    const top = y - 4.4 / away;
    const head: Point = [x - (way * 0.75) / away, top - 0.1 / away];
    brush.line(
      [[x, y], [x, top + 0.5 / away], [x - (way * 0.2) / away, top], head],
      0.07 / away,
      0.04 / away,
      look,
    );
    brush.disc(
      head[0],
      head[1] + 0.08 / away,
      0.2 / away,
      { away: away - 0.1, tone: 1, glow: 1, soft: 2 },
      0.5,
    );
    brush.lamp(head[0], head[1] + 0.1 / away, 0.9 / away + 0.02, 1.3);
    brush.lamp(head[0], y, 1.5 / away + 0.02, 0.75);
    brush.shadow(x, y, 0.5 / away, { away }, 0.5);
  }
};

/** A lane between two walls, tiles along their tops, roofs behind; what waits at its end waits under the lamp. */
export const alley: Build = (brush, place) => {
  const next = dice(place.seed, 325);
  const x = place.vanish;
  for (const side of [-1, 1]) {
    const off = side * (1.9 + 0.3 * next());
    const tall = 2.1 + 0.5 * next();
    let far = 44;
    // In lengths, so that each comes through as much haze as it is away.
    for (const near of [30, 20, 13, 8.5, 5.6, 3.6, 2.2]) {
      const away = (near + far) / 2;
      const step = 0.16 * (next() - 0.5);
      const at = (d: number, up: number): Point => [x + off / d, foot(place, d) - (up + step) / d];
      brush.shape([at(far, -step), at(far, tall), at(near, tall), at(near, -step)], {
        away,
        tone: 0.22,
        soft: 1.3,
      });
      brush.shape(
        [at(far, tall - 0.02), at(far, tall + 0.26), at(near, tall + 0.26), at(near, tall - 0.02)],
        { away: away - 0.02, tone: 0.04, soft: 1.4 },
      );
      brush.shape([at(far, -step), at(far, 0.2 - step), at(near, 0.2 - step), at(near, -step)], {
        away: away - 0.03,
        tone: 0.02,
        soft: 3,
        much: 0.6,
      });
      far = near;
    }
  }
  brush.shape(
    [
      [x - 2.2 / 44, foot(place, 44)],
      [x - 2.2 / 44, -0.07],
      [x + 2.2 / 44, -0.06],
      [x + 2.2 / 44, foot(place, 44)],
    ],
    { away: 46, tone: 0.1, soft: 2 },
  );
};

/** The tall windows of a church: the middle of each, half its width and its height; their feet are at the horizon. */
export const lancets = (
  seed: number,
  vanish: number,
): readonly { readonly x: number; readonly wide: number; readonly tall: number }[] => {
  const lean = 0.1 * (chance(seed, 328, 0) - 0.5);
  return [-0.27, 0, 0.27].map((off) => ({
    x: vanish + off + lean,
    wide: off === 0 ? 0.06 : 0.042,
    tall: off === 0 ? 0.44 : 0.32,
  }));
};

const arch = (x: number, low: number, wide: number, tall: number): Point[] => {
  const points: Point[] = [[x - wide, low]];
  for (let k = 0; k <= 8; k += 1) {
    const u = k / 8;
    const bow = u < 0.5 ? u * 2 : 2 - u * 2;
    points.push([
      x - wide + 2 * wide * u,
      low - tall * (0.72 + 0.28 * Math.sin((bow * Math.PI) / 2)),
    ]);
  }
  points.push([x + wide, low]);
  return points;
};

/** A church from inside: tall windows whose colour (see lamps.ts) falls on the stone, benches before them, candles. */
export const nave: Build = (brush, place) => {
  const away = 9;
  for (const { x, wide, tall } of lancets(place.seed, place.vanish)) {
    brush.shape(arch(x, 0.0, wide * 1.35, tall * 1.06), { away: away + 0.3, tone: 0.0, soft: 3 });
    brush.shape(arch(x, -0.02, wide, tall), { away, tone: 0.7, pale: true, soft: 2 });
    const lead: Look = { away: away - 0.1, tone: 0 };
    for (const bar of [-0.33, 0.33])
      brush.limb(
        [x + bar * wide * 2, -0.02],
        [x + bar * wide * 2, -0.02 - tall * 0.86],
        0.002,
        0.002,
        lead,
      );
    const rows = Math.round(tall / 0.055);
    for (let i = 1; i < rows; i += 1) {
      const y = -0.02 - (tall * 0.8 * i) / rows;
      brush.limb([x - wide, y], [x + wide, y], 0.0015, 0.0015, lead);
    }
  }
  for (let row = 0; row < 5; row += 1) {
    const d = 6.4 - 0.85 * row;
    const y = foot(place, d);
    for (const side of [-1, 1]) {
      const inner = place.vanish + side * (0.55 / d);
      const outer = place.vanish + side * (4.4 / d);
      brush.shape(
        [
          [inner, y],
          [inner, y - 1.0 / d],
          [outer, y - 1.0 / d],
          [outer, y],
        ],
        { away: d, tone: 0.05, soft: 1.6 },
      );
      brush.limb([inner, y - 1.0 / d], [outer, y - 1.0 / d], 0.03 / d, 0.03 / d, {
        away: d - 0.05,
        tone: 0.5,
        soft: 2,
        much: 0.8,
      });
    }
  }
};
