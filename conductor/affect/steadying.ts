import { type AffectState, affectState, NEUTRAL } from '#contracts/affect';
import { FRESH_S, type Fused } from './fusion.ts';
import { type Leaning, lean, UPRIGHT } from './polarity.ts';
import type { Feeling } from './prior.ts';

/** The feeling as shown, and what it takes to go on from here. */
export interface Steadied {
  readonly affect: AffectState;
  readonly nowMs: number;
  readonly leaning: Leaning;
}

/** Most signals older than this are no longer fresh: the feeling is held, and fades. */
export const FRESH_MS = FRESH_S * 1000;

/** Time constants, seconds: rising and falling. Both show nine tenths of a change within 3 s. */
const ATTACK_S = 0.8;
const RELEASE_S = 1.2;
const TRUST_ATTACK_S = 1.5;
const TRUST_RELEASE_S = 0.8;
/** A fade of this many time constants is over: 95 % of the way. */
const FADE_CONSTANTS = 3;
/** While following, a longer stall counts as this much, so that nothing jumps after it. */
const LONGEST_STEP_S = 0.5;

/** Where a body starts: neutral, and nothing known. */
export const atRest = (nowMs: number): Steadied => ({
  affect: affectState({ ...NEUTRAL, confidence: 0, source: 'held', atMs: 0 }),
  nowMs,
  leaning: UPRIGHT,
});

const glide = (from: number, to: number, stepS: number, attackS: number, releaseS: number) =>
  to + (from - to) * Math.exp(-stepS / (to > from ? attackS : releaseS));

/** Nobody is there: back to where feeling rests, confidence to nothing, by `decayS` after the last signal. */
const fade = (
  state: Steadied,
  rest: Feeling,
  nowMs: number,
  stepS: number,
  decayS: number,
): Steadied => {
  const tauS = (decayS - FRESH_MS / 1000) / FADE_CONSTANTS;
  const to = (from: number, goal: number) => glide(from, goal, stepS, tauS, tauS);
  const { affect } = state;
  return {
    affect: affectState({
      positive: to(affect.positive, rest.positive),
      negative: to(affect.negative, rest.negative),
      arousal: to(affect.arousal, rest.arousal),
      confidence: to(affect.confidence, 0),
      source: 'held',
      atMs: affect.atMs,
    }),
    nowMs,
    leaning: { ...state.leaning, smooth: 0, sinceMs: null },
  };
};

/** Somebody is there: towards what the signals say, never across zero valence before it is sure. */
const follow = (state: Steadied, target: Fused, nowMs: number, stepS: number): Steadied => {
  const leaning = lean(state.leaning, target.positive.mean - target.negative.mean, nowMs, stepS);
  const aim = leaning.side === 0 || against(target, leaning) ? balanced(target) : target;
  const { affect } = state;
  const to = (from: number, goal: number) => glide(from, goal, stepS, ATTACK_S, RELEASE_S);
  return {
    affect: affectState({
      positive: to(affect.positive, aim.positive.mean),
      negative: to(affect.negative, aim.negative.mean),
      arousal: to(affect.arousal, target.arousal.mean),
      confidence: glide(
        affect.confidence,
        target.confidence,
        stepS,
        TRUST_ATTACK_S,
        TRUST_RELEASE_S,
      ),
      source: target.recorded ? 'recorded' : 'live',
      atMs: Math.max(affect.atMs, target.newestMs ?? 0),
    }),
    nowMs,
    leaning,
  };
};

const against = (target: Fused, leaning: Leaning): boolean =>
  (target.positive.mean - target.negative.mean) * leaning.side < 0;

/** As much feeling, but neither side. */
const balanced = (target: Fused): Fused => {
  const mean = (target.positive.mean + target.negative.mean) / 2;
  return {
    ...target,
    positive: { ...target.positive, mean },
    negative: { ...target.negative, mean },
  };
};

/**
 * One step of the feeling as shown. Pure; a time that stands still or steps back changes nothing.
 * Positive and negative share their time constants: with those, a valence once on one side of zero
 * cannot cross it before the leaning does.
 * @param decayS seconds from the last signal to neutral, 5..30
 */
export const steady = (state: Steadied, target: Fused, nowMs: number, decayS: number): Steadied => {
  if (!(nowMs > state.nowMs)) return state;
  const stepS = (nowMs - state.nowMs) / 1000;
  const fresh = nowMs <= target.freshUntilMs;
  return fresh
    ? follow(state, target, nowMs, Math.min(LONGEST_STEP_S, stepS))
    : fade(state, target.rest, nowMs, stepS, decayS);
};
