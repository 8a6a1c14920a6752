import type { FeatureName, FeatureValue } from '#contracts/feature';
import { approach } from './mappings.ts';

/** The heart and the breath of those who lead; they may be two. */
export interface Pulse {
  /** Heartbeats since the start with fraction, modulo 4096; never steps back. */
  readonly beats: number;
  /** Beats a second, smoothed. */
  readonly rateHz: number;
  /** 0..1. */
  readonly breath: number;
}

export const BEATS_MODULO = 4096;
const REST_BREATH = 0.5;
export const RESTING: Pulse = { beats: 0, rateHz: 0, breath: REST_BREATH };

/** Time constants, seconds: of the rate while a heart is heard, while none is, and of the phase lock. */
const RATE_S = 1;
const REST_S = 3;
const LOCK_S = 1.2;
const BREATH_S = 0.2;
const BREATH_REST_S = 3;
const LEAST_CONFIDENCE = 0.2;

type Features = ReadonlyMap<FeatureName, FeatureValue>;

/** What is heard of the one whose heart leads, and of the one whose breath does. */
export interface Leaders {
  readonly heart: Features;
  readonly breath: Features;
}

const heardValue = (features: Features, name: FeatureName): FeatureValue | null => {
  const value = features.get(name);
  if (!value || !Number.isFinite(value.value) || !(value.confidence >= LEAST_CONFIDENCE))
    return null;
  return value;
};

/** Difference of two phases, -0.5..0.5. */
const phaseError = (expected: number, now: number): number => {
  const d = expected - now;
  return d - Math.round(d);
};

/**
 * How far the phase must be pulled within this step: a first-order phase-locked loop towards the
 * phase that was measured, carried on at the present rate since it was.
 */
const pull = (features: Features, free: number, rateHz: number, nowMs: number, dtS: number) => {
  const phase = heardValue(features, 'heartPhase');
  if (!phase) return 0;
  const sinceS = Math.max(0, nowMs - phase.atMs) / 1000;
  return phaseError(phase.value + rateHz * sinceS, free) * (1 - Math.exp(-dtS / LOCK_S));
};

/**
 * Moves the pulse on. With a heart heard, beats run at its rate and lock to its phase, never
 * backwards; with none they slow down to rest: a guess is never shown as a measurement.
 */
export const stepPulse = (pulse: Pulse, leaders: Leaders, nowMs: number, dtS: number): Pulse => {
  if (dtS <= 0) return pulse;
  const heart = heardValue(leaders.heart, 'heartRate');
  const target = heart ? Math.min(4, Math.max(0.3, heart.value / 60)) : 0;
  const tau = heart ? RATE_S : REST_S;
  const rateHz = approach(pulse.rateHz, target, dtS, tau);
  // The integral of the rate over the step, exact for a target that holds.
  const forward = target * dtS + (pulse.rateHz - target) * tau * (1 - Math.exp(-dtS / tau));
  const correction = heart ? pull(leaders.heart, pulse.beats + forward, target, nowMs, dtS) : 0;
  const breath = heardValue(leaders.breath, 'breath');
  const full = breath ? Math.min(1, Math.max(0, breath.value)) : REST_BREATH;
  return {
    beats: (pulse.beats + Math.max(0, forward + correction)) % BEATS_MODULO,
    rateHz,
    breath: approach(pulse.breath, full, dtS, breath ? BREATH_S : BREATH_REST_S),
  };
};
