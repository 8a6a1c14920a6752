import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Bench, quantile } from '../support/bench.ts';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { cueEar } from '../support/cue-ear.ts';
import { oscPeer } from '../support/osc-peer.ts';
import { type SeenPicture, seenPictures, watchPixels } from '../support/pixel-watch.ts';
import { heardLevels, KIOSK, watchSound } from '../support/sound-watch.ts';
import { pause, wallMs } from '../support/stats.ts';
import { sineWav } from '../support/wav.ts';

const WIDTH = 320;
const HEIGHT = 180;
const GOES = 100;
/** Between two GOs, less a little: what comes later answers the next. */
const WAIT_MS = 880;
const PRESSES = 5;
const PANIC_S = 1;

/** A sheet in the light, and the dark: each GO cuts from one to the other. The tone loops. */
const SHOW = `format: 2
id: cut
title: { en: Cut, ko: 컷 }
loop: true
panicS: ${PANIC_S}
scenes:
  sheet:
    scene: paper
    listen: false
    look: { light: 0.7, focus: 1, density: 0.7, touch: 0, trail: 0, tear: 0, swell: 0, pace: 0 }
sounds:
  tone: { file: tone.wav }
cues:
  - { number: 1, title: { en: Light, ko: 빛 }, scene: sheet, cut: true, fade: { seconds: 0 }, sounds: [{ do: play, sound: tone, loop: true }] }
  - { number: 2, title: { en: Dark, ko: 어둠 }, scene: sheet, black: true, cut: true, fade: { seconds: 0 } }
`;

const withShow = async <T>(run: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-cut-'));
  try {
    writeFileSync(join(folder, 'show.yaml'), SHOW);
    writeFileSync(join(folder, 'world.md'), 'Light and dark, for measuring.\n');
    writeFileSync(join(folder, 'tone.wav'), sineWav(480, 1));
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const openStage = async (browser: Browser, running: RunningConductor) => {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: HEIGHT },
    bypassCSP: true,
  });
  await page.goto(`${running.url}/stage?size=${WIDTH}x${HEIGHT}&probe=1&id=bench`);
  await page.waitForFunction(() => (window.__stage?.frames ?? 0) > 3, undefined, {
    timeout: 120_000,
  });
  const renderer = await page.evaluate(() => window.__stage?.renderer ?? 'unknown');
  return { page, load: `${renderer}, ${WIDTH}x${HEIGHT}` };
};

/** The first picture read back after `sentMs` that differs clearly from what moves by itself; Infinity: none does. */
const answerTo = (sentMs: number, seen: readonly SeenPicture[]): number => {
  const quiet = seen.filter((p) => p.atMs > sentMs - 250 && p.atMs <= sentMs).map((p) => p.change);
  const floor = Math.max(5, 3 * quantile(quiet.length > 0 ? quiet : [0], 0.5));
  const first = seen.find((p) => p.atMs > sentMs && p.atMs < sentMs + WAIT_MS && p.change > floor);
  return first ? first.atMs - sentMs : Number.POSITIVE_INFINITY;
};

/** How a run of GOs went: what a GO took to the wire and to the pixels, and how long a picture takes here. */
interface Went {
  /** Infinity: that GO was never seen. */
  readonly delays: readonly number[];
  /** To a display on the wire that draws nothing: what the conductor and the socket take. */
  readonly wire: readonly number[];
  readonly frames: readonly number[];
  readonly load: string;
}

const measureGo = (): Promise<Went> =>
  withShow(async (folder) => {
    const running = await startConductor(['--show', folder, '--fresh', '--source', 'osc']);
    const browser = await launchBrowser(KIOSK);
    const peer = await oscPeer(running.oscPort);
    const ear = await cueEar(running.url);
    try {
      const { page, load } = await openStage(browser, running);
      await pause(6000);
      // The list begins in the light: the first GO changes nothing that could be seen.
      await peer.send('/yeoun/cue/go');
      await watchPixels(page);
      await pause(2000);
      const sent: number[] = [];
      const wire: number[] = [];
      for (let i = 0; i < GOES; i++) {
        const atMs = wallMs();
        const before = ear.heard.length;
        sent.push(atMs);
        await peer.send('/yeoun/cue/go');
        // Never in step with the tick or the pictures, and long after the answer to the one before.
        await pause(900 + ((i * 37) % 90));
        wire.push((ear.heard[before] ?? Number.POSITIVE_INFINITY) - atMs);
      }
      await pause(500);
      const seen = await seenPictures(page);
      if (process.env.YEOUN_BENCH_TRACE)
        writeFileSync(process.env.YEOUN_BENCH_TRACE, JSON.stringify({ sent, seen, wire }));
      const frames = seen.slice(1).map((p, i) => p.atMs - (seen[i]?.atMs ?? p.atMs));
      return { delays: sent.map((atMs) => answerTo(atMs, seen)), wire, frames, load };
    } finally {
      ear.close();
      peer.close();
      await browser.close();
      await running.stop();
    }
  });

/** Both numbers are of one run. */
let went: Promise<Went> | undefined;
const goes = (): Promise<Went> => {
  went ??= measureGo();
  return went;
};

const goWords = ({ delays, wire, frames, load }: Went): string => {
  const ms = (list: readonly number[], p: number): string =>
    `${quantile(list.filter(Number.isFinite), p).toFixed(1)} ms`;
  const lost = delays.filter((d) => d === Number.POSITIVE_INFINITY).length;
  return `OSC GO by UDP to a changed picture read back; of those seen p50 ${ms(delays, 0.5)}, p99 ${ms(delays, 0.99)}; ${lost} of ${delays.length} lost, which count as infinitely late; to the wire of a display p50 ${ms(wire, 0.5)}, p99 ${ms(wire, 0.99)}; true frame p50 ${ms(frames, 0.5)}, p99 ${ms(frames, 0.99)}; ${load}; load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`;
};

/** Seconds from the key until nothing is lit and nothing is heard. */
const darkAfter = async (
  page: Page,
): Promise<{ readonly lightS: number; readonly soundS: number }> => {
  const pressedMs = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const now = () => performance.timeOrigin + performance.now();
        addEventListener('keydown', () => done(now()), { capture: true, once: true });
        dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      }),
  );
  const dark = await until('dark', 15_000, async () =>
    (await seenPictures(page)).find((p) => p.atMs > pressedMs && p.lit === 0),
  );
  const silent = await until('silence', 15_000, async () =>
    (await heardLevels(page)).find((h) => h.atMs > pressedMs && h.rms < 1e-4),
  );
  return { lightS: (dark.atMs - pressedMs) / 1000, soundS: (silent.atMs - pressedMs) / 1000 };
};

const measurePanic = () =>
  withShow(async (folder) => {
    const running = await startConductor(['--show', folder, '--fresh', '--source', 'osc']);
    const browser = await launchBrowser(KIOSK);
    const peer = await oscPeer(running.oscPort);
    try {
      const { page, load } = await openStage(browser, running);
      await watchPixels(page);
      await watchSound(page);
      await peer.send('/yeoun/cue/go');
      const isUp = async () =>
        ((await seenPictures(page)).at(-1)?.lit ?? 0) > 0.3 &&
        ((await heardLevels(page)).at(-1)?.rms ?? 0) > 0.5;
      await until('light and sound', 30_000, isUp);
      running.launcher.kill('SIGKILL');
      await until(
        'the end of the conductor',
        10_000,
        async () => !(await fetch(running.url).catch(() => null)),
      );
      const all: { lightS: number; soundS: number }[] = [];
      for (let i = 0; i < PRESSES; i++) {
        all.push(await darkAfter(page));
        await page.keyboard.press('r');
        await until('light and sound again', 20_000, isUp);
      }
      return { all, load };
    } finally {
      peer.close();
      await browser.close();
      await running.stop();
    }
  });

export const benches: Bench[] = [
  {
    name: 'desk-osc-go-to-pixels-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 50,
    run: async () => {
      const run = await goes();
      // The goal allows one picture of this renderer on top; a GO that is lost is in the number.
      const value = quantile(run.delays, 0.99) - quantile(run.frames, 0.5);
      return {
        value,
        n: run.delays.length,
        load: `less one true frame of ${quantile(run.frames, 0.5).toFixed(1)} ms; ${goWords(run)}`,
      };
    },
  },
  {
    name: 'desk-osc-go-lost',
    unit: 'GOs',
    op: '<=',
    goal: 0,
    run: async () => {
      const run = await goes();
      const lost = run.delays.filter((d) => d === Number.POSITIVE_INFINITY).length;
      return { value: lost, n: run.delays.length, load: goWords(run) };
    },
  },
  {
    name: 'desk-panic-conductor-dead-s',
    unit: 's',
    op: '<=',
    // Its own time of one second, a tenth for the last picture and the last of the sound.
    goal: PANIC_S + 0.1,
    run: async () => {
      const { all, load } = await measurePanic();
      const light = Math.max(...all.map(({ lightS }) => lightS));
      const sound = Math.max(...all.map(({ soundS }) => soundS));
      return {
        value: Math.max(light, sound),
        n: all.length,
        load: `key of the display to black ${light.toFixed(2)} s and silent ${sound.toFixed(2)} s with the conductor killed, panicS ${PANIC_S}; the slowest; ${load}`,
      };
    },
  },
];
