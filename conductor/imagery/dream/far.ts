import { chance, rugged, sway } from './chance.ts';
import type { Brush } from './shapes/brush.ts';
import type { Build } from './shapes/build.ts';
import { dice } from './shapes/trees.ts';

/**
 * A far line of land, washed as ink is: darkest at its upper edge, dissolving downward into the haze that lies before
 * it. @param height of the edge above the horizon, pictures @param thin how soon it dissolves, pictures
 */
const wash = (
  brush: Brush,
  away: number,
  height: (x: number) => number,
  thin: number,
  tone: number,
  much = 1,
  leaf = false,
): void => {
  const heights = Float32Array.from({ length: 500 }, (_, i) => height(-0.26 + (i / 499) * 1.52));
  const at = (x: number): number =>
    heights[Math.min(499, Math.max(0, Math.round(((x + 0.26) / 1.52) * 499)))] as number;
  const top = Math.max(...heights);
  if (top <= 0) return;
  brush.field(
    [-0.25, -top - 0.01, 1.245, 0.012],
    { away, tone, leaf, soft: 0 },
    (x, y) => {
      const d = at(x) + y;
      if (d <= -0.0015) return 0;
      const edge = Math.min(1, (d + 0.0015) * 260);
      const low = y > 0 ? Math.max(0, 1 - y / 0.012) : 1;
      return much * edge * low * (0.34 + 0.66 * Math.exp(-d / thin));
    },
    (x, y) =>
      tone *
      (0.15 + 0.85 * Math.exp(-(at(x) + y) / 0.03)) *
      (leaf ? 1 : 0.75 + 0.35 * sway(77, 1, x * 24 + 14 * (at(x) + y))),
  );
};

/** Mountains, one behind the other, each paler. */
export const ridge: Build = (brush, { seed, read }) => {
  const high = read('ridge') > 0.8 ? 1 : 0.7;
  for (let i = 4; i >= 0; i -= 1) {
    const stream = 301 + 7 * i;
    const tilt = chance(seed, 300, 0) < 0.5 ? 1 : -1;
    wash(
      brush,
      62 + 22 * i,
      (x) => {
        const side = 0.5 + 0.5 * tilt * (2 * x - 1) * (i % 2 ? 1 : -1);
        const folded = 1 - Math.abs(rugged(seed, stream, x * (1.5 + 0.25 * i), 0.5));
        return (
          high * ((0.03 + 0.055 * i) * (0.7 + 0.5 * side) + (0.08 + 0.03 * i) * (folded - 0.45))
        );
      },
      0.05 + 0.02 * i,
      0.55,
    );
  }
};

/** Hills or dunes, lying. */
export const hills: Build = (brush, { seed, read }) => {
  const dunes = read('s.sand') > 0.4;
  for (let i = 2; i >= 0; i -= 1)
    wash(
      brush,
      60 + 20 * i,
      (x) => {
        const at = x * (0.9 + 0.35 * i);
        const long = sway(seed, 302 + i, at) + 0.25 * sway(seed, 322 + i, at * 2.3);
        const sharp = dunes ? 1 - Math.abs(long) : 0.5 + 0.5 * long;
        return 0.012 + 0.035 * i + (dunes ? 0.15 : 0.07) * sharp;
      },
      dunes ? 0.16 : 0.07,
      dunes ? 0.95 : 0.6,
      0.95,
      true,
    );
};

/** Leaves in great soft heaps, one before the other. */
const crowns = (brush: Brush, seed: number): void => {
  const crown = (x: number, wide: number, stream: number): number => {
    const at = x * wide;
    let high = 0;
    for (let k = Math.floor(at) - 1; k <= Math.floor(at) + 1; k += 1) {
      const off = (at - k - 0.5 - 0.5 * (chance(seed, stream + 1, k) - 0.5)) / 0.95;
      const round = Math.sqrt(Math.max(0, 1 - off * off));
      high = Math.max(high, round * (0.45 + 0.55 * chance(seed, stream, k)));
    }
    return high;
  };
  for (let i = 1; i >= 0; i -= 1)
    wash(
      brush,
      58 + 24 * i,
      (x) =>
        0.01 +
        0.03 * i +
        0.075 * Math.max(crown(x, 9, 361 + 5 * i), 0.8 * crown(x + 0.4, 15, 371 + 5 * i)) +
        0.006 * rugged(seed, 381 + i, x * 34),
      0.06,
      0.2,
    );
};

/** The edge of a wood: crowns and firs, no two alike; round crowns behind bamboo, birches and fruit trees. */
export const forest: Build = (brush, { seed, read }) => {
  if (Math.max(read('s.paper'), read('s.grass'), 0.6 * read('s.leaves')) > 0.25) {
    crowns(brush, seed);
    return;
  }
  for (let i = 1; i >= 0; i -= 1) {
    const tip = (x: number, wide: number, stream: number): number => {
      const at = x * wide;
      const k = Math.floor(at);
      const off = Math.abs(at - k - 0.5 - 0.3 * (chance(seed, stream + 1, k) - 0.5)) * 2;
      return Math.max(0, 1 - off ** 1.4) * (0.3 + 0.7 * chance(seed, stream, k));
    };
    wash(
      brush,
      58 + 24 * i,
      (x) =>
        0.02 +
        0.035 * i +
        0.03 * rugged(seed, 303 + i, x * 2.2) +
        0.055 * Math.max(tip(x, 38, 311 + 5 * i), tip(x + 0.4, 23, 331 + 5 * i)) +
        0.008 * rugged(seed, 351 + i, x * 60),
      0.045,
      0.15,
    );
  }
};

/** A town in haze: roofs and towers as one mass, light in few of its windows. */
export const city: Build = (brush, { seed, read }) => {
  for (let i = 2; i >= 0; i -= 1)
    wash(
      brush,
      59 + 26 * i,
      (x) => {
        const lot = (wide: number, stream: number): number => {
          const k = Math.floor(x * wide + 0.4 * chance(seed, stream, 999));
          return chance(seed, stream, k) ** 2;
        };
        return (
          0.025 +
          0.035 * i +
          (0.13 + 0.02 * i) * Math.max(lot(13 + 5 * i, 305 + i), 0.7 * lot(29, 315 + i)) ** 1.2
        );
      },
      0.1,
      0.12,
    );
  if (read('panes') + read('lamps') + read('bokeh') < 0.1) return;
  const next = dice(seed, 345);
  for (let i = 0; i < 150; i += 1) {
    const x = -0.25 + 1.5 * next();
    const y = -0.008 - 0.13 * next() ** 2;
    brush.disc(x, y, 0.0018 + 0.0016 * next(), {
      away: 57.5,
      tone: 1,
      glow: 0.15 + 0.6 * next() ** 2,
      much: 0.9,
      part: 'panes',
      soft: 1.4,
    });
  }
};

/** A shore: the thin dark line where water ends, and what is behind it. */
export const shore: Build = (brush, { seed, read }) => {
  const broad = read('shore') * 0.5 + 0.5;
  wash(
    brush,
    66,
    (x) =>
      broad *
      (0.012 + 0.022 * rugged(seed, 306, x * 2) - 0.012 * Math.abs(sway(seed, 308, x * 0.9))),
    0.05,
    0.1,
    0.95,
  );
};
