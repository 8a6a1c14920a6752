import type { StageState } from '#contracts/stage';
import type { RungName } from '#contracts/status';
import { byRegistry, compose, type Wanted, wanted } from './composer.ts';
import type { EngineInfo, PaintRequest } from './engine.ts';
import type { Film, FilmParts } from './film-parts.ts';
import * as ladders from './ladder.ts';
import { imageryLamp } from './lamp.ts';
import { type Lead, leadAt, leadOf } from './lead.ts';
import {
  drawingOf,
  NOBODY,
  type Remembering,
  type Remembers,
  reread,
  standingMemory,
  visited,
} from './memory.ts';
import { meter } from './meter.ts';
import { firstPlan, looksTake, nextPlan, sizesBeside } from './plan.ts';
import { reel } from './reel.ts';
import { standIn } from './stand-in.ts';
import { openStudio } from './studio.ts';
import type { FromStudio } from './studio-protocol.ts';

export type { Film, FilmParts };

type Painted = Extract<FromStudio, { t: 'painted' }>;

/** A picture later than this many periods is stood in for by the last one, evolved; a little before, that is got ready. */
const LATE = 1.5;
const SOON_LATE = 1.25;
/** Evolved pictures that stood in for so long have moved on so little that the engine's follow them at once. */
const UNSEEN_MS = 250;
/** States come at the tick: a beat that is due within half a tick is due now. */
const HALF_TICK_MS = 8;
/** A cue that names this as its engine lets nobody paint. */
const NO_ENGINE = 'none';
/** A longer step of the stage counts as this much. */
const LONGEST_S = 0.25;

interface Asked {
  readonly atMs: number;
  readonly askedMs: number;
  readonly moved: boolean;
  readonly cut: boolean;
}

export const openFilm = (parts: FilmParts): Film => {
  const { nowMs } = parts;
  const shows = parts.shows ?? byRegistry;
  const measured = meter();
  const out = reel(parts.publish);
  const asked = new Map<number, Asked>();
  let show: Remembers | null = null;
  let remembering: Remembering | null = null;
  let state: StageState | null = null;
  let want: Wanted = null;
  let lead: Lead | null = null;
  let ladder = ladders.restingLadder;
  let info: EngineInfo | null = null;
  let refusal: string | null = null;
  /** The engine that is asked for, null for the first there is; and which one that is, once it is known. */
  let chosen = parts.engine;
  let first: string | null = null;
  let plan = firstPlan();
  let beforeMs: number | null = null;
  let dueMs = Number.NEGATIVE_INFINITY;
  /** When the engine's newest picture came. */
  let engineMs = Number.NEGATIVE_INFINITY;
  /** A cue asked for a cut that no request has carried yet. */
  let owesCut = false;
  let opensLong = false;
  /** How long the safety gate looks at a picture, as of late; 0: it does not. */
  let lookMs = 0;

  const seed = (): number => show?.show.seed ?? 0;
  const sizes = (now: number): readonly number[] => sizesBeside(plan, parts.wish(now));
  const isLate = (now: number, byMs = 0, periods = LATE): boolean =>
    now - engineMs > periods * plan.periodMs + byMs;

  const evolved = standIn({
    start: parts.startEvolver,
    evolved(files, atMs) {
      measured.push(nowMs(), null);
      send(files, atMs, 'evolved', false);
    },
  });

  const send = (files: Painted['files'], atMs: number, rung: RungName, cut: boolean): void =>
    out.send(files, atMs, { rung, engine: info?.id ?? 'none', seed: seed(), cut });

  const stand = (now: number): void => {
    const last = out.last();
    if (last) evolved.begin(last, seed(), now);
  };

  const goOn = (now: number): void => {
    const share = ladders.shareOf(ladder, now);
    if (state) evolved.ask({ share, sizes: sizes(now), stageMs: state.atMs }, now);
  };

  const tell = (): void => {
    const { trouble, hasPainted } = ladder;
    parts.lamp(imageryLamp({ trouble, hasPainted, reason: refusal, opensLong }));
  };

  /** Takes a step of the ladder and does what it says. */
  const take = ({ ladder: next, act }: ladders.Step): void => {
    const before = ladder;
    ladder = next;
    if (act) studio.open();
    const now = nowMs();
    if (act || next.phase.is === 'resting') asked.clear();
    // What was half the engine's goes on from where it is; what stands in already goes on.
    const isLeft = ladders.isLeft(next) && !ladders.isLeft(before);
    if (isLeft && (evolved.givesWay() || evolved.sinceMs() === null)) stand(now);
    const isNews = next.trouble !== before.trouble || ladders.opensLong(next, now) !== opensLong;
    opensLong = ladders.opensLong(next, now);
    if (isNews) tell();
  };

  /** A picture of an engine that is believed, or on its way to be. */
  const present = (message: Painted, was: Asked, now: number): void => {
    const since = evolved.sinceMs();
    const stoodMs = since === null ? 0 : now - since;
    if (ladder.phase.is === 'sound' && stoodMs > UNSEEN_MS && !evolved.givesWay() && !was.cut)
      take(ladders.late(ladder, Math.min(ladders.RETURN_MS, 3 * stoodMs), now));
    if (ladder.phase.is === 'sound') {
      evolved.end();
      measured.push(now, now - was.askedMs);
      send(message.files, was.atMs, 'engine', was.cut);
    } else if (ladder.phase.is === 'returning') {
      evolved.toward(message.files[0] ?? null);
      goOn(now);
    }
  };

  const hear = (message: Painted): void => {
    const was = asked.get(message.id);
    asked.delete(message.id);
    if (!was) return;
    const now = nowMs();
    engineMs = now;
    const { print, looked } = message;
    if (looked) lookMs = looksTake(lookMs, looked.tookMs);
    const smallest = plan.lines === (info?.lines[0] ?? plan.lines);
    // What the gate takes is not the engine's fault.
    const tookMs = (looked?.leftMs ?? now) - was.askedMs;
    const given = { print, tookMs, moved: was.moved, smallest };
    take(ladders.painted(ladder, given, now));
    present(message, was, now);
  };

  /** Nobody may see it: the last good picture goes on, and the next good one comes out of it. */
  const withhold = (id: number, now: number): void => {
    owesCut ||= asked.get(id)?.cut === true;
    asked.delete(id);
    const since = evolved.sinceMs();
    const stands = since !== null && now - since > UNSEEN_MS && !evolved.givesWay();
    if (stands) take(ladders.late(ladder, ladders.RETURN_MS, now));
  };

  const studio = openStudio({
    start: parts.startStudio,
    engine: parts.engine,
    modelsDir: parts.modelsDir,
    ...(parts.provider && { provider: parts.provider }),
    on: {
      ready(engine) {
        info = engine;
        if (chosen === null) first = engine.id;
        refusal = null;
        take(ladders.ready(ladder));
      },
      refused(reason) {
        refusal = reason;
        take(ladders.fail(ladder, 'refused', nowMs()));
        tell();
      },
      free: () => take(ladders.freed(ladder)),
      held: () => take(ladders.held(ladder)),
      painted: hear,
      failed: (trouble) => take(ladders.fail(ladder, trouble, nowMs())),
      withheld: (id) => withhold(id, nowMs()),
      gone: () => take(ladders.fail(ladder, 'gone', nowMs())),
    },
  });

  const ask = (stage: StageState, following: Remembers, now: number): void => {
    const request: PaintRequest = compose({
      show: following.show,
      stage,
      memory: (remembering ?? NOBODY).memory,
      movement: leadAt(lead, now),
      lines: plan.lines,
      beforeMs,
      cut: owesCut,
      shows,
    });
    beforeMs = stage.atMs;
    owesCut = false;
    take(ladders.asked(ladder, now));
    const id = studio.paint(request, sizes(now));
    const moved = request.dtS > 0;
    asked.set(id, { atMs: stage.atMs, askedMs: now, moved, cut: request.cut === true });
  };

  const planAnew = (now: number): void => {
    const { lines } = plan;
    const count = ladder.took.length;
    const medianMs = ladders.medianMs(ladder);
    const known = info?.lines ?? [lines];
    plan = nextPlan(plan, {
      want,
      wish: parts.wish(now),
      sizes: known,
      medianMs,
      count,
      lookMs,
      nowMs: now,
    });
    if (plan.lines !== lines) take(ladders.resized(ladder));
  };

  /** The last picture stands in for an engine that is late; one that is late on its way back begins it anew. */
  const mind = (now: number): void => {
    const last = out.last();
    if (ladder.phase.is === 'sound' && last && isLate(now, 0, SOON_LATE))
      evolved.ready(last, seed());
    if (ladder.phase.is === 'sound' && evolved.sinceMs() === null && isLate(now)) {
      stand(now);
      goOn(now);
    }
    if (ladder.phase.is !== 'returning' || !evolved.givesWay() || !isLate(now, UNSEEN_MS)) return;
    stand(now);
    take(ladders.late(ladder, ladders.RETURN_MS, now));
  };

  const beat = (stage: StageState, following: Remembers, dtS: number): void => {
    const now = nowMs();
    evolved.beat(now, dtS);
    take(ladders.want(ladder, now));
    take(ladders.tick(ladder, now));
    planAnew(now);
    mind(now);
    if (now < dueMs - HALF_TICK_MS) return;
    const mayAsk = ladders.mayAsk(ladder);
    const stands = evolved.sinceMs() !== null;
    if (mayAsk || stands) dueMs = Math.max(dueMs + plan.periodMs, now);
    if (mayAsk) ask(stage, following, now);
    // On its way back each picture of the engine brings one.
    if (stands && (ladder.phase.is !== 'returning' || isLate(now))) goOn(now);
  };

  /** Lets the engine paint that a cue names; where none does, the one the film began with. The picture goes on meanwhile. */
  const choose = (named: string | null): void => {
    const now = nowMs();
    const wish = named ?? parts.engine;
    const idOf = (engine: string | null): string | null => engine ?? first;
    if (wish === chosen || (first !== null && idOf(wish) === idOf(chosen))) return;
    chosen = wish;
    studio.choose(wish);
    info = null;
    refusal = null;
    if (ladder.hasPainted && (evolved.givesWay() || evolved.sinceMs() === null)) stand(now);
    take(ladders.another(ladder, now));
    tell();
  };

  /** Nothing is asked for and nothing is late while nobody wants pictures or the stage is frozen. */
  const rest = (): void => {
    engineMs = nowMs();
    take(ladders.tick(ladder, engineMs));
  };

  return {
    follow(next) {
      show = next;
      remembering = remembering && reread(remembering, next);
    },
    stage(next) {
      const dtS = state && !next.frozen ? Math.max(0, next.atMs - state.atMs) / 1000 : 0;
      state = next;
      if (!show) return;
      const given = parts.given?.();
      remembering = standingMemory(remembering, show, next.cue, given);
      const engine = given?.engine ?? null;
      if (engine !== NO_ENGINE) choose(engine);
      const stoodBy = want === 'soon';
      want = given?.engine === NO_ENGINE ? null : wanted(show.show, next, shows);
      // What only stood by had a slow beat, and a cut waits for none.
      if (want === 'now' && (stoodBy || next.cut)) dueMs = Math.min(dueMs, nowMs());
      // Nobody cuts what nobody sees.
      owesCut = want === 'now' && (owesCut || next.cut);
      if (want === null || next.frozen) rest();
      else beat(next, show, Math.min(LONGEST_S, dtS));
    },
    moved(frame) {
      if (frame.bodyId === show?.show.bodies[0]) lead = leadOf(frame);
    },
    remember(memory) {
      remembering = visited(remembering ?? NOBODY, memory);
      studio.know(memory);
    },
    drawing: () => drawingOf(remembering),
    status() {
      const now = nowMs();
      const rung = ladders.rungOf(ladder);
      return {
        engine: info?.id ?? null,
        ...(info?.runsOn && { runsOn: info.runsOn }),
        rung: rung === 'evolved' && !evolved.isThere() ? 'local' : rung,
        wanted: want !== null,
        lines: out.last()?.height ?? 0,
        ...measured.read(now),
        ...ladders.told(ladder),
      };
    },
    async close() {
      await Promise.all([studio.close(), evolved.close()]);
    },
  };
};
