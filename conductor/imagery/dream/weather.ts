import type { Sun } from './air.ts';
import { type Cast, LAYER } from './cast.ts';
import { chance, sway } from './chance.ts';
import type { Linear } from './colour.ts';
import { type Canvas, splat, streak } from './splat.ts';
import { reader, type World } from './world.ts';

export interface WeatherOf {
  readonly world: World;
  readonly seed: number;
  /** Seconds of weather so far: they pass faster where the pace is high. */
  readonly t: number;
  readonly ground: number;
  readonly sun: Sun;
  readonly low: Linear;
  readonly ink: Linear;
  readonly density: number;
  readonly cast: Cast;
}

/** True where what is close by hides the air outside. */
const hidden = ({ cast, world }: WeatherOf, lines: number, x: number, y: number): boolean => {
  if (reader(world)('frame') + reader(world)('roofedge') < 0.2) return false;
  const ix = Math.min(lines - 1, Math.max(0, Math.floor(x * lines)));
  const iy = Math.min(lines - 1, Math.max(0, Math.floor(y * lines)));
  return cast.layer[iy * lines + ix] === LAYER.near;
};

const wrapped = (v: number): number => v - Math.floor(v);

const rain = (canvas: Canvas, of: WeatherOf, much: number): void => {
  const { seed, t, low, sun, density } = of;
  const n = Math.round(170 * much * density);
  for (let i = 0; i < n; i += 1) {
    const near = 0.35 + 0.65 * chance(seed, 501, i);
    const y = wrapped(chance(seed, 502, i) + t * 0.85 * near);
    const x = wrapped(chance(seed, 503, i) + 0.1 * y);
    if (hidden(of, canvas.lines, x, y * 1.1 - 0.06)) continue;
    const v = 0.07 * near * (0.6 + sun.power * 0.4);
    const length = 0.035 + 0.075 * near;
    streak(
      canvas,
      x,
      y * 1.1 - 0.1,
      0.1 * length,
      length,
      v * (0.4 + low[0]),
      v * (0.45 + low[1]),
      v * (0.5 + low[2]),
    );
  }
};

/** Drops on a pane: each holds a little of the light behind it, some run down. */
const drops = (canvas: Canvas, { seed, t, density }: WeatherOf, much: number): void => {
  const n = Math.round(110 * much * density);
  const { lines, lit } = canvas;
  for (let i = 0; i < n; i += 1) {
    const runs = chance(seed, 511, i) > 0.7;
    const x = chance(seed, 512, i) + (runs ? 0.004 * sway(seed, 513, t * 0.2 + i) : 0);
    const y = runs
      ? wrapped(chance(seed, 514, i) + t * 0.03 * (0.4 + chance(seed, 515, i)))
      : chance(seed, 514, i);
    const r = 0.004 + 0.009 * chance(seed, 516, i) ** 3;
    const sy = Math.min(lines - 1, Math.max(0, Math.floor((y - 0.06) * lines)));
    const o = (sy * lines + Math.min(lines - 1, Math.floor(x * lines))) * 3;
    const [red = 0, green = 0, blue = 0] = lit.subarray(o, o + 3);
    splat(canvas, x, y, r, 0.5 * red + 0.02, 0.5 * green + 0.02, 0.5 * blue + 0.022, 0.6);
    if (runs)
      streak(
        canvas,
        x,
        y - 0.12,
        0,
        0.12,
        0.25 * red + 0.01,
        0.25 * green + 0.01,
        0.25 * blue + 0.012,
      );
  }
};

interface Drift {
  readonly count: number;
  readonly stream: number;
  readonly fall: number;
  readonly sideways: number;
  readonly size: number;
  readonly light: Linear;
  readonly edge: number;
}

/** Small things in the air, near ones larger and softer. */
const drifting = (canvas: Canvas, where: WeatherOf, of: Drift): void => {
  const { seed, t } = where;
  const [red, green, blue] = of.light;
  for (let i = 0; i < of.count; i += 1) {
    const near = chance(seed, of.stream, i) ** 2.2;
    const speed = 0.35 + 0.9 * near;
    const y = wrapped(chance(seed, of.stream + 1, i) + t * of.fall * speed);
    const sway1 = 0.05 * sway(seed, of.stream + 2, t * 0.14 + i * 3.1);
    const x = wrapped(chance(seed, of.stream + 3, i) + t * of.sideways * speed + sway1);
    if (hidden(where, canvas.lines, x * 1.1 - 0.05, y * 1.1 - 0.05)) continue;
    const v = 0.75 - 0.5 * near;
    splat(
      canvas,
      x * 1.1 - 0.05,
      y * 1.1 - 0.05,
      of.size * (0.35 + 1.7 * near),
      red * v,
      green * v,
      blue * v,
      of.edge,
    );
  }
};

const stars = (canvas: Canvas, { seed, ground, cast, t }: WeatherOf, much: number): void => {
  const { lines } = canvas;
  for (let i = 0; i < 420 * much; i += 1) {
    const band = i % 3 !== 0;
    const along = chance(seed, 531, i);
    const x = band ? along : chance(seed, 532, i);
    const off = (chance(seed, 533, i) + chance(seed, 534, i) + chance(seed, 535, i) - 1.5) * 0.24;
    const y = band ? ground * (0.75 - 0.6 * along) + off : ground * chance(seed, 536, i);
    const ix = Math.floor(x * lines);
    const iy = Math.floor(y * lines);
    if (iy < 0 || iy >= lines || cast.layer[iy * lines + ix] !== LAYER.sky) continue;
    const v = 0.1 + 0.9 * chance(seed, 537, i) ** 5 + 0.02 * sway(seed, 538 + i, t * 0.7);
    splat(canvas, x, y, 0.0022 + 0.0016 * chance(seed, 539, i), v, v * 0.97, v, 0);
  }
};

/** Gulls, crows: a few strokes on the air, lighter or darker than what is behind them. They glide, seldom beat. */
const birds = (canvas: Canvas, { seed, t, ground, low }: WeatherOf, much: number): void => {
  const n = Math.round(9 * much);
  for (let i = 0; i < n; i += 1) {
    const near = 0.25 + 0.75 * chance(seed, 591, i) ** 2;
    const x =
      wrapped(
        chance(seed, 592, i) +
          t * 0.012 * near * (chance(seed, 593, i) < 0.5 ? -1 : 1) +
          0.03 * sway(seed, 594, t * 0.1 + i),
      ) *
        1.2 -
      0.1;
    const y =
      ground * (0.25 + 0.6 * chance(seed, 595, i)) + 0.03 * sway(seed, 596, t * 0.13 + i * 7);
    const span = 0.035 * near;
    const beat = 0.25 + 0.5 * sway(seed, 597, t * 0.5 + i * 5);
    const v = -0.55 * near;
    for (const side of [-1, 1])
      for (let k = 0; k < 7; k += 1) {
        const u = k / 6;
        const wing = Math.sin(u * 2.2) * (0.35 + 0.3 * beat) - 0.25 * u * u;
        splat(
          canvas,
          x + side * span * u,
          y - span * wing,
          0.0022 + 0.0035 * near * (1 - u),
          v * low[0],
          v * low[1],
          v * low[2],
          0.3,
        );
      }
  }
};

/** Everything the air carries, added over a shaded picture. */
export const fallAll = (canvas: Canvas, of: WeatherOf): void => {
  const read = reader(of.world);
  const { low, sun, density, ink } = of;
  const pale = (v: number): Linear => [
    v * (0.3 + low[0]),
    v * (0.32 + low[1]),
    v * (0.36 + low[2]),
  ];
  const key = (v: number): Linear => [v * sun.key[0], v * sun.key[1], v * sun.key[2]];
  const many = (n: number, name: string): number => Math.round(n * read(name) * density);
  const wind = 0.02 + 0.06 * read('wind');
  if (read('stars') > 0.03) stars(canvas, of, read('stars'));
  if (read('birds') > 0.03) birds(canvas, of, read('birds'));
  if (read('rain') > 0.03) rain(canvas, of, read('rain'));
  if (read('rain') > 0.03 && read('glass') > 0.1)
    drops(canvas, of, Math.min(read('rain'), read('glass')));
  const drift = (name: string, count: number, rest: Omit<Drift, 'count'>): void => {
    if (read(name) > 0.03) drifting(canvas, of, { ...rest, count: many(count, name) });
  };
  drift('flakes', 230, {
    stream: 541,
    fall: 0.07,
    sideways: wind,
    size: 0.0075,
    light: pale(0.62),
    edge: 0,
  });
  drift('petals', 130, {
    stream: 551,
    fall: 0.055,
    sideways: wind * 1.2,
    size: 0.011,
    light: [ink[0] * 0.75, ink[1] * 0.75, ink[2] * 0.75],
    edge: 0.5,
  });
  drift('fallen', 80, {
    stream: 561,
    fall: 0.05,
    sideways: wind,
    size: 0.0085,
    light: [0.3 * ink[0] + 0.2, 0.3 * ink[1] + 0.1, 0.3 * ink[2] + 0.02],
    edge: 0.3,
  });
  drift('motes', 90, {
    stream: 571,
    fall: -0.006,
    sideways: 0.008,
    size: 0.0045,
    light: key(0.16),
    edge: 0,
  });
  drift('sparks', 60, {
    stream: 581,
    fall: -0.14,
    sideways: 0.02,
    size: 0.0035,
    light: [0.9, 0.34, 0.08],
    edge: 0.3,
  });
};
