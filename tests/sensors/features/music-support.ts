import type { FeatureName, FeatureValue } from '../../../conductor/contracts/feature.ts';
import type { SampleBlock } from '../../../conductor/contracts/sensor.ts';
import { extractorFor } from '../../../sensors/features/index.ts';

export interface Played {
  readonly pitch: number;
  /** Seconds. */
  readonly atS: number;
  readonly lastsS: number;
  readonly velocity?: number;
  readonly channel?: number;
}

const START_MS = 1_700_000_000_000;

/** A block of one note. */
export const noteBlock = (
  note: number,
  velocity: number,
  atMs: number,
  channel = 1,
): SampleBlock => ({
  sourceId: 'keys',
  bodyId: 'mina',
  stream: 'note',
  kind: 'note',
  channels: 3,
  rateHz: 0,
  atMs,
  data: Float32Array.of(note, velocity, channel),
  recorded: false,
});

/** Everything that is drawn from some notes, in the order of time. */
export const drawn = (notes: readonly Played[]): FeatureValue[] => {
  const extractor = extractorFor('note', 'keys', 'mina', 0)!;
  return notes
    .flatMap(({ pitch, atS, lastsS, velocity = 0.6, channel = 1 }) => [
      { atS, block: noteBlock(pitch, velocity, START_MS + 1000 * atS, channel) },
      { atS: atS + lastsS, block: noteBlock(pitch, 0, START_MS + 1000 * (atS + lastsS), channel) },
    ])
    .sort((a, b) => a.atS - b.atS)
    .flatMap(({ block }) => extractor.push(block));
};

/** The last value of a feature. */
export const lastOf = (
  values: readonly FeatureValue[],
  name: FeatureName,
): FeatureValue | undefined => values.filter((v) => v.name === name).at(-1);

/** One note after the other, each `stepS` apart and a little shorter. */
export const melody = (pitches: readonly number[], stepS = 0.4): Played[] =>
  pitches.map((pitch, i) => ({ pitch, atS: i * stepS, lastsS: 0.9 * stepS }));

/** Chords of three or more, each held for `stepS`. */
export const chords = (all: readonly (readonly number[])[], stepS = 1): Played[] =>
  all.flatMap((notes, i) =>
    notes.map((pitch) => ({ pitch, atS: i * stepS, lastsS: 0.95 * stepS })),
  );

/** Numbers that look random and are the same each time (a linear congruence). */
export const dice = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
};

/** `n` notes of a scale, wandering up and down by steps and small leaps. */
export const wander = (scale: readonly number[], n: number, seed = 1): number[] => {
  const next = dice(seed);
  let at = Math.floor(scale.length / 2);
  return Array.from({ length: n }, () => {
    const step = Math.round((next() - 0.5) * 4) || 1;
    at = at + step < 0 || at + step >= scale.length ? at - step : at + step;
    at = Math.max(0, Math.min(scale.length - 1, at));
    return scale[at]!;
  });
};

/** Some octaves of a scale given by its pitch classes. */
export const scaleOf = (classes: readonly number[], low = 55, high = 79): number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((p) => classes.includes(p % 12));
