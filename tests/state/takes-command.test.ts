import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type TakesAsked, takes } from '../../conductor/commands/takes.ts';
import { takeLock } from '../../conductor/state/lock.ts';
import { placeHead } from '../../conductor/state/take-head.ts';
import { Take } from '../../sensors/recording/format.ts';
import { stateFolder } from '../support/take-road.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => {
  vi.restoreAllMocks();
  state.remove();
});

const OLD_MS = Date.UTC(2020, 0, 1);

/** A take without consent; `take.json` written at a time. */
const take = async (id: string, endMs: number | null, touchedMs?: number): Promise<string> => {
  const folder = join(state.path, 'takes', id);
  const head = { format: 1, id, show: null, software: 'yeoun', startMs: OLD_MS, endMs };
  await placeHead(folder, Take.parse({ ...head, consent: 'none', keepHours: 24 }));
  const path = join(folder, 'take.json');
  if (touchedMs !== undefined) utimesSync(path, touchedMs / 1000, touchedMs / 1000);
  return folder;
};

const run = async (asked: TakesAsked): Promise<string> => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  await takes(asked, { state: state.path }, process.cwd());
  return out.mock.calls.join('');
};

describe('yeoun takes', () => {
  it('R16: deletes first what nobody agreed to in time, where no show does so', async () => {
    const late = await take('late', OLD_MS + 1000);
    const crashed = await take('crashed', null, OLD_MS);
    const fresh = await take('fresh', null);
    const out = await run({ action: 'list' });
    expect(out).toContain('Deleted, as no consent was given: late, crashed.');
    expect([late, crashed, fresh].map((folder) => existsSync(folder))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('leaves that to the show that runs', async () => {
    const late = await take('late', OLD_MS + 1000);
    const unlock = takeLock(state.path);
    await run({ action: 'list' });
    expect(existsSync(late)).toBe(true);
    unlock();
  });

  it('withdraws a take that an earlier crash left without an end, also while a show runs', async () => {
    const running = await take('running', null);
    const crashed = await take('crashed', null, OLD_MS);
    const unlock = takeLock(state.path);
    await run({ action: 'consent', id: 'crashed', value: 'withdrawn' });
    expect(existsSync(crashed)).toBe(false);
    await expect(
      run({ action: 'consent', id: 'running', value: 'withdrawn' }),
    ).rejects.toMatchObject({ code: 'takes/running' });
    expect(existsSync(running)).toBe(true);
    unlock();
  });
});
