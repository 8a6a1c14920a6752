import { random } from '../../random.ts';
import { choreography } from './choreography.ts';
import { glide, type Phase, type Qualities, score } from './dance.ts';
import type { Stance } from './skeleton.ts';
import { type Vitals, vitals } from './vitals.ts';

/** Steps a second of the simulated body: whole multiples of the pose's 30 and the accelerometers' 50. */
export const GRID_HZ = 150;

/** The whole body at one step. */
export interface Moment {
  readonly phase: Phase;
  readonly qualities: Qualities;
  readonly vitals: Vitals;
  readonly stance: Stance;
}

export interface Body {
  /** The body at step `n` of the grid; steps older than about two seconds are gone. */
  at(n: number): Moment;
  /** Heart and breath between the steps. */
  vitalsAt(tS: number): Vitals;
}

const KEPT = 300;

/**
 * A dancer simulated on a fixed grid from t = 0, as far as anyone asks: whoever asks, and when,
 * changes nothing, so the same seed is the same dance. Work: one step costs about 2 microseconds.
 */
export const body = (seed: number, held?: Phase): Body => {
  const phases = score(random(seed, 'score'), held);
  const qualitiesOf = glide(held ?? 'gather');
  const vitalsOf = vitals(random(seed, 'vitals'));
  const stanceOf = choreography(random(seed, 'choreography'));
  const kept: Moment[] = [];
  let known = -1;
  const at = (n: number): Moment => {
    while (known < n) {
      known++;
      const tS = known / GRID_HZ;
      const phase = phases.at(tS);
      const qualities = qualitiesOf(phase, 1 / GRID_HZ);
      kept[known % KEPT] = {
        phase,
        qualities,
        vitals: vitalsOf(qualities, tS, 1 / GRID_HZ),
        stance: stanceOf(qualities, tS, 1 / GRID_HZ),
      };
    }
    const moment = kept[Math.max(0, n, known - KEPT + 1) % KEPT];
    if (!moment) throw new RangeError(`step ${n} of the synthetic body`);
    return moment;
  };
  const vitalsAt = (tS: number): Vitals => {
    const place = Math.max(0, tS * GRID_HZ);
    const n = Math.floor(place);
    const a = at(n).vitals;
    const b = at(n + 1).vitals;
    const mix = (x: number, y: number): number => x + (y - x) * (place - n);
    return {
      beats: mix(a.beats, b.beats),
      heartRate: mix(a.heartRate, b.heartRate),
      breaths: mix(a.breaths, b.breaths),
      lungs: mix(a.lungs, b.lungs),
      depth: mix(a.depth, b.depth),
    };
  };
  return { at, vitalsAt };
};
