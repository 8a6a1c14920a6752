import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PHRASES, phrases } from '../../training/music/phrases.ts';
import { eceRow, sideRows } from '../../training/sides.ts';

const FRAME = { decoder: 'd', data: 'x', split: 's' };

it('sides: the scores, and what they must be read against, counted by hand', () => {
  const truth = [1, 1, 1, 0];
  const groups = ['a', 'a', 'b', 'b'];
  const rows = sideRows(FRAME, { said: [1, 1, 0, 0], truth, groups });
  const of = (metric: string) => rows.find((row) => row.metric === metric);
  expect(of('balancedAccuracy')).toMatchObject({ ...FRAME, n: 4, chance: 0.5, majority: 0.5 });
  expect(of('balancedAccuracy')?.value).toBeCloseTo((2 / 3 + 1) / 2, 12);
  // F1 of 1: 4 / 5, of 0: 2 / 3.
  expect(of('macroF1')?.value).toBeCloseTo((4 / 5 + 2 / 3) / 2, 12);
  expect(of('weightedF1')?.value).toBeCloseTo(0.75 * (4 / 5) + 0.25 * (2 / 3), 12);
  const always = sideRows(FRAME, { said: [1, 1, 1, 1], truth, groups });
  expect(of('macroF1')?.majority).toBeCloseTo(6 / 7 / 2, 12);
  expect(always.find((row) => row.metric === 'weightedF1')?.value).toBeCloseTo(
    of('weightedF1')?.majority ?? Number.NaN,
    12,
  );
  expect(of('weightedF1')?.chance).toBeCloseTo(0.75 ** 2 + 0.25 ** 2, 12);
  expect(eceRow(FRAME, { said: [0.8, 0.8, 0.8, 0.8], truth, groups }).value).toBeCloseTo(0.05, 12);
});

it('a phrase whose file is missing is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-phrases-'));
  mkdirSync(join(folder, PHRASES));
  const labels = ['id,series,title,file,valence,arousal', '1,Saga,"One, two",phrases/a.mid,1,-1'];
  writeFileSync(join(folder, PHRASES, 'labels.csv'), labels.join('\n'));
  const said: string[] = [];
  expect(phrases(folder, (text) => said.push(text))).toEqual([]);
  expect(said).toEqual(['phrases/a.mid: has a label and no file, left out']);
  rmSync(folder, { recursive: true });
});
