import { chance } from '../chance.ts';
import type { Look, Point } from './brush.ts';
import { type Build, columns } from './build.ts';
import { dice } from './trees.ts';

/** What is so near that it is only an edge: laid on the plane that stays with the picture. y 0 is its middle. */
const rounded = (x: number, y: number, wide: number, high: number, r: number): number => {
  const dx = Math.abs(x) - wide + r;
  const dy = Math.abs(y) - high + r;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
};
const ALL = [-0.25, -0.6, 1.25, 0.6] as const;

/** A window she sits at, its frame cut by the picture; or, from the back seat, the windscreen at the end of the bus. */
export const frame: Build = (brush, place) => {
  if (place.read('tunnel') > 0.3) return;
  const next = dice(place.seed, 241);
  const right = next() < 0.5;
  const back = place.read('shoulders') > 0.25 && place.read('rain') < 0.2;
  const look: Look = { away: 1, tone: 0.1, soft: 5 };
  if (back) {
    const [cx, cy] = [0.5 + 0.03 * (next() - 0.5), -0.08];
    const opening = (x: number, y: number): number => rounded(x - cx, y - cy, 0.3, 0.22, 0.05);
    brush.field(
      ALL,
      look,
      (x, y) => Math.max(opening(x, y), 0.004 - Math.abs(x - cx)),
      (x, y) => 0.5 * Math.exp(-Math.max(0, opening(x, y)) / 0.1) + 0.16,
    );
    // The backs of seats on both sides of the aisle, light along their tops.
    for (let row = 4; row >= 0; row -= 1) {
      const k = 1 / (1 + 0.5 * row);
      const away = 0.9 + 0.06 * row;
      for (const side of [-1, 1]) {
        const x = cx + side * (0.09 + 0.4 * k);
        const y = cy + 0.14 + 0.3 * k;
        const w = 0.25 * k;
        const top = y - 0.17 * k;
        brush.field(
          [x - w, top, x + w, 0.7],
          { away, tone: 0.015 * row, soft: 3 },
          (px, py) => -rounded(px - x, py - top - 0.5, w, 0.5, 0.1 * k),
        );
        brush.line(
          [
            [x - w * 0.98, top + 0.1 * k],
            [x - w * 0.8, top + 0.02 * k],
            [x - w * 0.5, top + 0.004],
            [x + w * 0.5, top + 0.004],
            [x + w * 0.8, top + 0.02 * k],
            [x + w * 0.98, top + 0.1 * k],
          ],
          0.008 * k,
          0.008 * k,
          { away: away - 0.02, tone: 0.75, through: 0.5, soft: 3, much: 0.55 + 0.08 * row },
        );
      }
    }
    return;
  }
  const cx = right ? 0.57 : 0.43;
  const opening = (x: number, y: number): number => rounded(x - cx, y + 0.05, 0.47, 0.36, 0.09);
  brush.field(
    ALL,
    look,
    (x, y) => Math.max(opening(x, y), 0.009 - Math.abs(x - (right ? 0.16 : 0.84))),
    (x, y) => 0.05 + 0.3 * Math.exp(-Math.max(0, opening(x, y)) / 0.035) * (y > 0 ? 1.3 : 0.7),
  );
};

/** A bough that reaches in from above, out of focus; with blossoms where there are any. */
export const branches: Build = (brush, place) => {
  const next = dice(place.seed, 251);
  const right = next() < 0.5;
  const bloom = place.read('petals') > 0.2;
  const way = right ? -1 : 1;
  for (let b = 0; b < 3; b += 1) {
    let at: Point = [right ? 1.05 : -0.05, -0.5 + 0.1 * b + 0.06 * next()];
    let turn = 0.25 + 0.3 * next();
    let thick = 0.016 - 0.004 * b;
    for (let i = 0; i < 7; i += 1) {
      const to: Point = [at[0] + way * 0.085 * Math.cos(turn), at[1] + 0.085 * Math.sin(turn)];
      brush.limb(at, to, thick, thick * 0.82, {
        away: 1,
        tone: 0.05,
        soft: 2,
        sway: 0.3 + 0.08 * i,
      });
      if (i > 0 && next() < 0.8) {
        const a = turn + (next() < 0.5 ? -0.7 : 0.7);
        const long = 0.06 + 0.08 * next();
        const tip: Point = [to[0] + way * long * Math.cos(a), to[1] + long * Math.sin(a)];
        brush.limb(to, tip, thick * 0.5, thick * 0.15, { away: 1, tone: 0.05, soft: 2, sway: 0.8 });
        for (let k = 0; k < (bloom ? 16 : 7); k += 1) {
          const p = next();
          const lit = next();
          brush.disc(
            to[0] + (tip[0] - to[0]) * p + 0.05 * (next() - 0.5),
            to[1] + (tip[1] - to[1]) * p + 0.05 * (next() - 0.5),
            bloom ? 0.008 + 0.008 * next() : 0.006 + 0.008 * next(),
            {
              away: 0.95,
              tone: bloom ? 0.7 + 0.3 * lit : 0.1 + 0.3 * lit,
              through: bloom ? 0.25 + 0.3 * lit : 0.05 + 0.2 * lit,
              soft: 3,
              sway: 0.9,
              much: 0.85,
            },
            0.8,
          );
        }
      }
      at = to;
      turn += 0.5 * (next() - 0.55);
      thick *= 0.82;
    }
  }
};

/** Grass before the eye, out of focus. */
export const blades: Build = (brush, place) => {
  const next = dice(place.seed, 261);
  const right = next() < 0.5;
  for (let i = 0; i < 46; i += 1) {
    const off = next() ** 1.6 * 0.8;
    const x = right ? 1.05 - off : -0.05 + off;
    const tall = (0.42 - 0.36 * off) * (0.5 + 0.7 * next());
    const lean = tall * (right ? -1 : 1) * (0.1 + 0.5 * next());
    const lit = next();
    const look: Look = {
      away: 1,
      tone: 0.06 + 0.2 * lit,
      through: 0.02 + 0.1 * lit,
      soft: 3,
      sway: 1,
    };
    brush.limb([x, 0.62], [x + lean * 0.3, 0.5 - tall * 0.55], 0.009, 0.007, look);
    brush.limb([x + lean * 0.3, 0.5 - tall * 0.55], [x + lean, 0.5 - tall], 0.007, 0.001, look);
  }
};

/** A curtain at one side, light in its folds. */
export const curtain: Build = (brush, place) => {
  const side = chance(place.seed, 271, 0) < 0.5;
  const across = (x: number): number => (side ? x : 1 - x);
  brush.field(
    ALL,
    { away: 1, tone: 0.6, through: 0.3, soft: 4, sway: 0.9 },
    (x, y) => 0.27 + 0.03 * Math.sin(y * 7 + 1.7) + 0.04 * (y + 0.5) - across(x),
    (x, y) => 0.4 + 0.35 * Math.sin(across(x) * 62 + 3 * Math.sin(y * 2.2)) + 0.3 * across(x),
  );
};

/** From under the eaves: rafters' ends, a post, and the light beneath; the corner of a roof, no more. */
export const roofedge: Build = (brush, place) => {
  const next = dice(place.seed, 275);
  const right = next() < 0.5;
  const mirror = (x: number): number => (right ? 1 - x : x);
  const edge = (u: number): number =>
    -0.29 + 0.13 * u * u + 0.03 * u - 0.05 * Math.max(0, 0.25 - u);
  brush.field(
    ALL,
    { away: 1, tone: 0.06, soft: 4 },
    (x, y) => edge(mirror(x)) - y,
    (x, y) => 0.05 + 0.4 * Math.exp(-(edge(mirror(x)) - y) / 0.012),
  );
  for (let i = 0; i < 9; i += 1) {
    const u = -0.1 + 0.13 * i + 0.01 * next();
    brush.limb([mirror(u), edge(u) - 0.05], [mirror(u + 0.016), edge(u) - 0.004], 0.017, 0.015, {
      away: 0.98,
      tone: 0.14,
      soft: 5,
    });
  }
  brush.shape(
    [
      [mirror(0.1), -0.6],
      [mirror(0.145), -0.6],
      [mirror(0.145), 0.6],
      [mirror(0.1), 0.6],
    ],
    { away: 0.96, tone: 0.1, soft: 4 },
  );
  brush.field(
    ALL,
    { away: 0.95, tone: 0.5, soft: 5 },
    (x, y) => y - 0.41 - 0.02 * mirror(x),
    (x, y) => 0.08 + 0.3 * Math.exp(-(y - 0.41) / 0.025) + 0.06 * Math.sin(mirror(x) * 60 + y * 4),
  );
};

/** The mouth of a tunnel from inside, its stone lit at the rim. */
export const tunnel: Build = (brush, place) => {
  const cx = place.vanish;
  const mouth = (x: number, y: number): number => {
    const dy = y - 0.0;
    return dy > 0 ? Math.abs(x - cx) - 0.2 - dy * 0.55 : Math.hypot(x - cx, dy * 1.05) - 0.2;
  };
  brush.field(
    ALL,
    { away: 1.4, tone: 0.1, soft: 4 },
    mouth,
    (x, y) =>
      0.04 +
      0.55 *
        Math.exp(-Math.max(0, mouth(x, y)) / 0.05) *
        (0.8 + 0.2 * Math.sin(Math.atan2(y, x - cx) * 40)),
  );
  // The thickness of its edge, where the light from outside lies.
  brush.field(
    ALL,
    { away: 1.3, tone: 0.6, pale: true, through: 0.1, soft: 7, much: 0.75 },
    (x, y) => Math.min(mouth(x, y) + 0.006, 0.024 + 0.03 * Math.max(0, y) - mouth(x, y)),
    (x, y) => 0.62 - 18 * Math.max(0, mouth(x, y)),
  );
};

/** A veil of gauze that the wind has carried across the picture: what is behind it is seen through it. */
export const veil: Build = (brush, place) => {
  const next = dice(place.seed, 291);
  const right = next() < 0.5;
  const mirror = (x: number): number => (right ? 1 - x : x);
  for (let i = 0; i < 3; i += 1) {
    const turn = 6.28 * next();
    const from = -0.34 + 0.08 * i;
    const middle = columns((x) => {
      const u = mirror(x);
      return (
        from + 0.16 * u + (0.05 + 0.1 * u) * Math.sin(u * 4.2 + turn * 0.3 + 0.5 * i) + 0.06 * i * u
      );
    });
    const half = columns((x) => {
      const u = mirror(x);
      return (0.11 + 0.17 * u) * (0.75 + 0.25 * Math.sin(u * 7 + turn));
    });
    const fold = (u: number, v: number): number =>
      Math.sin(v * (9 + 3 * i) + u * 7 + turn + 1.5 * Math.sin(u * 5 + v * 2));
    brush.field(
      [-0.25, -0.75, 1.25, 0.45],
      { away: 2.4 - 0.1 * i, tone: 0.8, pale: true, through: 0.45, soft: 0, sway: 1 },
      (x, y) => {
        const v = (y - middle(x)) / half(x);
        const edge = v < 0 ? 1 + v : 1 - v;
        const u = mirror(x);
        if (edge <= 0 || u > 1.05) return 0;
        const hem = edge < 0.2 ? Math.exp(-edge * 26) * 0.35 : 0;
        return Math.min(1, edge * 16) * (0.22 + 0.26 * (0.5 + 0.5 * fold(u, v)) ** 2 + hem);
      },
    );
  }
};
