import { z } from 'zod';
import { AffectEstimate } from '#contracts/affect';
import { YeounError } from '#contracts/errors';
import { Id } from '#contracts/ids';
import { Intent } from '#contracts/intent';
import { AnyResumePoint, type ResumePoint } from '#contracts/resume';
import type { OpenTakeFiles } from '../../sensors/recording/files.ts';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
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
  /** Each cue as it began, and how long ago that was where the take began within it. */
  readonly begun: readonly RecordedCue[];
}

export interface RecordedCue {
  readonly afterMs: number;
  readonly number: string;
  readonly elapsedS: number;
}

interface RecordedFeeling extends Felt {
  readonly afterMs: number;
  /** How long before it was felt its words were said. */
  readonly agoMs: number;
}

const Begin = z.looseObject({ resume: AnyResumePoint });
const Ask = z.looseObject({ intent: Intent });
const FeltEvent = z.looseObject({ body: Id.nullable(), estimate: AffectEstimate });
const CueEvent = z.looseObject({ cue: z.string(), elapsedS: z.number().min(0).default(0) });
const KINDS = new Set(['begin', 'ask', 'felt', 'cue']);
/** More than anybody asks in a show; beyond it the rest is left out. */
const MOST_ASKED = 100_000;

/** Reads the events of a take. Rejects with `replay/no-cues` where it holds none, as those of older versions. */
export const readCues = async (folder: string, open: OpenTakeFiles): Promise<RecordedCues> => {
  const { firstMs, events } = await takeEvents(folder, open, KINDS);
  const asked: { atMs: number; intent: Intent }[] = [];
  const felt: ({ atMs: number } & Felt)[] = [];
  const cues: { atMs: number; number: string; elapsedS: number }[] = [];
  let begun: { atMs: number; resume: ResumePoint } | null = null;
  for (const item of events) {
    const begin = item.kind === 'begin' ? Begin.safeParse(item.data) : null;
    if (begin?.success) begun ??= { atMs: item.atMs, resume: begin.data.resume };
    const ask = item.kind === 'ask' ? Ask.safeParse(item.data) : null;
    if (ask?.success && asked.length < MOST_ASKED)
      asked.push({ atMs: item.atMs, intent: ask.data.intent });
    const cue = item.kind === 'cue' ? CueEvent.safeParse(item.data) : null;
    if (cue?.success && cues.length < MOST_ASKED)
      cues.push({ atMs: item.atMs, number: cue.data.cue, elapsedS: cue.data.elapsedS });
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
    begun: cues.map(({ atMs, ...cue }) => ({ ...cue, afterMs: afterMs(atMs) })),
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
  if (s <= 0 || point.frozen || point.paused || point.evening !== 'show') return point;
  return {
    ...point,
    cueElapsedS: point.cueElapsedS + s,
    cueLeftS: Math.max(0, point.cueLeftS - s),
    waiting: point.waiting.map((one) => ({ ...one, inS: Math.max(0, one.inS - s) })),
  };
};

/** What comes after a cue of the take began, against that moment. */
export interface FromCue extends RecordedCues {
  /** So long after the first sample. */
  readonly fromMs: number;
  readonly cue: RecordedCue;
}

/** The same take from one of its cues on. Throws `replay/no-such-cue` where that cue did not run in it. */
export const fromCue = (take: RecordedCues, number: string): FromCue => {
  const cue = take.begun.find((c) => c.number === number);
  if (!cue) {
    const known = [...new Set(take.begun.map((c) => c.number))];
    throw new YeounError(
      'replay/no-such-cue',
      number,
      'this cue did not run in the take.',
      known.length > 0 ? `In it ran: ${known.join(', ')}.` : 'No cue ran in it.',
    );
  }
  const fromMs = cue.afterMs;
  // What called the cue stands at its own moment: it is not asked for again.
  const after = <T extends { readonly afterMs: number }>(list: readonly T[]): T[] =>
    list
      .filter((one) => one.afterMs > fromMs)
      .map((one) => ({ ...one, afterMs: one.afterMs - fromMs }));
  return { ...take, asked: after(take.asked), felt: after(take.felt), fromMs, cue };
};

/**
 * Asks again, at its time from now on, whatever was asked of the show; what words made felt is felt again.
 * @param speed so many times as fast as it was
 * @returns ends it
 */
export const askAgain = (
  { asked, felt }: Pick<RecordedCues, 'asked' | 'felt'>,
  road: Pick<Road, 'ask' | 'feel'>,
  timing: Pick<Scheduler, 'after' | 'nowMs'>,
  speed = 1,
): Stop => {
  const all = scope();
  for (const { afterMs, intent } of asked) {
    if (intent.do === 'mark' || intent.do === 'record') continue;
    all.add(
      timing.after(afterMs / speed, () =>
        road.ask({ intent, atMs: timing.nowMs(), door: 'replay', from: 'take' }),
      ),
    );
  }
  for (const { afterMs, agoMs, body, estimate } of felt)
    all.add(
      timing.after(afterMs / speed, () => {
        const atMs = timing.nowMs() - agoMs / speed;
        road.feel(body, { ...estimate, atMs, recorded: true });
      }),
    );
  return all.close;
};
