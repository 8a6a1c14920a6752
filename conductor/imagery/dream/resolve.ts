import { chance } from './chance.ts';
import { clamped } from './clamped.ts';
import type { Linear } from './colour.ts';
import { HUE, LIGHT, type LightMode, QUIET } from './palette.ts';
import {
  AIRS,
  FAR,
  HUES,
  LIGHTS,
  MATTERS,
  MID,
  MODES,
  NEAR,
  PATTERNS,
  PLACES,
  type Role,
  slotAt,
} from './slots.ts';
import { horizonOf, type Said, settle } from './view.ts';
import { at, emptyWorld, mattersAt, setColour, type World } from './world.ts';

export type { Said } from './view.ts';

const SEED_LIGHT = 3;

/** A picture keeps so many shapes of a depth: one idea, empty space. */
const KEPT: readonly (readonly [names: readonly string[], count: number, least: number])[] = [
  [FAR, 1, 0.15],
  [MID, 3, 0.25],
  [NEAR, 2, 0.4],
  [PATTERNS, 2, 0.2],
  [LIGHTS, 3, 0.2],
  [AIRS, 2, 0.2],
  [PLACES, 2, 0.5],
];

const FLOORS: ReadonlySet<string> = new Set([
  'wood',
  'stone',
  'tile',
  'paper',
  'cloth',
  'brick',
  'straw',
  'earth',
]);

/** What does not stand within walls. */
const OUTSIDE: ReadonlySet<string> = new Set([
  ...FAR,
  'tree',
  'trunks',
  'reeds',
  'house',
  'church',
  'poles',
  'boat',
  'bridge',
  'fence',
  'wheel',
  'tower',
  'rocks',
  'fall',
  'branches',
  'blades',
  'roofedge',
  'frame',
  'shoulders',
  'road',
  'rails',
  'furrows',
  'waves',
  'campfire',
  'sparks',
  'rain',
  'flakes',
  'fallen',
  'stars',
  'sun',
  'moondisc',
]);

const said = (row: Said, name: string): number => row[slotAt(name)] ?? 0;

/** The strongest `count` of some slots, 0..1: the strongest is 1 where somebody named it outright. */
const strongest = (
  row: Said,
  names: readonly string[],
  count: number,
  least: number,
): [string, number][] => {
  const all = names
    .map((name): [string, number] => [name, said(row, name)])
    .filter(([, v]) => v > least)
    .sort((a, b) => b[1] - a[1]);
  const top = Math.max(1, all[0]?.[1] ?? 1);
  return all.slice(0, count).map(([name, v]) => [name, Math.min(1, (v / top) * 1.15)]);
};

const mixed = (a: Linear, b: Linear, share: number): Linear => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** The lights that were named, blended by their weights squared, so that the clearest one leads. */
const lightOf = (row: Said): LightMode => {
  const votes = MODES.map((mode) => ({ light: LIGHT[mode], weight: said(row, mode) ** 2 }));
  const all = [{ light: QUIET, weight: 0.06 }, ...votes];
  const sum = all.reduce((n, { weight }) => n + weight, 0);
  const colour = (of: (light: LightMode) => Linear): Linear =>
    all.reduce<Linear>(
      (mix, { light, weight }) => [
        mix[0] + (of(light)[0] * weight) / sum,
        mix[1] + (of(light)[1] * weight) / sum,
        mix[2] + (of(light)[2] * weight) / sum,
      ],
      [0, 0, 0],
    );
  const number = (of: (light: LightMode) => number): number =>
    all.reduce((n, { light, weight }) => n + (of(light) * weight) / sum, 0);
  return {
    zenith: colour((l) => l.zenith),
    low: colour((l) => l.low),
    key: colour((l) => l.key),
    shade: colour((l) => l.shade),
    power: number((l) => l.power),
    up: number((l) => l.up),
    spread: number((l) => l.spread),
  };
};

/** The leading hues: a first and a second colour, and how clearly a hue was named, 0..1. */
const huesOf = (row: Said): { first: Linear; second: Linear; clear: number } => {
  const order = HUES.map((hue) => ({ hue, v: said(row, hue) }))
    .filter(({ v }) => v > 0)
    .sort((a, b) => b.v - a.v);
  const [one, two] = order;
  if (!one) return { first: HUE.silver, second: HUE.silver, clear: 0 };
  const first = HUE[one.hue];
  return { first, second: two ? HUE[two.hue] : first, clear: Math.min(1, one.v) };
};

/** The three leading materials of a role, weights summing to 1; `fallback` where none was named. */
const fillMatters = (
  row: Said,
  world: World,
  role: Role,
  fallback: string,
  can: (matter: string) => boolean = () => true,
): void => {
  const order = MATTERS.map((matter, i) => ({ i, v: said(row, `${role}.${matter}`) }))
    .filter(({ i, v }) => v > 0.05 && can(MATTERS[i] ?? ''))
    .sort((a, b) => b.v - a.v)
    .slice(0, 2);
  const first = mattersAt(role);
  const sum = order.reduce((n, { v }) => n + v * v, 0);
  if (sum === 0) world[at(`${role}.${fallback}`)] = 1;
  for (const { i, v } of order) world[first + i] = (v * v) / sum;
};

const OWN_HUE: Readonly<Record<string, Linear>> = {
  snow: HUE.white,
  ice: mixed(HUE.silver, HUE.blue, 0.3),
  water: mixed(HUE.teal, HUE.black, 0.5),
  silt: mixed(HUE.brown, HUE.silver, 0.6),
  moss: mixed(HUE.green, HUE.black, 0.3),
  bark: mixed(HUE.brown, HUE.black, 0.4),
  grass: mixed(HUE.green, HUE.gold, 0.2),
  rock: HUE.silver,
  paper: mixed(HUE.white, HUE.gold, 0.12),
  cloth: mixed(HUE.white, HUE.silver, 0.4),
  rust: mixed(HUE.orange, HUE.brown, 0.5),
  wood: HUE.brown,
  leaves: mixed(HUE.green, HUE.brown, 0.4),
  sand: mixed(HUE.gold, HUE.white, 0.5),
  haze: HUE.silver,
  earth: mixed(HUE.brown, HUE.black, 0.35),
  stone: HUE.silver,
  brick: mixed(HUE.red, HUE.brown, 0.5),
  plaster: mixed(HUE.white, HUE.silver, 0.3),
  metal: mixed(HUE.silver, HUE.black, 0.3),
  tile: mixed(HUE.white, HUE.teal, 0.2),
  asphalt: mixed(HUE.silver, HUE.black, 0.6),
  straw: mixed(HUE.gold, HUE.white, 0.3),
};

const matterColour = (world: World, role: Role): Linear => {
  const first = mattersAt(role);
  return MATTERS.reduce<Linear>(
    (mix, matter, i) => {
      const weight = world[first + i] ?? 0;
      const own = OWN_HUE[matter] ?? HUE.silver;
      return [mix[0] + own[0] * weight, mix[1] + own[1] * weight, mix[2] + own[2] * weight];
    },
    [0, 0, 0],
  );
};

/**
 * The world that words and a seed make. Pure: the same sums and seed give the same world. Where nothing was said
 * it is a waterline in haze.
 */
export const resolve = (told: Said, seed: number): World => {
  const row = told.slice();
  const world = emptyWorld();
  const set = (name: string, value: number): void => {
    world[at(name)] = value;
  };
  settle(row);
  // Candles and coloured windows are seen from inside a church, a bell and its tower from outside.
  const nave = said(row, 'church') > 0.4 && said(row, 'nave') + 0.3 * said(row, 'candles') > 0.7;
  if (nave) row[slotAt('room')] = 1.2;
  const closed = Math.max(said(row, 'room'), said(row, 'corridor')) > 0.55;
  const vigil = said(row, 'candles') > 0.3;
  const tall = said(row, 'petals') > 0.6;
  for (const [names, count, least] of KEPT) {
    const can = names.filter((name) =>
      closed
        ? !(OUTSIDE.has(name) || (name === 'stems' && !vigil) || (name === 'nave' && !nave))
        : name !== 'nave' && !(tall && name === 'stems'),
    );
    for (const [name, v] of strongest(row, can, count, least)) set(name, v);
  }
  set('figure', Math.max(world[at('figure')] ?? 0, Math.min(1, 1.4 * said(row, 'figure') - 0.2)));
  const day = Math.max(
    ...(['dawn', 'day', 'golden', 'moon', 'snowlight'] as const).map((m) => said(row, m)),
  );
  const silent = row.every((v) => v === 0);
  const inside = Math.max(world[at('room')] ?? 0, world[at('corridor')] ?? 0);
  if ((world[at('room')] ?? 0) > 0.4)
    set('panes', Math.max(world[at('panes')] ?? 0, Math.min(0.8, day)));
  // Above the clouds they are the ground.
  const below = Math.min(said(row, 'clouds'), said(row, 'ridge')) + 0.4 * said(row, 'down');
  if (below > 0.9) row[slotAt('g.haze')] = 2.5;
  fillMatters(
    row,
    world,
    'g',
    silent ? 'water' : inside > 0.4 ? 'wood' : 'earth',
    (matter) => inside < 0.4 || FLOORS.has(matter),
  );
  fillMatters(row, world, 's', 'bark');
  fillMatters(row, world, 'w', 'plaster');

  const light = lightOf(row);
  const hues = huesOf(row);
  const warm = Math.tanh(said(row, 'warm'));
  const grade = (c: Linear, much: number): Linear => [
    c[0] * (1 + 0.25 * warm * much),
    c[1],
    c[2] * (1 - 0.3 * warm * much),
  ];
  const sea = said(row, 'tunnel') > 0.5 && said(row, 'waves') > 0.5;
  const tinted = (sea ? 0.6 : 0.16) * hues.clear;
  setColour(world, 'zenith', grade(mixed(light.zenith, hues.second, tinted * 0.5), 0.6));
  setColour(world, 'low', grade(mixed(light.low, hues.first, tinted), 1));
  setColour(world, 'key', grade(light.key, 1));
  setColour(world, 'shade', light.shade);
  setColour(world, 'ground', mixed(matterColour(world, 'g'), hues.second, 0.35 * hues.clear));
  setColour(world, 'ink', hues.clear > 0 ? hues.first : matterColour(world, 's'));
  setColour(world, 'wall', mixed(matterColour(world, 'w'), hues.second, 0.15 * hues.clear));

  const bright = Math.tanh(said(row, 'bright'));
  set('power', clamped(light.power * (1 + 0.4 * bright), 0.1, 1.6));
  set('up', light.up * 0.55);
  set('spread', light.spread);
  set('side', 0.3 + 0.4 * chance(seed, SEED_LIGHT, 0));
  set('haze', clamped(0.2 + 0.6 * Math.tanh(said(row, 'haze')) + (silent ? 0.3 : 0), 0.08, 0.9));
  set('wet', silent ? 0.9 : clamped(said(row, 'wet') * (inside > 0.4 ? 0.25 : 1), 0, 1));
  set('wind', clamped(0.2 + 0.5 * said(row, 'wind'), 0, 1));
  set('travel', clamped(said(row, 'travel'), 0, 1));
  set('horizon', horizonOf(row, world, inside) + 0.05 * (chance(seed, SEED_LIGHT, 1) - 0.5));
  set(
    'eye',
    clamped(
      (said(row, 'heads') > 0.9 && said(row, 'stems') > 0.9 ? 1.05 : 1.6) +
        3 * Math.max(0, said(row, 'down')) -
        0.5 * said(row, 'near'),
      0.9,
      6,
    ),
  );
  set('vanish', 0.5 + (inside > 0.4 ? 0.1 : 0.24) * (chance(seed, SEED_LIGHT, 2) - 0.5));
  set('near', clamped(0.25 + 0.5 * said(row, 'near'), 0, 1));
  set('bright', bright);
  set('clouds', clamped(0.25 + 0.5 * said(row, 'clouds'), 0, 1));
  set('heads', clamped(said(row, 'heads'), 0, 1));
  set('tinted', hues.clear);
  return world;
};
