import { chance, sway } from './chance.ts';
import type { Linear } from './colour.ts';
import { reader, type World } from './world.ts';

/** Something that shines: where, how large its core, its light, how wide its halo. */
export interface Lamp {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly light: Linear;
  readonly halo: number;
  /** 0 soft, 1 a disc with an edge. */
  readonly edge: number;
}

const AMBER: Linear = [1, 0.52, 0.16];
const COOL: Linear = [0.55, 0.72, 1];
const PALE: Linear = [0.9, 0.92, 0.95];

const times = ([r, g, b]: Linear, v: number): Linear => [r * v, g * v, b * v];

interface Where {
  readonly seed: number;
  readonly ground: number;
  readonly t: number;
}

const lampsAlong = (much: number, { seed, ground, t }: Where): Lamp[] =>
  Array.from({ length: 5 }, (_, i) => {
    const near = 1 / (1.2 + i * 1.1);
    const side = i % 2 === 0 ? 1 : -1;
    const flicker = 0.94 + 0.06 * sway(seed, 321 + i, t * 0.8);
    const x = 0.5 + side * (0.05 + 0.42 * near) + 0.05 * (chance(seed, 320, i) - 0.5);
    const light = times(AMBER, much * flicker * (0.35 + 0.75 * near));
    return {
      x,
      y: ground - 0.42 * near,
      r: 0.006 + 0.012 * near,
      light,
      halo: 0.05 + 0.12 * near,
      edge: 0.3,
    };
  });

const candles = (much: number, { seed, ground, t }: Where): Lamp[] =>
  Array.from({ length: 7 }, (_, i) => {
    const flicker = 0.85 + 0.15 * sway(seed, 330 + i, t * 1.6);
    const x = 0.5 + (i - 3) * 0.07 + 0.03 * (chance(seed, 331, i) - 0.5);
    const y = ground + (1 - ground) * (0.3 + 0.1 * chance(seed, 332, i));
    return { x, y, r: 0.006, light: times(AMBER, much * flicker * 0.9), halo: 0.06, edge: 0 };
  });

const blurred = (much: number, { seed, ground, t }: Where): Lamp[] =>
  Array.from({ length: 22 }, (_, i) => {
    const x = (chance(seed, 340, i) + t * 0.004 * (chance(seed, 344, i) - 0.3)) % 1;
    const y = ground - 0.3 * chance(seed, 341, i) ** 1.5 + 0.1 * chance(seed, 345, i);
    const kind = chance(seed, 342, i);
    const hue = kind < 0.62 ? AMBER : kind < 0.86 ? PALE : COOL;
    const r = 0.012 + 0.03 * chance(seed, 343, i) ** 2;
    return {
      x,
      y,
      r,
      light: times(hue, much * (0.16 + 0.3 * chance(seed, 346, i))),
      halo: r * 2,
      edge: 0.8,
    };
  });

const windows = (much: number, town: number, { seed, ground }: Where): Lamp[] =>
  Array.from({ length: town > 0.2 ? 46 : 1 }, (_, i) => {
    if (town > 0.2) {
      const x = chance(seed, 350, i);
      const y = ground - 0.005 - 0.14 * chance(seed, 351, i) ** 1.5;
      return {
        x,
        y,
        r: 0.0035,
        light: times(AMBER, much * 0.5 * chance(seed, 352, i)),
        halo: 0.012,
        edge: 0,
      };
    }
    const x = 0.5 + (chance(seed, 121, 0) - 0.5) * 0.5 + 0.05;
    return {
      x,
      y: ground + 0.025,
      r: 0.017,
      light: times(AMBER, much * 0.95),
      halo: 0.11,
      edge: 1,
    };
  });

const campfire = (much: number, { seed, ground, t }: Where): Lamp[] => {
  const x = 0.4 + 0.2 * chance(seed, 360, 0);
  const y = ground + (1 - ground) * 0.35;
  return Array.from({ length: 6 }, (_, i) => {
    const beat = 0.8 + 0.25 * sway(seed, 361 + i, t * 1.7);
    const up = i * 0.018;
    const lean = 0.012 * sway(seed, 368 + i, t * 1.2);
    const light = times([1, 0.36 - 0.03 * i, 0.07], much * beat * (1.2 - i * 0.14));
    return {
      x: x + lean,
      y: y - up,
      r: 0.034 - 0.004 * i,
      light,
      halo: i === 1 ? 0.24 : 0.05,
      edge: 0,
    };
  });
};

/** Everything in a world that shines by itself, but for the sky's light. */
export const lampsOf = (world: World, where: Where): Lamp[] => {
  const read = reader(world);
  const all: Lamp[] = [];
  const inside = Math.max(read('room'), read('corridor'));
  if (read('lamps') > 0.05)
    all.push(...(inside > 0.5 ? hanging(read('lamps'), where) : lampsAlong(read('lamps'), where)));
  if (read('candles') > 0.05) all.push(...candles(read('candles'), where));
  if (read('bokeh') > 0.05) all.push(...blurred(read('bokeh'), where));
  if (read('panes') > 0.05 && inside < 0.5)
    all.push(...windows(read('panes'), read('city'), where));
  if (read('campfire') > 0.05) all.push(...campfire(read('campfire'), where));
  return all;
};

const hanging = (much: number, { seed, ground, t }: Where): Lamp[] => [
  {
    x: 0.5 + 0.12 * (chance(seed, 370, 0) - 0.5) + 0.003 * sway(seed, 371, t * 0.3),
    y: ground - 0.2,
    r: 0.016,
    light: times(AMBER, much * 1.3),
    halo: 0.3,
    edge: 0.4,
  },
];
