import type { Feeling } from './types.ts';
import type { WorldName } from './worlds.ts';

/** What a feeling asks of a bar. */
export interface Aims {
  /** Positive less negative, as far as it is sure: -1..1. */
  readonly valence: number;
  /** 0..1 */
  readonly arousal: number;
  /** How much of both at once, 0..1. */
  readonly both: number;
  readonly confidence: number;
  readonly bpm: number;
  /** Notes a second of what moves between melody and bass. */
  readonly flow: number;
  /** 0..1 of the loudest. */
  readonly loudness: number;
  /** Share of its time that a note is held: over 1 legato, under 0.7 staccato. */
  readonly held: number;
  /** Semitones up or down from the middle of each part. */
  readonly lift: number;
  /** Chords a bar: 0.5, 1 or 2. */
  readonly chords: number;
}

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/**
 * The rules. Tempo, sound level, articulation and register by Bresin and Friberg, "Emotion rendering in music: range and
 * characteristic values of seven musical variables" (Cortex 47, 2011) and Juslin and Laukka, "Expression, perception, and
 * induction of musical emotions" (Journal of New Music Research 33, 2004): fast, loud, staccato and high for activity,
 * slow, soft and legato for tenderness and sadness; register up with joy, down with sadness. Density, harmony and harmonic
 * rhythm by Gabrielsson and Lindström (2010); acting on all of them together by Livingstone, Muhlberger, Brown and
 * Thompson, "Changing musical emotion: a computational rule system" (Computer Music Journal 34, 2010). The ranges are
 * ours and narrow: this is played for twelve minutes in a quiet room. Doubt draws all of it to rest.
 */
export const aimsOf = (felt: Feeling): Aims => {
  const sure = mix(0.35, 1, felt.confidence);
  const arousal = mix(0.2, felt.arousal, sure);
  const valence = (felt.positive - felt.negative) * sure;
  const quiet = mix(0.5, 1, felt.confidence);
  return {
    valence,
    arousal,
    both: Math.min(1, 2 * Math.min(felt.positive, felt.negative)) * sure,
    confidence: felt.confidence,
    bpm: 50 + 44 * arousal + 4 * valence,
    flow: 0.28 * 19 ** arousal * quiet,
    loudness: mix(0.26, 0.74, arousal),
    held: mix(1.05, 0.5, arousal),
    lift: 6 * valence + 3 * (arousal - 0.4),
    chords: arousal < 0.22 ? 0.5 : arousal < 0.72 ? 1 : 2,
  };
};

/** Both feelings above this: what lies in the middle mixes major and minor. */
const MIXED = 0.6;

/** The order of brightness: at which valence each world is itself. */
const order = (both: number): readonly { readonly at: number; readonly world: WorldName }[] => [
  { at: -0.8, world: 'phrygian' },
  { at: -0.4, world: 'aeolian' },
  { at: -0.13, world: both >= MIXED ? 'mourning' : 'dorian' },
  { at: 0.13, world: both >= MIXED ? 'longing' : 'mixolydian' },
  { at: 0.4, world: 'ionian' },
  { at: 0.8, world: 'lydian' },
];

/**
 * The world of a bar. Between two of them some bars stand in the one and some in the other, by the chance of the bar
 * (0..1, the same wherever its phrase returns): the more, the nearer the feeling is. So major and minor mix in the middle,
 * and a feeling that turns slowly is followed without a seam.
 */
export const worldOf = ({ valence, both }: Aims, chance: number): WorldName => {
  const all = order(both);
  const next = all.findIndex(({ at }) => at >= valence);
  const [below, above] = [all[next - 1], all[next]];
  if (!above) return all.at(-1)?.world ?? 'lydian';
  if (!below) return above.world;
  return chance < (valence - below.at) / (above.at - below.at) ? above.world : below.world;
};

/** Tempo changes no faster than this from bar to bar: it is felt, never noticed. */
const MOST_BEND = 0.06;

export const nextBpm = (before: number, aim: number): number =>
  before * Math.min(1 + MOST_BEND, Math.max(1 - MOST_BEND, aim / before));
