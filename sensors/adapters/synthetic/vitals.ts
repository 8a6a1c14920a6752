import type { Random } from '../../random.ts';
import type { Qualities } from './dance.ts';

/** Heart and breath at one moment. */
export interface Vitals {
  /** Beats since the start, with fraction; a beat (R peak) falls on every whole number. */
  readonly beats: number;
  /** Instantaneous heart rate, 1/min. */
  readonly heartRate: number;
  /** Breaths since the start, with fraction; each begins with breathing in. */
  readonly breaths: number;
  /** How full the lungs are, 0..1, and how deep the breaths go, 0..1. */
  readonly lungs: number;
  readonly depth: number;
}

/** Share of a breath that is spent breathing in. */
const INHALE = 0.4;

/** Lung volume over one breath, 0..1, from its phase 0..1: in for 40 %, out for 60 %. */
export const lungsAt = (phase: number): number =>
  phase < INHALE
    ? 0.5 - 0.5 * Math.cos((Math.PI * phase) / INHALE)
    : 0.5 + 0.5 * Math.cos((Math.PI * (phase - INHALE)) / (1 - INHALE));

/**
 * Heart rate follows effort with a lag (up in 10 s, down in 24 s: on- and off-kinetics of exercise),
 * and carries the two rhythms of the RR spectrum in McSharry et al. 2003: a Mayer wave near 0.1 Hz
 * and respiratory sinus arrhythmia, faster while breathing in; both shrink with effort.
 */
export const vitals = (rng: Random): ((q: Qualities, tS: number, dtS: number) => Vitals) => {
  const restBpm = rng.range(62, 72);
  const topBpm = rng.range(158, 172);
  const mayerPhase = rng.range(0, 2 * Math.PI);
  let slowBpm = restBpm + 10;
  let wander = 0;
  let beats = 0.3;
  let breaths = 0;
  let breathHz = 0.24;
  let depth = 0.5;
  return (q, tS, dtS) => {
    const goal = restBpm + (topBpm - restBpm) * q.effort;
    slowBpm += ((goal - slowBpm) * dtS) / (goal > slowBpm ? 10 : 24);
    const goalHz = ((12 + 22 * q.effort) / 60) * (1 - 0.55 * q.hold);
    breathHz += ((goalHz - breathHz) * dtS) / 5;
    depth += ((0.45 + 0.55 * q.effort) * (1 - 0.4 * q.hold) - depth) * (dtS / 4);
    breaths += breathHz * dtS;
    const lungs = lungsAt(breaths % 1);
    const calm = 1 - 0.8 * Math.min(1, Math.max(0, (slowBpm - restBpm) / (topBpm - restBpm)));
    wander += (-wander / 3) * dtS + Math.sqrt((2 * dtS) / 3) * rng.normal();
    const mayer = 2 * Math.sin(2 * Math.PI * 0.1 * tS + mayerPhase);
    const heartRate = slowBpm + calm * (10 * (lungs - 0.5) + mayer + wander);
    beats += (heartRate / 60) * dtS;
    return { beats, heartRate, breaths, lungs, depth };
  };
};
