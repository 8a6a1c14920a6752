import type { AffectState } from '#contracts/affect';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { Asked } from '#contracts/intent';
import type { MovementFrame } from '#contracts/movement';
import type { ResumePoint } from '#contracts/resume';
import type { SampleBlock } from '#contracts/sensor';
import type { Show } from '#contracts/show';
import type { StageState } from '#contracts/stage';
import type { SourceStatus } from '#contracts/status';
import { sensorHub } from '../sensors/hub.ts';
import type { OscInlet, SourceContext } from '../sensors/source.ts';
import { DECODERS } from './affect/decoders.ts';
import { type AffectReader, affectReader } from './affect/reader.ts';
import type { Stop } from './kernel/clock.ts';
import { type Emitter, emitter } from './kernel/emitter.ts';
import type { Log } from './kernel/log.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import { scope } from './kernel/scope.ts';
import { begin, type DirectorNote, nextDeadline, resumePoint, step } from './show/director.ts';

/** Beats a second of the one tick. */
export const TICK_HZ = 60;

export interface RoadOptions {
  readonly show: Show;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly osc: OscInlet;
  readonly resume?: ResumePoint | null;
}

/** From samples to stage states, in memory: the same road live and on a manual clock. */
export interface Road {
  readonly stages: Emitter<StageState>;
  readonly movement: Emitter<MovementFrame>;
  readonly features: Emitter<readonly FeatureValue[]>;
  readonly blocks: Emitter<SampleBlock>;
  readonly notes: Emitter<readonly DirectorNote[]>;
  /** For an adapter of one kind. */
  contextFor(kind: string): SourceContext;
  /** Acts on an intent at once, not at the next tick. */
  ask(asked: Asked): void;
  /** The newest state. */
  stage(): StageState;
  show(): Show;
  /** Goes on with another version of the show, at its cue if that still exists. */
  replace(show: Show): void;
  resumePoint(): ResumePoint;
  sources(): SourceStatus[];
  featuresOf(bodyId: string): ReadonlyMap<FeatureName, FeatureValue>;
  tickStats(): { readonly beats: number; readonly late: number };
  /** Milliseconds of work of each of the last ticks. */
  readonly tickWork: Emitter<number>;
  readonly close: Stop;
}

const readersFor = (show: Show): Map<string, AffectReader> =>
  new Map(
    show.bodies.map((bodyId) => [bodyId, affectReader({ bodyId, records: DECODERS, decayS: show.decayS })]),
  );

/** Builds the road and starts its tick. */
export const openRoad = ({ show: first, scheduler, log, osc, resume }: RoadOptions): Road => {
  const all = scope((error) => log.fail('road', String(error)));
  const hub = sensorHub({ timing: scheduler, osc, log });
  all.add(() => hub.close());

  let show = first;
  let readers = readersFor(show);
  let director = begin(show, scheduler.nowMs(), resume ?? undefined);
  let asked: Asked[] = [];
  let stopDeadline: Stop = () => {};
  const stages = emitter<StageState>();
  const movement = emitter<MovementFrame>();
  const features = emitter<readonly FeatureValue[]>();
  const blocks = emitter<SampleBlock>();
  const notes = emitter<readonly DirectorNote[]>();
  const tickWork = emitter<number>();

  const affect = (nowMs: number): AffectState => {
    const states = show.bodies.map((id) => readers.get(id)?.at(nowMs));
    const lead = states[0];
    if (!lead) throw new Error('a show has at least one body');
    return lead;
  };

  const advance = (nowMs: number): void => {
    const inputs = { asked, affect: affect(nowMs), features: (id: string) => hub.featuresOf(id, nowMs) };
    asked = [];
    const next = step(show, director, inputs, nowMs);
    director = next.state;
    newest = next.stage;
    stages.emit(next.stage);
    if (next.notes.length > 0) notes.emit(next.notes);
    rearm();
  };

  /** A cue that is due between two ticks starts at its own time. */
  const rearm = (): void => {
    stopDeadline();
    const due = nextDeadline(director);
    if (due !== null) stopDeadline = scheduler.at(due, () => advance(scheduler.nowMs()));
  };

  let newest: StageState;
  {
    const now = scheduler.nowMs();
    const opening = step(show, director, { asked: [], affect: affect(now), features: (id) => hub.featuresOf(id, now) }, now);
    director = opening.state;
    newest = opening.stage;
  }

  hub.onFeatures((values) => {
    const now = scheduler.nowMs();
    for (const reader of readers.values()) reader.hear(values, now);
    features.emit(values);
  });
  hub.onMovement((frame) => movement.emit(frame));
  hub.onBlock((block) => blocks.emit(block));

  const tick = scheduler.every(1000 / TICK_HZ, () => {
    const startMs = scheduler.nowMs();
    hub.tick(startMs);
    advance(startMs);
    tickWork.emit(scheduler.nowMs() - startMs);
  });
  all.add(tick);
  all.add(() => stopDeadline());
  rearm();

  return {
    stages, movement, features, blocks, notes, tickWork,
    contextFor: (kind) => hub.contextFor(kind),
    ask(one) {
      asked.push(one);
      advance(scheduler.nowMs());
    },
    stage: () => newest,
    show: () => show,
    replace(next) {
      const point = resumePoint(show, director, scheduler.nowMs());
      if (next.bodies.join() !== show.bodies.join() || next.decayS !== show.decayS) readers = readersFor(next);
      show = next;
      director = begin(next, scheduler.nowMs(), { ...point, show: next.id });
      advance(scheduler.nowMs());
    },
    resumePoint: () => resumePoint(show, director, scheduler.nowMs()),
    sources: () => hub.statuses(scheduler.nowMs()),
    featuresOf: (bodyId) => hub.featuresOf(bodyId, scheduler.nowMs()),
    tickStats: () => tick.stats(),
    close: all.close,
  };
};
