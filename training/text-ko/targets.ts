import type { KoteRow } from './kote.ts';

/** What is learnt of a comment; null where it says nothing of it. */
export type Target = (row: KoteRow) => number | null;

/** `lean`: by how much of its labels it is more positive than negative, -1..1: sterner than the two apart. */
export const TARGETS = {
  positive: ({ positive }) => (positive > 0 ? 1 : 0),
  negative: ({ negative }) => (negative > 0 ? 1 : 0),
  arousal: ({ arousal }) => arousal,
  lean: ({ positive, negative, labels }) =>
    labels.length > 0 ? (positive - negative) / labels.length : null,
} as const satisfies Record<string, Target>;

export const hasLabel =
  (label: number): Target =>
  ({ labels }) =>
    labels.includes(label) ? 1 : 0;
