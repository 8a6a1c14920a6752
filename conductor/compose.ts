import { join } from 'node:path';
import type { SampleBlock } from '#contracts/sensor';
import type { Health } from '#contracts/status';
import { type ParsedSource, parseSource } from '../sensors/registry.ts';
import type { PageEvent } from '../sensors/source.ts';
import { textReader } from './affect/text/index.ts';
import { wornModels } from './affect/worn.ts';
import { openCalibrating } from './calibrating/open.ts';
import type { Config } from './config.ts';
import { affectHand } from './control/midi/affect-hand.ts';
import { type InletMessage, type OscDoor, openOscDoor } from './control/osc/door.ts';
import { healthOf } from './health.ts';
import { type Imagery, openImagery } from './imagery/open.ts';
import { openKept } from './kept.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { type Emitter, emitter } from './kernel/emitter.ts';
import { sentence } from './kernel/errors.ts';
import { type Log, pinoLog } from './kernel/log.ts';
import { type Scheduler, scheduler } from './kernel/scheduler.ts';
import { type Scope, scope } from './kernel/scope.ts';
import { patchedSources } from './patched-sources.ts';
import { openRoad, type Road, TICK_HZ } from './road.ts';
import { keepShow } from './show/keep-show.ts';
import { loadAgain } from './show/last-good.ts';
import type { LoadedShow } from './show/load.ts';
import { stageShow } from './show/stage-show.ts';
import { keepPlace } from './state/keep-place.ts';
import type { TakeKeeper } from './state/keep-take.ts';
import { lampBoard, tolerance } from './state/lamps.ts';
import { takeLock } from './state/lock.ts';
import { metrics } from './state/metrics.ts';
import { takeFiles } from './state/take-files.ts';
import { NO_TAKE } from './state/take-status.ts';
import { tickWork } from './state/tick-work.ts';
import { openTakes } from './takes.ts';
import { teller } from './tell.ts';
import { VERSION } from './version.ts';
import { openWireDoor, type WireDoor } from './wire/door.ts';
import { feed } from './wire/feed.ts';

/** A conductor that runs. */
export interface Conductor {
  readonly wire: WireDoor;
  readonly oscPort: number;
  readonly show: LoadedShow;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** Every sample block that counts. */
  readonly blocks: Emitter<SampleBlock>;
  health(): Health;
  /** Ends everything, the newest first; the place in the show is saved. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  readonly config: Config;
  /** How often the supervisor restarted this conductor: a restarted one resumes even with --fresh. */
  readonly restarts: number;
  readonly clock?: Clock;
}

const PATCH_FULL = {
  en: 'The patch takes no more: too many sources or cameras are set. Take back settings of some that are gone.',
  ko: '패치에 더 넣을 수 없습니다. 설정한 신호원이나 카메라가 너무 많습니다. 쓰지 않는 것의 설정을 지우세요.',
};

/** Builds the conductor in the order of the data. Throws typed errors; what was opened is then closed again. */
export const compose = async (options: ComposeOptions): Promise<Conductor> => {
  const { config, clock = systemClock() } = options;
  const log = pinoLog(clock, config.logLevel);
  const timing = scheduler(clock, (error) =>
    log.fail('tick', error instanceof Error ? String(error.stack) : String(error)),
  );
  const all = scope((error) => log.fail('close', sentence(error)));
  try {
    return await build(options, log, timing, all);
  } catch (error) {
    all.close();
    throw error;
  }
};

const build = async (
  { config, restarts }: ComposeOptions,
  log: Log,
  timing: Scheduler,
  all: Scope,
): Promise<Conductor> => {
  // What must be right before anything starts: the sources as written, the state folder, the show.
  const sources = config.sources.map(parseSource);
  const lamps = lampBoard();
  // A restarted conductor goes on with what there is: what fails now lights a lamp.
  const mayFail = tolerance(restarts > 0, lamps, log);
  all.add((await mayFail('state', async () => takeLock(config.state))) ?? (() => {}));
  const loaded = await loadAgain({ config, restarts, lamps, log });
  const kept = await openKept({ config, lamps, timing, log, all });
  const { store, patch, vault, vaultAt, profiles, people, models } = kept;
  const resume = config.fresh && restarts === 0 ? null : await store.read();

  // The road: sensors, features, affect, director.
  const inlet = emitter<InletMessage>();
  const pages = emitter<PageEvent>();
  const road = openRoad({
    show: loaded.show,
    scheduler: timing,
    log,
    osc: inlet,
    pages,
    takeFiles: takeFiles(vaultAt, timing.nowMs),
    expectation: kept.expectation,
    resume,
    context: models.context,
    readText: textReader(models.context).read,
  });
  all.add(road.close);
  all.add(profiles.keep(() => learnedOf(road.show().bodies, kept.expectation.save())));
  road.setPatch(patch.patch());
  all.add(patch.on(road.setPatch));

  // Health, asked for by the doors and told by them.
  const work = tickWork(TICK_HZ);
  all.add(road.events.work.on(work.push));
  const startedMs = timing.nowMs();
  // Filled as they open: a client may ask while the next one is not there yet.
  const doors: { osc?: OscDoor; wire?: WireDoor; take?: TakeKeeper; imagery?: Imagery | null } = {};
  const health = (): Health =>
    healthOf({
      show: road.show().id,
      stage: road.stage(),
      safe: road.isSafe(),
      sources: road.sources(),
      displays: doors.wire?.displays() ?? [],
      doors: [doors.osc?.status(), doors.wire?.status()].filter((d) => d !== undefined),
      lamps: lamps.list(),
      bodies: road.bodies(),
      take: doors.take?.status() ?? NO_TAKE,
      models: models.report(),
      imagery: doors.imagery?.status(),
      tick: work.report(road.ticks().late),
      uptimeS: (timing.nowMs() - startedMs) / 1000,
      version: VERSION,
      pid: process.pid,
    });
  const meters = metrics({
    health,
    counters: {
      clients: () => doors.wire?.clients() ?? {},
      drops: () => doors.wire?.drops() ?? {},
      restarts,
    },
  });

  // The doors.
  const osc = await openOscDoor({
    host: config.host,
    port: config.oscPort,
    scheduler: timing,
    log,
    ask: road.ask,
    cues: () => road.show().cues.map((cue) => cue.number),
    stage: road.stage,
    inlet,
  });
  doors.osc = osc;
  all.add(osc.close);
  const wire = await openWireDoor({
    host: config.host,
    port: config.port,
    assetsDir: join(config.root, 'dist', 'pages'),
    stateDir: config.state,
    scheduler: timing,
    log,
    health,
    metrics: meters.text,
    onIntent: road.ask,
    onPage: pages.emit,
    onPatch(change) {
      if (!patch.change(change)) tell('warn', 'patch', PATCH_FULL);
    },
    software: `yeoun ${VERSION}`,
    tickHz: TICK_HZ,
  });
  doors.wire = wire;
  all.add(() => void wire.close());
  const imagery = openImagery({ config, timing, road, wire, lamps });
  doors.imagery = imagery;
  all.add(() => void imagery?.close());

  // From the road to the doors, and what is kept on the way.
  let showHash = loaded.hash;
  const number = announcer(wire);
  const announce = (next: LoadedShow): void => {
    showHash = next.hash;
    number(next);
    imagery?.follow(next);
  };
  announce(loaded);
  const tell = teller(timing.nowMs, log, wire.notes);
  wire.setPatch(patch.patch());
  all.add(patch.on(wire.setPatch));
  all.add(
    road.events.notes.on((notes) => {
      for (const { level, text } of notes) tell(level, 'show', text);
    }),
  );
  all.add(road.events.stages.on(osc.changed));
  const hand = affectHand();
  all.add(
    road.events.blocks.on((block) => {
      const intent = hand(block);
      if (intent) road.ask({ intent, atMs: timing.nowMs(), door: 'midi', from: block.sourceId });
    }),
  );
  all.add(feed(road.events, wire));
  all.add(keepShow({ loaded, timing, road, lamps, tell, announce, kept: config.state, log }));
  all.add(keepPlace(timing, road, store));
  const take = openTakes({
    state: config.state,
    vault,
    vaultAt,
    timing,
    log,
    road,
    lamps,
    tell,
    showHash: () => showHash,
    worn: () => wornModels(road.show().bodies, models.context),
  });
  doors.take = take;
  all.add(() => void take.close());
  const calibrating = await openCalibrating({
    road,
    people,
    models,
    timing,
    log,
    lamps,
    tell,
    send: wire.calibration,
  });
  all.add(() => void calibrating.close());
  if (config.record)
    await mayFail('take', () => take.begin({ consent: config.consent, raw: !config.withoutRaw }));

  // Only now may signals come.
  for (const source of sources)
    all.add((await mayFail(source.kind, () => openSource(source, road))) ?? (() => {}));
  const more = patchedSources({
    lamps,
    tell,
    contextFor: road.contextFor,
    running: config.sources,
  });
  more.set(patch.patch().open);
  all.add(patch.on(({ open }) => more.set(open)));
  all.add(more.close);

  const close = async (): Promise<void> => {
    store.write(road.resumePoint());
    await take.close();
    await profiles.flush();
    await calibrating.close();
    await people.close();
    await imagery?.close();
    await wire.close();
    await store.settled();
    await patch.settled();
    all.close();
  };
  return {
    wire,
    oscPort: osc.port,
    show: loaded,
    scheduler: timing,
    log,
    blocks: road.events.blocks,
    health,
    close,
  };
};

/** Only the bodies of the show are kept: guests and stray names are forgotten with the evening. */
const learnedOf = (
  bodies: readonly string[],
  learned: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> => new Map([...learned].filter(([id]) => bodies.includes(id)));

const openSource = async (source: ParsedSource, road: Road) =>
  await source.open(road.contextFor(source.kind));

/** Every version of the show gets a number of its own, so that no display reads a state by the wrong layout. */
const announcer = (wire: WireDoor): ((loaded: LoadedShow) => void) => {
  let revision = 0;
  return ({ show }) => {
    revision = (revision % 65_535) + 1;
    wire.setShow(stageShow(show, revision));
  };
};
