import { affectState } from '#contracts/affect';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { MovementFrame } from '#contracts/movement';
import { COURSE_HZ, type Course } from '#contracts/remembrance';
import type { Heard } from '../../show/director.ts';
import { feltAt } from './curve.ts';
import { FILM_BODY } from './film-show.ts';

/** A list of the course between its steps; null outside of it. */
const between = (list: readonly number[], atS: number): number | null => {
  const at = atS * COURSE_HZ;
  const low = Math.floor(at);
  const [a, b] = [list[low], list[low + 1] ?? list[low]];
  return at < 0 || a === undefined || b === undefined ? null : a + (b - a) * (at - low);
};

/** Beats a second of the film so long around a moment; null where no heart was heard. */
const HEART_HALF_S = 2;
const beatRate = ({ beats }: Course, atS: number): number | null => {
  const [low, high] = [Math.max(0, atS - HEART_HALF_S), atS + HEART_HALF_S];
  const [from, to] = [between(beats, low), between(beats, high)];
  const rate = from === null || to === null ? 0 : (to - from) / (high - low);
  return rate > 0.3 && rate < 4 ? rate : null;
};

/** Breath that never moved was not heard. */
const isBreathing = ({ breath }: Course): boolean => breath.some((v) => v !== breath[0]);

const features = (
  course: Course,
  recallS: number,
  atMs: number,
): Map<FeatureName, FeatureValue> => {
  const found = new Map<FeatureName, FeatureValue>();
  const put = (name: FeatureName, value: number | null): void => {
    if (value === null) return;
    const facts = { bodyId: FILM_BODY, sourceId: FILM_BODY, confidence: 1, recorded: true };
    found.set(name, { ...facts, name, value, atMs });
  };
  const rate = beatRate(course, recallS);
  put('heartRate', rate === null ? null : rate * 60);
  put('breath', isBreathing(course) ? between(course.breath, recallS) : null);
  put('motionEnergy', between(course.moved.energy, recallS));
  return found;
};

/**
 * What a film hears of its recall. `feltS`: the moment of the recall whose feeling is on its way into the picture;
 * `recallS`: the moment the body is at. The heart of a film beats at its own rate however quickly the recall passes:
 * a pulse is no clip.
 */
export const heardOf = (course: Course, feltS: number, recallS: number, atMs: number): Heard => {
  const affect = affectState({ ...feltAt(course, feltS), source: 'recorded', atMs });
  const heard = features(course, recallS, atMs);
  return { affectOf: () => affect, features: () => heard };
};

/** Under this nobody moved. */
const LEAST_ENERGY = 0.02;
const POINT_CONFIDENCE = 0.9;

/** How somebody moved at a moment of the recall, `rate` seconds of which are one of the film; null: nobody did. */
export const movedAt = (
  { moved }: Course,
  recallS: number,
  rate: number,
  atMs: number,
): MovementFrame | null => {
  const energy = between(moved.energy, recallS);
  const [x, y] = [between(moved.x, recallS), between(moved.y, recallS)];
  if (energy === null || x === null || y === null || energy < LEAST_ENERGY) return null;
  const nextS = recallS + 1 / COURSE_HZ;
  const [nx, ny] = [between(moved.x, nextS) ?? x, between(moved.y, nextS) ?? y];
  const [vx, vy] = [(nx - x) * COURSE_HZ * rate, (ny - y) * COURSE_HZ * rate];
  const unit = (v: number): number => Math.min(1, Math.max(-1, v));
  return {
    bodyId: FILM_BODY,
    atMs,
    energy,
    jerk: 0,
    surprise: 0,
    dx: unit(vx),
    dy: unit(vy),
    recorded: true,
    points: [{ x, y, vx, vy, confidence: POINT_CONFIDENCE, surprise: 0 }],
  };
};
