import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runYeoun } from '../support/conductor.ts';

let state: string;
const profile = (body: string): string => join(state, 'profiles', `${body}.esn`);
const yeoun = (...args: string[]) => runYeoun(['profiles', ...args, '--state', state]);

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'yeoun-profiles-'));
  mkdirSync(join(state, 'profiles'));
  writeFileSync(profile('mina'), Buffer.alloc(2500));
});

afterEach(() => rmSync(state, { recursive: true, force: true }));

it('lists whose movement was learned, and forgets it', async () => {
  expect((await yeoun()).out).toMatch(/mina\s+3 kB/);
  const { code, out } = await yeoun('forget', 'mina');
  expect(code).toBe(0);
  expect(out).toContain('mina is deleted');
  expect(existsSync(profile('mina'))).toBe(false);
  expect((await yeoun()).out).toContain('Nothing is learned');
}, 60_000);

it('says whom it knows when asked to forget somebody else, and takes no path for a name', async () => {
  const { code, err } = await yeoun('forget', '../vault');
  expect(code).toBe(2);
  expect(err).toContain('Known: mina');
  expect(existsSync(profile('mina'))).toBe(true);
}, 60_000);
