import { describe, expect, it } from 'vitest';
import type { MovementFrame } from '#contracts/movement';
import { bodyZones } from '../../../stage-display/projection/body-zone.ts';
import {
  fieldSteps,
  fieldTimes,
  keep,
  TEAR_ATTACK_S,
} from '../../../stage-display/projection/field-decay.ts';
import { drawnLayers, matterOf, sceneOf } from '../../../stage-display/projection/layers.ts';
import { MOST_SPLATS, splatQueue, splatsOf } from '../../../stage-display/projection/splats.ts';
import { layer, limb } from './support.ts';

const STAND = { x: 0.5, y: 0.4 };
const felt: MovementFrame = { ...limb(0, 0, 0, 0), energy: 0.8, dx: 1, dy: 0, points: [] };

describe('healing', () => {
  it('is slower than tearing, at every setting', () => {
    for (const trail of [0, 0.5, 1])
      for (const heal of [0, 0.5, 1]) {
        const t = fieldTimes(trail, heal);
        expect(t.tearS).toBeGreaterThan(40 * TEAR_ATTACK_S);
        expect(t.creaseS).toBeGreaterThan(t.pressS);
      }
  });

  it('goes faster with heal and lasts longer with trail', () => {
    expect(fieldTimes(0.5, 1).tearS).toBeLessThan(fieldTimes(0.5, 0).tearS);
    expect(fieldTimes(1, 0.5).dragS).toBeGreaterThan(fieldTimes(0, 0.5).dragS);
  });

  it('leaves the same after a second however it is divided', () => {
    expect(keep(0.1, 3) ** 10).toBeCloseTo(keep(1, 3), 12);
  });
});

describe('the steps of the field', () => {
  it('are equal, short enough for its waves and bounded after a stall', () => {
    expect(fieldSteps(1 / 60)).toEqual({ steps: 1, stepS: 1 / 60 });
    expect(fieldSteps(1 / 30)).toMatchObject({ steps: 1 });
    expect(fieldSteps(0.05)).toMatchObject({ steps: 2 });
    expect(fieldSteps(5)).toEqual({ steps: 3, stepS: 1 / 30 });
    expect(fieldSteps(0).steps).toBe(0);
  });
});

describe('movement on its way into the field', () => {
  it('sweeps from where a limb was drawn last to where it is', () => {
    const [s] = splatsOf(limb(0.4, 0.5, 1, 0, 1000), limb(0.45, 0.5, 1, 0, 1050), STAND);
    expect(s).toMatchObject({ fromX: 0.4, toX: 0.45, dtS: 0.05 });
  });

  it('does not draw a line across a gap', () => {
    const [s] = splatsOf(limb(0.1, 0.5, 0, 0, 1000), limb(0.9, 0.5, 0, 0, 9000), STAND);
    expect(s?.fromX).toBe(0.9);
  });

  it('presses broadly around a body that is only felt, towards its push', () => {
    const [s] = splatsOf(undefined, felt, STAND);
    expect(s?.radius).toBeGreaterThan(0.1);
    expect(s?.vx).toBeGreaterThan(0);
    expect(s?.toX).toBeGreaterThan(STAND.x);
  });

  it('keeps the newest frame of each body and at most what the shader takes', () => {
    const queue = splatQueue();
    queue.push(limb(0.1, 0.5, 1, 0, 1));
    queue.push(limb(0.2, 0.5, 1, 0, 2));
    expect(queue.take(() => STAND).map((s) => s.toX)).toEqual([0.2]);
    expect(queue.take(() => STAND)).toEqual([]);
    const point = { x: 0.5, y: 0.5, vx: 1, vy: 0, confidence: 1, surprise: 0 };
    for (let b = 0; b < 5; b++)
      queue.push({ ...felt, bodyId: `b${b}`, points: Array.from({ length: 17 }, () => point) });
    expect(queue.take(() => STAND)).toHaveLength(MOST_SPLATS);
  });
});

describe('the calm around a body', () => {
  it('comes and goes over seconds and follows where she is', () => {
    const zones = bodyZones();
    const at = (x: number) => ({
      ...limb(x, 0.5, 0, 0),
      points: [0.1, 0.5, 0.8].map((y) => ({ x, y, vx: 0, vy: 0, confidence: 1, surprise: 0 })),
    });
    zones.hear(at(0.7));
    zones.step(1 / 60);
    expect(zones.list()[0]?.share).toBeLessThan(0.05);
    for (let i = 0; i < 300; i++) {
      zones.hear(at(0.7));
      zones.step(1 / 60);
    }
    expect(zones.list()[0]?.share).toBeGreaterThan(0.9);
    expect(zones.list()[0]?.x).toBeCloseTo(0.7, 2);
    for (let i = 0; i < 60 * 60; i++) zones.step(1 / 60);
    expect(zones.list()).toEqual([]);
  });
});

describe('layers', () => {
  it('that are not seen are not drawn; the shares of the rest add up to 1', () => {
    const drawn = drawnLayers([layer('tide', 0.3), layer('paper', 0.3), layer('tide', 0)]);
    expect(drawn.map((l) => l.weight)).toEqual([0.5, 0.5]);
    expect(drawnLayers([])).toEqual([]);
  });

  it('find their scene through the show, else by name', () => {
    const show = {
      revision: 1,
      id: 's',
      title: { en: '', ko: '' },
      seed: 1,
      entries: [{ name: 'door', scene: 'paper' as const, params: [], moved: [] }],
      cues: [],
      bodies: [],
      panicS: 1,
      onLoss: { picture: 'hold' as const, afterS: 30 },
    };
    expect(sceneOf(show, 'door')).toBe('paper');
    expect(sceneOf(null, 'paper')).toBe('paper');
    expect(sceneOf(null, 'nowhere')).toBe('tide');
  });

  it('give the matter its nature: water does not tear, paper does', () => {
    expect(matterOf([layer('tide')]).tear).toBe(0);
    const half = matterOf([layer('tide', 0.5), layer('paper', 0.5)]).tear;
    expect(half).toBeGreaterThan(0);
    expect(matterOf([layer('paper')]).tear).toBeGreaterThan(half);
  });
});
