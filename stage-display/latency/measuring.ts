import { type Glance, type Rest, restBefore, riseAfter } from './rise.ts';

/** One tap and what came of it: milliseconds to the light, or null where none was seen in time. */
export interface Tap {
  readonly atMs: number;
  readonly tookMs: number | null;
}

/** Everything the page knows while it measures. */
export interface Measuring {
  readonly glances: readonly Glance[];
  readonly taps: readonly Tap[];
  /** A tap whose light is looked for. */
  readonly waiting: { readonly atMs: number; readonly rest: Rest } | null;
}

export const NOTHING: Measuring = { glances: [], taps: [], waiting: null };

/** So long the rest before a tap is looked at, and an answer waited for. */
const REST_MS = 700;
export const PATIENCE_MS = 2500;
const KEPT_MS = 4000;
/** The light must have gone before the next tap; also no more than one flash a second (WCAG 2.3.1). */
export const APART_MS = 1200;

/** Brighter than the darkest of the last seconds by this: the light of the last tap is still there. */
const GONE = 0.03;

export type TapFault = 'too-soon' | 'blind';

/** One tap at a time, answered or given up before the next; refused where the light of the last one may still be there, or nothing is seen. */
export const tapAt = (now: Measuring, atMs: number): Measuring | TapFault => {
  const last = now.taps.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  if (now.waiting || atMs - last < APART_MS) return 'too-soon';
  const rest = restBefore(now.glances, atMs, REST_MS);
  if (!rest) return 'blind';
  const dark = Math.min(...now.glances.map((g) => g.light));
  return rest.mean > dark + GONE ? 'too-soon' : { ...now, waiting: { atMs, rest } };
};

/** A glance: the tap that waits may have been answered, or waited long enough. */
export const glanced = (now: Measuring, glance: Glance): Measuring => {
  const glances = [...now.glances.filter((g) => glance.atMs - g.atMs < KEPT_MS), glance];
  const { waiting } = now;
  if (!waiting) return { ...now, glances };
  const tookMs = riseAfter(glances, waiting.atMs, waiting.rest);
  if (tookMs === null && glance.atMs - waiting.atMs < PATIENCE_MS) return { ...now, glances };
  return { glances, taps: [...now.taps, { atMs: waiting.atMs, tookMs }], waiting: null };
};
