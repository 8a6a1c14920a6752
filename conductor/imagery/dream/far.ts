import { chance, rugged, sway } from './chance.ts';
import { reader, type World } from './world.ts';

/** Columns of a skyline. */
export const COLUMNS = 256;

const city = (seed: number, x: number, streams: number, wide: number): number => {
  const lot = Math.floor(x * wide + 0.37 * chance(seed, streams, 999));
  return 0.05 + 0.16 * chance(seed, streams, lot) ** 1.6;
};

const firs = (seed: number, x: number, stream: number): number => {
  const at = x * 46;
  const tree = Math.floor(at);
  const tip = 1 - Math.abs(at - tree - 0.5) * 2;
  return (
    0.05 +
    0.045 * tip * (0.3 + 0.7 * chance(seed, stream, tree)) +
    0.02 * rugged(seed, stream + 1, x * 3)
  );
};

/** The two skylines of a world, heights above the horizon in pictures: `[front, back]`, `COLUMNS` each. */
export const skylines = (world: World, seed: number): [Float32Array, Float32Array] => {
  const read = reader(world);
  const ridge = read('ridge');
  const hills = read('hills');
  const forest = read('forest');
  const town = read('city');
  const shore = read('shore');
  const front = new Float32Array(COLUMNS);
  const back = new Float32Array(COLUMNS);
  for (let i = 0; i < COLUMNS; i += 1) {
    const x = i / COLUMNS;
    front[i] = Math.max(
      ridge * (0.1 + 0.15 * rugged(seed, 301, x * 2.1, 0.52)),
      hills * (0.05 + 0.05 * sway(seed, 302, x * 1.7)),
      forest * firs(seed, x, 303),
      town * city(seed, x, 305, 19),
      shore * (0.012 + 0.014 * rugged(seed, 306, x * 2)),
      0,
    );
    back[i] = Math.max(
      ridge * (0.22 + 0.2 * rugged(seed, 307, x * 1.6, 0.5)),
      hills * (0.11 + 0.07 * sway(seed, 308, x * 1.3)),
      forest * (firs(seed, x * 0.7 + 3, 309) + 0.03),
      town * (city(seed, x, 311, 27) * 1.25 + 0.03),
      0,
    );
  }
  return [front, back];
};
