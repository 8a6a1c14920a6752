import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Health } from '#contracts/status';
import type { Bench } from '../support/bench.ts';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { copiedProject } from '../support/copied-project.ts';
import { type Cuttable, cuttable } from '../support/cuttable.ts';
import type { Fault } from '../support/faults.ts';
import { type WatchedFilm, watchedFilm, watchFilm } from '../support/film-watch.ts';
import { type Gap, gapAfter, type HeardFilm, hearFilm } from '../support/heard-film.ts';
import { CHANGES, filmShow, type Happening, happenings } from '../support/live-film.ts';
import { lowerBrowsers } from '../support/lower-priority.ts';
import { sayMemory } from '../support/say-memory.ts';
import { pause, wallMs } from '../support/stats.ts';

const SIZE = { width: 128, height: 72 } as const;
/** As the decision on continuity fixes it; the meter does not ask the gate. */
const FLOOR = 0.012;
const SECONDS = Number(process.env.YEOUN_FILM_S ?? 600);
/** The page rises and meets the show before anything is counted. */
const SETTLE_MS = 9000;
const AFTER_FAULT_MS = 8000;
const POLL_MS = 100;

interface Failed extends Gap {
  readonly fault: Fault;
  /** Until /health counted it; null: it did not within the time looked at. */
  readonly foundMs: number | null;
}

interface Run {
  readonly film: WatchedFilm;
  readonly failed: readonly Failed[];
  readonly rungs: readonly string[];
  readonly fps: number;
  readonly tempo: number;
  /** Memories that were said while no conductor was there. */
  readonly unheard: number;
  readonly troubles: string;
}

interface Evening {
  readonly running: RunningConductor;
  readonly cable: Cuttable;
  readonly faultFile: string;
  readonly page: Page;
  readonly heard: HeardFilm;
}

/** What health said from time to time. */
interface Told {
  readonly atMs: number;
  readonly health: Health;
}

/** Asks for health again and again until it is stopped; a conductor that is away says nothing. */
const listening = (running: RunningConductor) => {
  const told: Told[] = [];
  let isOver = false;
  const loop = (async () => {
    while (!isOver) {
      const health = await running.health().catch(() => null);
      if (health) told.push({ atMs: wallMs(), health });
      await pause(POLL_MS);
    }
  })();
  return {
    told,
    async stop() {
      isOver = true;
      await loop;
    },
  };
};

const happen = async (one: Happening, evening: Evening): Promise<void> => {
  const { running, cable, faultFile } = evening;
  if (one.is === 'memory') await sayMemory(running.url, one.text);
  else if (one.is === 'kill') process.kill((await running.health()).pid, 'SIGKILL');
  else if (one.is === 'cut') {
    cable.cut();
    setTimeout(cable.mend, one.forS * 1000);
  } else {
    writeFileSync(faultFile, one.fault);
    setTimeout(() => rmSync(faultFile, { force: true }), one.forS * 1000);
  }
};

const foundAfter = (told: readonly Told[], fromMs: number): number | null => {
  const failures = (one: Told | undefined): number => one?.health.imagery?.failures ?? 0;
  const before = failures(told.findLast(({ atMs }) => atMs <= fromMs));
  const found = told.find((one) => one.atMs > fromMs && failures(one) > before);
  return found && found.atMs - fromMs < AFTER_FAULT_MS ? found.atMs - fromMs : null;
};

const played = async (evening: Evening): Promise<Run> => {
  const { running, page, heard } = evening;
  await until('the engine paints', 60_000, async () => {
    const { imagery, displays } = await running.health();
    return imagery?.rung === 'engine' && displays.some((d) => d.id === 'film');
  });
  await pause(SETTLE_MS);
  await watchFilm(page, FLOOR);
  const ear = listening(running);
  const fromMs = wallMs();
  const faults: { fault: Fault; atMs: number }[] = [];
  let unheard = 0;
  for (const one of happenings(SECONDS)) {
    await pause(Math.max(0, fromMs + one.atS * 1000 - wallMs()));
    if (one.is === 'fault') faults.push({ fault: one.fault, atMs: wallMs() });
    // A conductor that was just killed hears nothing.
    await happen(one, evening).catch(() => unheard++);
  }
  await pause(Math.max(0, fromMs + SECONDS * 1000 - wallMs()));
  const film = await watchedFilm(page);
  await ear.stop();
  const { told } = ear;
  const failed = faults.map(({ fault, atMs }) => ({
    fault,
    foundMs: foundAfter(told, atMs),
    ...gapAfter(heard.pictures, atMs, AFTER_FAULT_MS),
  }));
  const rungs = told.flatMap(({ health }) =>
    health.displays.filter(({ id }) => id === 'film').map(({ rung }) => rung),
  );
  return {
    film,
    failed,
    rungs: [...new Set(rungs)],
    fps: film.pictures / SECONDS,
    tempo: heard.pictures.filter(({ cameMs }) => cameMs > fromMs).length / SECONDS,
    unheard,
    troubles: JSON.stringify(told.at(-1)?.health.imagery?.troubles ?? {}),
  };
};

const measure = async (): Promise<Run> => {
  const project = copiedProject();
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-fault-'));
  const faultFile = join(folder, 'fault');
  const faulty = new URL('./imagery-faulty-studio.worker.mjs', import.meta.url);
  project.thread('studio', `import ${JSON.stringify(faulty.href)};\n`);
  const running = await startConductor(
    ['--show', filmShow(), '--fresh', '--source', 'osc'],
    { YEOUN_TEST_FAULT: faultFile },
    join(project.root, 'run.mjs'),
  );
  const cable = await cuttable(running.port);
  const browser = await launchBrowser();
  const heard = hearFilm(running.url, 'ear');
  try {
    const page = await browser.newPage({ viewport: SIZE });
    const query = `size=${SIZE.width}x${SIZE.height}&probe=1&plain=1&id=film`;
    await page.goto(`http://127.0.0.1:${cable.port}/stage?${query}`);
    await page.waitForFunction(() => (window.__stage?.frames ?? 0) > 3);
    lowerBrowsers();
    const run = await played({ running, cable, faultFile, page, heard });
    if (process.env.YEOUN_BENCH_TRACE)
      writeFileSync(
        process.env.YEOUN_BENCH_TRACE,
        JSON.stringify({ run, pictures: heard.pictures }),
      );
    return run;
  } finally {
    heard.close();
    await browser.close();
    await cable.close();
    await running.stop();
    project.remove();
    rmSync(folder, { recursive: true, force: true });
  }
};

let film: Promise<Run> | undefined;

/** Of the pictures that a display draws, so many must have been read for a verdict. */
const LEAST_FPS = 5;
/** Memories may be said to nobody only while the conductor that was killed is coming back. */
const MOST_UNHEARD = 1;

/** A film that was not really looked at has no verdict. */
const sound = (run: Run): Run => {
  const { film: seen, failed, fps, unheard } = run;
  const unfound = failed.filter(({ fault, foundMs }) => fault !== 'late' && foundMs === null);
  const wrong = [
    fps < LEAST_FPS && `only ${fps.toFixed(1)} pictures a second were drawn`,
    seen.missed > seen.pictures / 100 && `${seen.missed} pictures were drawn and not read`,
    unheard > MOST_UNHEARD && `${unheard} memories were heard by nobody`,
    unfound.length > 0 && `nobody noticed: ${unfound.map(({ fault }) => fault).join(', ')}`,
  ].filter((one) => one !== false);
  if (wrong.length > 0) throw new Error(`The film has no verdict: ${wrong.join('; ')}.`);
  return run;
};

const words = ({ film: seen, failed, rungs, fps, tempo, unheard, troubles }: Run): string => {
  const each = failed.map(
    ({ fault, missing, missingBefore, heldMs, foundMs }) =>
      `${fault} ${missing} missing (${missingBefore} before), held ${Math.round(heldMs)} ms, told after ${foundMs === null ? '-' : `${Math.round(foundMs)} ms`}`,
  );
  return `${SECONDS} s in real time: a conductor with its engine, a display in a browser at ${SIZE.width} x ${SIZE.height} without dither (${fps.toFixed(1)} pictures a second, each read and judged in the page, ${seen.missed} not read, ${seen.longestS.toFixed(2)} s at most between two), ${tempo.toFixed(1)} painted a second; ${CHANGES} memories (${unheard} to nobody), 6 failures (${each.join('; ')}), the connection cut once and the conductor killed once; rungs of the display: ${rungs.join(', ')}; counted ${troubles}; furthest step ${seen.worst.toFixed(2)} of what is allowed`;
};

const bench = (name: string, unit: string, goal: number, of: (run: Run) => number): Bench => ({
  name: `imagery-film-live-${name}`,
  unit,
  op: '<=',
  goal,
  long: true,
  run: async () => {
    film ??= measure().then(sound);
    const run = await film;
    return { value: of(run), n: run.film.pictures, load: words(run) };
  },
});

export const benches: Bench[] = [
  bench('jumps', 'pictures', 0, ({ film: f }) => f.jumps),
  bench('black', 'pictures', 0, ({ film: f }) => f.blacks),
  // A display that draws nothing for over a second stands still too.
  bench('still', 'times', 0, ({ film: f }) => f.stills + f.halts),
  bench('gap', 'pictures', 1, ({ failed }) => Math.max(...failed.map((f) => f.missing))),
  bench('changes-a-second', 'opposing changes', 6, ({ film: f }) =>
    Math.max(f.changes, f.redChanges),
  ),
];
