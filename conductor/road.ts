import type { AffectEstimate } from '#contracts/affect';
import type { DeskStatus } from '#contracts/desk';
import type { FeatureName, FeatureValue } from '#contracts/feature';
import type { Text } from '#contracts/ids';
import type { Asked } from '#contracts/intent';
import type { OutputLevels } from '#contracts/output';
import type { Patch } from '#contracts/patch';
import type { Remembered } from '#contracts/picture';
import type { ResumePoint } from '#contracts/resume';
import type { Show } from '#contracts/show';
import type { SoundDesk } from '#contracts/sound';
import type { StageState } from '#contracts/stage';
import type { SourceStatus } from '#contracts/status';
import { type Expectation, openExpectation } from '../sensors/expectation/index.ts';
import { sensorHub } from '../sensors/hub.ts';
import type { OpenTakeFiles } from '../sensors/recording/files.ts';
import type { OscInlet, PageInlet, SourceContext } from '../sensors/source.ts';
import { synchrony } from '../sensors/synchrony/index.ts';
import type { DecoderContext } from './affect/decoder.ts';
import { DECODERS } from './affect/decoders.ts';
import { type AffectIntent, noSuchBody } from './affect/override.ts';
import { affectReaders, type BodyFeeling } from './affect/readers.ts';
import type { ReadText } from './affect/remember.ts';
import { conductAt } from './conduct-at.ts';
import type { Stop } from './kernel/clock.ts';
import type { Log } from './kernel/log.ts';
import type { Scheduler } from './kernel/scheduler.ts';
import { scope } from './kernel/scope.ts';
import { type RoadEvents, roadEvents } from './road-events.ts';
import { roadMemory } from './road-memory.ts';
import type { MusicWish } from './show/director.ts';
import { pairsOf } from './show/pairs.ts';
import { soundUrl, type UrlOf } from './show/sound-desk.ts';
import type { Paint } from './show/state.ts';
import { type CuePlace, intentionOf } from './show/trajectory.ts';
import { told } from './told.ts';

/** Beats a second of the one tick. */
export const TICK_HZ = 60;

export interface RoadOptions {
  readonly show: Show;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly osc: OscInlet;
  /** Sensor pages; nobody where absent. */
  readonly pages?: PageInlet;
  /** How the files of takes are read; as they lie where absent. */
  readonly takeFiles?: OpenTakeFiles;
  /** What is expected of each body; one that begins with nothing learned where absent. */
  readonly expectation?: Expectation;
  readonly resume?: ResumePoint | null;
  /** The models that decoders may use; the rules alone where absent. */
  readonly context?: DecoderContext;
  /** Reads the feeling in words; where absent, words are let go unread. */
  readonly readText?: ReadText | null;
  /** Where a display gets a sound of the show; `/sounds/` and its name where absent. */
  readonly soundUrl?: UrlOf;
  /** Of a rehearsal: so many times as fast as real time goes the time of the director; 1 where absent. */
  readonly speed?: number;
}

/** From samples to stage states, in memory: the same road live and on a manual clock. */
export interface Road {
  readonly events: RoadEvents;
  /** For an adapter of one kind. */
  contextFor(kind: string): SourceContext;
  /** Acts on an intent at once, not at the next tick. */
  ask(asked: Asked): void;
  /** Acts with the next tick, or before whatever is asked until then; of one kind of intent the newest counts. */
  askSoon(asked: Asked): void;
  /**
   * What a visitor remembers, whole and as it stands: its parts are painted with their weights, their words are read
   * together. Nothing in it: what was remembered is let go. Nothing of it is asked for aloud (WIRE-38).
   */
  remember(memory: Remembered): void;
  /** The newest state. */
  stage(): StageState;
  show(): Show;
  /** True while PANIC stands. */
  isSafe(): boolean;
  /** Goes on with another version of the show, at its cue if that still exists. */
  replace(show: Show): void;
  resumePoint(): ResumePoint;
  /** What an operator must see beside the stage. */
  desk(): DeskStatus;
  /** All that sounds. */
  sound(): SoundDesk;
  /** How the music that answers is to be; null: the show has none. */
  music(): MusicWish | null;
  /** What cues leave to displays of their light. */
  outputs(): OutputLevels;
  /** What the cues gave the engine to paint and which engine that is; `none`: nobody paints. */
  paint(): Paint;
  /** Whether another version of the show may be taken over now without touching anything on its way. */
  isSafeMoment(): boolean;
  /** Obeys the machine's patch from now on. */
  setPatch(patch: Patch): void;
  sources(): SourceStatus[];
  /** What is felt in each body of the show. */
  bodies(): BodyFeeling[];
  /** A visitor stands for a body and wears these sources, and no others count for it; null: it is nobody's in particular again. */
  wear(bodyId: string, sources: readonly string[] | null): void;
  /** Of a body, or of two under their `pairId`. */
  featuresOf(id: string): ReadonlyMap<FeatureName, FeatureValue>;
  /** The newest estimate of each decoder of a body. */
  estimatesOf(bodyId: string): readonly AffectEstimate[];
  /** Joins an estimate that came from outside the features to one body, or to all (`null`); a visitor's goes into no take. */
  feel(bodyId: string | null, estimate: AffectEstimate, of?: 'visitor'): void;
  /** A person's model came or went, of one body or of any. */
  remake(bodyId?: string): void;
  /** Beats of the tick, and those left out because the process could not keep up. */
  ticks(): { readonly beats: number; readonly late: number };
  readonly close: Stop;
}

/** Asks once for each id: many mappings of one step listen to the same body. */
const once = <T>(ask: (id: string) => T): ((id: string) => T) => {
  const known = new Map<string, T>();
  return (id) => {
    const found = known.get(id) ?? ask(id);
    known.set(id, found);
    return found;
  };
};

/** Builds the road and starts its tick. */
export const openRoad = (options: RoadOptions): Road => {
  const { scheduler, log, osc } = options;
  const all = scope((error) => log.fail('road', String(error)));
  const events = roadEvents();
  const failed = (error: unknown): void =>
    log.fail('road', error instanceof Error ? String(error.stack) : String(error));
  /** What fails beside the director must not keep it from its step. */
  const guarded = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      failed(error);
    }
  };
  const hub = sensorHub({
    timing: scheduler,
    osc,
    log,
    expectation: options.expectation ?? openExpectation(),
    ...(options.pages && { pages: options.pages }),
  });
  all.add(() => hub.close());
  let intention = intentionOf(options.show);
  // The director asks for the feeling before there is a director that could be asked where the show is.
  let place: (nowMs: number) => CuePlace | null = () => null;
  const readers = affectReaders(options.show, DECODERS, {
    ...(options.context && { context: options.context }),
    intended: (bodyId, nowMs) => intention(place(nowMs), bodyId),
  });
  const together = synchrony(pairsOf(options.show));
  const featuresOf = (id: string, nowMs: number): ReadonlyMap<FeatureName, FeatureValue> => {
    const pair = together.of(id, nowMs);
    return pair.size > 0 ? pair : hub.featuresOf(id, nowMs);
  };

  const director = conductAt(options.speed ?? 1, {
    show: options.show,
    resume: options.resume ?? null,
    scheduler,
    events,
    urlOf: options.soundUrl ?? soundUrl,
    heard: (nowMs) => ({
      affectOf: (bodyId) => readers.of(bodyId, nowMs),
      features: once((id) => featuresOf(id, nowMs)),
    }),
    take: ({ agoS, ...affect }) =>
      readers.take({ do: 'affect', ...affect }, scheduler.nowMs(), agoS),
    onError: failed,
  });
  place = director.place;
  all.add(director.close);

  all.add(
    hub.onFeatures((values) => {
      readers.hear(values, scheduler.nowMs());
      together.hear(values);
      events.features.emit(values);
    }),
  );
  all.add(hub.onMovement((frame) => events.movement.emit(frame)));
  all.add(hub.onSource((source) => events.announced.emit(source)));
  all.add(
    hub.onBlock((block) => {
      readers.hearBlock(block);
      events.blocks.emit(block);
    }),
  );

  const soon = new Map<string, Asked>();
  /** What waited for the next step. */
  const waiting = (): Asked[] => {
    const all = [...soon.values()];
    soon.clear();
    for (const asked of all) guarded(() => events.asked.emit(told(asked)));
    return all;
  };

  const tick = scheduler.every(1000 / TICK_HZ, () => {
    const startMs = scheduler.nowMs();
    guarded(() => hub.tick(startMs));
    guarded(() => {
      const pairs = together.tick(startMs);
      if (pairs.length > 0) events.features.emit(pairs);
    });
    guarded(() => readers.tick(startMs));
    director.advance(waiting());
    events.work.emit({ atMs: startMs, tookMs: scheduler.nowMs() - startMs });
  });
  all.add(tick);

  const feel: Road['feel'] = (body, estimate, of) => {
    readers.feel(body, estimate);
    if (of === undefined) guarded(() => events.felt.emit({ body, estimate }));
  };
  const warn = (...texts: readonly Text[]): void => {
    if (texts.length === 0) return;
    guarded(() => events.notes.emit(texts.map((text) => ({ level: 'warn', text }))));
  };
  const take = (intent: AffectIntent): void => {
    const { bodies } = director.show();
    if (intent.body === undefined || bodies.includes(intent.body))
      readers.take(intent, scheduler.nowMs());
    else warn(noSuchBody(intent.body, bodies));
  };
  const memory = roadMemory({
    read: options.readText ?? null,
    bodies: () => director.show().bodies,
    feel,
    warn,
    paint: (remembered) => events.remembered.emit(remembered),
    failed: (text) => log.fail('road', text),
  });
  return {
    events,
    contextFor: (kind) => ({
      ...hub.contextFor(kind),
      ...(options.takeFiles && { takeFiles: options.takeFiles }),
    }),
    askSoon(asked) {
      // The newest comes last, also among those of other kinds.
      soon.delete(asked.intent.do);
      soon.set(asked.intent.do, asked);
    },
    ask(asked) {
      const before = waiting();
      guarded(() => events.asked.emit(told(asked)));
      if (asked.intent.do === 'memory') {
        if (before.length > 0) director.advance(before);
        memory.hear(asked.intent, asked.atMs);
      } else {
        if (asked.intent.do === 'affect') take(asked.intent);
        director.advance([...before, asked]);
      }
    },
    remember: (remembered) => memory.remember(remembered, scheduler.nowMs()),
    stage: director.stage,
    show: director.show,
    isSafe: director.isSafe,
    replace(next) {
      readers.follow(next);
      together.follow(pairsOf(next));
      intention = intentionOf(next);
      director.replace(next);
    },
    resumePoint: director.resumePoint,
    desk: director.desk,
    sound: director.sound,
    music: director.music,
    outputs: director.outputs,
    paint: director.paint,
    isSafeMoment: director.isSafeMoment,
    setPatch(patch) {
      hub.setPatch(patch);
      director.setSoundLevel(patch.rig.soundLevel);
    },
    bodies: () => readers.all(scheduler.nowMs()),
    sources: () => hub.statuses(scheduler.nowMs()),
    wear: hub.wear,
    featuresOf: (id) => featuresOf(id, scheduler.nowMs()),
    estimatesOf: readers.estimates,
    feel,
    remake: readers.remake,
    ticks: tick.stats,
    close: all.close,
  };
};
