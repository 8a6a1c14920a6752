import type { FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';

/**
 * Measures movement against what this body does at its hardest, so that a child, somebody who dances
 * seated and an athlete all use the whole range.
 */
export interface AutoRange {
  /** Learns from a frame of movement, whether it is asked to change it or not. */
  learn(frame: MovementFrame): void;
  frame(frame: MovementFrame): MovementFrame;
  feature(value: FeatureValue): FeatureValue;
}

/** What a body does at its hardest reads this, 0..1. */
const HARDEST = 0.9;
/** The share of moving time that is called the hardest: one jolt of the sensor is not. */
const SHARE = 0.97;
/** Moving time over which what was learned fades, and after which it is half believed, seconds. */
const MEMORY_S = 180;
const BELIEF_S = 5;
/** Below this a body rests or a sensor rustles: such values are not learned from and stay as they are. */
const REST = 0.02;
const MOVES = 0.06;
/** Nobody's hardest counts as less than this: what little there is then is noise or breath. */
const LEAST = 0.2;
/** Longest time that one frame stands for, seconds. */
const LONGEST_S = 0.1;

export const autoRange = (): AutoRange => {
  const energy = oneRange();
  const jerk = oneRange();
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    learn(frame) {
      const dtS = Math.min(LONGEST_S, Math.max(0, (frame.atMs - lastMs) / 1000));
      lastMs = frame.atMs;
      energy.learn(frame.energy, dtS);
      jerk.learn(frame.jerk, dtS);
    },
    frame: (frame) => ({
      ...frame,
      energy: energy.place(frame.energy),
      jerk: jerk.place(frame.jerk),
    }),
    feature(value) {
      if (value.name === 'motionEnergy') return { ...value, value: energy.place(value.value) };
      if (value.name === 'motionJerk') return { ...value, value: jerk.place(value.value) };
      return value;
    },
  };
};

/** Energy and jerk are 1 - exp(-magnitude / scale): `strength` is magnitude / scale again. */
const strength = (x: number): number => -Math.log(1 - Math.min(0.999_999, Math.max(0, x)));
const TARGET = strength(HARDEST);
const FLOOR = strength(LEAST);

const BINS = 96;
const LOW = Math.log(strength(REST));
const HIGH = Math.log(strength(1));
const binOf = (u: number): number =>
  Math.min(BINS - 1, Math.max(0, Math.floor(((Math.log(u) - LOW) / (HIGH - LOW)) * BINS)));
const strengthOf = (bin: number): number => Math.exp(LOW + ((bin + 0.5) / BINS) * (HIGH - LOW));

/** An upper quantile of strength from a histogram on a logarithmic scale that fades as the body moves. */
const oneRange = () => {
  const bins = new Float64Array(BINS);
  let movedS = 0;
  let hardest = TARGET;

  const quantile = (): number => {
    let above = 0;
    for (let bin = BINS - 1; bin > 0; bin--) {
      above += bins[bin] as number;
      if (above >= (1 - SHARE) * movedS) return strengthOf(bin);
    }
    return strengthOf(0);
  };
  return {
    learn(x: number, dtS: number): void {
      if (!(x > MOVES) || dtS === 0) return;
      const keep = Math.exp(-dtS / MEMORY_S);
      for (let bin = 0; bin < BINS; bin++) bins[bin] = keep * (bins[bin] as number);
      movedS = keep * movedS + dtS;
      const bin = binOf(strength(x));
      bins[bin] = (bins[bin] as number) + dtS;
      const belief = movedS / (movedS + BELIEF_S);
      hardest = Math.max(FLOOR, TARGET * (quantile() / TARGET) ** belief);
    },
    /** The value as a share of this body's range: rest stays rest, its hardest reads `HARDEST`. */
    place(x: number): number {
      const factor = TARGET / hardest;
      const moving = Math.min(1, Math.max(0, (x - REST) / (MOVES - REST)));
      return 1 - Math.exp(-strength(x) * (1 + (factor - 1) * moving));
    },
  };
};
