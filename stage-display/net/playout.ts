import type { StageState } from '#contracts/stage';
import { delayControl } from './delay.ts';
import { beatsBetween, beatsTowards, mixStates } from './mix.ts';

/**
 * States come when the network likes; pictures are drawn when the screen likes. Playout keeps a few states
 * and answers what the stage is at `show time - delay`, interpolated between two of them (snapshot
 * interpolation). It never guesses ahead: without news it holds, and when news come after a hold, the
 * difference between what is shown and what is true fades out over half a second. A cut is kept as a cut, and is
 * shown as it comes: nothing leads up to it that would have to be waited for. The stage then stands until the
 * delay has passed.
 */
export interface Playout {
  /** A state that came at show time `showMs`. False: duplicate or out of order, dropped. */
  push(state: StageState, showMs: number): boolean;
  /** The stage at show time `showMs`; null before the first state. */
  sample(showMs: number): StageState | null;
  /** The next state may be of another conductor, with another clock: it begins a new line. */
  restart(): void;
  readonly delayMs: number;
  readonly size: number;
}

/** At most this many states wait: two seconds at 60 a second. */
export const MOST_STATES = 128;
/** How long the difference takes to fade out after a gap. */
export const BLEND_MS = 500;
/** A hold longer than this is a gap; shorter ones pass as jitter. */
export const GAP_MS = 100;
/** Show time that falls back further than this has been set anew; the picture blends over to it. */
const BACK_MS = 250;

interface Blend {
  readonly from: StageState;
  readonly sinceMs: number;
}

export const playout = (): Playout => {
  const delay = delayControl();
  let states: StageState[] = [];
  let fresh = true;
  let headMs = Number.NEGATIVE_INFINITY;
  let shown: StageState | null = null;
  let blend: Blend | null = null;
  let cutDue = false;
  let cutMs = Number.NEGATIVE_INFINITY;

  const startBlend = (showMs: number): void => {
    blend = shown ? { from: shown, sinceMs: showMs } : null;
  };

  const beginAnew = (state: StageState, showMs: number): void => {
    startBlend(showMs);
    states = [state];
    headMs = Number.NEGATIVE_INFINITY;
    cutMs = Number.NEGATIVE_INFINITY;
    fresh = false;
    if (state.cut) cutDue = true;
  };

  /** Drops what lies behind the playhead, but for the one state it stands on. */
  const advance = (playMs: number): void => {
    while (states[1] && states[1].atMs <= playMs) {
      states.shift();
      if (states[0]?.cut) cutDue = true;
    }
  };

  const between = (playMs: number): StageState | null => {
    const [a, b] = states;
    if (!a || !b || b.cut || playMs <= a.atMs) return a ?? null;
    const k = (playMs - a.atMs) / (b.atMs - a.atMs);
    return mixStates(a, b, k, a, beatsBetween(a.beats, b.beats, k));
  };

  const blended = (state: StageState, showMs: number): StageState => {
    if (!blend) return state;
    const k = Math.max(0, showMs - blend.sinceMs) / BLEND_MS;
    if (k >= 1) {
      blend = null;
      return state;
    }
    const eased = k * k * (3 - 2 * k);
    const beats = beatsTowards(blend.from.beats, state.beats, 1 - k);
    return { ...mixStates(blend.from, state, eased, state, beats), atMs: state.atMs };
  };

  return {
    push(state, showMs) {
      const newest = states.at(-1);
      if (fresh || !newest) {
        beginAnew(state, showMs);
        return true;
      }
      if (state.atMs <= newest.atMs) return false;
      delay.arrived(showMs - state.atMs, state.atMs - newest.atMs);
      if (headMs - newest.atMs > GAP_MS || state.atMs - newest.atMs > BLEND_MS) {
        beginAnew(state, showMs);
        return true;
      }
      states.push(state);
      if (state.cut) cutMs = state.atMs;
      if (states.length > MOST_STATES) states.shift();
      return true;
    },
    sample(showMs) {
      const behindMs = showMs - delay.delayMs;
      const playMs = showMs >= cutMs ? Math.max(behindMs, cutMs) : behindMs;
      if (playMs < headMs - BACK_MS) {
        startBlend(showMs);
        headMs = playMs;
      } else if (playMs > headMs + BLEND_MS) startBlend(showMs);
      headMs = Math.max(headMs, playMs);
      advance(headMs);
      const truth = between(headMs);
      if (!truth) return null;
      if (cutDue) blend = null;
      shown = { ...blended(truth, showMs), cut: cutDue };
      cutDue = false;
      return shown;
    },
    restart() {
      fresh = true;
    },
    get delayMs() {
      return delay.delayMs;
    },
    get size() {
      return states.length;
    },
  };
};
