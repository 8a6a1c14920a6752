import type { PicturePair } from '../../net/index.ts';

/** A film whose newest picture is older than this has stopped: the haze takes over. */
export const STOPPED_MS = 4000;
const COME_S = 2.4;
const GO_S = 4;

/** How much of a film there is after `dt` more seconds, 0 none .. 1; even steps, so that it ends at an end. */
export const stepThere = (
  before: number,
  pair: Pick<PicturePair, 'ageMs'> | null,
  dt: number,
): number =>
  pair !== null && pair.ageMs < STOPPED_MS
    ? Math.min(1, before + dt / COME_S)
    : Math.max(0, before - dt / GO_S);

const FINEST = 640;
const COARSEST = 160;

/** Lines of the plate for a stage of so many: beyond 1080 a finer plate shows nothing more of a film of 256 or 512. */
export const plateLines = (lines: number): number =>
  Math.round(Math.min(FINEST, Math.max(COARSEST, lines * 0.6)));

/**
 * Lines in which pictures of so many are mixed, or the haze where there are none: a power of two, so that every
 * mipmap is the true mean of the one before.
 */
export const mixLines = (lines: number): number =>
  2 ** Math.min(9, Math.max(7, Math.ceil(Math.log2(Math.max(1, lines)))));
