import type { FeatureValue } from '#contracts/feature';
import { FEATURES } from '#contracts/feature';
import { DECODERS } from '../../conductor/affect/decoders.ts';
import { fuse } from '../../conductor/affect/fusion.ts';
import { affectReader } from '../../conductor/affect/reader.ts';
import { type Random, random } from '../../sensors/random.ts';
import { BODY, type Programme } from './programme.ts';

/** One look: the valence that the decoders argue for, and the one that is shown. */
export interface Look {
  readonly atMs: number;
  readonly raw: number;
  readonly shown: number;
  /** What listeners said of the phrase that plays. */
  readonly positive: number;
  /** False within a gap. */
  readonly heard: boolean;
}

/** What is done to the recordings. */
export interface Trouble {
  /** Standard deviation of the noise on every feature, as a share of its range. */
  readonly noise: number;
  /** Gaps of 3 to 8 s, about two a minute. */
  readonly gaps: boolean;
  /** Every value is exchanged for one of another moment: real values, and nothing to hear in them. */
  readonly shuffle: boolean;
}

/** Every third beat of the conductor; a look every quarter of a second. */
const STEP_MS = 50;
const LOOK_EVERY = 5;

interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
}

const gapsOf = (endMs: number, chance: Random): Gap[] => {
  const gaps: Gap[] = [];
  for (let ms = 10_000; ms < endMs; ms += 20_000 + 20_000 * chance.next())
    gaps.push({ fromMs: ms, toMs: ms + 3_000 + 5_000 * chance.next() });
  return gaps;
};

const noisy = (value: FeatureValue, noise: number, chance: Random): FeatureValue => {
  const [low, high] = FEATURES[value.name].range;
  return { ...value, value: value.value + noise * (high - low) * chance.normal() };
};

/** Every value replaced by one of the same feature from anywhere in the programme. */
const exchanged = (values: readonly FeatureValue[], chance: Random): FeatureValue[] => {
  const pool = new Map<string, FeatureValue[]>();
  for (const value of values) {
    const list = pool.get(value.name) ?? [];
    list.push(value);
    pool.set(value.name, list);
  }
  return values.map((value) => {
    const list = pool.get(value.name) ?? [];
    const other = list[Math.floor(chance.next() * list.length)] ?? value;
    return { ...value, value: other.value, confidence: other.confidence };
  });
};

/** Plays a programme through decoders, fusion and steadying in steps of 50 ms; looks four times a second. */
export const play = (programme: Programme, trouble: Trouble, seed: number): Look[] => {
  const chance = random(seed, 'trouble');
  const reader = affectReader({ bodyId: BODY, records: DECODERS, decayS: 12 });
  const gaps = trouble.gaps ? gapsOf(programme.endMs, chance) : [];
  const values = trouble.shuffle ? exchanged(programme.values, chance) : programme.values;
  const looks: Look[] = [];
  let [next, turn] = [0, 0];
  for (let step = 0; step * STEP_MS < programme.endMs; step++) {
    const nowMs = step * STEP_MS;
    const isGap = gaps.some((g) => nowMs >= g.fromMs && nowMs < g.toMs);
    const due: FeatureValue[] = [];
    for (; (values[next]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs; next++) {
      const value = values[next];
      if (value && !isGap) due.push(noisy(value, trouble.noise, chance));
    }
    if (due.length > 0) reader.hear(due, nowMs);
    const shown = reader.at(nowMs).valence;
    if (step % LOOK_EVERY !== 0) continue;
    while ((programme.turns[turn + 1]?.atMs ?? Number.POSITIVE_INFINITY) <= nowMs) turn++;
    const fused = fuse(reader.spoken(nowMs), nowMs);
    looks.push({
      atMs: nowMs,
      raw: fused.positive.mean - fused.negative.mean,
      shown,
      positive: programme.turns[turn]?.positive ?? 0,
      heard: !isGap,
    });
  }
  return looks;
};
