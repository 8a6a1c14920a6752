import type { Stands } from './layout.ts';
import { AIRS, FAR } from './slots.ts';
import { at, type World } from './world.ts';

/** From one memory to another nothing is cut: seconds until the new world has come. */
export const MORPH_S = 9;

const smooth = (v: number): number => v * v * v * (v * (6 * v - 15) + 10);
const LIGHT_FIRST = [at('zenith.r'), at('wall.b')] as const;
const STANDS = [at(FAR[0]), at(AIRS[AIRS.length - 1] ?? '')] as const;

/** A world on its way to another. */
export interface Morph {
  /** The world as it is now; the same array at every call. */
  readonly now: World;
  /** The world whose shapes stand now, and how many stood before it. */
  readonly stands: World;
  readonly stood: number;
  /** Chance by which everything stands now. */
  readonly seed: number;
  /** What is to stand once this has gone into the haze; null: nothing else. */
  readonly coming: Stands | null;
  /** 0..1, how far it has come. */
  readonly share: number;
  aim(world: World, seed: number): void;
  step(dtS: number): void;
}

/** What stands goes into the haze before the new comes out of it. */
const through = (a: number, b: number, part: number): number =>
  part < 0.5 ? a * (1 - 2 * part) : b * (2 * part - 1);

/**
 * Blends worlds: light and colour go ahead, what stands follows. A new aim starts from where the world is. The first
 * world is there at once. @param firstStood its number
 */
export const openMorph = (first: World, firstSeed: number, firstStood = 0): Morph => {
  const now = first.slice();
  let from = first.slice();
  let to = first;
  let share = 1;
  let seed = firstSeed;
  let nextSeed = firstSeed;
  let stands = first;
  let stood = firstStood;
  let comes = false;
  return {
    now,
    get share() {
      return share;
    },
    get stands() {
      return stands;
    },
    get stood() {
      return stood;
    },
    get seed() {
      return seed;
    },
    get coming() {
      return comes ? { stands: to, seed: nextSeed, stood: stood + 1 } : null;
    },
    aim(world, aimed) {
      from = now.slice();
      to = world;
      comes = true;
      nextSeed = aimed;
      share = 0;
    },
    step(dtS) {
      if (share >= 1) return;
      share = Math.min(1, share + dtS / MORPH_S);
      const ahead = smooth(Math.min(1, share * 1.35));
      const behind = smooth(Math.max(0, share * 1.25 - 0.25));
      for (let i = 0; i < now.length; i += 1) {
        const part = i >= LIGHT_FIRST[0] && i <= LIGHT_FIRST[1] ? ahead : behind;
        const a = from[i] ?? 0;
        const b = to[i] ?? 0;
        const standing = i >= STANDS[0] && i <= STANDS[1];
        now[i] = standing ? through(a, b, part) : a + (b - a) * part;
      }
      if (behind < 0.5 || !comes) return;
      comes = false;
      seed = nextSeed;
      stands = to;
      stood += 1;
    },
  };
};
