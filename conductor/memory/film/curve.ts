import { NEUTRAL } from '#contracts/affect';
import { COURSE_HZ, type Course } from '#contracts/remembrance';

/** What is felt at one moment of a film. */
export interface Felt {
  readonly positive: number;
  readonly negative: number;
  readonly arousal: number;
  readonly confidence: number;
}

/** Nobody is read: little of either, calm, and it is known that nothing is known. */
export const UNREAD: Felt = { ...NEUTRAL, confidence: 0 };

/** Before and after a moment it belongs to the same feeling: decoders are read so finely and no finer. */
const HALF_WINDOW_S = 1;

/** Names of lists in a course that are felt. */
export const FELT_NAMES = ['positive', 'negative', 'arousal', 'confidence'] as const;

/** The mean of a list around a moment, weighing what is further away less; null where nothing is there. */
export const listAt = (
  list: readonly number[],
  atS: number,
  halfS = HALF_WINDOW_S,
): number | null => {
  const low = Math.max(0, Math.ceil((atS - halfS) * COURSE_HZ));
  const high = Math.min(list.length - 1, Math.floor((atS + halfS) * COURSE_HZ));
  let [sum, weights] = [0, 0];
  for (let i = low; i <= high; i++) {
    const far = Math.abs(i / COURSE_HZ - atS) / halfS;
    const weight = 1e-3 + Math.max(0, 1 - far);
    sum += weight * (list[i] ?? 0);
    weights += weight;
  }
  return weights > 0 ? sum / weights : null;
};

/** What is felt `atS` seconds into a course; before it what it begins with, after it what it ends with. */
export const feltAt = (course: Course, atS: number): Felt => {
  const lastS = (course.positive.length - 1) / COURSE_HZ;
  if (lastS < 0) return UNREAD;
  const s = Math.min(lastS, Math.max(0, atS));
  const of = (name: (typeof FELT_NAMES)[number]) => listAt(course[name], s) ?? UNREAD[name];
  return {
    positive: of('positive'),
    negative: of('negative'),
    arousal: of('arousal'),
    confidence: of('confidence'),
  };
};

/** Seconds of a course. */
export const courseS = (course: Course): number => course.positive.length / COURSE_HZ;
