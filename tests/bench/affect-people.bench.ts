import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openPeople, type People } from '../../conductor/state/people/index.ts';
import { makeMasterKey } from '../../conductor/state/people/master-key.ts';
import type { Bench, Measured } from '../support/bench.ts';
import { quantile } from '../support/bench.ts';

const PROFILES = 100;
const PROFILE_BYTES = 200_000;

const withStore = async <T>(
  isSealed: boolean,
  work: (people: People, folder: string) => Promise<T>,
): Promise<T> => {
  const root = mkdtempSync(join(tmpdir(), 'yeoun-bench-people-'));
  const folder = mkdtempSync(join(root, 'state-'));
  const keyFile = isSealed ? join(root, 'people.key') : null;
  if (keyFile) await makeMasterKey(keyFile, folder);
  const timing = scheduler(systemClock(), () => {});
  const options = { folder, keyFile, timing, log: silentLog, onLamp() {}, strict: true };
  const people = await openPeople(options);
  try {
    return await work(people, folder);
  } finally {
    await people.close();
    rmSync(root, { recursive: true, force: true });
  }
};

const agreed = async (people: People, name: string, by: string): Promise<string> => {
  const person = await people.add(name);
  for (const what of ['profile', 'memory'])
    await people.consent.grant({ person, what, who: 'machine', untilMs: null, by, atMs: 0 });
  return person;
};

/** What the main thread has computed so far, ms; 0 where the system does not say (Linux does). */
const computedMs = (): number => {
  try {
    const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(
      ' ',
    );
    return Number(nanoseconds) / 1e6;
  } catch {
    return 0;
  }
};

/** Longest time between two turns of the event loop while `work` goes on, and the most it computed in one, ms. */
const worstTurn = async (work: () => Promise<unknown>) => {
  let isOver = false;
  let last = performance.now();
  let lastMs = computedMs();
  const worst = { wallMs: 0, cpuMs: 0, turns: 0 };
  const turn = (): void => {
    const [now, nowMs] = [performance.now(), computedMs()];
    worst.wallMs = Math.max(worst.wallMs, now - last);
    worst.cpuMs = Math.max(worst.cpuMs, nowMs - lastMs);
    worst.turns++;
    [last, lastMs] = [now, nowMs];
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  return worst;
};

const block = (): Promise<Measured> =>
  withStore(true, async (people) => {
    const person = await agreed(people, 'Mina', 'bench');
    const bytes = randomBytes(PROFILE_BYTES);
    const took: number[] = [];
    const { wallMs, cpuMs, turns } = await worstTurn(async () => {
      for (let i = 0; i < PROFILES; i++) {
        const startMs = performance.now();
        await people.put(person, 'profile', `profile ${i}`, bytes);
        took.push(performance.now() - startMs);
      }
    });
    const idleMs = quantile(took, 0.5) * PROFILES;
    const idle = await worstTurn(() => new Promise((done) => setTimeout(done, idleMs)));
    return {
      value: wallMs,
      n: turns,
      load: `${PROFILES} sealed profiles of ${PROFILE_BYTES / 1000} kB put one after the other, p50 ${quantile(took, 0.5).toFixed(1)} ms and p99 ${quantile(took, 0.99).toFixed(1)} ms each in the thread; turns of the main thread's event loop (the most that one computed: ${cpuMs.toFixed(1)} ms; worst turn with nothing to do, as long: ${idle.wallMs.toFixed(1)} ms)`,
    };
  });

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path));

const found = (folder: string, canaries: readonly string[]): string[] => {
  const files = filesIn(folder).map((path) => readFileSync(path));
  return canaries.filter((text) => files.some((bytes) => bytes.includes(text)));
};

const PEOPLE = 8;
const SIZES = [40, 500, 4096, 20_000, 65_536, 200_000];

/** Somebody with a canary in every field. */
const plant = async (people: People): Promise<{ id: string; all: string[] }> => {
  const canary = (): string => `canary-${randomBytes(12).toString('hex')}`;
  const [name, by] = [canary(), canary()];
  const all = [name, by];
  const id = await agreed(people, name, by);
  for (const [i, size] of SIZES.entries()) {
    const [entry, ...contents] = [canary(), canary(), canary()];
    all.push(entry, ...contents);
    // Twice: the old version of a row is somebody's too.
    for (const content of contents)
      await people.put(id, i % 2 ? 'memory' : 'profile', entry, Buffer.alloc(size, content));
  }
  return { id, all };
};

const canaries = (): Promise<Measured> =>
  withStore(false, async (people, folder) => {
    const planted: string[] = [];
    let left = 0;
    let seen = 0;
    for (let i = 0; i < PEOPLE; i++) {
      const { id, all } = await plant(people);
      seen += found(folder, all).length;
      planted.push(...all);
      await people.delete(id);
    }
    left = found(folder, planted).length;
    const replaced = PEOPLE * SIZES.length;
    if (seen !== planted.length - replaced)
      return { value: null, n: seen, load: '', reason: 'not all canaries were found before' };
    return {
      value: left,
      n: planted.length,
      load: `encryption off; names, notes and contents of ${SIZES[0]} B to ${(SIZES.at(-1) ?? 0) / 1000} kB; ${seen} found just before deleting, ${replaced} more replaced before`,
    };
  });

export const benches: readonly Bench[] = [
  { name: 'affect-people-block-ms', unit: 'ms', op: '<=', goal: 10, run: block },
  { name: 'affect-people-delete-canaries', unit: 'found', op: '<=', goal: 0, run: canaries },
];
