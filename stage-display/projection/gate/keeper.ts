import { FIRST_BOUND, movedBound, nextBound } from './bound.ts';
import { approach, type Cells, distance, emptyCells, litShare } from './cells.ts';
import { flashGuard } from './flash.ts';
import { trailingMedian } from './median.ts';

/** What somebody (a cue, a scene, a hand at this display) asks for now. */
export interface Asks {
  readonly black: boolean;
  readonly still: boolean;
  readonly cut: boolean;
}

/** A finished picture before the gate. */
export interface Candidate {
  readonly cells: Cells;
  /** Light left by master and overlays, 0..1; it multiplies the picture after the gate. */
  readonly level: number;
  /** The most that bodies moved with lately, 0..1. */
  readonly energy: number;
  /** Seconds since the last picture. */
  readonly passedS: number;
  readonly asks: Asks;
}

/** What happens to a candidate. */
export interface Verdict {
  /** How far the shown picture goes towards it: 1 shows it, 0 keeps what was shown. */
  readonly share: number;
  readonly level: number;
  /** How far the gate moves the picture itself, 0..1, because nothing else does. */
  readonly evolve: number;
  /** Time of that movement, seconds. */
  readonly evolveS: number;
  /** For how long no candidate was fit to be shown, seconds. */
  readonly unfitS: number;
}

/** Decides on one picture after the other. No clock, no GPU: the same candidates, the same verdicts. */
export interface Keeper {
  judge(candidate: Candidate): Verdict;
  /** What was shown is gone or was never seen: the next picture is taken as it is. */
  forget(): void;
}

/** Black: fewer of the pixels than this are lit. */
export const LIT_LEAST = 0.0005;
const MEDIAN_S = 10;
/** A film that calms down is calm by this span first, and whoever measures it may see that before. */
const SOONER_S = 9.5;
const MOST_PICTURES = 1200;
/** A picture that changes less than this in the metric stands still. */
const STILL = 0.0004;
/** After so long the gate begins to move a picture that stands still. */
const STILL_S = 0.4;
const EVOLVE_IN_S = 1.5;
const EVOLVE_OUT_S = 3;
const HALVINGS = 7;

const isFit = (cells: Cells, asks: Asks): boolean => {
  const lit = litShare(cells);
  return Number.isFinite(lit) && (asks.black || lit >= LIT_LEAST);
};

const approached = (value: number, to: 0 | 1, dt: number): number =>
  to === 1 ? Math.min(1, value + dt / EVOLVE_IN_S) : Math.max(0, value - dt / EVOLVE_OUT_S);

export const keeper = (): Keeper => {
  const shown = emptyCells();
  const anchor = emptyCells();
  const tried = emptyCells();
  const guard = flashGuard();
  const medians = [MEDIAN_S, SOONER_S].map((spanS) => trailingMedian(spanS, MOST_PICTURES));
  let hasShown = false;
  let bound = FIRST_BOUND;
  let level = 0;
  let nowS = 0;
  let stillS = 0;
  let unfitS = 0;
  let evolve = 0;
  let evolveS = 0;

  const fits = (cells: Cells, share: number, light: number): boolean => {
    tried.set(shown);
    approach(tried, cells, share);
    return !guard.isTooMuch(tried, light, nowS);
  };

  /** The largest share up to `most` that does not flash. */
  const largest = (cells: Cells, most: number, light: number): number => {
    let low = 0;
    let high = most;
    for (let i = 0; i < HALVINGS; i++) {
      const middle = (low + high) / 2;
      if (fits(cells, middle, light)) low = middle;
      else high = middle;
    }
    return low;
  };

  /** Light that is asked to fall falls at once, whatever flashes; light that would rise waits. */
  const guarded = (cells: Cells, most: number, asked: number): { share: number; light: number } => {
    if (fits(cells, most, asked)) return { share: most, light: asked };
    const light = fits(cells, 0, asked) ? asked : Math.min(asked, level);
    return { share: largest(cells, most, light), light };
  };

  const reach = ({ asks, energy }: Candidate, far: number): number => {
    bound = nextBound(bound, Math.min(...medians.map(({ value }) => value)));
    if (asks.cut) return 1;
    const most = movedBound(bound, energy);
    return far <= most ? 1 : most / far;
  };

  const show = (cells: Cells, share: number, light: number, far: number): void => {
    approach(shown, cells, share);
    guard.take(shown, light, nowS);
    for (const median of medians) median.add(far * share, nowS);
    level = light;
  };

  const watchStillness = (passedS: number, isAsked: boolean): void => {
    const moved = distance(shown, anchor) > STILL;
    if (moved) anchor.set(shown);
    if (isAsked) return;
    stillS = moved ? 0 : stillS + passedS;
    evolveS += passedS;
    evolve = approached(evolve, stillS >= STILL_S ? 1 : 0, passedS);
  };

  const begin = ({ cells, level: asked }: Candidate): void => {
    hasShown = true;
    shown.set(cells);
    anchor.set(cells);
    guard.take(shown, asked, nowS);
    level = asked;
    stillS = 0;
    evolve = 0;
  };

  const verdict = (share: number): Verdict => ({ share, level, evolve, evolveS, unfitS });

  return {
    judge(candidate) {
      const { cells, passedS, asks } = candidate;
      nowS += passedS;
      const fit = isFit(cells, asks);
      unfitS = fit ? 0 : unfitS + Math.max(passedS, 1e-3);
      if (!hasShown) {
        if (fit) begin(candidate);
        else level = candidate.level;
        return verdict(1);
      }
      const far = fit ? distance(shown, cells) : 0;
      const most = fit ? reach(candidate, far) : 0;
      const { share, light } = guarded(fit ? cells : shown, most, candidate.level);
      show(fit ? cells : shown, share, light, far);
      watchStillness(passedS, asks.still);
      return verdict(fit ? share : 0);
    },
    forget() {
      hasShown = false;
    },
  };
};
