import { describe, expect, it } from 'vitest';
import type { MovementFrame } from '#contracts/movement';
import type { SceneId } from '#contracts/scenes';
import { compose, wanted } from '../../conductor/imagery/composer.ts';
import { leadAt, leadOf, STILL } from '../../conductor/imagery/lead.ts';
import {
  atCue,
  beginRemembering,
  NOTHING,
  reread,
  visited,
} from '../../conductor/imagery/memory.ts';
import { cue, makeShow } from '../show/support.ts';
import { GARDEN, SHOW, stageAt, T0 } from './support.ts';

const tide = (scene: SceneId): boolean => scene === 'tide';
const composed = (parts = {}, more = {}) =>
  compose({
    show: SHOW,
    stage: stageAt(T0, parts),
    memory: GARDEN,
    movement: STILL,
    lines: 256,
    beforeMs: T0 - 33,
    shows: tide,
    ...more,
  });

describe('the composer', () => {
  it('wants pictures for a scene on stage, and less for one that stands by', () => {
    expect(wanted(SHOW, stageAt(T0), tide)).toBe('now');
    const away = { layers: [{ entry: 'b', weight: 1, look: {} }] };
    expect(wanted(SHOW, stageAt(T0, away), tide)).toBeNull();
    expect(wanted(SHOW, stageAt(T0, { ...away, standby: '1' }), tide)).toBe('soon');
    expect(wanted(SHOW, stageAt(T0, away))).toBeNull();
  });

  it('mixes the looks of the scenes that show pictures by their share, and of no others', () => {
    const show = makeShow([cue('1', 'a')], {
      scenes: { a: { scene: 'tide' }, c: { scene: 'tide' }, b: { scene: 'paper' } },
    });
    const layers = [
      { entry: 'a', weight: 0.3, look: { horizon: 0.2, warmth: 1 } },
      { entry: 'c', weight: 0.1, look: { horizon: 0.6, warmth: 0 } },
      { entry: 'b', weight: 0.6, look: { horizon: 1, warmth: 1 } },
    ];
    const { look } = compose({
      show,
      stage: stageAt(T0, { layers }),
      memory: GARDEN,
      movement: STILL,
      lines: 256,
      beforeMs: null,
      shows: tide,
    });
    expect(look.horizon).toBeCloseTo(0.3);
    expect(look.warmth).toBeCloseTo(0.75);
    // What a layer does not say rests.
    expect(look.pace).toBeCloseTo(0.3);
  });

  it('takes the look of the cue that stands by while nothing of it is on stage', () => {
    const show = makeShow([cue('1', 'b'), cue('2', 'a', { look: { horizon: 0.9 } })]);
    const stage = stageAt(T0, { layers: [{ entry: 'b', weight: 1, look: {} }], standby: '2' });
    expect(composed({}, { show, stage }).look.horizon).toBeCloseTo(0.9);
  });

  it('lets time pass, but not over a pause and not while frozen', () => {
    expect(composed().dtS).toBeCloseTo(0.033);
    expect(composed({}, { beforeMs: null }).dtS).toBe(0);
    expect(composed({}, { beforeMs: T0 - 60_000 }).dtS).toBe(0.25);
    expect(composed({}, { beforeMs: T0 + 60_000 }).dtS).toBe(0);
    expect(composed({ frozen: true }).dtS).toBe(0);
  });

  it('hands on nothing that is no number', () => {
    const bad = Number.NaN;
    const affect = { ...stageAt(T0).affect, positive: bad, arousal: 7 };
    const layers = [{ entry: 'a', weight: 1, look: { light: bad, focus: -3 } }];
    const request = composed({ affect, layers, breath: bad });
    const numbers = [
      ...Object.values(request.look),
      ...Object.values(request.affect),
      request.breath,
    ];
    for (const x of numbers) expect(x >= 0 && x <= 1).toBe(true);
  });

  it('asks for a cut only where one is owed', () => {
    expect(composed().cut).toBe(false);
    expect(composed({}, { cut: true }).cut).toBe(true);
  });

  it('is pure', () => expect(composed()).toEqual(composed()));
});

describe('the movement that leads', () => {
  const frame = (parts: Partial<MovementFrame> = {}): MovementFrame => ({
    bodyId: 'dancer',
    atMs: T0,
    energy: 0.8,
    jerk: 0,
    surprise: 0.5,
    dx: 0,
    dy: 0,
    recorded: false,
    points: [
      { x: 0.2, y: 0.2, vx: 0, vy: 0, confidence: 1, surprise: 0 },
      { x: 0.8, y: 0.6, vx: 3, vy: 0, confidence: 1, surprise: 0 },
      { x: 0, y: 0, vx: 9, vy: 9, confidence: 0, surprise: 0 },
    ],
    ...parts,
  });

  it('is where the fast points are, and dies away where it was', () => {
    const lead = leadOf(frame());
    expect(lead.movement.x).toBeGreaterThan(0.75);
    const later = leadAt(lead, T0 + 400);
    expect(later.x).toBe(lead.movement.x);
    expect(later.energy).toBeCloseTo(0.8 / Math.E);
    expect(leadAt(lead, T0 + 60_000).energy).toBeLessThan(1e-9);
  });

  it('of a body that is only felt leans where it is pushed', () => {
    expect(leadOf(frame({ points: [], dx: -1 })).movement.x).toBeCloseTo(0.2);
    expect(leadAt(null, T0)).toEqual(STILL);
  });
});

describe('what is remembered', () => {
  const bus = { parts: [{ text: 'bus', weight: 1 }], sketch: [] };
  const said = { parts: [{ text: 'my river', weight: 1 }], sketch: [] };
  const show = makeShow(
    [
      cue('1', 'a'),
      cue('2', 'a', { memory: 'garden' }),
      cue('3', 'a'),
      cue('4', 'a', { memory: 'bus' }),
    ],
    { memories: { garden: { text: 'garden' }, bus: { text: 'bus' } } },
  );
  const parts = { show, memories: { garden: GARDEN, bus } };

  it('SHOW-59 is nothing, then the memory of the cue, and stays until a cue with its own', () => {
    let at = beginRemembering(parts, '1');
    expect(at.memory).toBe(NOTHING);
    at = atCue(at, parts, '2');
    expect(at.memory).toBe(GARDEN);
    at = atCue(at, parts, '3');
    expect(at.memory).toBe(GARDEN);
    expect(atCue(at, parts, '4').memory).toBe(bus);
  });

  it('SHOW-59 a visitor wins until a cue with its own memory starts', () => {
    let at = visited(atCue(beginRemembering(parts, '1'), parts, '2'), said);
    expect(atCue(at, parts, '2').memory).toBe(said);
    at = atCue(at, parts, '3');
    expect(at.memory).toBe(said);
    expect(reread(at, parts).memory).toBe(said);
    expect(atCue(at, parts, '4').memory).toBe(bus);
  });

  it('SHOW-59 beginning at a cue is as playing up to it; a changed file is read anew', () => {
    const at = beginRemembering(parts, '3');
    expect(at.memory).toBe(GARDEN);
    const changed = { show, memories: { garden: said, bus } };
    expect(reread(at, changed).memory).toBe(said);
    expect(reread(at, { show, memories: {} }).memory).toBe(GARDEN);
  });
});
