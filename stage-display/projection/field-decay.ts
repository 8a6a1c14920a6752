/** Seconds until a mark of movement has fallen to 1/e, for the parameters of a scene. */
export interface FieldTimes {
  readonly dragS: number;
  readonly pressS: number;
  readonly tearS: number;
  readonly creaseS: number;
}

/** How fast a hard movement tears (time constant): matter heals slower than it tore, always. */
export const TEAR_ATTACK_S = 0.08;
export const HEAT_S = 0.45;

const mix = (a: number, b: number, k: number): number => a + (b - a) * Math.min(1, Math.max(0, k));

/** Healing times from `trail` (how long a trace stays) and `heal` (how fast a tear closes), each 0..1. */
export const fieldTimes = (trail: number, heal: number): FieldTimes => ({
  dragS: mix(0.9, 7, trail),
  pressS: mix(0.5, 3.5, trail),
  tearS: mix(70, 9, heal) * mix(0.6, 1.2, trail),
  creaseS: mix(40, 8, heal) * mix(0.6, 1.2, trail),
});

/** What is left after `dt` seconds of a decay with time constant `tauS`. */
export const keep = (dt: number, tauS: number): number => Math.exp(-Math.max(0, dt) / tauS);

/**
 * Splits a frame's time into equal steps of at most 1/30 s, at most three: after a stall the field is late, not wild.
 * Its waves (620 cells^2/s^2 along x and 0.16 of that along y) are stable up to 1/27 s.
 */
export const fieldSteps = (dt: number): { readonly steps: number; readonly stepS: number } => {
  const longest = 1 / 30;
  if (dt <= 0) return { steps: 0, stepS: 0 };
  const steps = Math.min(3, Math.ceil(dt / longest - 1e-9));
  return { steps, stepS: Math.min(longest, dt / steps) };
};
