import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RESUME_FORMAT, type ResumePoint, resumePointOf } from '#contracts/resume';
import type { Lamp } from '#contracts/status';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import type { Disk } from '../../conductor/state/disk.ts';
import { RESUME_FILE, resumeStore } from '../../conductor/state/resume.ts';
import { manualClock } from '../support/fake-clock.ts';
import { memoryDisk } from './memory-disk.ts';

const FOLDER = '/state';
const PATH = join(FOLDER, RESUME_FILE);

const fade = { from: {}, to: { a: 1 }, elapsedS: 0, seconds: 4, curve: 'smooth' } as const;
/** As the version before kept it. */
const oldPointAt = (cue: string, cueElapsedS = 1.5) => ({
  format: 1,
  show: 'first-light',
  savedMs: 1_700_000_000_000,
  cue,
  cueElapsedS,
  standby: null,
  waiting: null,
  frozen: false,
  blackout: false,
  panic: false,
  master: { level: 1, to: 1, leftS: 0 },
  weights: fade,
  looks: { a: fade },
  palette: fade,
  level: fade,
  felt: {},
  pulse: { beats: 12.5, rateHz: 1.1, breath: 0.5 },
});
const pointAt = (cue: string, cueElapsedS?: number): ResumePoint =>
  resumePointOf(oldPointAt(cue, cueElapsedS));

const storeOn = (disk?: Disk, folder = FOLDER) => {
  const clock = manualClock();
  const lamps: (Lamp | null)[] = [];
  const warnings: string[] = [];
  const store = resumeStore(
    folder,
    { ...silentLog, warn: (_, text) => void warnings.push(text) },
    {
      ...(disk && { disk }),
      timing: scheduler(clock, (e) => {
        throw e;
      }),
      onLamp: (lamp) => void lamps.push(lamp),
    },
  );
  return { store, clock, lamps, warnings };
};
const cueOn = async (disk: Disk): Promise<string | null | undefined> =>
  (await storeOn(disk).store.read())?.cue;

describe('resume point', () => {
  it('SHOW-72 reads a point of the version before; one of a newer version is set aside', async () => {
    const kept = async (format: number) => {
      const folder = mkdtempSync(join(tmpdir(), 'yeoun-resume-'));
      writeFileSync(join(folder, RESUME_FILE), JSON.stringify({ ...oldPointAt('4'), format }));
      const { store, warnings } = storeOn(undefined, folder);
      const point = await store.read();
      rmSync(folder, { recursive: true });
      return { point, warnings };
    };
    const old = await kept(1);
    expect(old.point).toMatchObject({ format: RESUME_FORMAT, cue: '4', evening: 'show' });
    expect(old.warnings).toEqual([]);
    const newer = await kept(RESUME_FORMAT + 1);
    expect(newer.point).toBeNull();
    expect(newer.warnings).toHaveLength(1);
  });

  it('comes back as it was written, on a real disk, and leaves no draft', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yeoun-resume-'));
    const { store } = storeOn(undefined, folder);
    expect(await store.read()).toBeNull();
    store.write(pointAt('1.10'));
    await store.settled();
    expect(await store.read()).toEqual(pointAt('1.10'));
    expect(readdirSync(folder)).toEqual([RESUME_FILE]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['not JSON', '{"format": 1, "sho'],
    ['empty', ''],
    ['another shape', '{"format":1,"cue":4}'],
    ['another format', JSON.stringify({ ...pointAt('1'), format: 99 })],
    ['with an unknown key', JSON.stringify({ ...pointAt('1'), extra: 1 })],
  ])('a corrupt one (%s) is set aside and logged, and the show begins anew', async (_, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'yeoun-resume-'));
    writeFileSync(join(folder, RESUME_FILE), text);
    const { store, warnings } = storeOn(undefined, folder);
    expect(await store.read()).toBeNull();
    expect(readFileSync(join(folder, 'resume.corrupt.json'), 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['resume.corrupt.json']);
    expect(warnings).toHaveLength(1);
    expect(await store.read()).toBeNull();
    expect(warnings).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });

  it('the newest wins while the disk is busy: a hundred points, few writes, the last one stands', async () => {
    const disk = memoryDisk();
    const { store } = storeOn(disk);
    for (let i = 0; i < 100; i++) store.write(pointAt(`${i}`));
    await store.settled();
    expect(await cueOn(disk)).toBe('99');
    expect(disk.operations.filter((o) => o.startsWith('write')).length).toBe(2);
  });
});

describe('a crash between or within any two operations', () => {
  it('never loses the old point: after it stands the old one, the new one or a later one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 20 }),
        fc.boolean(),
        async (cues, diesAfter, renamesKept) => {
          const disk = memoryDisk({ [PATH]: JSON.stringify(pointAt('old')) });
          disk.dieAfter(diesAfter);
          const { store } = storeOn(disk);
          for (const cue of cues) {
            store.write(pointAt(cue));
            await store.settled();
          }
          const after = await cueOn(disk.reboot(renamesKept));
          expect(['old', ...cues]).toContain(after);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('every prefix of one write, with the machine or only the process gone', async () => {
    for (let n = 0; n <= 4; n++)
      for (const renamesKept of [true, false]) {
        const disk = memoryDisk({ [PATH]: JSON.stringify(pointAt('old')) });
        disk.dieAfter(n);
        const { store } = storeOn(disk);
        store.write(pointAt('new'));
        await store.settled();
        expect(['old', 'new']).toContain(await cueOn(disk.reboot(renamesKept)));
        expect(['old', 'new']).toContain(await cueOn(memoryDisk(disk.files())));
      }
  });

  it('once settled, the new point outlives a power cut', async () => {
    const disk = memoryDisk({ [PATH]: JSON.stringify(pointAt('old')) });
    const { store } = storeOn(disk);
    store.write(pointAt('new'));
    await store.settled();
    expect(await cueOn(disk.reboot(false))).toBe('new');
  });
});

describe('a disk that refuses', () => {
  it.each([
    ['ENOSPC', /disk is full/],
    ['EACCES', /may be written/],
    ['EROFS', /may be written/],
    ['EIO', /does not answer/],
  ])('%s: one lamp, the old point stands, retried later until it works', async (code, says) => {
    const disk = memoryDisk({ [PATH]: JSON.stringify(pointAt('old')) });
    const { store, clock, lamps, warnings } = storeOn(disk);
    disk.fail(code);
    for (let i = 0; i < 20; i++) {
      store.write(pointAt(`${i}`));
      await store.settled();
    }
    clock.advance(30_000);
    await store.settled();
    expect(lamps).toHaveLength(1);
    expect(lamps[0]).toMatchObject({ part: 'resume', level: 'warn' });
    expect(lamps[0]?.text.en).toMatch(says);
    expect(lamps[0]?.text.ko).toMatch(/저장/);
    expect(warnings).toHaveLength(1);
    disk.fail(null);
    expect(await cueOn(disk)).toBe('old');

    clock.advance(5_000);
    await store.settled();
    expect(await cueOn(disk)).toBe('19');
    expect(lamps).toEqual([lamps[0], null]);
  });

  it('does not hammer: while it refuses it is tried every 5 s at most', async () => {
    const disk = memoryDisk();
    const { store, clock } = storeOn(disk);
    disk.fail('ENOSPC');
    for (let i = 0; i < 100; i++) {
      store.write(pointAt(`${i}`));
      clock.advance(100);
      await store.settled();
    }
    expect(disk.operations.length).toBeLessThanOrEqual(3);
  });

  it('written now outlives the process from that moment, though nothing was awaited', async () => {
    const disk = memoryDisk();
    const { store } = storeOn(disk);
    store.write(pointAt('1'));
    await store.settled();
    store.writeNow({ ...pointAt('2'), savedMs: pointAt('1').savedMs + 1 });
    expect(await cueOn(memoryDisk(disk.files()))).toBe('2');
  });

  it('written now outlives the process also where it dies before the new name stands', async () => {
    const disk = memoryDisk();
    const { store } = storeOn(disk);
    store.write(pointAt('1'));
    await store.settled();
    const { savedMs } = pointAt('1');
    store.writeNow({ ...pointAt('2'), savedMs: savedMs + 1 });
    await store.settled();
    disk.dieAfter(1);
    store.writeNow({ ...pointAt('3'), savedMs: savedMs + 2 });
    expect(await cueOn(memoryDisk(disk.files()))).toBe('3');
  });

  it('written now never costs the safe point, whatever a power cut leaves of it', async () => {
    for (const kept of [true, false]) {
      const disk = memoryDisk();
      const { store } = storeOn(disk);
      store.write(pointAt('1'));
      await store.settled();
      store.writeNow({ ...pointAt('2'), savedMs: pointAt('1').savedMs + 1 });
      expect(await cueOn(disk.reboot(kept))).toBe('1');
    }
  });

  it('closing ends the retries', async () => {
    const disk = memoryDisk();
    const { store, clock } = storeOn(disk);
    disk.fail('EACCES');
    store.write(pointAt('1'));
    await store.settled();
    store.close();
    store.close();
    clock.advance(60_000);
    expect(disk.operations).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});
