import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { plainTakeFiles } from '../../../sensors/recording/files.ts';
import { BLOCKS_FILE } from '../../../sensors/recording/format.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-gz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = async (): Promise<string> => {
  const source = (await plainTakeFiles(folder)).bytes(BLOCKS_FILE);
  const pieces: Buffer[] = [];
  for (let piece = source.read(); piece !== null; piece = source.read())
    pieces.push(Buffer.from(piece));
  source.close();
  expect(source.read()).toBeNull();
  return Buffer.concat(pieces).toString('utf8');
};

it('R20 reads gzipped blocks where no plain ones lie, in pieces, and refuses damaged ones', async () => {
  const text = 'a line of some length, again and again\n'.repeat(5000);
  writeFileSync(join(folder, `${BLOCKS_FILE}.gz`), gzipSync(text));
  expect(await textOf()).toBe(text);
  writeFileSync(join(folder, BLOCKS_FILE), 'plain\n');
  expect(await textOf()).toBe('plain\n');
  rmSync(join(folder, BLOCKS_FILE));
  await expect(textOf()).resolves.toBe(text);
  writeFileSync(join(folder, `${BLOCKS_FILE}.gz`), gzipSync(text).subarray(0, 60));
  await expect(textOf()).rejects.toThrow();
});
