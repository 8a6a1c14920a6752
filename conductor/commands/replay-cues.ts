import { z } from 'zod';
import { AffectEstimate } from '#contracts/affect';
import { YeounError } from '#contracts/errors';
import { Id } from '#contracts/ids';
import { Intent } from '#contracts/intent';
import { ResumePoint } from '#contracts/resume';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Road } from '../road.ts';
import type { Felt } from '../told.ts';
import { takeEvents } from './take-events.ts';

/** What was asked of a show while a take was recorded, against the time of its first sample. */
export interface RecordedCues {
  /** Where the show stood at the first sample. */
  readonly resume: ResumePoint;
  readonly asked: readonly { readonly afterMs: number; readonly intent: Intent }[];
  /** What was felt of words, which are in no take. */
  readonly felt: readonly RecordedFeeling[];
}

interface RecordedFeeling extends Felt {
  readonly afterMs: number;
  /** How long before it was felt its words were said. */
  readonly agoMs: number;
}

const Begin = z.looseObject({ resume: ResumePoint });
const Ask = z.looseObject({ intent: Intent });
const FeltEvent = z.looseObject({ body: Id.nullable(), estimate: AffectEstimate });
const KINDS = new Set(['begin', 'ask', 'felt']);
/** More than anybody asks in a show; beyond it the rest is left out. */
const MOST_ASKED = 100_000;

/** Reads the events of a take. Rejects with `replay/no-cues` where it holds none, as those of older versions. */
export const readCues = async (folder: string, open: OpenTakeFiles): Promise<RecordedCues> => {
  const { firstMs, events } = await takeEvents(folder, open, KINDS);
  const asked: { atMs: number; intent: Intent }[] = [];
  const felt: ({ atMs: number } & Felt)[] = [];
  let begun: { atMs: number; resume: ResumePoint } | null = null;
  for (const item of events) {
    const begin = item.kind === 'begin' ? Begin.safeParse(item.data) : null;
    if (begin?.success) begun ??= { atMs: item.atMs, resume: begin.data.resume };
    const ask = item.kind === 'ask' ? Ask.safeParse(item.data) : null;
    if (ask?.success && asked.length < MOST_ASKED)
      asked.push({ atMs: item.atMs, intent: ask.data.intent });
    const feeling = item.kind === 'felt' ? FeltEvent.safeParse(item.data) : null;
    if (feeling?.success && felt.length < MOST_ASKED) {
      const { body, estimate } = feeling.data;
      felt.push({ atMs: item.atMs, body, estimate });
    }
  }
  if (!begun)
    throw new YeounError(
      'replay/no-cues',
      folder,
      'this recording does not say where the show stood when it began.',
      'Leave --with-cues out; takes recorded from now on say it.',
    );
  const originMs = firstMs ?? begun.atMs;
  const afterMs = (atMs: number): number => Math.max(0, atMs - originMs);
  return {
    resume: later(begun.resume, (originMs - begun.atMs) / 1000),
    asked: asked.map(({ atMs, intent }) => ({ afterMs: afterMs(atMs), intent })),
    felt: felt.map(({ atMs, body, estimate }) => ({
      afterMs: afterMs(atMs),
      agoMs: atMs - estimate.atMs,
      body,
      estimate,
    })),
  };
};

/** A resume point some seconds on: a replay begins with the first sample, which comes a little after the take. */
const later = (point: ResumePoint, s: number): ResumePoint => {
  if (s <= 0 || point.frozen) return point;
  const inS = point.waiting && Math.max(0, point.waiting.inS - s);
  return {
    ...point,
    cueElapsedS: point.cueElapsedS + s,
    waiting: point.waiting && { ...point.waiting, inS: inS ?? 0 },
  };
};

/** Asks again, at its time from now on, whatever was asked of the show; what words made felt is felt again. */
export const askAgain = ({ asked, felt }: RecordedCues, road: Road, timing: Scheduler): void => {
  for (const { afterMs, intent } of asked) {
    if (intent.do === 'mark' || intent.do === 'record') continue;
    timing.after(afterMs, () =>
      road.ask({ intent, atMs: timing.nowMs(), door: 'replay', from: 'take' }),
    );
  }
  for (const { afterMs, agoMs, body, estimate } of felt)
    timing.after(afterMs, () => {
      const atMs = timing.nowMs() - agoMs;
      road.feel(body, { ...estimate, atMs, recorded: true });
    });
};
