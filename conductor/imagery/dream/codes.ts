import { CODE, type Codes } from './matter.ts';
import { MATTERS, type Matter, type Role } from './slots.ts';
import { mattersAt, type World } from './world.ts';

/** What stands in where the network has no such matter, nearest first. */
const INSTEAD: Readonly<Record<Matter, readonly string[]>> = {
  snow: ['snow'],
  ice: ['ice', 'frost', 'glass'],
  water: ['water'],
  silt: ['silt', 'mud', 'ground', 'earth'],
  moss: ['moss', 'grass'],
  bark: ['bark', 'logs', 'wood'],
  grass: ['grass', 'moss'],
  rock: ['rock', 'rocks', 'granite'],
  paper: ['paper'],
  cloth: ['cloth', 'fabric'],
  rust: ['rust', 'metal'],
  wood: ['wood', 'planks'],
  leaves: ['leaves', 'scattered-leaves', 'moss'],
  sand: ['sand', 'gravel', 'ground'],
  haze: ['haze', 'cloud', 'paper'],
  earth: ['earth', 'ground', 'soil', 'silt'],
  stone: ['stone', 'paving', 'concrete', 'rock'],
  brick: ['brick', 'bricks', 'clay'],
  plaster: ['plaster', 'paint', 'paper'],
  metal: ['metal', 'rust'],
  tile: ['tile', 'tiles', 'porcelain', 'plaster'],
  asphalt: ['asphalt', 'road', 'concrete', 'rock'],
  straw: ['straw', 'thatch', 'tatami', 'grass'],
};

/** The code of one matter by name; of zeros where the network knows nothing like it. */
export const codeNamed = (known: Codes, matter: Matter): readonly number[] =>
  known.codes[nameOf(known, matter)] ?? new Array<number>(CODE).fill(0);

const nameOf = ({ codes }: Codes, matter: Matter): string =>
  [matter, ...INSTEAD[matter]].find((one) => codes[one] !== undefined) ?? matter;

/** The grain of a role's mix of materials: by what the coordinates of its places are multiplied. */
export const grainOf = (known: Codes, world: World, role: Role): [number, number] => {
  const first = mattersAt(role);
  return MATTERS.reduce<[number, number]>(
    ([x, y], matter, i) => {
      const weight = world[first + i] ?? 0;
      const [gx, gy] = known.grain[nameOf(known, matter)] ?? [1, 1];
      return [x + weight * (gx - 1), y + weight * (gy - 1)];
    },
    [1, 1],
  );
};

/** The code of a role's mix of materials in a world, weights as they are there. */
export const codeOf = (codes: Codes, world: World, role: Role): Float32Array => {
  const first = mattersAt(role);
  const out = new Float32Array(CODE);
  MATTERS.forEach((matter, i) => {
    const weight = world[first + i] ?? 0;
    if (weight > 0.004)
      codeNamed(codes, matter).forEach((v, k) => {
        out[k] = (out[k] ?? 0) + v * weight;
      });
  });
  return out;
};
