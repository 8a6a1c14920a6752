import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Act } from '#contracts/act';
import { YeounError } from '#contracts/errors';
import { ADAPTERS, parseSource } from '../../sensors/registry.ts';
import { type Models, openModels } from '../affect/learned/store.ts';
import type { Config } from '../config.ts';
import type { InletMessage } from '../control/osc/door.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import { emitter } from '../kernel/emitter.ts';
import { type Log, silentLog, withSeldom } from '../kernel/log.ts';
import { type ManualClock, manualClock } from '../kernel/manual-clock.ts';
import { type Scheduler, scheduler } from '../kernel/scheduler.ts';
import { openRoad, type Road } from '../road.ts';
import { loadShow } from '../show/load.ts';
import { timelineHasher, timelineLine } from '../show/timeline.ts';
import { openPeople } from '../state/people/index.ts';
import { takeFiles, vaults } from '../state/take-files.ts';
import { readPassphrase } from '../state/vault.ts';
import { askAgain, fromCue, readCues } from './replay-cues.ts';
import { readWorn, wornAgain } from './replay-worn.ts';

export interface ReplayOptions {
  readonly show: string;
  readonly out: string;
  readonly seconds?: string | undefined;
  /** Begin where the take began in the show, and ask again what was asked then. */
  readonly withCues?: boolean | undefined;
  /** Begin where this cue began in the take. */
  readonly fromCue?: string | undefined;
  /** So many times as fast as it was, 0.1 to 20; as fast as it goes where absent or `max`. */
  readonly speed?: string | undefined;
}

/** Show time at which every replay begins, so that the same recording gives the same bytes on any day. */
const EPOCH_MS = Date.UTC(2000, 0, 1);
const LINE_EVERY_MS = 100;
/** How long the road goes on after the last sample, so that the decay is in the timeline. */
const TAIL_MS = 5000;
const MOST_MS = 24 * 3600 * 1000;

const limitOf = (seconds: string | undefined): number => {
  if (seconds === undefined) return MOST_MS;
  const n = Number(seconds);
  if (!(n > 0))
    throw new YeounError(
      'config/value',
      '--seconds',
      `"${seconds}" does not fit.`,
      'Use a number above 0.',
    );
  return Math.min(n * 1000, MOST_MS);
};

const SPEED = { least: 0.1, most: 20 };

/** Null: as fast as it goes. */
export const speedOf = (speed: string | undefined): number | null => {
  if (speed === undefined || speed === 'max') return null;
  const n = Number(speed);
  if (n >= SPEED.least && n <= SPEED.most) return n;
  throw new YeounError(
    'config/value',
    '--speed',
    `"${speed}" does not fit.`,
    `Use ${SPEED.least} to ${SPEED.most}, or max.`,
  );
};

/** Waits until the wall clock has come as far as show time at this speed. */
const pace = (wall: Clock, speed: number | null, startedMs: number) => async (playedMs: number) => {
  if (speed === null) return;
  await new Promise<void>((done) => wall.at(startedMs + playedMs / speed, done));
};

const hasEnded = (road: Road): boolean => {
  const sources = road.sources();
  return sources.length > 0 && sources.every((s) => s.state === 'ended' || s.state === 'failed');
};

/** Lets the road run; yields a line every 100 ms of show time until the recording and its tail are over. */
function* linesOf(road: Road, clock: ManualClock, limitMs: number): Generator<string> {
  const endMs = EPOCH_MS + limitMs;
  let stopMs = endMs;
  let ended = false;
  let left: Act[] = [];
  road.events.acts.on((act) => left.push(act));
  while (clock.nowMs() < stopMs) {
    clock.advance(LINE_EVERY_MS);
    const bodies = new Map(road.show().bodies.map((id) => [id, road.featuresOf(id)]));
    yield timelineLine(road.stage(), bodies, {
      acts: left,
      sound: road.sound(),
      outputs: road.outputs(),
    });
    left = [];
    if (!ended && hasEnded(road)) {
      ended = true;
      stopMs = Math.min(endMs, clock.nowMs() + TAIL_MS);
    }
  }
}

/** A path may hold commas, which separate options on the command line of a source. */
export const sourceOf = (recording: string, fromMs = 0, speed = 1) =>
  parseSource(
    `${ADAPTERS.replay?.kind ?? 'replay'}:path=${recording.replaceAll(',', '\\,')},from=${fromMs / 1000},speed=${speed}`,
  );

const progress = (clock: ManualClock, startedMs: number, nowMs: () => number) => {
  let toldMs = startedMs;
  return (end = false): void => {
    if (!end && nowMs() - toldMs < 1000) return;
    toldMs = nowMs();
    const played = (clock.nowMs() - EPOCH_MS) / 1000;
    const speed = played / Math.max(0.001, (toldMs - startedMs) / 1000);
    process.stderr.write(
      `${end ? 'Played' : 'playing'} ${played.toFixed(1)} s of show time, ${speed.toFixed(0)} times as fast as it was\n`,
    );
  };
};

type ReplayConfig = Pick<Config, 'root' | 'state' | 'stateKey' | 'stateKeyFile' | 'keyFile'>;

/** Whoever is kept in the state folder: looked at, never written. */
const peopleOf = ({ state, keyFile }: ReplayConfig, wall: Clock, log: Log) =>
  openPeople({
    folder: state,
    keyFile,
    timing: scheduler(wall, () => {}),
    log,
    onLamp: () => {},
  });

/** Plays a recording through the whole road on a clock of its own and writes the timeline. */
export const replay = async (
  recording: string,
  options: ReplayOptions,
  config: ReplayConfig,
): Promise<number> => {
  const wall = systemClock();
  const log = withSeldom(wall, {
    ...silentLog,
    warn: (where, text) => process.stderr.write(`${where}: ${text}\n`),
    fail: (where, text) => process.stderr.write(`${where}: ${text}\n`),
  });
  const clock = manualClock(EPOCH_MS);
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const models = await openModels({ root: config.root, timing, log });
  try {
    return await played(recording, options, config, { wall, log, clock, timing, models });
  } finally {
    await models.close();
  }
};

interface Stage {
  readonly wall: Clock;
  readonly log: Log;
  readonly clock: ManualClock;
  readonly timing: Scheduler;
  readonly models: Models;
}

const played = async (
  recording: string,
  options: ReplayOptions,
  config: ReplayConfig,
  { wall, log, clock, timing, models }: Stage,
): Promise<number> => {
  const limitMs = limitOf(options.seconds);
  const vaultAt = vaults(() => readPassphrase(config.stateKey, config.stateKeyFile));
  const readFiles = takeFiles(vaultAt, wall.nowMs);
  const { show } = await loadShow(options.show);
  const { fromCue: number } = options;
  const take =
    options.withCues || number !== undefined ? await readCues(recording, readFiles) : null;
  const place = take && number !== undefined ? fromCue(take, number) : null;
  const cues = place ?? take;
  const paced = speedOf(options.speed);
  const personal = await wornAgain({
    recorded: (await readWorn(recording, readFiles)).map(({ afterMs, worn }) => ({
      afterMs: Math.max(0, afterMs - (place?.fromMs ?? 0)),
      worn,
    })),
    openPeople: () => peopleOf(config, wall, log),
    models,
    warn: ({ en, ko }) => log.warn('replay', `${en} / ${ko}`),
  });
  const road = openRoad({
    show,
    scheduler: timing,
    log,
    osc: emitter<InletMessage>(),
    takeFiles: readFiles,
    resume: place ? null : (cues?.resume ?? null),
    context: personal.context,
  });
  personal.follow(road, timing);
  if (place) {
    const intent = { do: 'jump' as const, number: place.cue.number, afterS: place.cue.elapsedS };
    road.ask({ intent, atMs: timing.nowMs(), door: 'replay', from: 'take' });
  }
  if (cues) askAgain(cues, road, timing);
  const stop = await sourceOf(recording, place?.fromMs).open(road.contextFor('replay'));
  const out = createWriteStream(options.out);
  const failed = finished(out);
  const hash = timelineHasher();
  const tell = progress(clock, wall.nowMs(), wall.nowMs);
  const waited = pace(wall, paced, wall.nowMs());
  for (const line of linesOf(road, clock, limitMs)) {
    hash.push(line);
    if (!out.write(`${line}\n`)) await Promise.race([failed, once(out, 'drain')]);
    tell();
    // Answers of this step are there before the next: how fast a machine is cannot show in the timeline.
    if (models.outstanding() > 0) await models.settled();
    await waited(clock.nowMs() - EPOCH_MS);
  }
  out.end();
  await failed;
  const fault = road.sources().find((s) => s.state === 'failed');
  stop();
  road.close();
  tell(true);
  if (fault) {
    process.stderr.write(
      `${recording}: ${fault.reason?.en ?? 'the recording could not be read to its end.'}\n`,
    );
    return 1;
  }
  process.stdout.write(`${options.out} sha256 ${hash.digest()}\n`);
  return 0;
};
