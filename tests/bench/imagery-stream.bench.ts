import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PictureFrame } from '#contracts/picture';
import type { Health } from '#contracts/status';
import { ENGINES } from '../../conductor/imagery/engines.ts';
import { type PictureFile, toFiles } from '../../conductor/imagery/file.ts';
import { openFilm } from '../../conductor/imagery/film.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { type Scheduler, scheduler } from '../../conductor/kernel/scheduler.ts';
import { threads } from '../../conductor/kernel/thread.ts';
import { threadFile } from '../../conductor/kernel/thread-file.ts';
import { openWireDoor, type WireDoor } from '../../conductor/wire/door.ts';
import { GARDEN, paintGradient, SHOW, stageAt } from '../imagery/support.ts';
import { type Bench, quantile } from '../support/bench.ts';
import { stallOne } from './imagery-stall.ts';

const FRAME_MS = 1000 / 30;
const SETTLE_MS = 7000;
const MEASURE_MS = 12_000;
const DISPLAYS = 4;
/** A display that is spared pictures is never behind: so many of them must come. */
const LEAST_SHARE = 0.95;

const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;

const wait = (time: Scheduler, ms: number): Promise<void> =>
  new Promise((resolve) => void time.after(ms, resolve));

const realTime = (): Scheduler =>
  scheduler(systemClock(), (error) => {
    throw error;
  });

export const openBenchDoor = (time: Scheduler, folder: string): Promise<WireDoor> =>
  openWireDoor({
    host: '127.0.0.1',
    port: 0,
    assetsDir: folder,
    stateDir: folder,
    scheduler: time,
    log: silentLog,
    // Only consoles ask for it, and there are none.
    health: (): Health => {
      throw new Error('nobody asks for health here');
    },
    metrics: async () => '',
    onIntent() {},
    software: 'bench',
  });

const forkDisplays = (door: WireDoor, count: number, lines: number): ChildProcess =>
  fork(fileURLToPath(new URL('./imagery-displays.worker.mjs', import.meta.url)), [
    `${door.url.replace('http', 'ws')}/ws`,
    String(count),
    String(lines),
  ]);

interface Seen {
  readonly delays: readonly number[];
  readonly bytes: readonly number[];
  readonly missed: readonly number[];
}

const heard = async (child: ChildProcess): Promise<Partial<Seen>> => {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The displays' process ended with ${code}.`);
  });
  const [message] = await Promise.race([once(child, 'message'), failed]);
  return message;
};

/** Pictures of 512 lines with relief, as heavy as matter is: grain in every pixel. 60-100 kB each. */
export const recordedPictures = async (count: number): Promise<readonly PictureFile[]> => {
  const files: PictureFile[] = [];
  let grain = 1;
  for (let i = 0; i < count; i++) {
    const painted = paintGradient({ memory: GARDEN, seed: 1, atMs: i * FRAME_MS, lines: 512 });
    for (let p = 0; p < painted.rgb.length; p++) {
      grain = (Math.imul(grain, 1664525) + 1013904223) >>> 0;
      painted.rgb[p] = Math.min(255, (painted.rgb[p] ?? 0) + (grain >>> 26));
    }
    files.push(...(await toFiles(painted, [])));
  }
  return files;
};

export const frameOf = (file: PictureFile, seq: number, atMs: number): PictureFrame => ({
  ...file,
  seq,
  atMs,
  seed: 1,
  rung: 'engine',
  engine: 'recorded',
  cut: false,
});

/** Four displays at 30 pictures a second of 512 lines, painted and written before. */
const recorded = async () => {
  const files = await recordedPictures(30);
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-bench-'));
  const time = realTime();
  const door = await openBenchDoor(time, folder);
  let seq = 0;
  const stop = time.every(FRAME_MS, () => {
    const file = files[seq % files.length];
    if (file) door.picture([frameOf(file, ++seq, monotonicMs())]);
  });
  const child = forkDisplays(door, DISPLAYS, 1080);
  try {
    await heard(child);
    await wait(time, SETTLE_MS);
    child.send('measure');
    const cpu = process.cpuUsage();
    const [from, first] = [monotonicMs(), seq];
    await wait(time, MEASURE_MS);
    const used = process.cpuUsage(cpu);
    const cores = (used.user + used.system) / 1000 / (monotonicMs() - from);
    const sent = seq - first;
    child.send('stop');
    const { delays = [], bytes = [], missed = [] } = await heard(child);
    return { cores, sent, delays, bytes, missed };
  } finally {
    stop();
    child.kill();
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

let four: ReturnType<typeof recorded> | undefined;
const theFour = () => {
  four ??= sound(recorded());
  return four;
};

/** Share of the pictures that came. */
const shareOf = ({ sent, delays }: Awaited<ReturnType<typeof recorded>>): number =>
  delays.length / DISPLAYS / sent;

/** No verdict on displays that were not sent the film. */
const sound = async (run: ReturnType<typeof recorded>) => {
  const share = shareOf(await run);
  if (share < LEAST_SHARE)
    throw new Error(`Only ${(100 * share).toFixed(1)} % of the pictures came to the displays.`);
  return await run;
};

const words = (run: Awaited<ReturnType<typeof recorded>>): string => {
  const { bytes, missed } = run;
  const each = 100 * shareOf(run);
  const size = Math.round(quantile(bytes, 0.5) / 1000);
  return `${DISPLAYS} displays in one other process, 30 a second of 512 lines with relief from a recorded source, ${size} kB each; ${each.toFixed(1)} % of the pictures came, at most ${Math.max(...missed)} left out in a row`;
};

/** The engine that ships, in its thread, through the film to one display at 256 lines. */
const fromRequest = async () => {
  const engine = ENGINES[0]?.info.id;
  if (!engine) throw new Error('no engine is registered');
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-bench-'));
  const time = realTime();
  const door = await openBenchDoor(time, folder);
  const took: number[] = [];
  let [isMeasuring, fps, stoodIn] = [false, 0, 0];
  const film = openFilm({
    nowMs: time.nowMs,
    startStudio: threads(threadFile('studio'), time),
    startEvolver: threads(threadFile('evolver'), time),
    engine,
    modelsDir: join(process.cwd(), 'conductor/imagery/models'),
    publish(frames) {
      door.picture(frames);
      const [frame] = frames;
      if (!isMeasuring || !frame) return;
      if (frame.rung === 'engine') took.push(time.nowMs() - frame.atMs);
      else stoodIn++;
    },
    wish: door.pictureNeed,
    lamp: (lamp) => lamp && process.stderr.write(`${lamp.text.en}\n`),
    shows: (scene) => scene === 'tide',
  });
  film.follow({ show: SHOW, memories: { garden: GARDEN } });
  const stop = time.every(1000 / 60, () => film.stage(stageAt(time.nowMs())));
  const child = forkDisplays(door, 1, 480);
  try {
    await heard(child);
    await wait(time, SETTLE_MS);
    isMeasuring = true;
    await wait(time, MEASURE_MS);
    fps = film.status().fps;
    // What the engine was too late for went out from another rung: it counts as later than all.
    const late = Array.from({ length: stoodIn }, () => Number.POSITIVE_INFINITY);
    return { took: [...took, ...late], engine, fps, stoodIn, status: film.status() };
  } finally {
    stop();
    child.kill();
    await film.close();
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const benches: Bench[] = [
  {
    name: 'imagery-stream-request-to-wire-p95-ms',
    unit: 'ms',
    op: '<=',
    goal: 60,
    async run() {
      const { took, engine, fps, stoodIn, status } = await fromRequest();
      return {
        value: quantile(took, 0.95),
        n: took.length,
        load: `${engine} in its thread at ${status.lines} lines with relief, JPEG, ${fps} a second to one display in another process; p50 ${quantile(took, 0.5).toFixed(1)} ms; ${stoodIn} from another rung, counted as late; ${status.failures} failures`,
      };
    },
  },
  {
    name: 'imagery-stream-displays-4x30-cores',
    unit: 'cores',
    op: '<=',
    goal: 1.2,
    async run() {
      const run = await theFour();
      return { value: run.cores, n: run.delays.length, load: words(run) };
    },
  },
  {
    name: 'imagery-stream-displays-4x30-behind',
    unit: 'pictures',
    op: '<=',
    goal: 2,
    async run() {
      const run = await theFour();
      // A picture that was left out is one more behind when the next one comes.
      const behind = run.delays.map((ms, i) => ms / FRAME_MS + (run.missed[i] ?? 0));
      return {
        value: Math.max(...behind),
        n: behind.length,
        load: `the worst of all; ${words(run)}`,
      };
    },
  },
  {
    name: 'imagery-stream-stalled-mb',
    unit: 'MB',
    op: '<=',
    goal: 16,
    run: () => stallOne(recordedPictures, openBenchDoor, frameOf),
  },
];
