import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
