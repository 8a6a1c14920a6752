import { quantileOf } from '../dsp/running.ts';

/** An onset that was found in the flux. */
export interface FluxPeak {
  /** Where the flux was highest. */
  readonly atMs: number;
  /** Loudest level of the peak's frames, dBFS. */
  readonly level: number;
}

/** The threshold follows the flux of so many frames before, about a second. */
const FRAMES = 48;
/** It stands above the median by this factor and this much (Bello and others, 2005, section IV). */
const FACTOR = 1.5;
const ABOVE = 0.05;
/** Two onsets are at least this far apart. */
const APART_MS = 90;
/** Quieter than this is a room, not playing, dBFS. */
const QUIET_DB = -55;

/**
 * Finds onsets in frames of flux and level as they come: a local maximum above an adaptive threshold, told
 * one frame after it.
 */
export const fluxPeaks = (): ((flux: number, level: number, atMs: number) => FluxPeak | null) => {
  const past: number[] = [];
  let before = { flux: 0, level: -160, atMs: Number.NaN };
  let rising = false;
  let lastMs = Number.NEGATIVE_INFINITY;
  return (flux, level, atMs) => {
    const peak = before;
    const threshold = ABOVE + FACTOR * quantileOf(Float64Array.from(past).sort(), 0.5);
    const turned = rising && flux <= peak.flux;
    rising = flux > peak.flux;
    past.push(flux);
    if (past.length > FRAMES) past.shift();
    before = { flux, level, atMs };
    const loudest = Math.max(level, peak.level);
    // With nothing before it the threshold is not a number, and nothing is an onset.
    if (!turned || !(peak.flux > threshold) || loudest < QUIET_DB) return null;
    if (peak.atMs - lastMs < APART_MS) return null;
    lastMs = peak.atMs;
    return { atMs: peak.atMs, level: loudest };
  };
};
