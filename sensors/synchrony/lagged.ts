import { beyondChance, grownAfter } from './chance.ts';
import { correlation, level } from './statistics.ts';

/** How two signals are compared; `windowS` and `lagS` are whole multiples of the step. */
export interface LaggedShape {
  readonly stepMs: number;
  readonly windowS: number;
  /** One may follow the other by up to this. */
  readonly lagS: number;
  /** Correlations of single windows are averaged over this, so that what is only chance cancels out. */
  readonly memoryS: number;
  /** True where a straight trend within the window is no togetherness. */
  readonly trend: boolean;
  /** Signals that vary less than this (standard deviation) are still. */
  readonly still: number;
  /** Mean correlation at the best lag that chance reaches in one of twenty once the memory is full. */
  readonly chance: number;
}

/** What is known of two signals together. */
export interface Together {
  /** 0 no more than chance .. 1 as one. */
  readonly value: number;
  /** How much both moved, 0 still .. 1 enough. */
  readonly moved: number;
  /** Share of the memory that is filled, 0..1. */
  readonly grown: number;
}

/** Samples that {@link lagged} looks at. */
export const spanOf = ({ stepMs, windowS, lagS }: LaggedShape): number =>
  Math.round(((windowS + lagS) * 1000) / stepMs);

/**
 * Windowed lagged cross-correlation (Boker, Xu, Rotondo and King 2002, Psychological Methods 7(3)), in windows
 * short enough that a body need not be the same throughout; Fisher's z of each lag is then averaged over
 * time, and the best lag is what counts, less what chance reaches.
 */
export interface Lagged {
  /** Takes the newest `spanOf` samples of both, `sinceS` seconds after the last; the arrays are changed. */
  push(a: Float64Array, b: Float64Array, sinceS: number): Together;
  reset(): void;
}

/** Fisher's z of a correlation that is all but perfect. */
const SUREST = 0.97;

export const lagged = (shape: LaggedShape): Lagged => {
  const n = Math.round((shape.windowS * 1000) / shape.stepMs);
  const most = Math.round((shape.lagS * 1000) / shape.stepMs);
  const z = new Float64Array(2 * most + 1);
  let weight = 0;
  let heardS = 0;

  return {
    push(a, b, sinceS) {
      const sd = Math.min(level(a, shape.trend), level(b, shape.trend));
      const moved = Math.min(1, Math.max(0, 2 * (sd / shape.still) - 1));
      const part = 1 - Math.exp(-sinceS / shape.memoryS);
      weight += part * (1 - weight);
      heardS += sinceS;
      for (let l = 0; l < z.length; l++) {
        // Half of the lag is taken from either side, so that both windows lie as near the present.
        const fromB = l >> 1;
        const r = moved > 0 ? correlation(a, most - l + fromB, b, fromB, n) : 0;
        const now = Math.atanh(Math.min(SUREST, Math.max(-SUREST, r)));
        z[l] = (z[l] as number) + (part / weight) * (now - (z[l] as number));
      }
      const grown = grownAfter(heardS, shape);
      return {
        value: beyondChance(Math.tanh(Math.max(...z)) / SUREST, shape.chance, grown),
        moved,
        grown,
      };
    },
    reset() {
      z.fill(0);
      weight = heardS = 0;
    },
  };
};
