import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Intent } from '#contracts/intent';
import { testRoad } from '../support/road.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-hand-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'world.md'), 'A world for one.');
writeFileSync(
  join(folder, 'show.yaml'),
  `format: 2
id: hand
title: { en: Hand, ko: 손 }
start: auto
bodies: [ana, bo]
trajectory:
  sd: 0.15
  points:
    - { cue: '1', arousal: 0.1 }
    - { cue: '2', arousal: 0.9, negative: 0.6 }
scenes:
  a:
    scene: tide
cues:
  - { number: '1', title: { en: One, ko: 하나 }, scene: a }
  - { number: '2', title: { en: Two, ko: 둘 }, scene: a }
`,
);

const opened = async (sources: readonly string[]) => {
  const road = await testRoad(folder, sources);
  const ask = (intent: Intent): void =>
    road.road.ask({ intent, atMs: road.clock.nowMs(), door: 'test', from: 'test' });
  return { ...road, ask, felt: () => road.road.stage().affect };
};

describe('WIRE-37 what is felt, in a hand', { timeout: 60_000 }, () => {
  it('is led to what was asked, and is the decoders again after its time', async () => {
    const { run, ask, felt, road, close } = await opened(['synthetic:body=ana']);
    run(4);
    ask({ do: 'affect', mode: 'manual', positive: 0.9, negative: 0.1, seconds: 1, backS: 5 });
    run(2);
    expect(felt()).toMatchObject({ source: 'manual', confidence: 1 });
    expect(felt().positive).toBeCloseTo(0.9, 6);
    expect(road.bodies()[0]?.override).toMatchObject({ mode: 'manual' });
    run(4.5);
    expect(felt().source).toBe('live');
    expect(road.bodies()[0]?.override).toBeNull();
    expect(felt().positive).toBeLessThan(0.8);
    close();
  });

  it('is held with what was sure of it, of one body alone where one is named', async () => {
    const { run, ask, felt, road, close } = await opened([
      'synthetic:body=ana,id=one,seed=1',
      'synthetic:body=bo,id=two,seed=2',
    ]);
    run(4);
    const before = felt();
    ask({ do: 'affect', mode: 'hold', seconds: 1, body: 'ana' });
    run(4);
    expect(felt().source).toBe('held');
    for (const name of ['positive', 'negative', 'arousal', 'confidence'] as const)
      expect(Math.abs(felt()[name] - before[name])).toBeLessThan(0.01);
    expect(road.bodies()[1]?.affect.source).toBe('live');
    ask({ do: 'affect', mode: 'live', seconds: 2 });
    run(3);
    expect(felt().source).toBe('live');
    close();
  });

  it('of a body that the show does not have takes nothing, and says so', async () => {
    const { run, ask, felt, road, close } = await opened(['synthetic:body=ana']);
    const notes: string[] = [];
    road.events.notes.on((all) => notes.push(...all.map(({ text }) => text.en)));
    run(2);
    ask({ do: 'affect', mode: 'hold', seconds: 1, body: 'ghost' });
    run(2);
    expect(felt().source).toBe('live');
    expect(notes.filter((text) => text.includes('no body "ghost"'))).toHaveLength(1);
    close();
  });

  it('a listener that throws keeps nobody from the director, nor a memory from its reader', async () => {
    const { run, ask, road, close } = await opened([]);
    run(1);
    const [notes, remembered]: [string[], string[]] = [[], []];
    const broken = (): never => {
      throw new Error('broken');
    };
    road.events.notes.on(broken);
    road.events.remembered.on(broken);
    road.events.notes.on((all) => notes.push(...all.map(({ text }) => text.en)));
    road.events.remembered.on(({ parts }) => remembered.push(...parts.map((p) => p.text)));
    const { seq } = road.stage();
    expect(() => ask({ do: 'affect', mode: 'hold', seconds: 1, body: 'ghost' })).not.toThrow();
    expect(road.stage().seq).toBeGreaterThan(seq);
    const text = 'a'.repeat(200_000);
    expect(() => ask({ do: 'memory', text })).not.toThrow();
    await Promise.resolve();
    expect(remembered).toHaveLength(1);
    expect(notes.some((one) => one.includes('no model for text'))).toBe(true);
    close();
  });
});

describe('SHOW-57 the feeling that is intended, on the road', { timeout: 60_000 }, () => {
  it('is where feeling goes while nobody is heard, from cue to cue', async () => {
    const { run, ask, felt, road, close } = await opened([]);
    run(40);
    expect(felt().arousal).toBeLessThan(0.15);
    ask({ do: 'go' });
    run(40);
    expect(felt().arousal).toBeGreaterThan(0.85);
    expect(felt()).toMatchObject({ source: 'held', confidence: 0 });
    expect(road.bodies()[0]?.intended?.mean).toMatchObject({ arousal: 0.9, negative: 0.6 });
    close();
  });

  it('bends what is heard, and is bent by it', async () => {
    const arousals: number[] = [];
    for (const goes of [false, true]) {
      const { run, ask, felt, close } = await opened(['synthetic:body=ana']);
      run(1);
      if (goes) ask({ do: 'go' });
      run(8);
      arousals.push(felt().arousal);
      close();
    }
    const [calm = 0, wild = 0] = arousals;
    expect(wild).toBeGreaterThan(calm + 0.05);
    expect(calm).toBeGreaterThan(0.12);
    expect(wild).toBeLessThan(0.88);
  });
});
