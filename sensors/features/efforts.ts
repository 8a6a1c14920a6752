import { unit } from './dsp/running.ts';

/**
 * Laban's four motion factors as numbers, after the window descriptors of Larboulette and Gibet 2015
 * ("A review of computable expressive descriptors of human motion", MOCO), which gathers those of Camurri et
 * al. 2003 and Glowinski et al. 2011. All of a body in body heights and seconds, so that neither the
 * camera's distance nor the dancer's size matters.
 */
export interface Efforts {
  /** 0 light .. 1 strong. */
  readonly weight: number;
  /** 0 sustained .. 1 sudden. */
  readonly time: number;
  /** 0 indirect .. 1 direct; NaN where it cannot be known. */
  readonly space: number;
  /** 0 free .. 1 bound. */
  readonly flow: number;
}

/** What a second of movement holds, as means over its joints. */
export interface EffortMoment {
  /** Root mean square of the speed, body heights / s. */
  readonly speed: number;
  /** Greatest kinetic energy for each unit of mass, (body heights / s)^2. */
  readonly energy: number;
  /** Greatest net acceleration, body heights / s^2. */
  readonly acceleration: number;
  /** Way there as the crow flies, and the way gone. */
  readonly displacement: number;
  readonly path: number;
  /** Sums of squares of acceleration and jerk. */
  readonly a2: number;
  readonly j2: number;
}

/** Where each factor reaches 63 %: brisk walking is about half of them, leaps and blows nearly all. */
export interface EffortScale {
  readonly energy: number;
  readonly acceleration: number;
}
/** Jerk for each unit of acceleration, 1/s: a slow swing that runs out, and one that is held back all the way. */
const FREE = 3;
const BOUND = 15;

const saturated = (x: number, scale: number): number => unit(1 - Math.exp(-x / scale));

/**
 * Weight: the peak of kinetic energy. Time: the peak of net acceleration. Space: displacement over path.
 * Flow: jerk, but for each unit of acceleration (the mobility of Hjorth 1970), so that a large free swing is
 * no more bound than a small one.
 */
export const effortsOf = (w: EffortMoment, scale: EffortScale): Efforts => ({
  weight: saturated(w.energy, scale.energy),
  time: saturated(w.acceleration, scale.acceleration),
  space: w.path > 0 ? unit(w.displacement / w.path) : Number.NaN,
  flow: w.a2 > 0 ? unit((Math.sqrt(w.j2 / w.a2) - FREE) / (BOUND - FREE)) : 0,
});
