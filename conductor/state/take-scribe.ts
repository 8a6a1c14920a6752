import type { FeatureValue } from '#contracts/feature';
import { isHand } from '#contracts/hand';
import type { Intent } from '#contracts/intent';
import type { ResumePoint } from '#contracts/resume';
import type { SourceInfo, StreamInfo } from '#contracts/sensor';
import type { StageState } from '#contracts/stage';
import { isBodyFeature } from '../../sensors/recording/privacy.ts';
import type { WornModel } from '../affect/worn.ts';
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
  /** The personal models that bodies wear now; none where absent. */
  readonly worn?: (() => readonly WornModel[]) | undefined;
  /** Whether a visitor is at the booth: the take rests meanwhile (SHOW-185). Nobody where absent. */
  readonly visited?: (() => boolean) | undefined;
  /** Sources that were announced before the take began. */
  readonly sources: Iterable<{
    readonly info: SourceInfo;
    readonly streams: readonly StreamInfo[];
  }>;
}

/**
 * Who is calibrated, and what they said they felt: that belongs to the person, with a consent and an end of its own
 * (conductor/state/people), and deleting them does not reach a take.
 */
const OF_PEOPLE: ReadonlySet<Intent['do']> = new Set(['calibrate', 'label']);

type Features = Map<string, FeatureValue>;

/** Adapters that play what was recorded before: whoever withdraws that take must not be in this one. */
const PLAYERS = new Set(['replay', 'understudy']);

/** Sources that only play a recording; each is named once in the take, instead of what it plays (R16). */
const borrowed = (recorder: Recorder) => {
  const infos = new Map<string, SourceInfo>();
  const others = new Set<string>();
  const named = new Set<string>();
  return {
    /** Learns of a source; true where it plays a recording. */
    source(info: SourceInfo): boolean {
      const plays = PLAYERS.has(info.kind);
      if (plays) infos.set(info.id, info);
      else infos.delete(info.id);
      if (plays) others.delete(info.id);
      else others.add(info.id);
      return plays;
    },
    /** Also what was drawn from two bodies, one of them a recording, and so has a source of its own. */
    gave: ({ sourceId, recorded }: Pick<FeatureValue, 'sourceId' | 'recorded'>): boolean =>
      infos.has(sourceId) || (recorded && !others.has(sourceId)),
    name(sourceId: string): void {
      const info = infos.get(sourceId);
      const key = `${sourceId}/${info?.take ?? ''}`;
      if (!info || named.has(key) || named.size >= MOST_NAMED) return;
      named.add(key);
      const { kind, bodyId, label, take } = info;
      const recording = { source: sourceId, adapter: kind, body: bodyId, label: label.en };
      recorder.event('recording', { ...recording, take: take ?? null });
    },
  };
};
const MOST_NAMED = 1024;

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
export const takeScribe = (parts: ScribeParts): Stop => {
  const { road, timing, recorder, sources } = parts;
  const all = scope();
  const { events } = road;
  const isVisited = (): boolean => parts.visited?.() ?? false;
  const lent = borrowed(recorder);
  const keeps = (v: FeatureValue): boolean =>
    !lent.gave(v) && (recorder.head().raw || !isBodyFeature(v.name));
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
  let worn = '[]';
  const followWorn = (): void => {
    const now = parts.worn?.() ?? [];
    if (JSON.stringify(now) === worn) return;
    worn = JSON.stringify(now);
    recorder.event('worn', now);
  };
  let wasVisited = false;
  /** True while a visitor is there; where they come and go is written, so that nobody takes the gap for silence. */
  const rests = (): boolean => {
    const on = isVisited();
    if (on !== wasVisited) recorder.event('visit', { on });
    wasVisited = on;
    return on;
  };
  const beat = (): void => {
    if (rests()) {
      fresh.clear();
      return;
    }
    followWorn();
    followCue(road.stage(), road.resumePoint().cueElapsedS);
    if (fresh.size > 0) recorder.event('features', [...fresh.values()].map(entry));
    fresh.clear();
    recorder.moment(momentOf(road, recorder.head().raw, keeps, lent.gave));
  };

  const source = (info: SourceInfo, streams: readonly StreamInfo[]): void => {
    if (!lent.source(info)) recorder.source(info, streams);
  };

  for (const { info, streams } of sources) source(info, streams);
  recorder.event('begin', beginning(road, recorder, lent.gave, isVisited()));
  followWorn();
  cueLine(road.stage(), road.resumePoint().cueElapsedS);
  all.add(events.announced.on(({ info, streams }) => source(info, streams)));
  all.add(
    events.blocks.on((block) => {
      // What a hand asked for is written as an intent; what it marked of a feeling is the person's own.
      if (isHand(block) || isVisited()) return;
      if (lent.gave(block)) lent.name(block.sourceId);
      else recorder.block(block);
    }),
  );
  all.add(
    events.asked.on(({ intent, atMs, door, from }) => {
      if (!OF_PEOPLE.has(intent.do)) recorder.event('ask', { intent, door, from }, atMs);
    }),
  );
  all.add(
    events.felt.on((felt) => {
      if (!isVisited()) recorder.event('felt', felt);
    }),
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
      if (isVisited()) return;
      for (const v of values) if (keeps(v)) fresh.set(`${v.bodyId}/${v.name}`, v);
    }),
  );
  all.add(timing.every(EVERY_MS, beat));
  return all.close;
};

/** Whether a heart, a breath or the like that is felt now comes from another recording. */
const isPulseLent = (road: Road, isLent: (value: FeatureValue) => boolean): boolean =>
  road
    .show()
    .bodies.some((id) =>
      [...road.featuresOf(id).values()].some((v) => isBodyFeature(v.name) && isLent(v)),
    );

/**
 * The place in the show at which a take begins; the pulse in it is at rest without raw biosignals (R15), where it comes
 * from another recording (R16) and where it is a visitor's (R21).
 */
const beginning = (
  road: Road,
  recorder: Recorder,
  isLent: (value: FeatureValue) => boolean,
  isVisited: boolean,
) => {
  const point: ResumePoint = road.resumePoint();
  const { show, showHash, seed, software, raw } = recorder.head();
  return {
    show,
    showHash,
    seed,
    software,
    resume: raw && !isVisited && !isPulseLent(road, isLent) ? point : { ...point, pulse: RESTING },
  };
};

/**
 * A line of the timeline; heart and breath are left out of it without raw biosignals (R15), and while such a
 * feature comes from another recording (R16).
 */
const momentOf = (
  road: Road,
  raw: boolean,
  keeps: (value: FeatureValue) => boolean,
  isLent: (value: FeatureValue) => boolean,
): string => {
  const bodies = new Map(
    road.show().bodies.map((id) => {
      const features = [...road.featuresOf(id)].filter(([, v]) => keeps(v));
      return [id, new Map(features)] as const;
    }),
  );
  const line = timelineLine(road.stage(), bodies);
  if (raw && !isPulseLent(road, isLent)) return line;
  const { beats: _, breath: __, ...rest } = JSON.parse(line) as Record<string, unknown>;
  return JSON.stringify(rest);
};
