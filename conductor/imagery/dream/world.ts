import type { Linear } from './colour.ts';
import { AIRS, FAR, LIGHTS, MATTERS, MID, NEAR, PATTERNS, PLACES, ROLES } from './slots.ts';

const COLOURS = ['zenith', 'low', 'key', 'shade', 'ground', 'ink', 'wall'] as const;
const NUMBERS = [
  'power',
  'up',
  'spread',
  'side',
  'haze',
  'wet',
  'wind',
  'travel',
  'horizon',
  'near',
  'bright',
  'clouds',
  'heads',
  'tinted',
  'eye',
  'vanish',
] as const;

/** Names of the numbers of a world, in their order. */
export const WORLD: readonly string[] = [
  ...COLOURS.flatMap((name) => [`${name}.r`, `${name}.g`, `${name}.b`]),
  ...NUMBERS,
  ...FAR,
  ...MID,
  ...NEAR,
  ...PATTERNS,
  ...LIGHTS,
  ...AIRS,
  ...PLACES,
  ...ROLES.flatMap((role) => MATTERS.map((matter) => `${role}.${matter}`)),
];

/**
 * A place as numbers, one for each name of `WORLD`: colours linear, presences 0..1, `horizon` from the top 0..1,
 * `side` where the light stands 0 left .. 1 right, `up` its height above the horizon in pictures. Any mix of two
 * worlds is a world.
 */
export type World = Float32Array;

const AT = new Map(WORLD.map((name, i) => [name, i]));

/** The place of a number; throws for a name that is none, as that is an error of the program. */
export const at = (name: string): number => {
  const i = AT.get(name);
  if (i === undefined) throw new Error(`No number of a world is called ${name}.`);
  return i;
};

export const emptyWorld = (): World => new Float32Array(WORLD.length);

export const colourOf = (world: World, name: (typeof COLOURS)[number]): Linear => {
  const i = at(`${name}.r`);
  return [world[i] ?? 0, world[i + 1] ?? 0, world[i + 2] ?? 0];
};

export const setColour = (world: World, name: (typeof COLOURS)[number], rgb: Linear): void => {
  world.set(rgb, at(`${name}.r`));
};

/** Where the weights of a role's materials begin. */
export const mattersAt = (role: (typeof ROLES)[number]): number => at(`${role}.${MATTERS[0]}`);

/** Reads numbers by name. */
export const reader = (world: World) => {
  const read = (name: string): number => world[at(name)] ?? 0;
  return read;
};
