import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openShowStore } from '../../conductor/show/edit/store.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { packShow } from '../../conductor/show/pack/pack.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { randomOf } from '../support/furnished-shows.ts';
import { pause, wallMs } from '../support/stats.ts';

const SHORT = 200;
const LONG = 1000;
/** Some at a time, each with a show of its own. */
const LANES = 4;

interface Tally {
  /** Shows that did not load, or whose import was half there. */
  corrupt: number;
  /** Most edits that were acknowledged and are not in the file after one kill. */
  lost: number;
  /** Times an undo, a redo or a restore left neither what stood before nor what it leads to. */
  astray: number;
  saves: number;
  kills: number;
  /** Histories that could not be walked back afterwards. */
  stuck: number;
}

/** What is saved while the kill comes: of four kills two meet edits, one a walk along the versions, one imports. */
const KINDS = ['edit', 'walk', 'edit', 'import'] as const;
/** Edit, undo, redo, restore: each of them is met. */
const WALK = 4;
type Kind = (typeof KINDS)[number];

/** What a killed saver had said: of what it was doing, what it knew as done, and how much that was. */
interface Last {
  readonly about: number | null;
  readonly done: number | null;
  readonly saves: number;
}

/** Starts a saver, kills it so long after so many saves: somewhere in the next. */
const killedOnce = async (
  args: readonly string[],
  afterSaves: number,
  afterMs: number,
): Promise<Last> => {
  const worker = fork(fileURLToPath(new URL('./desk-saver.worker.mjs', import.meta.url)), args);
  let last: Last = { about: null, done: null, saves: 0 };
  // Only once it has saved does it do nothing but save.
  const busy = new Promise<void>((resolve) => {
    worker.on('message', (said: { about?: number; done?: number }) => {
      if (said.about !== undefined) last = { ...last, about: said.about };
      if (said.done === undefined) return;
      last = { ...last, done: said.done, saves: last.saves + 1 };
      if (last.saves >= afterSaves) resolve();
    });
  });
  const exited = once(worker, 'close');
  const first = await Promise.race([busy.then(() => 'busy'), exited.then(() => 'dead')]);
  if (first === 'dead') throw new Error('a saver ended by itself before it had saved');
  await pause(afterMs);
  worker.kill('SIGKILL');
  await exited;
  return last;
};

const TOLD_EVERY = 50;
const tell = ({ kills, saves, corrupt, lost, astray }: Tally): void => {
  if (kills % TOLD_EVERY === 0)
    process.stderr.write(
      `${kills} kills, ${saves} saves: ${corrupt} corrupt, ${lost} lost at most, ${astray} astray\n`,
    );
};

/** Every imported folder holds every file of the show; what never took its name does not count. */
const halfImports = async (into: string, files: readonly string[]): Promise<number> => {
  const folders = readdirSync(into).filter((name) => !name.startsWith('.'));
  let half = 0;
  for (const name of folders) {
    const there = new Set(readdirSync(join(into, name), { recursive: true }).map(String));
    const whole = files.every((path) => there.has(path)) && (await loads(join(into, name)));
    if (!whole) half++;
  }
  return half;
};

const loads = (folder: string): Promise<boolean> =>
  loadShow(folder).then(
    () => true,
    () => false,
  );

/** What the kill left in the file, held against what the saver knew. */
const judge = (tally: Tally, kind: Kind, began: number, last: Last, stands: number): void => {
  if (kind === 'edit') tally.lost = Math.max(tally.lost, (last.done ?? began) - stands);
  const known = [last.done ?? began, last.about];
  if (kind === 'walk' && !known.includes(stands)) tally.astray++;
};

const lane = async (kills: number, seed: number, tally: Tally): Promise<void> => {
  const random = randomOf(seed);
  const base = mkdtempSync(join(tmpdir(), 'yeoun-kill-'));
  const [folder, state, into] = [join(base, 'show'), join(base, 'state'), join(base, 'into')];
  cpSync('shows/minimal', folder, { recursive: true });
  mkdirSync(into);
  const packed = join(base, 'packed.yeoun');
  const { bytes, manifest } = await packShow(await loadShow(folder), 'bench');
  writeFileSync(packed, bytes);
  const files = manifest.files.map(({ path }) => path);
  const standing = async (): Promise<number> =>
    (await loadShow(folder)).show.cues[0]?.fade.seconds ?? 0;
  for (let i = 0; i < kills; i++) {
    const kind = KINDS[i % KINDS.length] ?? 'edit';
    const began = await standing();
    const where = kind === 'import' ? into : folder;
    const last = await killedOnce(
      [where, state, kind, packed],
      kind === 'walk' ? 1 + (Math.floor(i / KINDS.length) % WALK) : 1,
      random.unit() * 40,
    );
    tally.kills++;
    tally.saves += last.saves;
    tell(tally);
    if (kind === 'import') {
      tally.corrupt += await halfImports(into, files);
      rmSync(into, { recursive: true, force: true });
      mkdirSync(into);
      continue;
    }
    try {
      judge(tally, kind, began, last, await standing());
    } catch {
      tally.corrupt++;
      cpSync('shows/minimal', folder, { recursive: true });
    }
  }
  let isRebuilt = false;
  const tellRebuilt = (): void => {
    isRebuilt = true;
  };
  const store = await openShowStore({ folder, state, nowMs: wallMs, tell: tellRebuilt });
  const isStuck = await store.undo('bench').then(
    () => isRebuilt,
    () => true,
  );
  if (isStuck) tally.stuck++;
  rmSync(base, { recursive: true, force: true });
};

const runs = new Map<number, Promise<Tally>>();
const killed = (kills: number): Promise<Tally> => {
  const known = runs.get(kills);
  if (known) return known;
  const tally: Tally = { corrupt: 0, lost: 0, astray: 0, saves: 0, kills: 0, stuck: 0 };
  const run = Promise.all(
    Array.from({ length: LANES }, (_, i) => lane(Math.ceil(kills / LANES), i + 1, tally)),
  ).then(() => tally);
  runs.set(kills, run);
  return run;
};

const measured = (kills: number, of: 'corrupt' | 'lost') => async (): Promise<Measured> => {
  const tally = await killed(kills);
  return {
    value: tally[of] + (of === 'corrupt' ? tally.stuck + tally.astray : 0),
    n: tally.kills,
    load: `kill -9 of a process that saves edits (half the kills), walks by edit, undo, redo and restore, or imports; ${tally.saves} saves between ${tally.kills} kills; the machine itself stays on`,
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
