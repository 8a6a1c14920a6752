import type { FeatureName, FeatureValue } from '#contracts/feature';
import { type Random, random } from '../../../sensors/random.ts';

/** A signal of one body: its value at a time in seconds; asked for in order. */
export type Course = (tS: number) => number;

const TAU = 2 * Math.PI;
const DT = 0.01;

/** Something that wanders about 0 with standard deviation 1 and forgets over `tauS` (Ornstein and Uhlenbeck 1930). */
const wander = (rng: Random, tauS: number) => {
  let x = rng.normal();
  return (dtS: number): number => {
    x += (-x * dtS) / tauS + Math.sqrt((2 * dtS) / tauS) * rng.normal();
    return x;
  };
};

/** Makes a course out of a state that is stepped every 10 ms, so that whoever asks changes nothing. */
const stepped = (step: (dtS: number) => number): Course => {
  const kept: number[] = [];
  return (tS) => {
    const n = Math.max(0, Math.floor(tS / DT));
    while (kept.length <= n) kept.push(step(DT));
    return kept[n] ?? 0;
  };
};

/** Energy of somebody who dances: a rhythm that sways in tempo, in phrases that swell and fade. */
export const dancing = (seed: number, tempoHz?: number): Course => {
  const rng = random(seed, 'dancing');
  const hz = tempoHz ?? rng.range(0.4, 1.4);
  const [phrase, sway] = [wander(rng, rng.range(1.5, 5)), wander(rng, 2)];
  let turn = rng.next();
  return stepped((dtS) => {
    turn += hz * (1 + 0.15 * sway(dtS)) * dtS;
    const swell = Math.exp(0.7 * phrase(dtS) - 0.3);
    return Math.min(0.95, 0.08 + 0.3 * swell * (0.5 - 0.5 * Math.cos(TAU * turn)));
  });
};

/** Lungs of somebody who breathes: each breath as long as breaths are, none as long as the last. */
export const breathing = (seed: number, perMinute?: number): Course => {
  const rng = random(seed, 'breathing');
  const rate = perMinute ?? Math.min(24, Math.max(8, 15 + 3.5 * rng.normal()));
  const depth = wander(rng, 10);
  let part = rng.next();
  let lengthS = (60 / rate) * Math.exp(0.12 * rng.normal());
  return stepped((dtS) => {
    part += dtS / lengthS;
    if (part >= 1) {
      part -= 1;
      lengthS = (60 / rate) * Math.exp(0.12 * rng.normal());
    }
    const full =
      part < 0.4
        ? 0.5 - 0.5 * Math.cos((Math.PI * part) / 0.4)
        : 0.5 + 0.5 * Math.cos((Math.PI * (part - 0.4)) / 0.6);
    return Math.min(1, Math.max(0, 0.5 + (full - 0.5) * (0.8 + 0.1 * depth(dtS))));
  });
};

/** Interbeat interval, seconds, of somebody at rest: breath, the 10 s wave, and what wanders. */
export const beating = (seed: number): Course => {
  const rng = random(seed, 'beating');
  const mean = rng.range(0.65, 1);
  const [hz, slow] = [rng.range(0.18, 0.32), rng.range(0.07, 0.12)];
  const [a, b, c] = [wander(rng, 8), wander(rng, 20), wander(rng, 30)];
  let [breath, wave] = [rng.next(), rng.next()];
  return stepped((dtS) => {
    breath += hz * (1 + 0.1 * a(dtS)) * dtS;
    wave += slow * (1 + 0.15 * b(dtS)) * dtS;
    return mean + 0.025 * Math.sin(TAU * breath) + 0.02 * Math.sin(TAU * wave) + 0.02 * c(dtS);
  });
};

/** Another body that does what the first does, `lateS` later, with so much of its own (0..1). */
export const following = (first: Course, lateS: number, own: Course, share: number): Course => {
  return (tS) => (1 - share) * first(Math.max(0, tS - lateS)) + share * own(tS);
};

export interface Told {
  readonly body: string;
  readonly name: FeatureName;
  readonly course: Course;
  readonly confidence?: number;
  readonly recorded?: boolean;
  /** Seconds in which nothing comes. */
  readonly gap?: readonly [number, number];
  /** Standard deviation of the sensor's noise. */
  readonly noise?: number;
  readonly seed?: number;
}

const PERIOD_S: Partial<Record<FeatureName, number>> = {
  motionEnergy: 1 / 30,
  breath: 1 / 25,
  heartRate: 1,
};

/** Everything one body says of one feature up to `seconds`, in order; `ibi` comes beat by beat. */
export function* said(told: Told, seconds: number, startMs: number): Generator<FeatureValue> {
  const rng = random(told.seed ?? 1, `said ${told.body}`);
  let tS = rng.next() * 0.03;
  while (tS < seconds) {
    const value = told.course(tS) + (told.noise ?? 0) * rng.normal();
    const isGap = told.gap && tS >= told.gap[0] && tS < told.gap[1];
    if (!isGap)
      yield {
        bodyId: told.body,
        sourceId: `of-${told.body}`,
        name: told.name,
        value,
        confidence: told.confidence ?? 0.9,
        atMs: startMs + 1000 * tS,
        recorded: told.recorded ?? false,
      };
    tS += PERIOD_S[told.name] ?? Math.max(0.3, value);
  }
}
