import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { ResumePoint } from '#contracts/resume';
import type { SourceInfo, StreamInfo } from '#contracts/sensor';
import type { StageState } from '#contracts/stage';
import { isBodyFeature } from '../../sensors/recording/privacy.ts';
import type { Stop } from '../kernel/clock.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { scope } from '../kernel/scope.ts';
import type { Road } from '../road.ts';
import { RESTING } from '../show/pulse.ts';
import { timelineLine } from '../show/timeline.ts';
import type { Recorder } from './recorder.ts';

/** Features and moments are written ten times a second (R13, R14). */
const EVERY_MS = 100;
/** A cue's own time that steps back by more than this has begun again. */
const BACK_S = 0.05;

export interface ScribeParts {
  readonly road: Road;
  readonly timing: Scheduler;
  readonly recorder: Recorder;
  /** Sources that were announced before the take began. */
  readonly sources: Iterable<{
    readonly info: SourceInfo;
    readonly streams: readonly StreamInfo[];
  }>;
}

type Features = Map<string, FeatureValue>;

/** One feature as it stands in an event (R13). */
const entry = (v: FeatureValue) => [
  v.bodyId,
  v.name,
  Number(v.value.toPrecision(6)),
  Math.round(v.confidence * 1000) / 1000,
  v.sourceId,
  v.recorded,
];

/** Writes everything that comes down the road into a take, in and out, until it is stopped. */
export const takeScribe = ({ road, timing, recorder, sources }: ScribeParts): Stop => {
  const all = scope();
  const { events } = road;
  const keeps = (name: FeatureName): boolean => recorder.head().raw || !isBodyFeature(name);
  const fresh: Features = new Map();
  let cue: { readonly number: string | null; elapsedS: number } | null = null;

  const cueLine = (stage: StageState, elapsedS: number): void => {
    cue = { number: stage.cue, elapsedS };
    recorder.event('cue', { cue: stage.cue, scene: stage.scene, elapsedS });
  };
  const followCue = (stage: StageState, elapsedS: number): void => {
    const isNew = !cue || cue.number !== stage.cue || elapsedS < cue.elapsedS - BACK_S;
    if (isNew) cueLine(stage, elapsedS);
    else if (cue) cue.elapsedS = elapsedS;
  };
  const beat = (): void => {
    followCue(road.stage(), road.resumePoint().cueElapsedS);
    if (fresh.size > 0) recorder.event('features', [...fresh.values()].map(entry));
    fresh.clear();
    recorder.moment(momentOf(road, recorder.head().raw, keeps));
  };

  for (const { info, streams } of sources) recorder.source(info, streams);
  recorder.event('begin', beginning(road, recorder));
  cueLine(road.stage(), road.resumePoint().cueElapsedS);
  all.add(events.announced.on(({ info, streams }) => recorder.source(info, streams)));
  all.add(events.blocks.on(recorder.block));
  all.add(
    events.asked.on(({ intent, atMs, door, from }) =>
      recorder.event('ask', { intent, door, from }, atMs),
    ),
  );
  all.add(
    events.notes.on((notes) => {
      for (const note of notes) recorder.event('note', note);
    }),
  );
  all.add(
    events.stages.on((stage) => {
      if (stage.cue !== cue?.number) cueLine(stage, road.resumePoint().cueElapsedS);
    }),
  );
  all.add(
    events.features.on((values) => {
      for (const v of values) if (keeps(v.name)) fresh.set(`${v.bodyId}/${v.name}`, v);
    }),
  );
  all.add(timing.every(EVERY_MS, beat));
  return all.close;
};

/** The place in the show at which a take begins; without raw biosignals the pulse in it is at rest (R15). */
const beginning = (road: Road, recorder: Recorder) => {
  const point: ResumePoint = road.resumePoint();
  const { show, showHash, seed, software, raw } = recorder.head();
  return { show, showHash, seed, software, resume: raw ? point : { ...point, pulse: RESTING } };
};

/** A line of the timeline; without raw biosignals heart and breath are left out of it (R15). */
const momentOf = (road: Road, raw: boolean, keeps: (name: FeatureName) => boolean): string => {
  const bodies = new Map(
    road.show().bodies.map((id) => {
      const features = [...road.featuresOf(id)].filter(([name]) => keeps(name));
      return [id, new Map(features)] as const;
    }),
  );
  const line = timelineLine(road.stage(), bodies);
  if (raw) return line;
  const { beats: _, breath: __, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return JSON.stringify(rest);
};
