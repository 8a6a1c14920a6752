/** What the network tells apart, in the order of its output. */
export const CLASSES = ['drawing', 'hentai', 'neutral', 'porn', 'sexy'] as const;
export type SafetyClass = (typeof CLASSES)[number];

/** How much of a picture the network gives to each class; they add up to 1. */
export type Scores = Readonly<Record<SafetyClass, number>>;

/** From these shares on a picture is not shown. */
export interface Limits {
  /** Pornography, photographed or drawn. */
  readonly explicit: number;
  /** The same and what is merely suggestive, together. */
  readonly suggestive: number;
}

/** Strict: a good picture that is held back costs an evolved one, a bad one that is shown costs the evening. */
export const LIMITS: Limits = { explicit: 0.25, suggestive: 0.5 };

/** Scores out of the network's numbers; null where they are none. */
export const scoresOf = (values: ArrayLike<number>): Scores | null => {
  const shares = CLASSES.map((_, i) => values[i] ?? Number.NaN);
  const sum = shares.reduce((all, share) => all + share, 0);
  if (!shares.every((share) => share >= 0) || Math.abs(sum - 1) > 0.01) return null;
  return Object.fromEntries(CLASSES.map((name, i) => [name, shares[i] ?? 0])) as Scores;
};

/** Whether a family may see it. What cannot be read is not fit. */
export const isFit = (scores: Scores | null, limits: Limits = LIMITS): boolean => {
  if (!scores) return false;
  const explicit = scores.porn + scores.hentai;
  return explicit < limits.explicit && explicit + scores.sexy < limits.suggestive;
};
