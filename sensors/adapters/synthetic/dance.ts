import type { Random } from '../../random.ts';

/** Phases of the synthetic dance, between stillness and bursts. */
export const PHASES = ['rest', 'gather', 'travel', 'burst', 'suspend', 'fall', 'recover'] as const;
export type Phase = (typeof PHASES)[number];

/** How a phase is danced and felt. 0..1 where no unit is named. */
export interface Qualities {
  /** Metabolic effort: drives heart, breath and skin. */
  readonly effort: number;
  /** Movement cycles a second. */
  readonly tempoHz: number;
  /** How wide the cycles swing. */
  readonly swing: number;
  /** Arms: 0 hanging .. 1 overhead. */
  readonly lift: number;
  /** Arms: 0 in front .. 1 to the sides. */
  readonly spread: number;
  /** Arms: share of their length that is stretched out. */
  readonly reach: number;
  /** Pelvis: share of the leg's length above the floor. */
  readonly height: number;
  readonly lean: number;
  readonly twist: number;
  readonly travelMps: number;
  /** 0 flowing .. 1 hard edges. */
  readonly sharp: number;
  /** Events a second. */
  readonly jumpHz: number;
  readonly spinHz: number;
  /** Head: -1 back .. 1 bowed. */
  readonly bow: number;
  /** Holding the breath. */
  readonly hold: number;
  /** Relative strength of the brain's rhythms, and frontal approach (-1..1). */
  readonly alpha: number;
  readonly beta: number;
  readonly approach: number;
}

// biome-ignore format: a table is read by its columns
const KEYS = ['effort','tempoHz','swing','lift','spread','reach','height','lean','twist','travelMps','sharp','jumpHz','spinHz','bow','hold','alpha','beta','approach'] as const satisfies readonly (keyof Qualities)[];
// biome-ignore format: a table is read by its columns
const TABLE: Record<Phase, readonly number[]> = {
  rest:    [0.06, 0.12, 0.05, 0.08, 0.40, 0.94, 0.970, 0.03, 0.05, 0.05, 0.10, 0.00, 0.00,  0.15, 0.0, 1.00, 0.35,  0.1],
  gather:  [0.22, 0.22, 0.22, 0.38, 0.20, 0.66, 0.860, 0.12, 0.20, 0.20, 0.20, 0.00, 0.00,  0.35, 0.1, 0.70, 0.50,  0.2],
  travel:  [0.50, 0.55, 0.50, 0.50, 0.80, 0.88, 0.930, 0.15, 0.35, 1.00, 0.35, 0.04, 0.07,  0.00, 0.0, 0.45, 0.65,  0.5],
  burst:   [0.95, 0.95, 0.80, 0.56, 0.85, 0.93, 0.860, 0.30, 0.55, 1.20, 0.50, 0.22, 0.14,  0.00, 0.0, 0.20, 1.00,  0.3],
  suspend: [0.30, 0.15, 0.08, 0.84, 0.65, 0.97, 0.985, 0.08, 0.12, 0.00, 0.10, 0.00, 0.00, -0.35, 0.8, 0.60, 0.55,  0.4],
  fall:    [0.42, 0.38, 0.30, 0.24, 0.50, 0.78, 0.440, 0.50, 0.40, 0.20, 0.45, 0.00, 0.00,  0.70, 0.0, 0.35, 0.75, -0.5],
  recover: [0.18, 0.18, 0.18, 0.30, 0.45, 0.80, 0.740, 0.20, 0.15, 0.10, 0.15, 0.00, 0.00,  0.30, 0.0, 0.85, 0.40, -0.1],
};

const NEXT: Record<Phase, readonly Phase[]> = {
  rest: ['gather', 'gather', 'travel'],
  gather: ['travel', 'travel', 'burst', 'suspend'],
  travel: ['burst', 'burst', 'suspend', 'gather'],
  burst: ['suspend', 'fall', 'travel'],
  suspend: ['fall', 'burst', 'travel'],
  fall: ['recover'],
  recover: ['rest', 'gather', 'travel'],
};

const SHORTEST_S = 8;
const LONGEST_S = 25;

export const qualitiesOf = (phase: Phase): Qualities => fromList(TABLE[phase]);

const fromList = (values: readonly number[]): Qualities =>
  Object.fromEntries(KEYS.map((key, i) => [key, values[i] ?? 0])) as unknown as Qualities;

/** Which phase is danced when: one phase follows another after 8 to 25 s; `held` stays for ever. */
export interface Score {
  /** The phase at `tS` seconds; time must not step back. */
  at(tS: number): Phase;
}

export const score = (rng: Random, held?: Phase): Score => {
  let phase: Phase = held ?? 'gather';
  let untilS = held ? Number.POSITIVE_INFINITY : rng.range(SHORTEST_S, SHORTEST_S + 4);
  return {
    at(tS) {
      while (tS >= untilS) {
        const choices = NEXT[phase];
        phase = choices[Math.floor(rng.next() * choices.length)] ?? 'gather';
        untilS += rng.range(SHORTEST_S, LONGEST_S);
      }
      return phase;
    },
  };
};

/**
 * Glides from phase to phase: two first-order lags in a row, so that position and velocity are
 * continuous. Hard phases are reached faster.
 */
export const glide = (first: Phase): ((towards: Phase, dtS: number) => Qualities) => {
  const near = [...TABLE[first]];
  const far = [...TABLE[first]];
  const sharpAt = KEYS.indexOf('sharp');
  return (towards, dtS) => {
    const target = TABLE[towards];
    const share = dtS / (0.75 - 0.5 * (target[sharpAt] ?? 0));
    for (let i = 0; i < KEYS.length; i++) {
      const middle = near[i] ?? 0;
      near[i] = middle + ((target[i] ?? 0) - middle) * share;
      far[i] = (far[i] ?? 0) + (middle - (far[i] ?? 0)) * share;
    }
    return fromList(far);
  };
};
