import { city, forest, hills, ridge, shore } from './far.ts';
import { blurring, clearPlane, closePlane, newPlane, type Plane } from './plane.ts';
import { type Glow, openBrush } from './shapes/brush.ts';
import type { Build, LongBuild, Place } from './shapes/build.ts';
import { boat, bridge, church, house, poles } from './shapes/built.ts';
import { bed, shelf, table } from './shapes/indoors.ts';
import { cloths, fence, stairs, tower, wheel } from './shapes/landmarks.ts';
import { crowd, dog, figure, shoulders } from './shapes/living.ts';
import { reeds, stems } from './shapes/meadow.ts';
import { blades, branches, curtain, frame, roofedge, tunnel, veil } from './shapes/near.ts';
import { fall, rocks } from './shapes/rock.ts';
import { alley, campfire, lamps as lampposts, nave } from './shapes/streets.ts';
import { tree } from './shapes/trees.ts';
import { trunks } from './shapes/trunks.ts';
import { floats } from './shared.ts';
import { FAR, MID, NEAR } from './slots.ts';
import { reader, type World } from './world.ts';

/** Who builds what stands in the place, by its name in a world. */
export const STANDS: Readonly<
  Record<(typeof FAR | typeof MID)[number] | 'lamps' | 'campfire', Build | LongBuild>
> = {
  ridge,
  hills,
  forest,
  city,
  shore,
  tree,
  trunks,
  stems,
  reeds,
  house,
  church,
  poles,
  boat,
  bridge,
  figure,
  crowd,
  dog,
  table,
  stairs,
  fence,
  wheel,
  tower,
  rocks,
  cloths,
  veil,
  fall,
  bed,
  shelf,
  alley,
  nave,
  lamps: lampposts,
  campfire,
};
/** Who builds what is so near that it stays with the picture. */
export const EDGES: Readonly<Record<(typeof NEAR)[number] | 'tunnel', Build>> = {
  frame,
  branches,
  blades,
  curtain,
  roofedge,
  shoulders,
  tunnel,
};

/** Shapes fainter than this are not laid. */
const LEAST = 0.02;
/** Metres at which one plane ends and the next begins. */
const DEPTHS = [8, 22, 55] as const;

/** Planes, the farthest first; the last stays with the picture. */
export const PLANES = 5;
export const EDGE = PLANES - 1;

/** Parts that come and go with another number of the world than their own name's. */
const WITH: Readonly<Record<string, string>> = { 'trunks.leaves': 'trunks' };

/** All parts by name; 0 is none. */
const PARTS: readonly string[] = [
  '',
  'panes',
  'heads',
  'lamps',
  'campfire',
  ...Object.keys(WITH),
  ...FAR,
  ...MID,
  ...NEAR,
  'tunnel',
];
const PART_AT = new Map(PARTS.map((name, i) => [name, i]));
/** Lamps that shapes may bring, and numbers each: x, y, size, how much, part. */
const LAMPS = 64;
export const LAMP_WIDE = 5;

/** Where the shapes of a world stand: drawn once, seen by every hand. */
export interface Layout {
  readonly planes: readonly Plane[];
  /** What lies in the shade of things, on the ground. */
  readonly shadows: Plane;
  /** [LAMPS, LAMP_WIDE], y below the horizon. */
  readonly lamps: Float32Array;
  /** Which world lies here, as `stood` counts them, and how many lamps it brought. [2] */
  readonly state: Float32Array;
}

export const newLayout = (): Layout => ({
  planes: Array.from({ length: PLANES }, newPlane),
  shadows: newPlane(),
  lamps: floats(LAMPS * LAMP_WIDE),
  state: floats(2).fill(-1),
});

/** What a place is, for its shapes. */
export const placeOf = (world: World, seed: number): Place => {
  const read = reader(world);
  return {
    seed,
    eye: read('eye'),
    vanish: read('vanish'),
    side: read('side'),
    up: read('up'),
    horizon: read('horizon'),
    read,
  };
};

/** What is to stand: a world, its chance and its number. */
export interface Stands {
  readonly stands: World;
  readonly seed: number;
  readonly stood: number;
}

/** About how much work it is to clear a plane, and to think of one stroke: see shapes/brush.ts. */
const CLEAR_WORK = 40_000;
const BUILD_WORK = 100;

/**
 * Lays a world's shapes, bit by bit; the planes are painted anew. Says after each bit how much work it was. Whatever
 * the bits, what lies there in the end is the same.
 */
export function* laying(
  layout: Layout,
  { stands: world, seed, stood }: Stands,
): Generator<number, void> {
  const { planes, shadows, state } = layout;
  state[0] = -1;
  for (const plane of [...planes, shadows]) {
    clearPlane(plane);
    yield CLEAR_WORK;
  }
  const lamps: Glow[] = [];
  const place = placeOf(world, seed);
  const part = (name: string): number => PART_AT.get(name) ?? 0;
  const farthest = planes[0] as Plane;
  const byDepth = (away: number): Plane =>
    planes[3 - DEPTHS.filter((limit) => away > limit).length] ?? farthest;
  const painted = function* (
    all: Readonly<Record<string, Build | LongBuild>>,
    plane: (away: number) => Plane,
  ): Generator<number, void> {
    const brush = openBrush({ plane, shadows, part, lamps });
    for (const [name, build] of Object.entries(all)) {
      if (!(place.read(name) > LEAST)) continue;
      let before = brush.count();
      const thought = (): number => {
        const fresh = brush.count() - before;
        before += fresh;
        return BUILD_WORK * (1 + fresh);
      };
      for (const _ of build(brush.brushOf(name), place) ?? [undefined]) yield thought();
      yield thought();
    }
    yield* brush.finishing();
  };
  const edge = planes[EDGE] as Plane;
  yield* painted(STANDS, byDepth);
  yield* painted(EDGES, () => edge);
  yield* blurring(edge, 2);
  for (const plane of [...planes, shadows]) closePlane(plane);
  const kept = lamps.slice(0, LAMPS);
  for (const [i, { x, y, size, much, part: of }] of kept.entries())
    layout.lamps.set([x, y, size, much, of], i * LAMP_WIDE);
  state[0] = stood;
  state[1] = kept.length;
}

/** Lays what is to stand at once, where it does not lie already. */
export const stand = (layout: Layout, of: Stands): void => {
  if (layout.state[0] === of.stood) return;
  for (const _ of laying(layout, of));
};

const smooth = (v: number): number => (v <= 0 ? 0 : v >= 1 ? 1 : v * v * (3 - 2 * v));

/** How much of each part is there now, 0..1. */
export const presenceOf = (world: World): Float32Array => {
  const read = reader(world);
  return Float32Array.from(PARTS, (name) =>
    name === '' ? 0 : smooth(read(WITH[name] ?? name) / 0.45),
  );
};
