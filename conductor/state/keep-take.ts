import { join } from 'node:path';
import type { Intent } from '#contracts/intent';
import type { SourceInfo, StreamInfo } from '#contracts/sensor';
import type { TakeStatus } from '#contracts/status';
import type { Consent } from '../../sensors/recording/format.ts';
import type { WornModel } from '../affect/worn.ts';
import type { Stop } from '../kernel/clock.ts';
import { YeounError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';
import type { Tell } from '../tell.ts';
import { VERSION } from '../version.ts';
import { keepSwept } from './keep-swept.ts';
import type { LampBoard } from './lamps.ts';
import { openRecorder, type Recorder } from './recorder.ts';
import { takeScribe } from './take-scribe.ts';
import { NO_TAKE, statusOf } from './take-status.ts';
import * as say from './take-texts.ts';
import { KEEP_HOURS, TAKES_FOLDER } from './takes.ts';
import type { Vault } from './vault.ts';

export interface TakeParts {
  /** The state folder. */
  readonly state: string;
  readonly vault: Vault;
  readonly timing: Scheduler;
  readonly log: Log;
  readonly road: Road;
  readonly lamps: LampBoard;
  readonly tell: Tell;
  /** Hash of the show's file as it is now. */
  showHash(): string;
  /** The personal models that bodies wear now; none where absent. */
  readonly worn?: () => readonly WornModel[];
  /** Whether a visitor is at the booth, who goes into no take; nobody where absent. */
  readonly visited?: () => boolean;
  /** A take was ended in order. */
  readonly onEnded?: (folder: string) => void;
}

/** How a take is made: whether the performer agreed, and whether biosignals are in it. */
export interface TakeTerms {
  readonly consent: Exclude<Consent, 'withdrawn'>;
  readonly raw: boolean;
}

export interface TakeKeeper {
  /** Begins a take, as the intent does; done when it has begun. Rejects with a YeounError. */
  begin(terms: TakeTerms): Promise<void>;
  status(): TakeStatus;
  /** Done when everything asked so far is done and on its way to the disk. Never rejects. */
  settled(): Promise<void>;
  /** Done when the rest and the end of the take are written. Twice is harmless. */
  close(): Promise<void>;
}

const WATCH_MS = 1000;
const PART = 'take';

/** `2026-05-01T19-30-00-125`: sorts by time and is a folder name everywhere. */
const nameAt = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 23).replaceAll(/[:.]/g, '-');

interface Running {
  readonly recorder: Recorder;
  readonly folder: string;
  readonly stop: Stop;
}

type Sources = Map<string, { readonly info: SourceInfo; readonly streams: readonly StreamInfo[] }>;

const open = async (parts: TakeParts, terms: TakeTerms, sources: Sources): Promise<Running> => {
  const { vault, timing, log, road } = parts;
  const name = `${TAKES_FOLDER}/${nameAt(timing.nowMs())}`;
  const folder = join(parts.state, name);
  const recorder = await openRecorder({
    folder,
    store: await vault.room(name, 'make'),
    scheduler: timing,
    log,
    take: {
      ...terms,
      show: road.show().id,
      showHash: parts.showHash(),
      seed: road.show().seed,
      software: `yeoun ${VERSION}`,
      keepHours: KEEP_HOURS,
    },
  });
  const stop = takeScribe({
    road,
    timing,
    recorder,
    worn: parts.worn,
    visited: parts.visited,
    sources: sources.values(),
  });
  return { recorder, folder, stop };
};

/**
 * Begins and ends takes as they are asked for by `record`, and sets marks. Open it before the sources. What is
 * asked while a take begins or ends is done after it; the newest wish wins.
 */
export const keepTakes = (parts: TakeParts): TakeKeeper => {
  const { road, timing, lamps, tell } = parts;
  const all = scope();
  const sources: Sources = new Map();
  let running: Running | null = null;
  let last: TakeStatus = NO_TAKE;
  let wish: TakeTerms | null = null;
  let turning: Promise<void> | null = null;
  let closed = false;

  const failed = (error: unknown): void => {
    wish = null;
    last = { ...NO_TAKE, state: 'failed' };
    const text = say.cannotBegin(error);
    lamps.set(PART, { part: PART, level: 'fail', text });
    tell('fail', PART, text);
  };
  const begin = async (terms: TakeTerms): Promise<void> => {
    running = await open(parts, terms, sources);
    lamps.set(PART, null);
    tell('info', PART, say.begun(running.recorder.id, terms.consent === 'given', terms.raw));
    if (wish) consent(wish.consent);
  };
  const end = async ({ recorder, folder, stop }: Running): Promise<void> => {
    stop();
    await recorder.close();
    last = statusOf(recorder, 'off');
    running = null;
    tell('info', PART, say.ended(recorder.id, last.marks));
    parts.onEnded?.(folder);
  };
  /** Until what is and what is wished are the same. */
  const turn = async (): Promise<void> => {
    for (;;) {
      if (running && !wish) await end(running);
      else if (!running && wish) await begin(wish);
      else return;
    }
  };
  const settle = (): Promise<void> => {
    turning ??= turn().finally(() => {
      turning = null;
    });
    return turning;
  };

  const consent = (given: Consent): void => {
    if (given !== 'given' || !running || running.recorder.head().consent === 'given') return;
    void running.recorder.consent('given');
    running.recorder.event('consent', { consent: 'given' });
    tell('info', PART, say.CONSENTED);
  };
  const record = ({ on = !wish, consent: given, raw }: Intent & { do: 'record' }): void => {
    if (on && wish) {
      // The terms of a take stand from its beginning; consent may be given later.
      if (given === 'given') wish = { ...wish, consent: given };
      consent(given);
    } else wish = on ? { consent: given, raw } : null;
    settle().catch(failed);
  };
  const mark = (text: string | undefined): void => {
    if (!running) {
      tell('warn', PART, say.UNMARKED);
      return;
    }
    const number = running.recorder.mark();
    const { cue, cueElapsedS } = road.resumePoint();
    running.recorder.event('mark', { number, text: text ?? null, cue, elapsedS: cueElapsedS });
    tell('info', PART, say.marked(number, text));
  };
  const watch = (): void => {
    if (running?.recorder.status().state !== 'failed') return;
    lamps.set(PART, { part: PART, level: 'fail', text: say.FAILED });
    tell('fail', PART, say.FAILED);
    wish = null;
    settle().catch(failed);
  };

  all.add(
    road.events.announced.on((source) => {
      if (sources.size < MOST_SOURCES) sources.set(source.info.id, source);
    }),
  );
  all.add(
    road.events.asked.on(({ intent }) => {
      if (closed) return;
      if (intent.do === 'record') record(intent);
      else if (intent.do === 'mark') mark(intent.text);
    }),
  );
  all.add(timing.every(WATCH_MS, watch));
  const swept = keepSwept(parts, () => running?.recorder.id ?? null);
  all.add(swept.stop);

  return {
    async begin(terms) {
      wish = terms;
      try {
        await settle();
      } catch (error) {
        failed(error);
        // A passphrase that is missing or wrong lights its lamp; the show goes on without takes.
        if (!isVaultTrouble(error)) throw error;
      }
    },
    status: () => (running ? statusOf(running.recorder, 'recording') : last),
    async settled() {
      while (turning) await turning.catch(() => {});
      await running?.recorder.flush();
      await swept.settled();
    },
    async close() {
      closed = true;
      wish = null;
      await settle().catch(failed);
      await swept.settled();
      all.close();
    },
  };
};

const MOST_SOURCES = 256;

const isVaultTrouble = (error: unknown): boolean =>
  error instanceof YeounError && error.code.startsWith('vault/');
