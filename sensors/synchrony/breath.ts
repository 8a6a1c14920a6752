import { beyondChance, grownAfter } from './chance.ts';
import type { Together } from './lagged.ts';
import { locked, type Phases } from './locked.ts';

/** Samples a second, seconds of a window, and over how long windows are averaged. */
export const BREATH = {
  stepMs: 200,
  windowS: 30,
  memoryS: 15,
  /** Two breaths a minute apart drift through a whole turn within a minute. Hz. */
  bandHz: [0.08, 0.7],
  /** Lungs whose fullness varies less than this (standard deviation) hold still. */
  still: 0.08,
} as const;

const EDGE = 2000 / BREATH.stepMs;
/** Locking in phase that independent breathers reach, one of twenty, over this many breaths. */
const CHANCE = 0.55;
const BREATHS = 6.5;
const FEWEST = 2;

/** What of one body's breath goes into the comparison. */
export interface BreathPhases extends Phases {
  /** Breaths in the window, and the standard deviation of fullness. */
  readonly cycles: number;
  readonly sd: number;
}

/**
 * Breathing together: the phase-locking value, averaged over windows, times how near the two are in phase,
 * (1 + cos) / 2. Breathing in while the other breathes out is locked and yet the opposite of one breath:
 * it reads 0, as does a steady quarter a half.
 */
export interface BreathTogether {
  push(a: BreathPhases, b: BreathPhases, sinceS: number): Together;
  reset(): void;
}

export const breathTogether = (): BreathTogether => {
  let [re, im, weight, heardS] = [0, 0, 0, 0];
  return {
    push(a, b, sinceS) {
      const { locking, distance } = locked(a, b, EDGE);
      const part = 1 - Math.exp(-sinceS / BREATH.memoryS);
      weight += part * (1 - weight);
      heardS += sinceS;
      re += (part / weight) * (locking * Math.cos(distance) - re);
      im += (part / weight) * (locking * Math.sin(distance) - im);
      const length = Math.hypot(re, im);
      const cycles = Math.min(a.cycles, b.cycles);
      const grown = grownAfter(heardS, BREATH);
      const chance = CHANCE * Math.sqrt(BREATHS / Math.max(FEWEST, cycles));
      const moved = 2 * (Math.min(a.sd, b.sd) / BREATH.still) - 1;
      return {
        value: beyondChance((length + re) / 2, chance, grown),
        moved: cycles < FEWEST ? 0 : Math.min(1, Math.max(0, moved)),
        grown,
      };
    },
    reset() {
      re = im = weight = heardS = 0;
    },
  };
};
