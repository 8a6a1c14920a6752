import { type Body, GRID_HZ } from '../../sensors/adapters/synthetic/body.ts';
import { choreography } from '../../sensors/adapters/synthetic/choreography.ts';
import { type Qualities, qualitiesOf } from '../../sensors/adapters/synthetic/dance.ts';
import { vitals } from '../../sensors/adapters/synthetic/vitals.ts';
import { type Random, random } from '../../sensors/random.ts';

/** How she dances one part of the piece. */
export interface Manner {
  /** 0: the same round again and again .. 1: never what came before. */
  readonly wild: number;
  /** Length of a round, seconds, and how wide it is. */
  readonly roundS: number;
  readonly wide: number;
  /** How fast she walks with it, metres a second. */
  readonly walks?: number;
  /** She stands. */
  readonly still?: boolean;
  /** Breaks the round off every so many seconds, for one or two. */
  readonly breaksS?: number;
}

const KEPT = 600;
const KEYS = Object.keys(qualitiesOf('rest')) as (keyof Qualities)[];

/** The round that she repeats: two arms, one sway, a slow way to and fro; higher and lower over some rounds. */
const roundOf = ({ roundS, wide, walks = 0 }: Manner, tS: number): Qualities => ({
  ...qualitiesOf('travel'),
  tempoHz: 1 / roundS,
  swing: wide,
  lift: 0.55 + 0.2 * Math.sin((2 * Math.PI * tS) / (7.3 * roundS)),
  spread: 0.75,
  reach: 0.97,
  height: 0.9,
  lean: 0.22,
  twist: 0.45,
  travelMps: walks,
  sharp: 0.1,
  jumpHz: 0,
  spinHz: 0,
  effort: 0.4,
});

const STILL: Qualities = { ...qualitiesOf('rest'), swing: 0.01, tempoHz: 0.05, travelMps: 0 };

const PHASES = ['gather', 'travel', 'burst', 'suspend', 'fall', 'recover'] as const;

/** Somewhere else altogether: a phase of the simulated dance, bent at random. */
const elsewhere = (rng: Random): Qualities => {
  const phase = qualitiesOf(PHASES[Math.floor(rng.next() * PHASES.length)] ?? 'travel');
  return {
    ...phase,
    tempoHz: rng.range(0.15, 1.1),
    lift: rng.range(0.05, 0.95),
    spread: rng.range(0, 1),
    reach: rng.range(0.55, 1),
    height: rng.range(0.5, 0.98),
    lean: rng.range(0, 0.5),
    travelMps: rng.range(0, 1.3),
    jumpHz: 0.06,
    spinHz: 0.1,
  };
};

const mix = (a: Qualities, b: Qualities, k: number): Qualities =>
  Object.fromEntries(KEYS.map((key) => [key, a[key] + (b[key] - a[key]) * k])) as never;

/**
 * The simulated dancer of sullae: the bones, feet and heart of the synthetic one, led by what the piece asks of her.
 * `manner` is asked at every step, so she follows the cues as a dancer would.
 */
export const dancer = (seed: number, manner: () => Manner): Body => {
  const rng = random(seed, 'hides');
  const stanceOf = choreography(random(seed, 'choreography'));
  const vitalsOf = vitals(random(seed, 'vitals'));
  const dtS = 1 / GRID_HZ;
  const kept: ReturnType<Body['at']>[] = [];
  let known = -1;
  let other = elsewhere(rng);
  let [untilS, breakS, brokenS] = [0, 4, 0];
  let near = STILL;
  let far = STILL;

  const goal = (m: Manner, tS: number): Qualities => {
    if (m.still) return STILL;
    if (tS > untilS) {
      other = elsewhere(rng);
      untilS = tS + rng.range(0.5, 1.9);
    }
    if (m.breaksS !== undefined && tS > breakS) {
      brokenS = tS + rng.range(1.2, 2.4);
      breakS = brokenS + m.breaksS * rng.range(0.7, 1.4);
    }
    const isBroken = m.breaksS !== undefined && tS < brokenS;
    return mix(roundOf(m, tS), other, isBroken ? 1 : m.wild);
  };

  const take = (): void => {
    known++;
    const tS = known * dtS;
    const m = manner();
    const lagS = m.still ? 0.9 : 0.28 + 0.3 * (1 - m.wild);
    near = mix(near, goal(m, tS), dtS / lagS);
    far = mix(far, near, dtS / lagS);
    kept[known % KEPT] = {
      phase: 'travel',
      qualities: far,
      vitals: vitalsOf(far, tS, dtS),
      stance: stanceOf(far, tS, dtS),
    };
  };
  const at: Body['at'] = (n) => {
    while (known < n) take();
    const moment = kept[Math.max(0, n, known - KEPT + 1) % KEPT];
    if (!moment) throw new RangeError(`step ${n} of the dancer`);
    return moment;
  };
  return { at, vitalsAt: (tS) => at(Math.max(0, Math.floor(tS * GRID_HZ))).vitals };
};
