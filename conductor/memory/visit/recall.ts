import type { MovementFrame } from '#contracts/movement';
import { COURSE_HZ, type Course } from '#contracts/remembrance';
import type { StageState } from '#contracts/stage';
import type { Marked } from '#contracts/visit';
import { unit } from '../../../sensors/features/dsp/running.ts';
import { fuse } from '../../affect/fusion.ts';
import type { BodyFeeling } from '../../affect/readers.ts';
import type { Stop } from '../../kernel/clock.ts';
import type { Emitter } from '../../kernel/emitter.ts';
import { courseKeeper, type Moment } from './course.ts';

/** What of the road a recall is read from. */
export interface RecallRoad {
  readonly events: { readonly movement: Emitter<MovementFrame> };
  stage(): StageState;
  bodies(): BodyFeeling[];
}

/** A recall that is being read, COURSE_HZ moments a second. */
export interface Recall {
  /** One moment: call it COURSE_HZ times a second while the recall runs. */
  sample(nowMs: number, marked: Marked): void;
  course(): Course;
  readonly steps: number;
  readonly stop: Stop;
}

/** A body that was not seen for so long is not there. */
const SEEN_MS = 400;
const STILL = { x: 0.5, y: 0.5, energy: 0 } as const;

const STEP_MS = 1000 / COURSE_HZ;
/** A longer gap is no lateness: the visit waited meanwhile. */
const LONGEST_MS = 1_000;

/** How many steps are due: a beat that came late stands for those that were left out, so that the course keeps its time. */
const stepCount = () => {
  let passedMs = 0;
  let steps = 0;
  return (sinceMs: number): number => {
    passedMs += sinceMs <= LONGEST_MS ? sinceMs : STEP_MS;
    const due = Math.max(0, Math.round(passedMs / STEP_MS) - steps);
    steps += due;
    return due;
  };
};

const mean = (list: readonly number[]): number =>
  list.reduce((sum, x) => sum + x, 0) / Math.max(1, list.length);

const placeOf = ({ points, energy }: MovementFrame) => ({
  x: points.length > 0 ? unit(mean(points.map((p) => p.x))) : STILL.x,
  y: points.length > 0 ? unit(mean(points.map((p) => p.y))) : STILL.y,
  energy,
});

/** What decoders say of the lead body without the keys: the fusion of all that is believed but the reports. */
const decodedOf = (body: BodyFeeling | undefined, nowMs: number) => {
  const heard = (body?.heard ?? []).filter(({ modality }) => modality !== 'report');
  const { positive, negative, arousal } = fuse(heard, nowMs, body?.intended ?? undefined);
  return { positive: positive.mean, negative: negative.mean, arousal: arousal.mean };
};

/** Reads a recall of the lead body from the road. */
export const recallOf = (road: RecallRoad, lead: string): Recall => {
  const keeper = courseKeeper();
  const dueIn = stepCount();
  let moved: { readonly frame: MovementFrame; readonly atMs: number } | null = null;
  let nowMs = Number.NEGATIVE_INFINITY;
  const stop = road.events.movement.on((frame) => {
    if (frame.bodyId === lead) moved = { frame, atMs: nowMs };
  });
  return {
    sample(atMs, marked) {
      const times = dueIn(atMs - nowMs);
      nowMs = atMs;
      const { affect, breath, beats } = road.stage();
      const isSeen = moved !== null && atMs - moved.atMs <= SEEN_MS;
      const body = road.bodies().find(({ id }) => id === lead);
      const moment: Moment = {
        positive: affect.positive,
        negative: affect.negative,
        arousal: affect.arousal,
        confidence: affect.confidence,
        decoded: decodedOf(body, atMs),
        marked,
        breath,
        beats,
        moved: moved && isSeen ? placeOf(moved.frame) : STILL,
      };
      for (let i = 0; i < times; i++) keeper.push(moment);
    },
    course: keeper.course,
    get steps() {
      return keeper.steps;
    },
    stop,
  };
};
