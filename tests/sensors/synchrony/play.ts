import type { FeatureName, FeatureValue } from '#contracts/feature';
import { random } from '../../../sensors/random.ts';
import { EVERY_MS, type Pair, synchrony } from '../../../sensors/synchrony/index.ts';
import { beating, breathing, type Course, dancing, following, said, type Told } from './pairs.ts';

export const START_MS = 1_700_000_000_000;

/** Plays what bodies feel to a synchrony, in the order of time; everything that it told. */
export const play = (
  told: readonly Told[],
  seconds: number,
  pairs: readonly Pair[] = [['ana', 'bo']],
): FeatureValue[] => {
  const both = synchrony(pairs);
  const streams = told.map((one) => said(one, seconds, START_MS));
  const waiting = streams.map((stream) => stream.next());
  const found: FeatureValue[] = [];
  for (let nowMs = START_MS; nowMs <= START_MS + seconds * 1000; nowMs += EVERY_MS) {
    streams.forEach((stream, i) => {
      for (
        let next = waiting[i];
        next && !next.done && next.value.atMs <= nowMs;
        next = waiting[i]
      ) {
        both.hear([next.value]);
        waiting[i] = stream.next();
      }
    });
    found.push(...both.tick(nowMs));
  }
  return found;
};

export const newest = (values: readonly FeatureValue[], name: FeatureName): FeatureValue => {
  const found = values.findLast((v) => v.name === name);
  if (!found) throw new Error(`${name} was not told`);
  return found;
};

/** The two of a body's signals, and what is told of them. */
export interface Kind {
  readonly name: 'syncMovement' | 'syncBreath' | 'syncHeart';
  readonly of: FeatureName;
  readonly make: (seed: number) => Course;
  /** After so many seconds everything should be known. */
  readonly seconds: number;
  /** How late the second may be, and how much of it is its own. */
  readonly lateS: number;
  readonly own: number;
  readonly noise: number;
}

export const KINDS: readonly Kind[] = [
  {
    name: 'syncMovement',
    of: 'motionEnergy',
    make: (seed) => dancing(seed),
    seconds: 40,
    lateS: 0.6,
    own: 0.4,
    noise: 0.02,
  },
  {
    name: 'syncBreath',
    of: 'breath',
    make: (seed) => breathing(seed),
    seconds: 75,
    lateS: 0.5,
    own: 0.3,
    noise: 0.03,
  },
  {
    name: 'syncHeart',
    of: 'ibi',
    make: (seed) => beating(seed),
    seconds: 100,
    lateS: 0.8,
    own: 0.4,
    noise: 0.006,
  },
];

/** Two bodies: the second follows the first by some of the kind's lateness, or lives its own life. */
export const couple = (kind: Kind, seed: number, isTogether: boolean): Told[] => {
  const rng = random(seed, 'couple');
  const first = kind.make(2 * seed);
  const own = kind.make(2 * seed + 1);
  const [late, share] = [kind.lateS * rng.next(), kind.own * rng.next()];
  const second = isTogether ? following(first, late, own, share) : own;
  const name = kind.of;
  return [
    { body: 'ana', name, course: first, noise: kind.noise, seed },
    { body: 'bo', name, course: second, noise: kind.noise, seed: seed + 1 },
  ];
};

/** From this value and this confidence on, two are said to be together. */
export const FOUND = { value: 0.5, confidence: 0.5 } as const;
export const isFound = (v: FeatureValue): boolean =>
  v.value >= FOUND.value && v.confidence >= FOUND.confidence;
