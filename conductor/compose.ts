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
import type { InletMessage } from './control/osc/door.ts';
import { type Doors, houseHealth } from './house-health.ts';
import { openImagery } from './imagery/open.ts';
import { openKept } from './kept.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import { type Emitter, emitter } from './kernel/emitter.ts';
import { sentence } from './kernel/errors.ts';
import { type Log, pinoLog } from './kernel/log.ts';
import { type Scheduler, scheduler } from './kernel/scheduler.ts';
import { type Scope, scope } from './kernel/scope.ts';
import { openMemoryRooms } from './memory/open.ts';
import { openMusic } from './music/open.ts';
import { openOscDoors } from './osc-doors.ts';
import { patchedSources } from './patched-sources.ts';
import { openRehearsal } from './rehearsal/open.ts';
import { takeRoom } from './rehearsal/room.ts';
import { openHouseRig } from './rig.ts';
import { openRoad, type Road, TICK_HZ } from './road.ts';
import { diskFiles } from './show/files.ts';
import { goesOn, loadAgain } from './show/last-good.ts';
import type { LoadedShow } from './show/load.ts';
import { sheetPage } from './show/sheet-page.ts';
import { stageShow } from './show/stage-show.ts';
import { openShowFile } from './show-file.ts';
import { keepPlace } from './state/keep-place.ts';
import { lampBoard, tolerance } from './state/lamps.ts';
import { takeLock } from './state/lock.ts';
import { takeFiles } from './state/take-files.ts';
import { openTakes } from './takes.ts';
import { teller } from './tell.ts';
import { VERSION } from './version.ts';
import { watchDisplays } from './wire/display-lamps.ts';
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
  const { store, patch, vault, vaultAt, profiles, people, memories, models } = kept;
  const resume = goesOn({ config, restarts }) ? await store.read() : null;

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
    speed: config.rehearsal?.speed ?? 1,
  });
  all.add(road.close);
  all.add(profiles.keep(() => learnedOf(road.show().bodies, kept.expectation.save())));
  road.setPatch(patch.patch());
  all.add(patch.on(road.setPatch));

  const doors: Doors = {};
  const { health, meters } = houseHealth({ road, timing, lamps, models, doors, restarts, all });

  // The doors.
  const osc = await openOscDoors({
    config,
    timing,
    log,
    road,
    patch,
    inlet,
    all,
    health,
    heard: (list) => doors.wire?.heard(list),
  });
  doors.osc = osc;
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
    onEdit: async (request, from) =>
      (await doors.editing?.ask(request, from)) ?? { n: request.n, ok: false, problems: [] },
    onLearn: (on) => doors.rig?.learn(on),
    onTest: (device) => doors.rig?.test(device),
    sheet: (asked) => sheetPage(road.show(), asked),
    soundFile(id) {
      const file = road.show().sounds[id]?.file;
      return file === undefined ? null : { folder: loaded.folder, file };
    },
    takes: takeRoom({
      state: config.state,
      rehearsed: config.rehearsal?.take ?? null,
      takeFiles: takeFiles(vaultAt, timing.nowMs),
    }),
    booth: () => doors.visits ?? null,
    mine: memories,
    sheetPicture: memories.picture,
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
    osc.showChanged();
    imagery?.follow(next);
    doors.visits?.follow(next);
  };
  announce(loaded);
  const tell = teller(timing.nowMs, log, wire.notes);
  wire.setPatch(patch.patch());
  all.add(patch.on(wire.setPatch));
  const rig = openHouseRig({
    timing,
    log,
    lamps,
    folder: config.state,
    road,
    wire,
    patch,
    ask: osc.ask,
  });
  doors.rig = rig;
  all.add(() => void rig.close());
  const music = openMusic({
    timing,
    road,
    wire,
    act: rig.act,
    folder: () => loaded.folder,
    files: diskFiles,
    tell,
  });
  all.add(music.close);
  all.add(
    road.events.notes.on((notes) => {
      for (const { level, text } of notes) tell(level, 'show', text);
    }),
  );
  const hand = affectHand();
  all.add(
    road.events.blocks.on((block) => {
      const intent = hand(block);
      if (intent) road.ask({ intent, atMs: timing.nowMs(), door: 'midi', from: block.sourceId });
    }),
  );
  all.add(feed(road.events, wire));
  all.add(road.events.stages.on(() => wire.desk(road.desk())));
  all.add(road.events.sounds.on(wire.sound));
  wire.sound(road.sound());
  all.add(road.events.outputs.on(wire.outputs));
  wire.outputs(road.outputs());
  all.add(memories.onWall(wire.wall));
  wire.wall(memories.wall());
  all.add(watchDisplays({ timing, displays: wire.displays, lamps }));
  const file = { loaded, timing, road, lamps, tell, announce, kept: config.state, log };
  const rehearses = config.rehearsal !== null;
  doors.editing = openShowFile({ ...file, rehearses, show: wire.editing, all });
  // A rehearsal leaves the place of the evening as it is.
  if (!config.rehearsal) all.add(keepPlace(timing, road, store));
  const visits = openMemoryRooms({
    config,
    loaded,
    road,
    timing,
    log,
    lamps,
    tell,
    wire,
    memories,
    takeUp: music.takeUp,
  });
  doors.visits = visits;
  all.add(() => void visits.close());
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
    visited: visits.isServing,
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
  if (config.rehearsal) {
    const takeOf = takeFiles(vaultAt, timing.nowMs);
    all.add(await openRehearsal({ ...config.rehearsal, road, timing, takeFiles: takeOf, tell }));
  }

  const close = async (): Promise<void> => {
    if (!config.rehearsal) store.write(road.resumePoint());
    await visits.close();
    await take.close();
    await profiles.flush();
    await calibrating.close();
    await memories.close();
    await people.close();
    await imagery?.close();
    await rig.close();
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
