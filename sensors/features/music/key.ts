import { unit } from '../dsp/running.ts';

/** What the pitch classes of the last seconds say of key and mode. */
export interface KeyBelief {
  /** Pitch class of the tonic of the likeliest key, 0 C .. 11 B. */
  readonly tonic: number;
  /** -1 minor .. 1 major: the likelihood of all major keys less that of all minor ones. */
  readonly mode: number;
  /** How sure it is that the music is in major or minor at all, 0..1. */
  readonly tonal: number;
  /** Lead of the likeliest key over the next one, 0..1. */
  readonly lead: number;
}

/**
 * How often each degree is there in a stretch of major and minor music, from the Kostka-Payne corpus: Temperley,
 * Music and Probability (2007), chapter 6. Whether a degree is there, not how often it was struck: in the
 * middle of a piece, doublings and repeated notes of an accompaniment say nothing of the key (Temperley,
 * "What's key for key?", Music Perception 17, 1999), while counts of whole pieces make so much of tonic and
 * dominant, which both modes share, that the thirds and sixths which tell them apart hardly matter.
 */
const MAJOR = [0.748, 0.06, 0.488, 0.082, 0.67, 0.46, 0.096, 0.715, 0.104, 0.366, 0.057, 0.4];
const MINOR = [0.712, 0.084, 0.474, 0.618, 0.049, 0.46, 0.105, 0.747, 0.404, 0.067, 0.133, 0.33];

/** Degrees of the scale; minor with both of its sevenths. */
const MAJOR_SCALE: readonly number[] = [0, 2, 4, 5, 7, 9, 11];
const MINOR_SCALE: readonly number[] = [0, 2, 3, 5, 7, 8, 10, 11];
/**
 * The two degrees that make a scale's semitones, and with them tell it from its neighbours on the circle of
 * fifths. A scale without both (the five notes of pyeongjo or gyemyeonjo) fits three major keys and their
 * relatives alike.
 */
const MAJOR_TELLING: readonly number[] = [5, 11];
const MINOR_TELLING: readonly number[] = [2, 8];

/** Correlations this far apart differ in likelihood by e. */
const TEMPERATURE = 0.05;
/** Correlation with the best profile: below the first it is no key at all, from the second on a clear one. */
const FIT = [0.6, 0.9] as const;
/** Share of the sound within the scale; twelve equal classes give 0.58 (major) or 0.67 (minor). */
const WITHIN = [0.72, 0.93] as const;
/** A pitch class with less of the sound than this was a passing note. */
const HEARD = 0.02;
/** What is left of the belief with none, one or both of the telling degrees; and with few classes in all. */
const TELLING = [0.15, 0.6, 1] as const;
const BY_CLASSES = [0, 0, 0.15, 0.25, 0.35, 0.75, 1] as const;
/** Lead of one correlation over the next that counts as full. */
const CLEAR_LEAD = 0.15;

/**
 * Finds the key of twelve weights (C first; any sum) by correlation with the profiles of all 24 keys
 * (Krumhansl, Cognitive Foundations of Musical Pitch, 1990, chapter 4). Null without any weight.
 */
export const keyOf = (classes: ArrayLike<number>): KeyBelief | null => {
  const share = shares(classes);
  if (!share) return null;
  const fits = Array.from({ length: 24 }, (_, key) =>
    correlation(share, key < 12 ? MAJOR : MINOR, key % 12),
  );
  const best = fits.reduce((b, fit, key) => (fit > (fits[b] ?? -1) ? key : b), 0);
  const fit = fits[best] ?? 0;
  const next = Math.max(...fits.filter((_, key) => key !== best));
  return {
    tonic: best % 12,
    mode: modeOf(fits, fit),
    tonal: tonality(share, best, fit),
    lead: unit((fit - next) / CLEAR_LEAD),
  };
};

const shares = (classes: ArrayLike<number>): number[] | null => {
  const weights = Array.from({ length: 12 }, (_, i) => Math.max(0, classes[i] ?? 0));
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum > 0 && Number.isFinite(sum) ? weights.map((w) => w / sum) : null;
};

const modeOf = (fits: readonly number[], best: number): number => {
  let major = 0;
  let minor = 0;
  for (const [key, fit] of fits.entries()) {
    const likely = Math.exp((fit - best) / TEMPERATURE);
    if (key < 12) major += likely;
    else minor += likely;
  }
  return (major - minor) / (major + minor);
};

/** How well the whole scale is there, and nothing else. */
const tonality = (share: readonly number[], key: number, fit: number): number => {
  const major = key < 12;
  const of = (degree: number): number => share[(degree + key) % 12] ?? 0;
  const within = (major ? MAJOR_SCALE : MINOR_SCALE).reduce((sum, d) => sum + of(d), 0);
  const telling = (major ? MAJOR_TELLING : MINOR_TELLING).filter((d) => of(d) > HEARD).length;
  const heard = share.filter((s) => s > HEARD).length;
  return ramp(fit, FIT) * ramp(within, WITHIN) * (TELLING[telling] ?? 0) * (BY_CLASSES[heard] ?? 1);
};

const ramp = (x: number, [low, high]: readonly [number, number]): number =>
  unit((x - low) / (high - low));

/** Pearson correlation of twelve shares with a profile whose tonic is at `tonic`. */
const correlation = (share: readonly number[], profile: readonly number[], tonic: number) => {
  const mean = 1 / 12;
  const middle = profile.reduce((a, b) => a + b, 0) / 12;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < 12; i++) {
    const x = (share[(i + tonic) % 12] ?? 0) - mean;
    const y = (profile[i] ?? 0) - middle;
    xy += x * y;
    xx += x * x;
    yy += y * y;
  }
  return xx > 0 ? xy / Math.sqrt(xx * yy) : 0;
};
