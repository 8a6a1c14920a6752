import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Film, openFilm } from '../../conductor/imagery/film.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { type Scheduler, scheduler } from '../../conductor/kernel/scheduler.ts';
import { threads } from '../../conductor/kernel/thread.ts';
import { threadFile } from '../../conductor/kernel/thread-file.ts';
import type { WireDoor } from '../../conductor/wire/door.ts';
import { GARDEN, SHOW, stageAt } from '../imagery/support.ts';
import type { Bench } from '../support/bench.ts';
import { FAULTS, type Fault } from '../support/faults.ts';
import { type Gap, gapAfter, hearFilm } from '../support/heard-film.ts';
import { pause, wallMs } from '../support/stats.ts';
import { openBenchDoor } from './imagery-stream.bench.ts';

const STEADY_MS = 5000;
const POLL_MS = 50;
const AFTER_MS = 3000;
const FAULTY = new URL('./imagery-faulty-studio.worker.mjs', import.meta.url);

interface Failed extends Gap {
  readonly fault: Fault;
  /** Until its lamp; null: none was lit. */
  readonly toldMs: number | null;
}

/** Waits until the engine has painted for some seconds without anything that was wrong. */
const steady = async (film: Film): Promise<void> => {
  for (let wellMs = 0; wellMs < STEADY_MS; wellMs += POLL_MS) {
    await pause(POLL_MS);
    if (film.status().rung !== 'engine') wellMs = 0;
  }
};

/** One film that is well for a while, and then fails in its way. */
const failing = async (fault: Fault, file: string, door: WireDoor, time: Scheduler) => {
  let toldMs: number | null = null;
  const heard = hearFilm(door.url, fault);
  const film = openFilm({
    nowMs: time.nowMs,
    startStudio: threads(FAULTY, time),
    startEvolver: threads(threadFile('evolver'), time),
    engine: null,
    modelsDir: join(process.cwd(), 'conductor/imagery/models'),
    publish: door.picture,
    wish: door.pictureNeed,
    lamp(lamp) {
      if (lamp) toldMs ??= wallMs();
    },
    shows: (scene) => scene === 'tide',
  });
  film.follow({ show: SHOW, memories: { garden: GARDEN } });
  const stop = time.every(1000 / 60, () => film.stage(stageAt(time.nowMs())));
  try {
    await steady(film);
    toldMs = null;
    writeFileSync(file, fault);
    const fromMs = wallMs();
    await pause(AFTER_MS);
    const told = toldMs === null ? null : toldMs - fromMs;
    return { fault, toldMs: told, ...gapAfter(heard.pictures, fromMs, AFTER_MS) };
  } finally {
    rmSync(file, { force: true });
    stop();
    heard.close();
    await film.close();
  }
};

const measure = async (): Promise<readonly Failed[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-gap-'));
  const file = join(folder, 'fault');
  process.env.YEOUN_TEST_FAULT = file;
  const time = scheduler(systemClock(), (error) => {
    throw error;
  });
  const door = await openBenchDoor(time, folder);
  try {
    const out: Failed[] = [];
    for (const fault of FAULTS) out.push(await failing(fault, file, door, time));
    return out;
  } finally {
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

let failed: Promise<readonly Failed[]> | undefined;

const words = (all: readonly Failed[]): string => {
  const each = all.map(({ fault, missing, missingBefore, heldMs, toldMs, periodMs }) => {
    const told = toldMs === null ? 'not told' : `told after ${Math.round(toldMs)} ms`;
    return `${fault}: ${missing} missing (${missingBefore} before) of one every ${Math.round(periodMs)} ms, a display held for ${Math.round(heldMs)} ms, ${told}`;
  });
  return `the engine that ships in a thread that fails in six ways, its last picture evolved in another, over the wire to one display at 256 lines; ${each.join('; ')}`;
};

const bench = (name: string, unit: string, goal: number, of: (one: Failed) => number): Bench => ({
  name: `imagery-film-gap-${name}`,
  unit,
  op: '<=',
  goal,
  long: true,
  run: async () => {
    failed ??= measure();
    const all = await failed;
    return { value: Math.max(...all.map(of)), n: all.length, load: words(all) };
  },
});

export const benches: Bench[] = [
  bench('missing', 'pictures', 1, ({ missing }) => missing),
  bench('held', 'pictures', 1, ({ heldMs, periodMs }) => heldMs / periodMs),
  // An engine that is late is no failure: nobody is told.
  bench('told', 'ms', 1000, ({ fault, toldMs }) =>
    fault === 'late' ? 0 : (toldMs ?? Number.POSITIVE_INFINITY),
  ),
];
