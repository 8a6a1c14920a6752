import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { affectState } from '#contracts/affect';
import { DEFAULT_PALETTE, INKS, type Palette, rgbOf } from '#contracts/look';
import type { MovementFrame } from '#contracts/movement';
import { restLook, SCENE_IDS } from '#contracts/scenes';
import type { StageState } from '#contracts/stage';
import type { Health } from '#contracts/status';
import { FRAME, type StageShow } from '#contracts/wire';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { type Scheduler, scheduler } from '../../conductor/kernel/scheduler.ts';
import { openWireDoor, type WireDoor } from '../../conductor/wire/door.ts';
import { type Bench, quantile } from '../support/bench.ts';

const TICK_MS = 1000 / 60;
const SETTLE_MS = 2000;
const MEASURE_MS = 10_000;

const SHOW: StageShow = {
  revision: 1,
  id: 'bench',
  title: { en: 'Bench', ko: '측정' },
  seed: 1,
  entries: SCENE_IDS.map((scene) => ({
    name: scene,
    scene,
    params: Object.keys(restLook(scene)),
    moved: ['dancer'],
  })),
  cues: [],
  bodies: ['dancer'],
  panicS: 1,
  onLoss: { picture: 'hold', afterS: 30 },
};
const palette = Object.fromEntries(
  INKS.map((ink) => [ink, rgbOf(DEFAULT_PALETTE[ink])]),
) as unknown as Palette;

const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;

/** A crossfade of every scene: the longest state there is. */
const stateNow = (seq: number): StageState => ({
  seq,
  atMs: monotonicMs(),
  cue: null,
  standby: null,
  scene: 'tide',
  layers: SCENE_IDS.map((scene) => ({
    entry: scene,
    weight: 1 / SCENE_IDS.length,
    look: restLook(scene),
  })),
  palette,
  master: 1,
  grandMaster: 1,
  blackout: 0,
  panic: 0,
  frozen: false,
  intendedBlack: false,
  cut: false,
  affect: affectState({
    positive: 0.5,
    negative: 0.3,
    arousal: 0.4,
    confidence: 0.8,
    source: 'live',
    atMs: 1,
  }),
  beats: seq / 60,
  breath: 0.5,
});

const skeletonNow = (): MovementFrame => ({
  bodyId: 'dancer',
  atMs: monotonicMs(),
  energy: 0.5,
  jerk: 0.2,
  surprise: 0,
  dx: 0.1,
  dy: 0.1,
  recorded: false,
  points: Array.from({ length: 17 }, (_, i) => ({
    x: i / 17,
    y: 0.5,
    vx: 0.1,
    vy: 0.1,
    confidence: 1,
    surprise: 0,
  })),
});

const openBenchDoor = (time: Scheduler, folder: string): Promise<WireDoor> =>
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

const forkDisplays = (door: WireDoor, count: number, type: number): ChildProcess => {
  const worker = fileURLToPath(new URL('./wire-clients.worker.mjs', import.meta.url));
  return fork(worker, [`${door.url.replace('http', 'ws')}/ws`, String(count), String(type)]);
};

const heard = async (child: ChildProcess): Promise<{ t: string; delays?: number[] }> => {
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The displays' process ended with ${code}.`);
  });
  const [message] = await Promise.race([once(child, 'message'), failed]);
  return message;
};

interface Run {
  readonly delays: number[];
  /** Share of one core this process took while it was measured. */
  readonly cores: number;
}

/** Publishes 60 states a second, and movement at `movementHz`, to `count` displays in another process. */
const drive = async (count: number, movementHz: number, type: number): Promise<Run> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-bench-'));
  const time = scheduler(systemClock(), (error) => {
    throw error;
  });
  const door = await openBenchDoor(time, folder);
  door.setShow(SHOW);
  let seq = 0;
  const stopTick = time.every(TICK_MS, () => door.publish(stateNow(seq++)));
  const stopMoves =
    movementHz > 0 ? time.every(1000 / movementHz, () => door.movement(skeletonNow())) : () => {};
  const child = forkDisplays(door, count, type);
  try {
    await heard(child);
    await wait(time, SETTLE_MS);
    child.send('measure');
    const cpu = process.cpuUsage();
    const from = monotonicMs();
    await wait(time, MEASURE_MS);
    const used = process.cpuUsage(cpu);
    const cores = (used.user + used.system) / 1000 / (monotonicMs() - from);
    child.send('stop');
    return { delays: (await heard(child)).delays ?? [], cores };
  } finally {
    stopTick();
    stopMoves();
    child.kill();
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const wait = (time: Scheduler, ms: number): Promise<void> =>
  new Promise((resolve) => void time.after(ms, resolve));

const HUNDRED =
  '100 displays in one other process, 60 states a second each, crossfade of all scenes';

export const benches: Bench[] = [
  {
    name: 'road-displays-100x60-core',
    unit: 'cores',
    op: '<=',
    goal: 1,
    async run() {
      const { delays, cores } = await drive(100, 0, FRAME.state);
      return { value: cores, n: delays.length, load: HUNDRED };
    },
  },
  {
    name: 'road-displays-100x60-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 20,
    async run() {
      const { delays } = await drive(100, 0, FRAME.state);
      return { value: quantile(delays, 0.99), n: delays.length, load: HUNDRED };
    },
  },
  {
    name: 'road-movement-wire-p95-ms',
    unit: 'ms',
    op: '<=',
    goal: 10,
    async run() {
      const { delays } = await drive(10, 100, FRAME.movement);
      const load =
        '10 displays in one other process, 17 points at 100 Hz beside 60 states a second';
      return { value: quantile(delays, 0.95), n: delays.length, load };
    },
  },
];
