import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { edit, undo } from '../../conductor/commands/history.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openRoad } from '../../conductor/road.ts';
import { openShowStore } from '../../conductor/show/edit/store.ts';
import { keepShow } from '../../conductor/show/keep-show.ts';
import { keepLastGood, loadAgain } from '../../conductor/show/last-good.ts';
import { loadShow } from '../../conductor/show/load.ts';
import { lampBoard } from '../../conductor/state/lamps.ts';
import { takeLock } from '../../conductor/state/lock.ts';
import { keepsLocked } from '../../conductor/state/locked-show.ts';
import { manualClock } from '../support/fake-clock.ts';
import { asked } from './support.ts';

let base = '';
let folder = '';
let state = '';
const file = () => join(folder, 'show.yaml');
const text = () => readFileSync(file(), 'utf8');
/** The same show with another title of its second cue. */
const retitled = (title: string) =>
  text().replace(/(- number: 2\n\s+title: \{ en: )[^,]+/, `$1${title}`);

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'yeoun-keep-'));
  [folder, state] = [join(base, 'piece'), join(base, 'state')];
  cpSync('shows/minimal', folder, { recursive: true });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** A road whose show's files are watched, on a manual clock. */
const kept = async () => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const loaded = await loadAgain({
    config: { show: folder, state } as never,
    restarts: 0,
    lamps: lampBoard(),
    log: silentLog,
  });
  const road = openRoad({ show: loaded.show, scheduler: timing, log: silentLog, osc: emitter() });
  const told: string[] = [];
  const lamps = lampBoard();
  const stop = keepShow({
    loaded,
    timing,
    road,
    lamps,
    tell: (_level, _part, { en }) => told.push(en),
    store: () => openShowStore({ folder, state, nowMs: timing.nowMs }),
    kept: state,
    log: silentLog,
    announce: () => {},
  });
  /** Until it holds; the clock goes on, and the disk gets its time. */
  const until = async (holds: () => boolean): Promise<void> => {
    for (let i = 0; i < 400 && !holds(); i++) {
      clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(holds()).toBe(true);
  };
  const ask = (...of: Parameters<typeof asked>) => road.ask(asked(...of));
  return {
    road,
    told,
    lamps,
    until,
    lock: (on: boolean) => ask({ do: 'lock', on }, clock.nowMs()),
    title: () => road.show().cues[1]?.title.en,
    close: () => {
      stop();
      road.close();
    },
  };
};

describe('the lock', () => {
  it('SHOW-114 holds a save of the file and an undo: read, told, taken over after unlocking', async () => {
    const k = await kept();
    const before = k.title();
    k.lock(true);
    writeFileSync(file(), retitled('Saved'));
    await k.until(() => k.told.some((line) => /waits for the lock/.test(line)));
    const store = await openShowStore({ folder, state, nowMs: () => 1 });
    await k.until(() => true);
    const { version } = await store.read();
    await store.edit(
      [{ do: 'set', number: '2', path: ['title', 'en'], value: 'Edited' }],
      version,
      'A',
    );
    await k.until(() => k.told.filter((line) => /waits for the lock/.test(line)).length === 2);
    await store.undo('A');
    await k.until(() => k.told.filter((line) => /waits for the lock/.test(line)).length === 3);
    expect(k.title()).toBe(before);
    // A broken version lights its lamp as ever.
    const sound = text();
    writeFileSync(file(), 'format: 2\n');
    await k.until(() => k.lamps.list().length === 1);
    writeFileSync(file(), sound);
    await k.until(() => k.lamps.list().length === 0);
    expect(k.title()).toBe(before);
    k.lock(false);
    await k.until(() => k.title() === 'Saved');
    k.close();
  });

  const again = (restarts: number, more: object = {}, lamps = lampBoard()) =>
    loadAgain({
      config: { show: folder, state, ...more } as never,
      restarts,
      lamps,
      log: silentLog,
    });
  const second = async (...of: Parameters<typeof again>) =>
    (await again(...of)).show.cues[1]?.title.en;
  const isIn = (path: string, text: string) =>
    existsSync(path) && readFileSync(path, 'utf8').includes(text);
  const copyAt = () => {
    const { hash } = JSON.parse(readFileSync(join(state, 'last-good', 'ran.json'), 'utf8'));
    return join(state, 'last-good', hash, 'show.yaml');
  };

  it('SHOW-114 outlives a crash and a power cut: the next conductor goes on with the version that ran', async () => {
    const k = await kept();
    const ran = k.title();
    k.lock(true);
    const point = { ...k.road.resumePoint() };
    writeFileSync(join(state, 'resume.json'), JSON.stringify(point));
    writeFileSync(file(), retitled('Changed'));
    await k.until(() => k.told.some((line) => /waits for the lock/.test(line)));
    k.close();
    expect(await second(1)).toBe(ran);
    // The machine died: a first start that goes on from the same point, as often as it may be.
    expect(await second(0)).toBe(ran);
    expect(await second(0)).toBe(ran);
    // Also where the file is broken by then.
    const changed = text();
    writeFileSync(file(), 'format: 2\n');
    expect(await second(0)).toBe(ran);
    writeFileSync(file(), changed);
    // Another show on this machine is not this one.
    const other = join(base, 'other');
    cpSync('shows/latency', other, { recursive: true });
    expect((await again(0, { show: other, rehearsal: {} })).show.id).toBe('latency');
    expect(await second(0)).toBe(ran);
    // A newer point without the lock counts, and so does a new start.
    const free = { ...point, locked: false, savedMs: point.savedMs + 1 };
    writeFileSync(join(state, 'resume.now.json'), JSON.stringify(free));
    expect(await second(1)).toBe('Changed');
    rmSync(join(state, 'resume.now.json'));
    expect(await second(0, { fresh: true })).toBe('Changed');
  });

  it('SHOW-114 a copy that is spoilt is told, and the same version comes from the history', async () => {
    const k = await kept();
    const ran = k.title();
    const keptInHistory = () =>
      existsSync(join(state, 'history')) &&
      readdirSync(join(state, 'history')).some((name) =>
        existsSync(join(state, 'history', name, 'index.json')),
      );
    await k.until(keptInHistory);
    k.lock(true);
    writeFileSync(join(state, 'resume.json'), JSON.stringify(k.road.resumePoint()));
    writeFileSync(file(), retitled('Changed'));
    await k.until(() => k.told.some((line) => /waits for the lock/.test(line)));
    k.close();
    for (const spoil of [
      () => writeFileSync(copyAt(), retitled('Torn')),
      () => rmSync(dirname(copyAt()), { recursive: true }),
    ]) {
      spoil();
      const lamps = lampBoard();
      expect(await second(0, {}, lamps)).toBe(ran);
      expect(lamps.list()[0]?.text.en).toMatch(/the same version from the history/);
    }
    rmSync(join(state, 'history'), { recursive: true });
    const lamps = lampBoard();
    expect(await second(0, {}, lamps)).toBe('Changed');
    expect(lamps.list()[0]?.text.en).toMatch(/kept nowhere/);
    rmSync(join(state, 'last-good'), { recursive: true });
    const more = lampBoard();
    expect(await second(0, {}, more)).toBe('Changed');
    expect(more.list()[0]?.text.en).toMatch(/kept nowhere/);
  });

  it('SHOW-114 what was taken over is kept, not what stands in the file by then', async () => {
    const k = await kept();
    writeFileSync(file(), retitled('Taken'));
    const next = await loadShow(folder);
    writeFileSync(file(), retitled('Later'));
    await keepLastGood(next, state, silentLog);
    expect(isIn(copyAt(), 'Taken')).toBe(true);
    expect((await loadShow(dirname(copyAt()), { sounds: false })).hash).toBe(next.hash);
    expect(readdirSync(join(state, 'last-good'))).toHaveLength(2);
    k.close();
  });

  it('SHOW-114 is said by the commands that change the file', async () => {
    const { show } = await loadShow(folder);
    const k = await kept();
    k.lock(true);
    writeFileSync(join(state, 'resume.json'), JSON.stringify(k.road.resumePoint()));
    k.close();
    const said: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = ((line: string) => said.push(line) > 0) as typeof write;
    try {
      const given = { state };
      const set = { cue: '2', set: ['fade.seconds=7'] };
      expect(await keepsLocked(state, show.id)).toBe(false);
      await edit(folder, set, given, process.cwd());
      expect(said.join('')).not.toMatch(/locked/);
      // A conductor works in this folder.
      const release = takeLock(state);
      expect(await keepsLocked(state, show.id)).toBe(true);
      expect(await keepsLocked(state, 'another')).toBe(false);
      await undo(folder, {}, given, process.cwd());
      release();
    } finally {
      process.stdout.write = write;
    }
    expect(said.join('')).toMatch(/is locked: it takes this over .* after unlocking/);
    expect(said.join('')).toMatch(/잠겨 있습니다/);
  });
});
