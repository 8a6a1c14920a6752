import type { StreamKind } from '#contracts/sensor';
import type { SourceStatus } from '#contracts/status';
import type { Stop } from '../kernel/clock.ts';
import { sentence } from '../kernel/errors.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';
import type { Tell } from '../tell.ts';
import { type Choice, choose, isCovered, type Moment } from './choose.ts';
import { type LibraryParts, takeLibrary } from './library.ts';
import { beginPart, dayOf, type Part } from './part.ts';
import * as say from './texts.ts';
import { isSensor, look, type Watched } from './watch.ts';

export interface UnderstudyParts extends LibraryParts {
  readonly timing: Scheduler;
  readonly road: Road;
  readonly tell: Tell;
}

export interface Understudy {
  /** Looks for takes again: one was recorded, or consent was given. */
  renew(): void;
  /** Done when what is being read has been read. */
  settled(): Promise<void>;
  readonly close: Stop;
}

const PLAY_MS = 20;
const LOOK_MS = 100;
const RECHECK_MS = 5000;
/** Consent may be given by another process. */
const RENEW_MS = 60_000;
/** A recording further than this from the time of the cue moves to it. */
const DRIFT_MS = 300;
/** While a kind was heard from the sensor itself so lately, the recording leaves it to the sensor. */
const SPEAKS_MS = 1000;
const MOST_HEARD = 1024;
const PART = 'understudy';

/**
 * Continues a sensor that died by the newest take at the same time of the same cue, where the show allows it and
 * the performer agreed; it leaves as soon as the sensor is back. What it plays comes down the road as a source of
 * its own, labelled and marked as recorded.
 */
export const openUnderstudy = (parts: UnderstudyParts): Understudy => {
  const { road, timing, tell, log } = parts;
  const all = scope();
  const library = takeLibrary(parts);
  const context = road.contextFor(PART);
  const watched = new Map<string, Watched>();
  const playing = new Map<string, Part>();
  /** When each kind of each source was heard last, and each source at all. */
  const heardMs = new Map<string, number>();
  /** Where a recording ended for a source: it does not begin there again. */
  const spent = new Map<string, Choice>();
  let work: Promise<void> | null = null;
  let checking: Promise<void> | null = null;
  let isStale = false;
  let readFor: string | null = null;

  const onError = (error: unknown): void => log.warn(PART, sentence(error));
  const read = async (): Promise<void> => {
    do {
      isStale = false;
      if (road.show().understudy) await library.renew(road.show().id);
    } while (isStale);
  };
  const inTurn = (fn: () => Promise<void>): void => {
    work ??= fn().finally(() => {
      work = null;
      if (isStale) inTurn(read);
    });
  };
  /** Beside the reading, which may take long: who withdraws a take does not wait for it. */
  const recheck = (): void => {
    checking ??= library.recheck().finally(() => {
      checking = null;
    });
  };
  const renew = (): void => {
    readFor = road.show().understudy ? road.show().id : null;
    isStale = true;
    inTurn(read);
  };

  const momentNow = (): Moment => {
    const { cue, cueElapsedS } = road.resumePoint();
    return { cue, elapsedS: cueElapsedS };
  };
  const stepIn = (source: SourceStatus, nowMs: number, isMove: boolean): boolean => {
    const choice = choose(library.takes(), source, momentNow());
    if (!choice || isSpent(spent.get(source.id), choice)) return false;
    spent.delete(source.id);
    const before = playing.get(source.id);
    before?.close();
    playing.set(source.id, beginPart(source, choice, nowMs, context, onError, before?.spoke));
    if (!isMove) tell('warn', PART, say.stepsIn(source.label, dayOf(choice.index.take.startMs)));
    return true;
  };
  const stepOut = (source: SourceStatus, why: keyof typeof say.WHY): void => {
    const part = playing.get(source.id);
    part?.end(say.WHY[why]);
    playing.delete(source.id);
    if (part && why === 'over')
      spent.set(source.id, { ...part.choice, atMs: part.nowIn(timing.nowMs()) });
    tell(why === 'back' ? 'info' : 'warn', PART, say.stepsOut(source.label, why));
  };
  /** Whether the recording stands at the time of the cue, in a take that may still be played. */
  const isInPlace = (part: Part, nowMs: number): boolean => {
    const { index, place } = part.choice;
    const { cue, elapsedS } = momentNow();
    const wantedMs = place.beganMs + 1000 * elapsedS;
    const drifts = Math.abs(wantedMs - part.nowIn(nowMs)) > DRIFT_MS && !road.stage().frozen;
    return (
      cue === place.cue &&
      !drifts &&
      !part.over &&
      part.nowIn(nowMs) < place.untilMs &&
      library.takes().includes(index)
    );
  };
  const attend = (
    source: SourceStatus,
    nowMs: number,
    everybody: readonly SourceStatus[],
  ): void => {
    const { id } = source;
    const seen = look(watched.get(id), source, heardMs.get(id) ?? null, nowMs);
    watched.set(id, seen.watched);
    const part = playing.get(id);
    const isAllowed = road.show().understudy && isSensor(source);
    const isBack = seen.verdict === 'back' || isCovered(source, everybody);
    if (!part) {
      if (isAllowed && !isBack && seen.verdict === 'dead') stepIn(source, nowMs, false);
    } else if (!isAllowed) stepOut(source, source.muted ? 'muted' : 'forbidden');
    else if (part.bodyId !== source.bodyId) stepOut(source, 'moved');
    else if (isBack) stepOut(source, 'back');
    else if (!isInPlace(part, nowMs) && (part.over || !stepIn(source, nowMs, true)))
      stepOut(source, 'over');
  };
  const lookRound = (): void => {
    if (!road.show().understudy && playing.size === 0) return;
    if (road.show().understudy && readFor !== road.show().id) renew();
    const nowMs = timing.nowMs();
    const everybody = road.sources();
    for (const source of everybody)
      if (isSensor(source) || playing.has(source.id)) attend(source, nowMs, everybody);
  };
  const play = (): void => {
    const nowMs = timing.nowMs();
    for (const [id, part] of playing) {
      const lets = (kind: StreamKind): boolean =>
        nowMs - (heardMs.get(`${id}/${kind}`) ?? Number.NEGATIVE_INFINITY) > SPEAKS_MS;
      part.play(nowMs, lets);
    }
  };

  all.add(
    road.events.blocks.on(({ sourceId, kind, recorded }) => {
      if (recorded || !road.show().understudy) return;
      const isKnown = heardMs.has(`${sourceId}/${kind}`);
      if (!isKnown && heardMs.size >= MOST_HEARD) return;
      heardMs.set(sourceId, timing.nowMs());
      heardMs.set(`${sourceId}/${kind}`, timing.nowMs());
    }),
  );
  let cue: string | null = null;
  all.add(
    road.events.stages.on((stage) => {
      if (stage.cue === cue) return;
      cue = stage.cue;
      if (playing.size > 0) lookRound();
    }),
  );
  all.add(timing.every(LOOK_MS, lookRound));
  all.add(timing.every(PLAY_MS, play));
  all.add(timing.every(RECHECK_MS, recheck));
  all.add(timing.every(RENEW_MS, renew));
  renew();

  return {
    renew,
    async settled() {
      while (work ?? checking) await (work ?? checking);
      for (const part of playing.values()) await part.settled();
    },
    close() {
      all.close();
      for (const part of playing.values()) part.close();
      playing.clear();
    },
  };
};

/** Whether a choice would only repeat what has just ended. */
const isSpent = (before: Choice | undefined, choice: Choice): boolean =>
  before !== undefined &&
  before.index.folder === choice.index.folder &&
  before.place.fromMs === choice.place.fromMs &&
  choice.atMs >= before.atMs - DRIFT_MS;
