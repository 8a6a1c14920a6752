import { skylines } from './far.ts';
import type { Build, Ground } from './shapes/build.ts';
import {
  bed,
  boat,
  bridge,
  church,
  cloths,
  fence,
  house,
  poles,
  shelf,
  stairs,
  table,
  tower,
  wheel,
} from './shapes/built.ts';
import { crowd, dog, fall, figure, reeds, rocks, stems, tree, trunks } from './shapes/grown.ts';
import {
  blades,
  branches,
  curtain,
  frame,
  heap,
  roofedge,
  shoulders,
  tunnel,
} from './shapes/near.ts';
import { cleared, newStand, type Stand } from './shapes/stand.ts';
import { reader, type World } from './world.ts';

const MID_SHAPES: Readonly<Record<string, Build>> = {
  rocks,
  fall,
  tower,
  wheel,
  bridge,
  church,
  house,
  fence,
  stairs,
  tree,
  trunks,
  poles,
  boat,
  shelf,
  crowd,
  figure,
  reeds,
  stems,
  dog,
  cloths,
  bed,
  table,
};
const NEAR_SHAPES: Readonly<Record<string, Build>> = {
  branches,
  blades,
  curtain,
  roofedge,
  shoulders,
  frame,
  tunnel,
};

/** Where the shapes of a world stand. */
export interface Layout {
  readonly mid: Stand;
  readonly near: Stand;
  /** Heights of the skylines above the horizon. */
  readonly front: Float32Array;
  readonly back: Float32Array;
}

export const newLayout = (): Layout => ({
  mid: newStand(),
  near: newStand(),
  front: new Float32Array(0),
  back: new Float32Array(0),
});

const layAll = (
  stand: Stand,
  shapes: Readonly<Record<string, Build>>,
  world: World,
  ground: Ground,
): void => {
  const read = reader(world);
  cleared(stand);
  for (const [name, build] of Object.entries(shapes)) {
    const there = read(name);
    if (there > 0.02) build(stand, ground, there);
  }
};

/** Lays everything anew. @param weight 0..1 of heavy matter before her */
export const lay = (before: Layout, world: World, ground: Ground, weight: number): Layout => {
  layAll(before.mid, MID_SHAPES, world, ground);
  layAll(before.near, NEAR_SHAPES, world, ground);
  heap(before.near, ground.seed, weight);
  const [front, back] = skylines(world, ground.seed);
  return { ...before, front, back };
};
