import type { Place } from './surprise.ts';

/** What decides whether a line is drawn, and by which part of which body. Pure: see penStep. */
export interface Pen {
  /** Whose line is drawn; null while the pen is up. */
  readonly key: string | null;
  /** The pen is being lifted: it takes no new lead. */
  readonly lifting: boolean;
  /** 0..1; comes in a breath's part, goes slower. */
  readonly pressure: number;
  /** How much the brush still holds. */
  readonly left: number;
  /** Seconds since the pen came down, or went up. */
  readonly sinceS: number;
  /** Seconds in which the lead slept, and in which another was clearly more awake. */
  readonly sleptS: number;
  readonly rivalS: number;
  /** Surprise of every place, eased. */
  readonly eased: ReadonlyMap<string, number>;
}

export const PEN_UP: Pen = {
  key: null,
  lifting: false,
  pressure: 0,
  left: 1,
  sinceS: 10,
  sleptS: 0,
  rivalS: 0,
  eased: new Map(),
};

/** Surprise counts at once and is forgotten slower, so that a line is not cut by one calm frame. */
const EASE_UP_S = 0.09;
const EASE_DOWN_S = 0.55;
const PRESS_S = 0.16;
const LIFT_S = 0.42;
/** Between two lines there is a rest. */
const REST_S = 1.1;
const SHORTEST_S = 0.9;
const SLEEPS_AFTER_S = 0.3;
const RIVAL_AFTER_S = 0.4;
const RIVAL = 1.7;
/** A full brush lasts so long on paper. */
const BRUSH_S = 5.5;
const UP = 0.02;

const easeTo = (from: number, to: number, dt: number, tauS: number): number =>
  to + (from - to) * Math.exp(-dt / tauS);

/** How much surprise brings the pen down, and under how much it is lifted, for the scene's `wake` 0..1. */
export const thresholds = (wake: number): { readonly wakes: number; readonly sleeps: number } => {
  const wakes = 0.72 - 0.5 * Math.min(1, Math.max(0, wake));
  return { wakes, sleeps: 0.55 * wakes };
};

const easedOf = (pen: Pen, places: readonly Place[], dt: number): Map<string, number> => {
  const eased = new Map<string, number>();
  for (const { key, surprise } of places) {
    const before = pen.eased.get(key) ?? 0;
    eased.set(key, easeTo(before, surprise, dt, surprise > before ? EASE_UP_S : EASE_DOWN_S));
  }
  return eased;
};

const wakest = (eased: ReadonlyMap<string, number>): readonly [string | null, number] => {
  let best: readonly [string | null, number] = [null, 0];
  for (const entry of eased) if (entry[1] > best[1]) best = entry;
  return best;
};

/**
 * The pen `dt` seconds on. One line at a time: a place that wakes leads until it sleeps, until another
 * has been clearly more surprising for a while, or until the brush is empty; then the pen lifts and rests.
 */
export const penStep = (pen: Pen, places: readonly Place[], wake: number, dt: number): Pen => {
  const eased = easedOf(pen, places, dt);
  const { wakes, sleeps } = thresholds(wake);
  const [best, most] = wakest(eased);
  const sinceS = pen.sinceS + dt;
  if (pen.key === null) {
    const down = best !== null && most > wakes && sinceS >= REST_S;
    return down ? { ...PEN_UP, key: best, sinceS: 0, eased } : { ...pen, sinceS, eased };
  }
  const own = eased.get(pen.key) ?? 0;
  const sleptS = own < sleeps ? pen.sleptS + dt : 0;
  const rivalS = best !== pen.key && most > RIVAL * own ? pen.rivalS + dt : 0;
  const left = Math.max(0, pen.left - dt / BRUSH_S);
  const lifting =
    pen.lifting ||
    sleptS > SLEEPS_AFTER_S ||
    left === 0 ||
    (rivalS > RIVAL_AFTER_S && sinceS > SHORTEST_S);
  const aim = lifting ? 0 : 0.35 + 0.65 * Math.min(1, own / Math.max(0.05, 1.5 * wakes));
  const pressure = easeTo(pen.pressure, aim, dt, lifting ? LIFT_S / 2 : PRESS_S);
  if (lifting && pressure < UP) return { ...PEN_UP, sinceS: 0, eased };
  return { key: pen.key, lifting, pressure, left, sinceS, sleptS, rivalS, eased };
};
