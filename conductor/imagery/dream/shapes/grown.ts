import { chance, sway } from '../chance.ts';
import type { Build } from './build.ts';
import { block, disc, limb } from './stand.ts';

/** Where something stands on the ground: across, at its foot, how large, how far 0..1. */
const spot = (
  { seed, ground }: { seed: number; ground: number },
  stream: number,
  i: number,
  nearest = 1,
): { x: number; foot: number; size: number; far: number } => {
  const near = chance(seed, stream, 2 * i) ** 1.4 * nearest;
  return {
    x: chance(seed, stream, 2 * i + 1),
    foot: ground + (1 - ground) * near * 0.75,
    size: 0.25 + 0.75 * near,
    far: 1 - near,
  };
};

/** One great tree beside the middle, one behind. */
export const tree: Build = (stand, place, there) => {
  const { seed, ground, breeze } = place;
  for (let k = 1; k >= 0; k -= 1) {
    const size = k === 0 ? 1 : 0.5;
    const x = 0.5 + (chance(seed, 41, k) < 0.5 ? -1 : 1) * (0.2 + 0.14 * chance(seed, 42, k));
    const foot = ground + 0.16 * size * (1 - ground) * 1.6;
    const look = { far: k === 0 ? 0.4 : 0.72, ink: 0, there };
    const top = foot - 0.42 * size;
    limb(stand, [x, foot], [x + 0.01, top + 0.14 * size], 0.018 * size, 0.011 * size, look);
    for (let i = 0; i < 18; i += 1) {
      const turn = i * 2.399;
      const out = 0.15 * size * Math.sqrt((i + 0.5) / 18);
      const bx = x + Math.cos(turn) * out * 1.25 + breeze * 0.01 * sway(seed, 44, place.t + i);
      const by = top + 0.1 * size + Math.sin(turn) * out;
      limb(stand, [x, top + 0.22 * size], [bx, by], 0.006 * size, 0.003 * size, look);
      disc(
        stand,
        bx,
        by,
        0.07 * size * (0.7 + 0.6 * chance(seed, 43, i)),
        { ...look, ink: 0.55 },
        0.82,
      );
    }
  }
};

/** Trunks that leave the picture above: a wood from inside. */
export const trunks: Build = (stand, place, there) => {
  const { seed, ground } = place;
  for (let i = 13; i >= 0; i -= 1) {
    const near = ((13 - i) / 13) ** 2.2;
    const x = ((i * 0.618 + chance(seed, 51, i) * 0.12 + chance(seed, 52, 0)) % 1) * 1.1 - 0.05;
    const thick = 0.006 + 0.03 * near;
    const foot = ground + 0.02 + (1 - ground) * near * 0.7;
    const lean = 0.05 * (chance(seed, 53, i) - 0.5);
    const look = { far: 1 - 0.85 * near - 0.1, ink: 0, there };
    limb(stand, [x, foot], [x + lean, -0.1], thick * 1.15, thick * 0.75, look);
    if (i % 2 === 0)
      limb(
        stand,
        [x + lean * 0.5, 0.24],
        [x + 0.12 * (chance(seed, 54, i) - 0.5), 0.02],
        thick * 0.3,
        thick * 0.15,
        look,
      );
  }
};

/** Flowers on stems, each with its head where the memory has blossoms. */
export const stems: Build = (stand, place, there) => {
  const { seed, breeze, t, heads } = place;
  for (let i = 0; i < 26; i += 1) {
    const near = (i / 25) ** 1.7;
    const { x } = spot(place, 61, i);
    const foot = place.ground + (1 - place.ground) * (0.04 + 0.9 * near);
    const tall = (0.07 + 0.36 * near) * (0.75 + 0.5 * chance(seed, 62, i));
    const lean =
      breeze * 0.05 * tall * 6 * sway(seed, 63, t * 0.4 + x * 2) +
      0.02 * (chance(seed, 64, i) - 0.5);
    const look = { far: 0.92 - 0.72 * near, ink: 0.15, there };
    const top: readonly [number, number] = [x + lean, foot - tall];
    limb(stand, [x, foot], top, 0.003 + 0.006 * near, 0.002 + 0.004 * near, look);
    const leaf = foot - tall * 0.45;
    limb(
      stand,
      [x + lean * 0.4, leaf],
      [x + lean + 0.06 * tall * (i % 2 ? 3 : -3), leaf - 0.1 * tall],
      0.012 * near + 0.002,
      0.001,
      look,
    );
    if (heads > 0.05) {
      const r = (0.012 + 0.036 * near) * heads;
      disc(stand, top[0], top[1], r, { ...look, ink: 1 }, 0.72 + 0.2 * chance(seed, 65, i));
    }
  }
};

/** Grass or reed, thin and many, each bending in the wind. */
export const reeds: Build = (stand, place, there) => {
  const { seed, breeze, t, ground } = place;
  for (let i = 0; i < 44; i += 1) {
    const near = (i / 43) ** 1.5;
    const x = chance(seed, 71, i) * 1.1 - 0.05;
    const foot = ground + (1 - ground) * (0.1 + 0.95 * near);
    const tall = (0.05 + 0.24 * near) * (0.6 + 0.8 * chance(seed, 72, i));
    const lean =
      tall *
      (0.35 * breeze * sway(seed, 73, t * 0.5 + x * 1.5) + 0.4 * (chance(seed, 74, i) - 0.5));
    const look = { far: 0.9 - 0.75 * near, ink: 0.35, there };
    const middle: readonly [number, number] = [x + lean * 0.35, foot - tall * 0.6];
    limb(stand, [x, foot], middle, 0.002 + 0.003 * near, 0.002 + 0.002 * near, look);
    limb(stand, middle, [x + lean, foot - tall], 0.002 + 0.002 * near, 0.001, look);
  }
};

/** Rocks, half sunk. */
export const rocks: Build = (stand, place, there) => {
  for (let i = 0; i < 7; i += 1) {
    const { x, foot, size, far } = spot(place, 81, i);
    const r = 0.09 * size * (0.6 + 0.7 * chance(place.seed, 82, i));
    disc(stand, x, foot, r, { far, ink: 0, there }, 0.55);
    disc(stand, x + r * 0.6, foot - r * 0.1, r * 0.6, { far, ink: 0, there }, 0.7);
  }
};

/** Water that falls between two walls of rock. */
export const fall: Build = (stand, place, there) => {
  const { seed, ground } = place;
  const x = 0.42 + 0.16 * chance(seed, 91, 0);
  block(stand, [-0.1, -0.1, x - 0.07, ground + 0.1], { far: 0.6, ink: 0, there }, -0.05);
  block(stand, [x + 0.07, -0.1, 1.1, ground + 0.08], { far: 0.55, ink: 0, there }, -0.05);
  block(stand, [x - 0.055, 0.06, x + 0.055, ground + 0.05], { far: 0.7, ink: 1.35, there }, 0.015);
  disc(stand, x, ground + 0.06, 0.13, { far: 0.6, ink: 1.2, there }, 0.28);
};

/** A figure seen from behind, far enough to be anybody. */
export const figure: Build = (stand, place, there) => body(stand, place, there, 0, 0.5);

/** People, small, none of them a portrait. */
export const crowd: Build = (stand, place, there) => {
  for (let i = 0; i < 9; i += 1)
    body(stand, place, there, i + 1, 0.3 + 0.25 * chance(place.seed, 101, i));
};

const body = (
  stand: Parameters<Build>[0],
  { seed, ground }: Parameters<Build>[1],
  there: number,
  i: number,
  near: number,
): void => {
  const x = i === 0 ? 0.36 + 0.28 * chance(seed, 102, 0) : chance(seed, 103, i);
  const foot = ground + (1 - ground) * (0.1 + near * 0.5);
  const tall = 0.09 + 0.22 * near;
  const look = { far: 0.85 - near, ink: 0.1, there };
  limb(stand, [x, foot], [x, foot - tall * 0.55], tall * 0.07, tall * 0.1, look);
  limb(stand, [x, foot - tall * 0.5], [x, foot - tall * 0.78], tall * 0.11, tall * 0.12, look);
  disc(stand, x + 0.01 * tall, foot - tall * 0.94, tall * 0.075, look, 1.15);
};

/** A dog in the grass: a back, a head, a tail. */
export const dog: Build = (stand, { seed, ground, t }, there) => {
  const x = 0.3 + 0.4 * chance(seed, 111, 0) + 0.02 * sway(seed, 112, t * 0.3);
  const foot = ground + (1 - ground) * 0.52;
  const look = { far: 0.35, ink: 0.15, there };
  const high = foot - 0.085;
  limb(stand, [x - 0.055, high], [x + 0.05, high - 0.01], 0.024, 0.028, look);
  limb(stand, [x + 0.055, high - 0.02], [x + 0.085, high - 0.055], 0.018, 0.019, look);
  limb(stand, [x + 0.09, high - 0.058], [x + 0.118, high - 0.046], 0.014, 0.008, look);
  limb(stand, [x - 0.07, high - 0.01], [x - 0.115, high - 0.06], 0.007, 0.004, look);
  for (const [at, swing] of [
    [-0.05, -0.02],
    [-0.036, 0.015],
    [0.036, -0.012],
    [0.052, 0.022],
  ] as const)
    limb(stand, [x + at, high + 0.01], [x + at + swing, foot], 0.009, 0.006, look);
};
