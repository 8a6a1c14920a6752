import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PATCH, type Patch, type PatchChange } from '#contracts/patch';
import type { Lamp } from '#contracts/status';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { MAX_SOURCES_SET, openPatch } from '../../conductor/state/patch.ts';
import { manualClock } from '../support/fake-clock.ts';
import { type MemoryDisk, memoryDisk } from './memory-disk.ts';

const PATH = '/state/patch.json';

const openOn = async (disk: MemoryDisk) => {
  const clock = manualClock();
  const lamps: (Lamp | null)[] = [];
  const told: Patch[] = [];
  const store = await openPatch({
    folder: '/state',
    log: silentLog,
    disk,
    timing: scheduler(clock, (e) => {
      throw e;
    }),
    onLamp: (lamp) => void lamps.push(lamp),
  });
  store.on((patch) => void told.push(patch));
  return { store, clock, lamps, told };
};
const MUTE: PatchChange = { do: 'source', id: 'belt', set: { muted: true } };

describe('the patch of the machine', () => {
  it('is empty at first, takes changes, tells them, and comes back after a restart', async () => {
    const disk = memoryDisk();
    const { store, told, lamps } = await openOn(disk);
    expect(store.patch()).toEqual(EMPTY_PATCH);
    expect(store.change(MUTE)).toBe(true);
    expect(store.change({ do: 'open', source: 'midi' })).toBe(true);
    await store.settled();
    expect(told.map((p) => p.open)).toEqual([[], ['midi']]);
    expect(lamps).toEqual([]);
    const again = await openOn(disk);
    expect(again.store.patch()).toEqual(store.patch());
  });

  it('a change that changes nothing is not told and not written', async () => {
    const disk = memoryDisk();
    const { store, told } = await openOn(disk);
    store.change({ do: 'close', source: 'midi' });
    await store.settled();
    expect(told).toEqual([]);
    expect(disk.files()).toEqual({});
  });

  it.each([
    ['spoilt', '{"format":1,'],
    ['of a newer version', JSON.stringify({ ...EMPTY_PATCH, format: 2 })],
    ['with something unknown in it', JSON.stringify({ ...EMPTY_PATCH, lights: [] })],
  ])('one that is %s is set aside, with a lamp in both languages', async (_, text) => {
    const disk = memoryDisk({ [PATH]: text });
    const { store, lamps } = await openOn(disk);
    expect(store.patch()).toEqual(EMPTY_PATCH);
    expect(disk.files()).toEqual({ '/state/patch.unread.json': text });
    expect(lamps[0]?.text.en).toContain('patch.unread.json');
    expect(lamps[0]?.text.ko).toContain('patch.unread.json');
    store.change(MUTE);
    expect(lamps.at(-1)).toBeNull();
    await store.settled();
  });

  it('lights a lamp while the disk is full, keeps the newest, and writes it when there is room', async () => {
    const disk = memoryDisk();
    const { store, clock, lamps } = await openOn(disk);
    disk.fail('ENOSPC');
    store.change(MUTE);
    await store.settled();
    store.change({ do: 'open', source: 'midi' });
    await store.settled();
    expect(lamps).toHaveLength(1);
    expect(lamps[0]).toMatchObject({ part: 'patch', level: 'warn' });
    disk.fail(null);
    clock.advance(6000);
    await store.settled();
    expect(lamps.at(-1)).toBeNull();
    expect(JSON.parse(disk.files()[PATH] ?? '')).toEqual(store.patch());
    store.close();
    expect(clock.pending).toBe(0);
  });

  it('is whole after a power cut at any moment: the one before or the one after', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8 }), fc.boolean(), async (n, kept) => {
        const first = await openOn(memoryDisk());
        first.store.change(MUTE);
        await first.store.settled();
        const before = first.store.patch();
        const disk = memoryDisk({ [PATH]: JSON.stringify(before) });
        const { store } = await openOn(disk);
        disk.dieAfter(n);
        store.change({ do: 'open', source: 'midi' });
        await store.settled();
        store.close();
        const after = await openOn(disk.reboot(kept));
        expect([before, store.patch()]).toContainEqual(after.store.patch());
      }),
      { numRuns: 40 },
    );
  });

  it('does not grow without end', async () => {
    const { store, told } = await openOn(memoryDisk());
    for (let i = 0; i < MAX_SOURCES_SET; i++)
      expect(store.change({ do: 'source', id: `s${i}`, set: {} })).toBe(true);
    expect(store.change({ do: 'source', id: 'more', set: {} })).toBe(false);
    for (let i = 0; i < 32; i++) store.change({ do: 'open', source: `osc:${i}` });
    expect(store.change({ do: 'open', source: 'one too many' })).toBe(false);
    expect(told.at(-1)?.open).toHaveLength(32);
    await store.settled();
  });
});
