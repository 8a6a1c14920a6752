import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Mask, PLAIN_OUTPUT, type Slice, WHOLE_SLICE } from '#contracts/output';
import { BUDGET, mixtures, openCounting, pictureCosts, withDissolve } from './picture-cost.ts';
import { openStagePage, type StagePage } from './stage-page.ts';

const LONG = 240_000;
const PAGE = resolve(import.meta.dirname, '../../docs/picture-cost.md');
let stage: StagePage;

beforeAll(async () => {
  stage = await openStagePage();
  await openCounting(stage);
}, LONG);
afterAll(() => stage?.close());

/** Rows of the table: scene, draw calls, passes of full size, reads a pixel. */
const written = (): Map<string, string> =>
  new Map(
    readFileSync(PAGE, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, scene = '', ...numbers]) => [
        scene.replaceAll('`', ''),
        numbers.slice(0, 3).join(' '),
      ]),
  );

it('every scene and every crossing of two stays within the written budget, and costs what is written', {
  timeout: LONG,
}, async () => {
  const table = written();
  const counted = new Map<string, string>();
  for (const scenes of mixtures()) {
    const cost = withDissolve(await pictureCosts(stage, scenes));
    expect(cost.calls, `${scenes}: draw calls`).toBeLessThanOrEqual(BUDGET.calls);
    expect(cost.passes, `${scenes}: passes`).toBeLessThanOrEqual(BUDGET.passes);
    expect(cost.reads, `${scenes}: reads a pixel`).toBeLessThanOrEqual(BUDGET.reads);
    if (scenes.length === 1)
      counted.set(
        scenes.join(),
        `${cost.calls} ${cost.passes.toFixed(1)} ${cost.reads.toFixed(1)}`,
      );
  }
  expect(Object.fromEntries(table)).toEqual(Object.fromEntries(counted));
  expect(stage.errors).toEqual([]);
});

/** What an output asks for beyond a plain one: rows of the second table. */
const OUTPUTS: Readonly<Record<string, readonly Slice[]>> = {
  plain: [WHOLE_SLICE],
  'one slice': [moved(0)],
  'two slices': [moved(0), moved(1)],
  'two slices with masks': [masked(0), masked(1)],
  'eight slices': Array.from({ length: 8 }, (_, i) => moved(i)),
};

function moved(i: number): Slice {
  return { ...WHOLE_SLICE, level: 0.9 - i / 100 };
}

function masked(i: number): Slice {
  const points: Mask['points'] = [
    [0, 0],
    [0.2, 0],
    [0, 0.2],
  ];
  return { ...moved(i), masks: [{ points, feather: 0.01, hide: true }] };
}

it('an output costs what is written beyond a plain one, and a plain one nothing', {
  timeout: LONG,
}, async () => {
  const table = new Map(
    readFileSync(PAGE, 'utf8')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, name = '']) => name in OUTPUTS)
      .map(([, name = '', ...numbers]) => [name, numbers.slice(0, 3).join(' ')]),
  );
  const none = await pictureCosts(stage, ['measure']);
  const counted = new Map<string, string>();
  for (const [name, slices] of Object.entries(OUTPUTS)) {
    const output = { ...PLAIN_OUTPUT, slices: [...slices] };
    await stage.page.evaluate((set) => window.__stage?.map(set), output);
    // Slices come, and masks are drawn, within the first half second.
    for (let i = 0; i < 2; i++) await pictureCosts(stage, ['measure']);
    const cost = await pictureCosts(stage, ['measure']);
    const more = [cost.calls - none.calls, cost.passes - none.passes, cost.reads - none.reads];
    counted.set(name, `${more[0]} ${more[1]?.toFixed(1)} ${more[2]?.toFixed(1)}`);
  }
  await stage.page.evaluate(() => window.__stage?.map(null));
  expect(Object.fromEntries(table)).toEqual(Object.fromEntries(counted));
  expect(stage.errors).toEqual([]);
});
