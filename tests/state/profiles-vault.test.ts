import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { profiles } from '../../conductor/commands/profiles.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { openProfiles, PROFILE_INDEX, profileName } from '../../conductor/state/profiles.ts';
import type { Vault } from '../../conductor/state/vault.ts';
import { manualClock } from '../support/fake-clock.ts';
import { quickVault, stateFolder } from '../support/take-road.ts';

const PASSPHRASE = 'a long walk by the sea';
let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => {
  vi.restoreAllMocks();
  state.remove();
});

const open = async (vault: Vault) => {
  const said: string[] = [];
  const log = { warn: (_: string, text: string) => said.push(text), info: () => {} };
  const timing = scheduler(manualClock(), (error) => said.push(String(error)));
  return { store: await openProfiles(vault, timing, log), said };
};

const learned = (body: string): Uint8Array => Buffer.from(`the steps of ${body}`);
const pathOf = (name: string): string => join(state.path, name);

/** Keeps a profile of each of these bodies. */
const keep = async (passphrase: string | null, ...bodies: string[]): Promise<void> => {
  const { store, said } = await open(await quickVault(state.path, passphrase));
  store.keep(() => new Map(bodies.map((body) => [body, learned(body)])))();
  await store.flush();
  expect(said).toEqual([]);
};

describe('profiles in a folder that is encrypted later', () => {
  it('are kept, and lie sealed from the first opening on', async () => {
    await keep(null, 'mina', 'joon');
    expect(readFileSync(pathOf(profileName('mina')), 'utf8')).toContain('steps');
    const { store, said } = await open(await quickVault(state.path, PASSPHRASE));
    expect(said).toEqual([]);
    expect(Buffer.from(store.load('mina') ?? []).toString()).toBe('the steps of mina');
    for (const name of [profileName('mina'), profileName('joon'), PROFILE_INDEX]) {
      const text = readFileSync(pathOf(name), 'utf8');
      expect(text, name).toMatch(/^YEOUNS1\n/);
      expect(text, name).not.toMatch(/steps|bodies/);
    }
    const again = await open(await quickVault(state.path, PASSPHRASE));
    expect(Buffer.from(again.store.load('joon') ?? []).toString()).toBe('the steps of joon');
    expect(again.said).toEqual([]);
  });

  it('a sealed one that is damaged stays refused, cut short or changed', async () => {
    await keep(PASSPHRASE, 'mina');
    const path = pathOf(profileName('mina'));
    const whole = readFileSync(path);
    const vault = await quickVault(state.path, PASSPHRASE);
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(30) ^ 1, 30);
    for (const bytes of [changed, whole.subarray(0, 20), whole.subarray(0, 5), Buffer.alloc(0)]) {
      writeFileSync(path, bytes);
      await vault.encrypt(profileName('mina'));
      expect(readFileSync(path)).toEqual(bytes);
      await expect(vault.read(profileName('mina'))).rejects.toMatchObject({
        code: 'vault/damaged',
      });
    }
  });

  it('a plain file in an encrypted take is no file of before: it is refused', async () => {
    const room = await (await quickVault(state.path, PASSPHRASE)).room('takes/one', 'make');
    writeFileSync(pathOf('takes/one/a'), 'put here by somebody');
    await expect(room.read('a')).rejects.toMatchObject({ code: 'vault/damaged' });
  });
});

describe('yeoun profiles forget', () => {
  const forget = async (body: string): Promise<string> => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await profiles({ action: 'forget', body }, { state: state.path }, process.cwd());
    return out.mock.calls.join('');
  };

  it('removes all that is left of a body, and nothing of another', async () => {
    await keep(null, 'mina', 'mina2', 'mina.esn', 'mina.esn.7');
    const draft = `${profileName('mina')}.4711.3.new`;
    const others = `${profileName('mina2')}.4711.4.new`;
    for (const name of [draft, others]) writeFileSync(pathOf(name), 'half a profile');
    expect(await forget('mina')).toContain('mina is deleted');
    expect(readdirSync(pathOf('profiles')).sort()).toEqual([
      'index.json',
      'mina.esn.7.esn',
      'mina.esn.esn',
      'mina2.esn',
      'mina2.esn.4711.4.new',
    ]);
  });

  it('removes a draft where nothing else is left, and says where nothing is', async () => {
    await keep(null, 'joon');
    const draft = pathOf(`${profileName('mina')}.12.0.new`);
    writeFileSync(draft, 'half a profile');
    await forget('mina');
    expect(existsSync(draft)).toBe(false);
    await expect(forget('mina')).rejects.toThrow(/no profile of "mina"/);
  });
});
