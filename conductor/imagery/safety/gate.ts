import type { Lamp } from '#contracts/status';
import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';
import type { StartThread, Thread } from '../../kernel/thread.ts';
import type { PictureFile } from '../file.ts';
import { safetyLamp } from './lamp.ts';
import { type Looks, looks, type SafetyStatus } from './looks.ts';
import type { FromSafety, ToSafety } from './protocol.ts';
import { isFit, LIMITS, type Limits, type Scores } from './scores.ts';

/** unknown: it could not be looked at. Only what is fit is shown. */
export type Verdict = 'fit' | 'unfit' | 'unknown';

/** Looks at every picture of a guarded engine before anybody sees it. */
export interface SafetyGate {
  /** Starts its thread where none runs and none rests; pictures that come before it is ready are unknown. */
  open(): void;
  /** `done` is called once, now or later; one picture at a time. */
  look(file: PictureFile, done: (verdict: Verdict) => void): void;
  /** Null: no guarded engine was opened yet. */
  status(): SafetyStatus | null;
  close(): Promise<void>;
}

export interface SafetyParts {
  readonly start: StartThread<ToSafety, FromSafety>;
  readonly timing: Pick<Scheduler, 'after' | 'nowMs'>;
  readonly modelsDir: string;
  lamp(lamp: Lamp | null): void;
  readonly limits?: Limits;
}

/** A look that takes longer hangs; so does a network that loads for longer. */
export const PATIENCE_MS = 900;
const OPEN_MS = 30_000;
const REST = { firstMs: 1000, longestMs: 60_000 } as const;
/** So many looks in a row that give no scores are no accident of one picture. */
const MOST_NULLS = 3;
const NO_SCORES = 'it gives no scores';
/** A refusal is told for so long. */
const TOLD_MS = 30_000;

interface Waiting {
  readonly id: number;
  readonly sinceMs: number;
  done(verdict: Verdict): void;
  readonly stop: Stop;
}

export const openSafety = (parts: SafetyParts): SafetyGate => {
  const { timing, limits = LIMITS } = parts;
  const seen: Looks = looks();
  let thread: Thread<ToSafety> | null = null;
  let state: SafetyStatus['state'] | 'off' = 'off';
  let reason: string | null = null;
  let waiting: Waiting | null = null;
  let stopOpening: Stop = () => {};
  let stopTelling: Stop = () => {};
  let restMs: number = REST.firstMs;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  let nulls = 0;
  let next = 1;

  const tell = (): void => parts.lamp(safetyLamp(reason, seen.wasRefused()));

  const refused = (): void => {
    stopTelling();
    stopTelling = timing.after(TOLD_MS, () => {
      seen.forget();
      tell();
    });
  };

  const decide = (verdict: Verdict): void => {
    const was = waiting;
    waiting = null;
    was?.stop();
    if (!was) return;
    seen.count(verdict, timing.nowMs() - was.sinceMs, timing.nowMs());
    if (verdict === 'unfit') refused();
    was.done(verdict);
    tell();
  };

  /** It cannot look: nothing passes until it can again. */
  const fail = (why: string): void => {
    const ending = thread;
    thread = null;
    stopOpening();
    state = 'blind';
    reason = why;
    nulls = 0;
    restUntilMs = timing.nowMs() + restMs;
    restMs = Math.min(REST.longestMs, restMs * 2);
    void ending?.end();
    decide('unknown');
    tell();
  };

  const looked = (scores: Scores | null): void => {
    if (!scores) {
      if (++nulls >= MOST_NULLS) fail(NO_SCORES);
      else decide('unknown');
      return;
    }
    nulls = 0;
    reason = null;
    restMs = REST.firstMs;
    decide(isFit(scores, limits) ? 'fit' : 'unfit');
  };

  const hear = (message: FromSafety): void => {
    if (message.t === 'ready') {
      stopOpening();
      state = 'ready';
      // One that loads and gives no scores is trusted again when it has given some.
      if (reason !== NO_SCORES) reason = null;
      tell();
    } else if (message.t === 'refused') fail(message.reason);
    else if (message.id === waiting?.id) looked(message.scores);
  };

  const open = (): void => {
    if (thread || timing.nowMs() < restUntilMs) return;
    state = 'opening';
    const mine: Thread<ToSafety> = parts.start({
      message: (message) => {
        if (thread === mine) hear(message);
      },
      gone: (why) => {
        if (thread === mine) fail(why);
      },
    });
    thread = mine;
    stopOpening = timing.after(OPEN_MS, () => fail('it does not finish loading'));
    mine.post({ t: 'open', modelsDir: parts.modelsDir });
  };

  return {
    open,
    look(file, done) {
      open();
      if (state !== 'ready' || !thread || waiting) {
        seen.count('unknown', null, timing.nowMs());
        return done('unknown');
      }
      const stop = timing.after(PATIENCE_MS, () => fail('it does not answer'));
      waiting = { id: next++, sinceMs: timing.nowMs(), done, stop };
      thread.post({ t: 'look', id: waiting.id, file });
    },
    status: () => (state === 'off' ? null : { state, ...seen.read(timing.nowMs()) }),
    async close() {
      const ending = thread;
      thread = null;
      stopOpening();
      stopTelling();
      waiting?.stop();
      waiting = null;
      await ending?.end();
    },
  };
};
