import type { RecordedVisit } from '#contracts/visit';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { Visits } from './visit-parts.ts';

export interface RecordedParts {
  readonly visits: Pick<Visits, 'play' | 'state'>;
  readonly timing: Scheduler;
  /** How long nobody must have been there, seconds. */
  readonly idleS: () => number;
  /** Begins at once, without waiting for an empty booth to stay empty. */
  readonly atOnce?: boolean;
}

/** Recorded visitors, one after the other while nobody is there. */
export interface Recorded {
  /** These from now on; one that is being played goes on. */
  follow(visitors: readonly RecordedVisit[]): void;
  readonly close: Stop;
}

const BEAT_MS = 100;

interface Playing {
  readonly visitor: RecordedVisit;
  readonly seed: number;
  /** How far it is, seconds; it stands while the visit waits. */
  atS: number;
  next: number;
}

/** FNV-1a: the same visitor has the same world each time. */
const seedOf = ({ title }: RecordedVisit): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < title.en.length; i++)
    h = Math.imul(h ^ title.en.charCodeAt(i), 0x01000193) >>> 0;
  return h >>> 1;
};

/**
 * Plays what visitors did before, while nobody is at a booth; whoever touches one has it at once. They are shown as
 * recorded, and nothing of them is kept.
 */
export const openRecorded = ({
  visits,
  timing,
  idleS,
  atOnce = false,
}: RecordedParts): Recorded => {
  let visitors: readonly RecordedVisit[] = [];
  let turn = 0;
  let playing: Playing | null = null;
  let isFirst = true;

  const isFree = (): boolean => {
    const { visit, waitsMs, sinceMs } = visits.state();
    const idleMs = timing.nowMs() - sinceMs;
    return visit === null && waitsMs === null && ((isFirst && atOnce) || idleMs >= idleS() * 1000);
  };

  const begin = (): void => {
    const visitor = visitors[turn % Math.max(1, visitors.length)];
    if (!visitor || !isFree()) return;
    turn++;
    isFirst = false;
    playing = { visitor, seed: seedOf(visitor), atS: 0, next: 0 };
  };

  /** Acts that are due; false: somebody else is there, or it is over. */
  const go = (now: Playing): boolean => {
    const { acts } = now.visitor;
    for (let due = acts[now.next]; due && due.atS <= now.atS; due = acts[now.next]) {
      now.next++;
      visits.play(due.act, now.seed);
      if (!visits.state().recorded) return false;
    }
    return visits.state().recorded;
  };

  let beforeMs = timing.nowMs();
  const beat = (): void => {
    const passedS = (timing.nowMs() - beforeMs) / 1000;
    beforeMs = timing.nowMs();
    if (!playing) begin();
    const now = playing;
    if (!now) return;
    if (now.next > 0 && visits.state().waitsMs === null) now.atS += passedS;
    if (!go(now)) playing = null;
  };

  return {
    follow(next) {
      visitors = next;
    },
    close: timing.every(BEAT_MS, beat),
  };
};
