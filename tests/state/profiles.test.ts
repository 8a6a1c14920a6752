import { describe, expect, it } from 'vitest';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import {
  asideName,
  MOST_PROFILES,
  openProfiles,
  PROFILE_INDEX,
  type ProfileVault,
  profileName,
} from '../../conductor/state/profiles.ts';
import { openExpectation } from '../../sensors/expectation/index.ts';
import { dance, phrase } from '../sensors/expectation/support.ts';
import { manualClock } from '../support/fake-clock.ts';

const fakeVault = (files = new Map<string, Uint8Array>()) => {
  const written: string[] = [];
  let broken: Error | null = null;
  const vault: ProfileVault = {
    async read(name) {
      if (broken) throw broken;
      return files.get(name) ?? null;
    },
    async write(name, bytes) {
      if (broken) throw broken;
      written.push(name);
      files.set(name, bytes);
    },
    encrypt: async () => {},
    async remove(name) {
      if (broken) throw broken;
      files.delete(name);
    },
  };
  return { vault, files, written, fail: (error: Error | null) => (broken = error) };
};

const open = async (vault: ProfileVault) => {
  const clock = manualClock();
  const said: string[] = [];
  const log = { warn: (_: string, text: string) => said.push(text), info: () => {} };
  const timing = scheduler(clock, (error) => said.push(String(error)));
  return { store: await openProfiles(vault, timing, log), clock, said };
};

const bytesOf = (n: number) => Uint8Array.of(n);
const settled = () => new Promise<void>((done) => setImmediate(done));

describe('profiles', () => {
  it('of no use are set aside before the next save takes their place', async () => {
    const index = new TextEncoder().encode('{"format":1,"bodies":["mina"]}');
    const disk = fakeVault(
      new Map([
        [PROFILE_INDEX, index],
        [profileName('mina'), bytesOf(7)],
      ]),
    );
    const { store, said } = await open(disk.vault);
    store.load('mina');
    store.refused('mina', new Error('newer.'));
    await settled();
    expect(disk.files.get(asideName('mina'))).toEqual(bytesOf(7));
    expect(said.join()).toContain(asideName('mina'));
  });

  it('are written twice a minute, only what changed, and found again', async () => {
    const disk = fakeVault();
    const { store, clock } = await open(disk.vault);
    let news = new Map([['dancer', bytesOf(1)]]);
    store.keep(() => {
      const out = news;
      news = new Map();
      return out;
    });
    clock.advance(29_000);
    await settled();
    expect(disk.written).toEqual([]);
    clock.advance(1_000);
    await settled();
    expect(disk.written).toEqual([profileName('dancer'), PROFILE_INDEX]);
    clock.advance(60_000);
    await settled();
    expect(disk.written).toHaveLength(2);
    const again = await open(disk.vault);
    expect(again.store.load('dancer')).toEqual(bytesOf(1));
    expect(again.store.load('nobody')).toBeNull();
    expect(again.said).toEqual([]);
  });

  it('are written at the end, and no more after the stop', async () => {
    const disk = fakeVault();
    const { store, clock } = await open(disk.vault);
    const stop = store.keep(() => new Map([['a', bytesOf(2)]]));
    stop();
    stop();
    clock.advance(120_000);
    await settled();
    expect(disk.written).toEqual([]);
    await store.flush();
    expect(disk.files.get(profileName('a'))).toEqual(bytesOf(2));
    expect(clock.pending).toBe(0);
  });

  it('a disk that fails is told once, and tried again; the newest is what is written', async () => {
    const disk = fakeVault();
    const { store, clock, said } = await open(disk.vault);
    let n = 0;
    store.keep(() => new Map([['a', bytesOf(++n)]]));
    disk.fail(new Error('no space left'));
    for (let k = 0; k < 3; k++) {
      clock.advance(30_000);
      await settled();
    }
    expect(said).toEqual([expect.stringContaining('no space left')]);
    disk.fail(null);
    clock.advance(30_000);
    await settled();
    expect(disk.files.get(profileName('a'))).toEqual(bytesOf(4));
  });

  it('an index that is damaged, or a profile that cannot be read, is told; the rest is there', async () => {
    const disk = fakeVault();
    disk.files.set(PROFILE_INDEX, new TextEncoder().encode('{"format":1,"bodies":["../x"]}'));
    expect((await open(disk.vault)).said).toHaveLength(1);
    disk.files.set(PROFILE_INDEX, new TextEncoder().encode('{"format":1,"bodies":["a","b"]}'));
    disk.files.set(profileName('b'), bytesOf(7));
    const half: ProfileVault = {
      ...disk.vault,
      read: async (name) => {
        if (name === profileName('a')) throw new Error('changed by somebody');
        return disk.vault.read(name);
      },
    };
    const { store, said } = await open(half);
    expect(said).toEqual([expect.stringContaining('changed by somebody')]);
    expect(store.load('b')).toEqual(bytesOf(7));
  });

  it('keeps no more bodies than it says, the latest ones', async () => {
    const disk = fakeVault();
    const { store } = await open(disk.vault);
    for (let n = 0; n < MOST_PROFILES + 5; n++) {
      store.keep(() => new Map([[`b${n}`, bytesOf(n)]]))();
      await store.flush();
    }
    const again = await open(disk.vault);
    expect(again.store.load('b0')).toBeNull();
    expect([...disk.files.keys()].sort()).toEqual(
      [
        PROFILE_INDEX,
        ...Array.from({ length: MOST_PROFILES }, (_, n) => profileName(`b${n + 5}`)),
      ].sort(),
    );
    expect(again.store.load(`b${MOST_PROFILES + 4}`)).toEqual(bytesOf(MOST_PROFILES + 4));
  });

  it('whose file could not be removed goes with the next writing', async () => {
    const disk = fakeVault();
    let stuck = true;
    const { store } = await open({
      ...disk.vault,
      async remove(name) {
        if (stuck) throw new Error('busy');
        await disk.vault.remove(name);
      },
    });
    for (let n = 0; n <= MOST_PROFILES; n++) {
      stuck = n === MOST_PROFILES;
      store.keep(() => new Map([[`b${n}`, bytesOf(n)]]))();
      await store.flush();
    }
    expect(disk.files.has(profileName('b0'))).toBe(true);
    stuck = false;
    await store.flush();
    expect(disk.files.has(profileName('b0'))).toBe(false);
    expect(disk.files.size).toBe(MOST_PROFILES + 1);
  });

  it('carries what was learned from one rehearsal to the next', async () => {
    const disk = fakeVault();
    const first = await open(disk.vault);
    const today = openExpectation(first.store);
    first.store.keep(today.save);
    dance(today, 15, 0, phrase(1, 4).at);
    await first.store.flush();
    const second = await open(disk.vault);
    const heard = dance(openExpectation(second.store), 2, 0, phrase(1, 4).at);
    expect(heard.at(-1)!.confidence).toBe(1);
    expect(second.said).toEqual([]);
  });
});
