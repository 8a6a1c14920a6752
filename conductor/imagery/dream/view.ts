import { clamped } from './clamped.ts';
import { slotAt } from './slots.ts';
import { at, type World } from './world.ts';

/** What the words of a memory say, one sum for each of `SLOTS`. */
export type Said = Float32Array;

const said = (row: Said, name: string): number => row[slotAt(name)] ?? 0;

/** Where each thing wants the horizon, from the top: a sky wants it low, a ground high. */
const VIEW: Readonly<Record<string, number>> = {
  stars: 0.84,
  moondisc: 0.74,
  sun: 0.72,
  ridge: 0.74,
  forest: 0.66,
  city: 0.66,
  tower: 0.76,
  church: 0.8,
  wheel: 0.8,
  tree: 0.68,
  alley: 0.56,
  veil: 0.6,
  trunks: 0.66,
  petals: 0.66,
  fall: 0.72,
  poles: 0.7,
  branches: 0.6,
  cloths: 0.66,
  house: 0.64,
  stems: 0.66,
  reeds: 0.5,
  boat: 0.4,
  bridge: 0.56,
  waves: 0.36,
  rails: 0.5,
  road: 0.5,
  furrows: 0.32,
  crowd: 0.5,
  figure: 0.42,
  dog: 0.5,
  rocks: 0.5,
  campfire: 0.46,
  fence: 0.56,
  frame: 0.52,
  lamps: 0.58,
  roofedge: 0.5,
};

/** Where words want two places at once, the one that is meant. Changes the row. */
export const settle = (row: Said): void => {
  const scale = (name: string, by: number): void => {
    const i = slotAt(name);
    row[i] = (row[i] ?? 0) * by;
  };
  // Who tells of the house and of its lamp inside stands before it.
  const indoors = Math.max(said(row, 'room'), said(row, 'corridor'));
  if (said(row, 'house') > 0.9 * indoors && said(row, 'g.snow') + said(row, 'flakes') > 0.5) {
    row[slotAt('panes')] = Math.max(said(row, 'panes'), 0.8 * indoors);
    for (const name of ['room', 'campfire', 'sparks', 'lamps']) scale(name, 0);
    for (const name of ['fire', 'lamp']) scale(name, 0.3);
  }
  // Out of the tunnel lies the sea, and the day on it: nothing stands there.
  if (said(row, 'tunnel') > 0.5 && said(row, 'waves') > 0.5) {
    for (const name of ['poles', 'rails', 'black', 'night', 'storm']) scale(name, 0);
    row[slotAt('blue')] = said(row, 'blue') + 1.4;
    row[slotAt('day')] = Math.max(0.9, said(row, 'day'));
  }
  if (said(row, 'g.ice') > 0.8) scale('reeds', 0);
  if (said(row, 'bed') > 0.5) scale('cloths', 0);
  if (said(row, 'city') > 0.5 * said(row, 'house')) scale('house', 0);
  if (said(row, 'furrows') > 0.6 && said(row, 'wet') > 0.4)
    for (const name of ['house', 'fence']) scale(name, 0.15);
  // Petals fall from something.
  if (said(row, 'petals') > 0.8) {
    row[slotAt('tree')] = Math.max(said(row, 'tree'), 0.9);
    scale('house', 0.45);
  }
};

/** The horizon that the things of a place want together, the strongest most. */
export const horizonOf = (row: Said, world: World, inside: number): number => {
  if (inside > 0.4) return (world[at('corridor')] ?? 0) > 0.4 ? 0.47 : 0.5;
  let sum = 0.3 * 0.56;
  let weight = 0.3;
  const vote = (where: number, much: number): void => {
    sum += where * much * much;
    weight += much * much;
  };
  for (const [name, where] of Object.entries(VIEW)) vote(where, world[at(name)] ?? 0);
  vote(0.28, Math.max(0, said(row, 'g.ice') - 0.6));
  vote(0.3, Math.max(0, said(row, 'g.silt') - 0.6));
  vote(0.68, Math.max(0, said(row, 'g.sand') - 0.9));
  vote(0.84, 1.2 * Math.max(0, said(row, 'up') - 0.2));
  vote(0.3, 1.2 * Math.max(0, said(row, 'down') - 0.1));
  return clamped(sum / weight, 0.2, 0.86);
};
