import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FeatureValue } from '#contracts/feature';
import { pairId } from '#contracts/ids';
import { Show } from '#contracts/show';
import { testRoad } from '../support/road.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-bodies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'world.md'), 'A world for two.');
writeFileSync(
  join(folder, 'show.yaml'),
  `format: 2
id: two
title: { en: Two, ko: 둘 }
bodies: [ana, bo]
heart: bo
scenes:
  a:
    scene: tide
    listen: false
    map:
      - { from: syncMovement, to: light, attackS: 0.5, releaseS: 0.5 }
cues:
  - number: 1
    title: { en: One, ko: 하나 }
    scene: a
`,
);
const PAIR = pairId('ana', 'bo');

/** Two synthetic dancers of these seeds for some seconds. */
const danced = async (seeds: readonly [number, number], seconds: number) => {
  const road = await testRoad(folder, [
    `synthetic:body=ana,id=one,seed=${seeds[0]}`,
    `synthetic:body=bo,id=two,seed=${seeds[1]}`,
  ]);
  const told: FeatureValue[] = [];
  road.road.events.features.on((values) => told.push(...values.filter((v) => v.bodyId === PAIR)));
  road.run(seconds);
  return { ...road, told };
};
const newest = (told: readonly FeatureValue[]) => told.findLast((v) => v.name === 'syncMovement');

describe('two bodies on the road', { timeout: 60_000 }, () => {
  it('who dance the same are together: told, looked up and mapped; the same each time', async () => {
    const [first, second] = [await danced([5, 5], 20), await danced([5, 5], 20)];
    expect(newest(first.told)?.value).toBeGreaterThan(0.9);
    expect(newest(first.told)?.sourceId).toBe('synchrony');
    expect(first.road.featuresOf(PAIR).get('syncMovement')).toEqual(newest(first.told));
    const light = first.road.stage().layers[0]?.look.light ?? 0;
    expect(light).toBeGreaterThan(0.85);
    expect(second.told).toEqual(first.told);
    expect(second.road.stage()).toEqual(first.road.stage());
    expect(first.errors).toEqual([]);
    for (const one of [first, second]) one.close();
  });

  it('who dance each their own are not, and each is felt for itself', async () => {
    const { told, road, close } = await danced([5, 11], 40);
    expect(newest(told)?.value).toBeLessThan(0.4);
    expect(road.bodies().map((b) => b.id)).toEqual(['ana', 'bo']);
    expect(road.bodies()[0]?.affect).not.toEqual(road.bodies()[1]?.affect);
    close();
  });

  it('SHOW-47 a change of the show keeps what is felt and known', async () => {
    const { road, run, told, close } = await danced([5, 5], 20);
    const before = road.bodies();
    const show = road.show();
    road.replace(Show.parse({ ...show, bodies: ['ana', 'bo', 'cy'], decayS: 20 }));
    expect(road.bodies().slice(0, 2)).toEqual(before);
    expect(road.featuresOf(PAIR).get('syncMovement')?.value).toBeGreaterThan(0.9);
    const sure = newest(told)?.confidence ?? 0;
    run(1);
    expect(newest(told)?.confidence).toBeGreaterThanOrEqual(sure - 0.05);
    close();
  });
});
