import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Bench, quantile } from '../support/bench.ts';
import { launchBrowser } from '../support/browser.ts';
import { type RunningConductor, startConductor } from '../support/conductor.ts';
import { type OscPeer, oscPeer } from '../support/osc-peer.ts';
import { type SeenPicture, seenPictures, watchPixels } from '../support/pixel-watch.ts';
import { pause, wallMs } from '../support/stats.ts';

const WIDTH = 320;
const HEIGHT = 180;
const PUSHES = 90;
const KEYPOINTS = 17;

interface Watched {
  readonly page: Page;
  readonly load: string;
}

const openStage = async (browser: Browser, running: RunningConductor): Promise<Watched> => {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  await page.goto(`${running.url}/stage?size=${WIDTH}x${HEIGHT}&probe=1`);
  await page.waitForFunction(() => (window.__stage?.frames ?? 0) > 3);
  const renderer = await page.evaluate(() => window.__stage?.renderer ?? 'unknown');
  return { page, load: `${renderer}, ${WIDTH}x${HEIGHT}` };
};

/** A standing body at stage left whose hands are at height `y` and place `x`. */
const pose = (x: number, y: number): number[] =>
  Array.from({ length: KEYPOINTS }, (_, i) => [x + ((i % 5) - 2) * 0.03, y - i * 0.02, 1]).flat();

interface Push {
  readonly sentMs: number;
  readonly side: 'left' | 'right';
}

/** Jumps from one side of the stage to the other at irregular times. */
const push = async (peer: OscPeer): Promise<Push[]> => {
  const sent: Push[] = [];
  for (let i = 0; i < PUSHES; i++) {
    const side = i % 2 === 0 ? 'left' : 'right';
    sent.push({ sentMs: wallMs(), side });
    await peer.send('/sensor/cam/pose', ...pose(side === 'left' ? 0.16 : 0.84, 0.75));
    await pause(370 + ((i * 37) % 90));
  }
  return sent;
};

/**
 * The first picture read back after `sentMs` whose side changed clearly more than it did by itself in
 * the pictures before.
 */
const answerTo = ({ sentMs, side }: Push, seen: readonly SeenPicture[]): number | null => {
  const quiet = seen.filter((p) => p.atMs > sentMs - 250 && p.atMs <= sentMs).map((p) => p[side]);
  const floor = Math.max(0.05, 1.5 * quantile(quiet, 0.9));
  const first = seen.find((p) => p.atMs > sentMs && p.atMs < sentMs + 400 && p[side] > floor);
  return first ? first.atMs - sentMs : null;
};

interface Delays {
  readonly delays: readonly number[];
  readonly unanswered: number;
  readonly load: string;
}

let measured: Promise<Delays> | undefined;

/** A sheet that moves under her and neither tears nor keeps a trace: every push meets the same matter. */
const SHEET = `format: 2
id: sheet
title: { en: Sheet, ko: 종이 }
start: auto
scenes:
  sheet:
    scene: paper
    listen: false
    look: { light: 0.7, focus: 1, density: 0.7, touch: 1, trail: 0, tear: 0, swell: 0, pace: 0 }
cues:
  - { number: 1, title: { en: Sheet, ko: 종이 }, scene: sheet, fade: { seconds: 1 } }
`;

const sheetShow = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-sheet-'));
  writeFileSync(join(folder, 'show.yaml'), SHEET);
  writeFileSync(join(folder, 'world.md'), 'A sheet of paper, for measuring.\n');
  return folder;
};

const measure = async (): Promise<Delays> => {
  const running = await startConductor(['--show', sheetShow(), '--fresh', '--source', 'osc']);
  const browser = await launchBrowser();
  const peer = await oscPeer(running.oscPort);
  try {
    const { page, load } = await openStage(browser, running);
    await pause(6000);
    await watchPixels(page);
    await pause(1000);
    const sent = await push(peer);
    await pause(500);
    const seen = await seenPictures(page);
    const answers = sent.map((one) => answerTo(one, seen));
    if (process.env.YEOUN_BENCH_TRACE)
      writeFileSync(process.env.YEOUN_BENCH_TRACE, JSON.stringify({ sent, seen }));
    const delays = answers.filter((d): d is number => d !== null);
    const spanS = ((seen.at(-1)?.atMs ?? 0) - (seen[0]?.atMs ?? 0)) / 1000;
    const rate = (seen.length / spanS).toFixed(1);
    return {
      delays,
      unanswered: answers.length - delays.length,
      load: `${load}, ${rate} true pictures a second, each read back`,
    };
  } finally {
    peer.close();
    await browser.close();
    await running.stop();
  }
};

const pixels = () => {
  measured ??= measure();
  return measured;
};

const trusted = ({ delays, unanswered, load }: Delays) => ({
  n: delays.length,
  load: `${load}; ${unanswered} of ${PUSHES} moves found no clear answer`,
});

const firstPicture = async (): Promise<number> => {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: WIDTH, height: HEIGHT } });
  const begunMs = wallMs();
  const running = await startConductor(['--show', 'shows/first-light', '--fresh']);
  try {
    await page.goto(`${running.url}/stage?size=${WIDTH}x${HEIGHT}&probe=1`, {
      waitUntil: 'commit',
    });
    await page.waitForFunction(() => {
      return window.__stage?.readPixels().some((v, i) => i % 4 !== 3 && v > 25) ?? false;
    });
    return (wallMs() - begunMs) / 1000;
  } finally {
    await browser.close();
    await running.stop();
  }
};

/** The longest time without a changed picture, and the darkest picture, while the conductor is killed and comes back. */
const killUnderTheStage = async () => {
  const running = await startConductor(['--show', 'shows/minimal', '--fresh']);
  const browser = await launchBrowser();
  try {
    const peer = await oscPeer(running.oscPort);
    await peer.send('/yeoun/cue/2/go');
    const { page, load } = await openStage(browser, running);
    await pause(5000);
    await watchPixels(page);
    await pause(1000);
    process.kill((await running.health()).pid, 'SIGKILL');
    await pause(6000);
    peer.close();
    const seen = await seenPictures(page);
    const moving = seen.filter((p) => p.change > 0).map((p) => p.atMs);
    const gaps = moving.slice(1).map((at, i) => at - (moving[i] ?? at));
    return {
      gapS: Math.max(...gaps) / 1000,
      darkest: Math.min(...seen.map((p) => p.lit)),
      n: seen.length,
      load,
    };
  } finally {
    await browser.close();
    await running.stop();
  }
};

let killed: ReturnType<typeof killUnderTheStage> | undefined;
const theKill = () => {
  killed ??= killUnderTheStage();
  return killed;
};

export const benches: Bench[] = [
  {
    name: 'road-first-picture-s',
    unit: 's',
    op: '<=',
    goal: 3,
    run: async () => {
      const times = [await firstPicture(), await firstPicture(), await firstPicture()];
      return {
        value: Math.max(...times),
        n: times.length,
        load: 'launcher start to lit pixels in an open browser, built assets; the slowest',
      };
    },
  },
  {
    name: 'road-movement-to-pixels-p95-ms',
    unit: 'ms',
    op: '<=',
    goal: 80,
    run: async () => {
      const all = await pixels();
      return { value: quantile(all.delays, 0.95), ...trusted(all) };
    },
  },
  {
    name: 'road-movement-to-pixels-jitter-ms',
    unit: 'ms',
    op: '<=',
    goal: 17,
    run: async () => {
      const all = await pixels();
      return { value: quantile(all.delays, 0.95) - quantile(all.delays, 0.5), ...trusted(all) };
    },
  },
  {
    name: 'road-stage-still-on-kill-s',
    unit: 's',
    op: '<=',
    goal: 1,
    run: async () => {
      const { gapS, n, load } = await theKill();
      return {
        value: gapS,
        n,
        load: `longest time without a changed picture while the conductor is killed and comes back; ${load}`,
      };
    },
  },
  {
    name: 'road-stage-lit-on-kill-share',
    unit: 'share',
    op: '>=',
    goal: 0.0005,
    run: async () => {
      const { darkest, n, load } = await theKill();
      return {
        value: darkest,
        n,
        load: `smallest share of pixels above 8 of 255 meanwhile; ${load}`,
      };
    },
  },
];
