import type { Brush, Look, Point } from './brush.ts';
import { type Build, foot, standingAt } from './build.ts';
import { draped } from './indoors.ts';
import { dice } from './trees.ts';

/** A wheel of a fair against the sky: rim, spokes, cabins with light in them. */
export const wheel: Build = (brush, place) => {
  const next = dice(place.seed, 201);
  const away = 30;
  const right = next() < 0.5;
  const x = right ? 0.66 : 0.34;
  const r = 7.6 / away;
  const y = foot(place, away) - 9 / away;
  const look: Look = { away, tone: 0.12 };
  for (let i = 0; i < 48; i += 1) {
    const a = (i / 48) * 6.2832;
    const b = ((i + 1) / 48) * 6.2832;
    for (const k of [1, 0.93])
      brush.limb(
        [x + r * k * Math.cos(a), y + r * k * Math.sin(a)],
        [x + r * k * Math.cos(b), y + r * k * Math.sin(b)],
        0.0022,
        0.0022,
        look,
      );
  }
  for (let i = 0; i < 16; i += 1) {
    const a = (i / 16) * 6.2832;
    const rim: Point = [x + r * Math.cos(a), y + r * Math.sin(a)];
    brush.limb([x, y], rim, 0.0014, 0.0014, look);
    brush.disc(
      rim[0],
      rim[1] + 0.014,
      0.012,
      { ...look, away: away - 0.1, tone: 0.7, glow: 0.3 + 0.5 * next() },
      1.1,
    );
  }
  for (const side of [-0.09, 0.09])
    brush.limb([x, y], [x + side, foot(place, away)], 0.004, 0.006, look);
  brush.lamp(x, y, 0.14, 0.3);
  brush.shadow(x, foot(place, away), 0.18, { away }, 0.5);
};

/** A tall thing alone: a lighthouse where there is water, a chimney elsewhere. */
export const tower: Build = (brush, place) => {
  const next = dice(place.seed, 211);
  const light = place.read('wet') > 0.4;
  const away = light ? 34 : 40;
  const x = next() < 0.5 ? 0.24 : 0.76;
  const y = foot(place, away);
  const m = 1 / away;
  const at = standingAt(x, y, m);
  const look: Look = { away, tone: light ? 0.4 : 0.08, soft: 1.2 };
  brush.shape([at(-1.4, -0.2), at(-0.8, 12), at(0.8, 12), at(1.4, -0.2)], look);
  brush.shadow(x, y, 0.09, { away }, 0.6);
  if (!light) {
    brush.shape(
      [at(-6, 0), at(-6, 3), at(-3, 4.4), at(-3, 3), at(0, 4.4), at(0, 3), at(3, 4.4), at(3, 0)],
      { ...look, away: away - 0.2 },
    );
    return;
  }
  brush.shape([at(-1.2, 12), at(-1.2, 12.4), at(1.2, 12.4), at(1.2, 12)], { ...look, tone: 0.03 });
  brush.shape([at(-0.6, 12.4), at(-0.6, 13.6), at(0, 14.5), at(0.6, 13.6), at(0.6, 12.4)], {
    ...look,
    tone: 1,
    glow: 0.9,
  });
  brush.lamp(x, y - 13 * m, 0.11, 0.7);
  brush.shape([at(-7, -0.3), at(-4, 1), at(2, 1.3), at(6, 0.4), at(9, -0.3)], {
    ...look,
    away: away - 0.3,
    tone: 0.05,
  });
};

/** Posts and two wires or rails, out of true, into the distance. */
export const fence: Build = (brush, place) => {
  const next = dice(place.seed, 191);
  const side = next() < 0.5 ? -1 : 1;
  let before: { readonly tops: readonly Point[]; readonly away: number } | null = null;
  for (let i = 13; i >= 0; i -= 1) {
    const away = 3.6 + 1.9 * i + 0.1 * i * i;
    const x = place.vanish + side * (2.4 / away + 0.05 - 0.004 * i);
    const y = foot(place, away);
    const tall = (0.95 + 0.2 * next()) / away;
    const lean = (0.16 * (next() - 0.5)) / away;
    const look: Look = { away, tone: 0.1, soft: 1.2 };
    brush.limb([x, y], [x + lean, y - tall], 0.055 / away, 0.045 / away, look);
    brush.shadow(x, y, 0.35 / away, { away }, 0.6);
    const tops: Point[] = [
      [x + lean * 0.85, y - tall * 0.85],
      [x + lean * 0.45, y - tall * 0.45],
    ];
    if (before)
      for (const [k, top] of tops.entries())
        brush.limb(before.tops[k] as Point, top, 0.02 / before.away, 0.02 / away, {
          away: (before.away + away) / 2,
          tone: 0.12,
        });
    before = { tops, away };
  }
};

/** Worn steps that rise out of the picture. */
export const stairs: Build = (brush, place) => {
  const next = dice(place.seed, 181);
  const side = next() < 0.5 ? -1 : 1;
  for (let i = 0; i < 11; i += 1) {
    const away = 4.6 + 0.62 * i;
    const top = foot(place, away) - (0.34 * i) / away;
    const inner = 0.5 + side * (-0.22 + 0.03 * i);
    const outer = side > 0 ? 1.25 : -0.25;
    const under = top + 0.36 / away;
    const wear = 0.006 * Math.sin(i * 2.1);
    brush.shape(
      [
        [inner, top + wear],
        [outer, top],
        [outer, under + 0.1],
        [inner, under + 0.1],
      ],
      { away, tone: 0.22 - 0.01 * i, soft: 1.3 },
    );
    brush.shape(
      [
        [inner, top + wear],
        [outer, top],
        [outer, top + 0.11 / away],
        [inner, top + 0.11 / away + wear],
      ],
      { away: away - 0.05, tone: 0.75, soft: 2, much: 0.75 },
    );
  }
};

interface Sheet {
  readonly x: number;
  readonly top: number;
  readonly wide: number;
  readonly tall: number;
  readonly blown: number;
  readonly away: number;
}

/** One cloth on its line, against the light: it hangs from two pegs, folds fall from them, its hem is in the wind. */
const cloth = (
  brush: Brush,
  { x, top, wide, tall, blown, away }: Sheet,
  next: () => number,
): void => {
  const turn = 6.28 * next();
  const folds = 2.5 + 2.5 * next();
  const slack = 0.05 * wide;
  const down = (y: number): number => (y - top) / tall;
  const across = (px: number, d: number): number =>
    (px - x - blown * d * d - 0.05 * wide * d * Math.sin(d * 3.4 + turn)) / (wide * (1 - 0.07 * d));
  brush.field(
    [x - Math.abs(blown) - 0.04, top - 0.01, x + wide + Math.abs(blown) + 0.04, top + tall * 1.1],
    { away, tone: 0.9, pale: true, through: 0.6, sway: 0.9, soft: 2.4 },
    (px, y) => {
      const d = down(y);
      const u = across(px, d);
      const sag = slack * Math.sin(Math.PI * Math.min(1, Math.max(0, u)));
      const hem =
        tall * (1 - d) +
        0.05 * tall * Math.sin(u * 4.4 + turn) +
        0.02 * tall * Math.sin(u * 11 - turn);
      return Math.min(u * wide, (1 - u) * wide, y - top - sag, hem);
    },
    (px, y) => {
      const d = down(y);
      const u = across(px, d);
      const soft = Math.sin(
        u * 6.28 * folds * (1 - 0.35 * d) + turn + 1.6 * d * d + 0.8 * Math.sin(u * 5),
      );
      const broad = Math.sin(u * 4.1 + 2.4 * d + turn);
      return (
        0.56 +
        0.15 * soft * Math.min(1, 0.25 + 1.2 * d) +
        0.17 * broad -
        0.12 * Math.exp(-(y - top) / 0.02)
      );
    },
  );
};

/** Washing against the light, one sheet so near that the picture cuts it, others small on a second line. */
export const cloths: Build = (brush, place) => {
  if (Math.max(place.read('room'), place.read('corridor')) > 0.4) {
    draped(brush, place);
    return;
  }
  const next = dice(place.seed, 221);
  const right = next() < 0.5;
  const mirror = (x: number): number => (right ? 1 - x : x);
  const hung = (
    away: number,
    high: number,
    slope: number,
    from: number,
    to: number,
    many: number,
    size: number,
  ): void => {
    const rope = (u: number): number => high + slope * u + 0.03 * Math.sin(Math.PI * u);
    brush.line(
      Array.from(
        { length: 9 },
        (_, i): Point => [mirror(-0.25 + i * 0.1875), rope(-0.25 + i * 0.1875)],
      ),
      0.005 / away,
      0.005 / away,
      { away, tone: 0.08 },
    );
    let u = from;
    for (let i = 0; i < many && u < to; i += 1) {
      const wide = size * (0.65 + 0.6 * next());
      const tall = size * (0.9 + 0.6 * next());
      const left = right ? mirror(u) - wide : u;
      cloth(
        brush,
        {
          x: left,
          top: rope(u + wide / 2) - 0.004,
          wide,
          tall,
          blown: (right ? -1 : 1) * tall * (0.12 + 0.22 * next()),
          away: away - 0.02 * i,
        },
        next,
      );
      u += wide + size * (0.08 + 0.25 * next());
    }
  };
  hung(9, -0.16, 0.07, 0.42, 1.2, 6, 0.12);
  hung(2.7, -0.47, 0.2, -0.2, 0.8, 2, 0.5);
};
