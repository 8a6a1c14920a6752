import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openShowStore } from '../../conductor/show/edit/store.ts';
import { loadShow } from '../../conductor/show/load.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { randomOf } from '../support/furnished-shows.ts';
import { pause, wallMs } from '../support/stats.ts';

const SHORT = 200;
const LONG = 1000;
/** Some at a time, each with a show of its own. */
const LANES = 4;

interface Tally {
  corrupt: number;
  /** Most edits that were acknowledged and are not in the file after one kill. */
  lost: number;
  saves: number;
  kills: number;
  /** Histories that could not be walked back afterwards. */
  stuck: number;
}

/** Starts a saver, kills it somewhere in its saves, returns the last edit it was told is safe. */
const killedOnce = async (
  folder: string,
  state: string,
  from: number,
  afterMs: number,
): Promise<number> => {
  const worker = fork(fileURLToPath(new URL('./desk-saver.worker.mjs', import.meta.url)), [
    folder,
    state,
    String(from),
  ]);
  let acknowledged = from;
  worker.on('message', (n) => {
    acknowledged = Number(n);
  });
  await once(worker, 'message');
  await pause(afterMs);
  const exited = once(worker, 'close');
  worker.kill('SIGKILL');
  await exited;
  return acknowledged;
};

const TOLD_EVERY = 50;
const tell = ({ kills, saves, corrupt, lost }: Tally): void => {
  if (kills % TOLD_EVERY === 0)
    process.stderr.write(
      `${kills} kills, ${saves} saves: ${corrupt} corrupt, ${lost} lost at most\n`,
    );
};

const lane = async (kills: number, seed: number, tally: Tally): Promise<void> => {
  const random = randomOf(seed);
  const base = mkdtempSync(join(tmpdir(), 'yeoun-kill-'));
  const [folder, state] = [join(base, 'show'), join(base, 'state')];
  cpSync('shows/minimal', folder, { recursive: true });
  let at = 0;
  for (let i = 0; i < kills; i++) {
    const told = await killedOnce(folder, state, at, random.unit() * 40);
    tally.kills++;
    tell(tally);
    try {
      const { show } = await loadShow(folder);
      const stands = show.cues[0]?.fade.seconds ?? 0;
      // Before the first save the file holds what the show came with.
      tally.lost = Math.max(tally.lost, told - stands);
      tally.saves += Math.max(told, stands) - at;
      at = Math.max(told, stands);
    } catch {
      tally.corrupt++;
      cpSync('shows/minimal', folder, { recursive: true });
    }
  }
  const store = await openShowStore({ folder, state, nowMs: wallMs });
  await store.undo('bench').catch(() => {
    tally.stuck++;
  });
  rmSync(base, { recursive: true, force: true });
};

const runs = new Map<number, Promise<Tally>>();
const killed = (kills: number): Promise<Tally> => {
  const known = runs.get(kills);
  if (known) return known;
  const tally: Tally = { corrupt: 0, lost: 0, saves: 0, kills: 0, stuck: 0 };
  const run = Promise.all(
    Array.from({ length: LANES }, (_, i) => lane(Math.ceil(kills / LANES), i + 1, tally)),
  ).then(() => tally);
  runs.set(kills, run);
  return run;
};

const measured = (kills: number, of: 'corrupt' | 'lost') => async (): Promise<Measured> => {
  const tally = await killed(kills);
  return {
    value: tally[of] + (of === 'corrupt' ? tally.stuck : 0),
    n: tally.kills,
    load: `kill -9 of a process that saves one edit after the other; ${tally.saves} saves between ${tally.kills} kills; the machine itself stays on`,
  };
};

export const benches: readonly Bench[] = [
  {
    name: 'desk-saves-kill9-corrupt',
    unit: 'shows',
    op: '<=',
    goal: 0,
    run: measured(SHORT, 'corrupt'),
  },
  {
    name: 'desk-saves-kill9-lost-edits',
    unit: 'edits',
    op: '<=',
    goal: 1,
    run: measured(SHORT, 'lost'),
  },
  {
    name: 'desk-saves-kill9-corrupt-long',
    unit: 'shows',
    op: '<=',
    goal: 0,
    long: true,
    run: measured(LONG, 'corrupt'),
  },
  {
    name: 'desk-saves-kill9-lost-edits-long',
    unit: 'edits',
    op: '<=',
    goal: 1,
    long: true,
    run: measured(LONG, 'lost'),
  },
];
