import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Bench, quantile } from '../support/bench.ts';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
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
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await page.goto(`${running.url}/stage?size=${WIDTH}x${HEIGHT}&probe=1&id=bench`);
  await page.waitForFunction(() => (window.__stage?.frames ?? 0) > 3, undefined, {
    timeout: 120_000,
  });
  const renderer = await page.evaluate(() => window.__stage?.renderer ?? 'unknown');
  return { page, load: `${renderer}, ${WIDTH}x${HEIGHT}` };
};

/** The first picture read back after `sentMs` that differs clearly from what moves by itself. */
const answerTo = (sentMs: number, seen: readonly SeenPicture[]): number | null => {
  const quiet = seen.filter((p) => p.atMs > sentMs - 250 && p.atMs <= sentMs).map((p) => p.change);
  const floor = Math.max(5, 3 * quantile(quiet.length > 0 ? quiet : [0], 0.5));
  const first = seen.find((p) => p.atMs > sentMs && p.atMs < sentMs + WAIT_MS && p.change > floor);
  return first ? first.atMs - sentMs : null;
};

const measureGo = () =>
  withShow(async (folder) => {
    const running = await startConductor(['--show', folder, '--fresh', '--source', 'osc']);
    const browser = await launchBrowser(KIOSK);
    const peer = await oscPeer(running.oscPort);
    try {
      const { page, load } = await openStage(browser, running);
      await pause(6000);
      await watchPixels(page);
      await pause(1000);
      const sent: number[] = [];
      for (let i = 0; i < GOES; i++) {
        sent.push(wallMs());
        await peer.send('/yeoun/cue/go');
        // Never in step with the tick or the pictures, and long after the answer to the one before.
        await pause(900 + ((i * 37) % 90));
      }
      await pause(500);
      const seen = await seenPictures(page);
      if (process.env.YEOUN_BENCH_TRACE)
        writeFileSync(process.env.YEOUN_BENCH_TRACE, JSON.stringify({ sent, seen }));
      const answers = sent.map((atMs) => answerTo(atMs, seen));
      const delays = answers.filter((d): d is number => d !== null);
      const steps = seen.slice(1).map((p, i) => p.atMs - (seen[i]?.atMs ?? p.atMs));
      return { delays, unanswered: GOES - delays.length, frameMs: quantile(steps, 0.5), load };
    } finally {
      peer.close();
      await browser.close();
      await running.stop();
    }
  });

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
      const { delays, unanswered, frameMs, load } = await measureGo();
      const p99 = quantile(delays, 0.99);
      const said = `p99 ${p99.toFixed(1)} ms, p50 ${quantile(delays, 0.5).toFixed(1)} ms, less one true frame of ${frameMs.toFixed(1)} ms`;
      return {
        value: delays.length > 0 ? p99 - frameMs : null,
        n: delays.length,
        load: `OSC GO by UDP to a changed picture read back; ${said}; ${load}; ${unanswered} of ${GOES} found no clear answer`,
      };
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
