import { COURSE_STEPS, type Course } from '#contracts/remembrance';
import type { Marked } from '#contracts/visit';
import { unit } from '../../../sensors/features/dsp/running.ts';

/** One moment of a recall. */
export interface Moment {
  readonly positive: number;
  readonly negative: number;
  readonly arousal: number;
  readonly confidence: number;
  readonly decoded: {
    readonly positive: number;
    readonly negative: number;
    readonly arousal: number;
  };
  readonly marked: Marked;
  readonly breath: number;
  /** Heartbeats since anything, with fraction. */
  readonly beats: number;
  readonly moved: { readonly x: number; readonly y: number; readonly energy: number };
}

/** Collects a recall, moment by moment. */
export interface CourseKeeper {
  push(moment: Moment): void;
  /** What came so far; what comes later is not in it. */
  course(): Course;
  readonly steps: number;
}

/** Ten thousandths are finer than anybody feels, and short to write. */
const fine = (x: number): number => Math.round(unit(x) * 10_000) / 10_000;

export const courseKeeper = (): CourseKeeper => {
  const moments: Moment[] = [];
  const list = (of: (moment: Moment) => number): number[] => moments.map((m) => fine(of(m)));
  return {
    push(moment) {
      if (moments.length < COURSE_STEPS) moments.push(moment);
    },
    course: () => {
      const first = moments[0]?.beats ?? 0;
      return {
        positive: list((m) => m.positive),
        negative: list((m) => m.negative),
        arousal: list((m) => m.arousal),
        confidence: list((m) => m.confidence),
        decoded: {
          positive: list((m) => m.decoded.positive),
          negative: list((m) => m.decoded.negative),
          arousal: list((m) => m.decoded.arousal),
        },
        reported: {
          pleasant: list((m) => Number(m.marked.pleasant)),
          painful: list((m) => Number(m.marked.painful)),
        },
        breath: list((m) => m.breath),
        beats: moments.map((m) => Math.round(Math.max(0, m.beats - first) * 1_000) / 1_000),
        moved: {
          x: list((m) => m.moved.x),
          y: list((m) => m.moved.y),
          energy: list((m) => m.moved.energy),
        },
      };
    },
    get steps() {
      return moments.length;
    },
  };
};
