import { chance, sway } from './chance.ts';
import type { Linear } from './colour.ts';
import { LAMP_WIDE, type Layout } from './layout.ts';
import { fireAt, lancets } from './shapes/streets.ts';
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

/** Candles, burnt down by different hours: a few close together, others apart. */
const candles = (much: number, { seed, ground, t }: Where): Lamp[] => {
  const many = 4 + Math.floor(6 * chance(seed, 333, 0));
  const wide = 0.3 + 0.25 * chance(seed, 333, 1);
  return Array.from({ length: many }, (_, i) => {
    const flicker = 0.85 + 0.15 * sway(seed, 330 + i, t * 1.6);
    const own = chance(seed, 334, i);
    const place = (i + 0.5 + 1.3 * (chance(seed, 331, i) - 0.5)) / many - 0.5;
    const y = ground + (1 - ground) * (0.24 + 0.18 * chance(seed, 332, i));
    return {
      x: 0.5 + wide * place,
      y,
      r: 0.004 + 0.004 * own,
      light: times(AMBER, much * flicker * (0.55 + 0.6 * own)),
      halo: 0.04 + 0.035 * own,
      edge: 0,
    };
  });
};

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

const STAIN: readonly Linear[] = [
  [0.34, 0.1, 1],
  [1, 0.07, 0.09],
  [0.05, 0.22, 1],
  [1, 0.5, 0.08],
  [0.09, 0.5, 0.42],
];

/** Light through coloured glass: a colour to a pane, and each window's colours once more on the floor, long and dull. */
const stained = (much: number, vanish: number, { seed, ground }: Where): Lamp[] =>
  lancets(seed, vanish).flatMap(({ x, wide, tall }, k) => {
    const rows = Math.round(tall / 0.055);
    const hue = (i: number): Linear =>
      STAIN[Math.floor(STAIN.length * chance(seed, 347 + k, i))] ?? PALE;
    const panes = Array.from({ length: rows * 3 }, (_, i): Lamp => {
      const row = Math.floor(i / 3);
      const y = ground - 0.02 - (tall * 0.86 * (row + 0.5)) / rows;
      const of = 1.2 + 1.1 * chance(seed, 327, i + 40 * k);
      const at = x + (((i % 3) - 1) * wide) / 1.5;
      return { x: at, y, r: 0, light: times(hue(i), much * of), halo: 0.014, edge: 0 };
    });
    const floor = [0, 1, 2].map((i): Lamp => {
      const y = ground + 0.2 + 0.08 * i;
      const at = vanish + (x - vanish) * (1 + 2.2 * (y - ground)) - 0.05 - 0.02 * i;
      return { x: at, y, r: 0, light: times(hue(3 * i + 1), 1.7 * much), halo: 0.055, edge: 0 };
    });
    return [...panes, ...floor];
  });

/** Lamps and windows that shapes brought with them. */
const brought = (
  { lamps, state }: Layout,
  there: Float32Array,
  { seed, ground, t }: Where,
): Lamp[] =>
  Array.from({ length: Math.max(0, state[1] ?? 0) }, (_, i) => {
    const [x = 0, y = 0, size = 0, much = 0, part = 0] = lamps.subarray(i * LAMP_WIDE);
    const flicker = 0.96 + 0.04 * sway(seed, 350 + i, t * 0.5);
    return {
      x,
      y: ground + y,
      r: 0,
      light: times(AMBER, much * (there[part] ?? 0) * flicker),
      halo: size,
      edge: 0,
    };
  });

/** A fire: tongues that lick and lean, its light on the ground and on the smoke. */
const campfire = (much: number, { seed, ground, t }: Where): Lamp[] => {
  const { x, y } = fireAt(seed);
  const all: Lamp[] = [
    {
      x,
      y: ground + y - 0.02,
      r: 0,
      light: times([1, 0.42, 0.12], 1.5 * much * (0.85 + 0.15 * sway(seed, 360, t * 1.3))),
      halo: 0.2,
      edge: 0,
    },
    { x, y: ground + y + 0.035, r: 0, light: times([1, 0.4, 0.1], 1.1 * much), halo: 0.1, edge: 0 },
  ];
  for (let i = 0; i < 16; i += 1) {
    const tongue = i % 4;
    const up = Math.floor(i / 4) / 4;
    const beat = 0.75 + 0.35 * sway(seed, 361 + i, t * 1.9);
    const side = (tongue - 1.5) * 0.017 * (1 - up);
    const lean = 0.022 * up * sway(seed, 380 + tongue, t * 1.1 - up);
    const r = (0.026 - 0.019 * up) * (0.8 + 0.3 * beat);
    all.push({
      x: x + side + lean,
      y: ground + y - 0.008 - up * 0.1 * (0.7 + 0.4 * beat),
      r,
      light: times([1, 0.44 - 0.16 * up, 0.1], much * beat * (0.75 - 0.4 * up)),
      halo: 0.03,
      edge: 0,
    });
  }
  return all;
};

/** Everything in a world that shines by itself, but for the sky's light. */
export const lampsOf = (
  world: World,
  where: Where,
  layout: Layout,
  there: Float32Array,
): Lamp[] => {
  const read = reader(world);
  const all: Lamp[] = [];
  if (read('candles') > 0.05) all.push(...candles(read('candles'), where));
  if (read('nave') > 0.05) all.push(...stained(read('nave'), read('vanish'), where));
  if (read('bokeh') > 0.25) all.push(...blurred(read('bokeh'), where));
  all.push(...brought(layout, there, where));
  if (read('campfire') > 0.05) all.push(...campfire(read('campfire'), where));
  return all;
};
