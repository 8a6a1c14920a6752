import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shippedContext } from '../../training/memories/shipped.ts';
import { koteSha256 } from '../../training/text-ko/kote.ts';
import { shippedRows } from '../../training/text-ko/shipped.ts';
import { readKote } from '../../training/text-ko/table.ts';
import { dataFolder, hasData } from '../support/data.ts';

it('the Korean model that ships is in sample on the very file that its card names, and on no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-kote-'));
  mkdirSync(join(folder, 'kote'));
  const lines = ['1\t정말 고맙고 행복하다\t4', '2\t너무 화가 나고 짜증난다\t0', '3\t비가 온다\t'];
  writeFileSync(join(folder, 'kote/val.tsv'), `${lines.join('\n')}\n`);
  const rows = readKote(folder);
  const known = (await shippedContext(['text-ko'])).model('text-ko')?.card.settings.trainedOn;
  const other = await shippedRows(rows, koteSha256(folder), () => {});
  const same = await shippedRows(rows, String(known), () => {});
  rmSync(folder, { recursive: true });
  expect(same.map(({ value }) => value)).toEqual(other.map(({ value }) => value));
  for (const row of same) {
    expect(row).toMatchObject({ leaky: true, note: expect.stringMatching(/^in sample/) });
    expect(row.goal).toBeUndefined();
  }
  for (const row of other) expect(row.leaky).toBeUndefined();
  expect(other.find(({ goal }) => goal)?.metric).toBe('balancedAccuracy');
});

it.skipIf(!hasData('kote', 'val.tsv'))(
  'its card names the file that the data folder holds',
  async () => {
    const card = (await shippedContext(['text-ko'])).model('text-ko')?.card;
    expect(card?.settings.trainedOn).toBe(koteSha256(dataFolder()));
  },
);
