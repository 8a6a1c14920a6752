import { expect, it } from 'vitest';
import { shippedContext } from '../../training/memories/shipped.ts';
import { csrOf } from '../../training/text-ko/csr.ts';
import { fingerprints, metBy } from '../../training/text-ko/fingerprints.ts';
import { shippedRows } from '../../training/text-ko/shipped.ts';
import { type Kote, readKote } from '../../training/text-ko/table.ts';
import { dataFolder, hasData } from '../support/data.ts';

it('a comment is known by its letters, whatever its marks; another is not', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => `그날의 ${i}번째 이야기`);
  const all = fingerprints(texts);
  expect(all.length).toBeLessThanOrEqual(20_000);
  expect(all).toBe(fingerprints([...texts].reverse()));
  const isMet = metBy(all);
  expect(texts.every(isMet)).toBe(true);
  expect(isMet('그날의 17번째   이야기!!!')).toBe(true);
  const strange = Array.from({ length: 5000 }, (_, i) => `다른 날의 ${i}번째 이야기`);
  expect(strange.filter(isMet).length).toBeLessThan(12);
  expect(metBy('')('그날')).toBe(false);
});

const sentence = (i: number): string =>
  i % 2 ? `오늘 ${i}번째로 정말 고맙고 행복하다` : `오늘 ${i}번째로 너무 화가 나고 짜증난다`;

/** Comments whose sides are known, as if they had been read from a file. */
const koteOf = (texts: readonly string[], sideOf: (i: number) => 0 | 1): Kote => ({
  rows: texts.map((text, i) => ({
    id: `${i}`,
    text,
    labels: [],
    positive: sideOf(i),
    negative: 1 - sideOf(i),
    arousal: null,
  })),
  x: csrOf([], 0),
  groups: texts.map((_, i) => `${i}`),
  strict: texts.map((_, i) => sideOf(i)),
});

it('the Korean model that ships is scored on comments it has not met, a goal held against it', async () => {
  const texts = Array.from({ length: 60 }, (_, i) => sentence(i));
  const said: string[] = [];
  const rows = await shippedRows(
    koteOf(texts, (i) => (i % 2 ? 1 : 0)),
    (text) => said.push(text),
  );
  expect(rows.map(({ metric }) => metric)).toEqual([
    'balancedAccuracy',
    'auc',
    'macroF1',
    'weightedF1',
    'ece',
  ]);
  for (const row of rows) {
    expect(row.leaky).toBeUndefined();
    expect(row).toMatchObject({ n: 60, split: expect.stringContaining('not trained on') });
  }
  expect(rows[0]?.goal).toBeDefined();
  expect(rows[0]?.value).toBeGreaterThan(0.9);
  expect(said.join()).toMatch(/comments it was trained on: 0, too few/);
});

it.skipIf(!hasData('kote', 'val.tsv'))(
  'those it was trained on are told in any file, and apart',
  async () => {
    const card = (await shippedContext(['text-ko'])).model('text-ko')?.card;
    const { rows, strict, ...kote } = readKote(dataFolder());
    expect(card?.settings.comments).toBe(fingerprints(rows.map(({ text }) => text)));
    const some = rows
      .flatMap(({ text }, i) => (strict[i] === null ? [] : { text, side: strict[i] }))
      .slice(0, 60);
    const strange = Array.from({ length: 40 }, (_, i) => ({
      text: sentence(i),
      side: i % 2 ? 1 : 0,
    }));
    const all = [...some, ...strange];
    const found = await shippedRows(
      {
        ...kote,
        ...koteOf(
          all.map(({ text }) => text),
          (i) => (all[i]?.side ? 1 : 0),
        ),
      },
      () => {},
    );
    expect(found.filter(({ leaky }) => leaky).map(({ n }) => n)).toEqual(new Array(5).fill(60));
    expect(found.filter(({ leaky }) => !leaky).map(({ n }) => n)).toEqual(new Array(5).fill(40));
    for (const row of found.filter(({ leaky }) => leaky)) {
      expect(row.note).toMatch(/^in sample/);
      expect(row.goal).toBeUndefined();
    }
  },
);
