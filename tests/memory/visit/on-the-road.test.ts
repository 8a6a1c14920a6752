import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Remembered } from '#contracts/picture';
import type { StreamInfo } from '#contracts/sensor';
import type { VisitStep } from '#contracts/visit';
import { openVisits } from '../../../conductor/memory/visit/open.ts';
import { listTakes } from '../../../conductor/state/takes.ts';
import { quickVault, stateFolder, takeRoad } from '../../support/take-road.ts';
import { filmsDouble, memoriesDouble } from './doubles.ts';
import { booth, stroke } from './support.ts';

let state: ReturnType<typeof stateFolder>;
beforeEach(() => {
  state = stateFolder();
});
afterEach(() => state.remove());

const CANARY = 'the quokka under the sunflowers';

describe('a visit on the road itself', () => {
  it('SHOW-184 SHOW-185 counts what is worn alone, in no take, and leaves nothing to the next', async () => {
    let isServing = false;
    let release = (): void => {};
    const stage = await takeRoad(state.path, await quickVault(state.path, null), {
      show: { booth: booth() },
      visited: () => isServing,
      async readText(text, bodyId, atMs) {
        if (text === 'late')
          await new Promise<void>((done) => {
            release = done;
          });
        const negative = { mean: 0.9, sd: 0.1 };
        return { decoder: 'text', modality: 'text', bodyId, atMs, recorded: false, negative };
      },
    });
    const { road } = stage;
    const counted: string[] = [];
    road.events.blocks.on(({ sourceId, kind }) => counted.push(`${sourceId}/${kind}`));
    await stage.askSettled({ do: 'record', on: true, consent: 'given', raw: true });
    stage.send(11);
    await stage.run(0.5);
    expect(counted).toContain('strap/ecg');
    const before = counted.splice(0).length;
    expect(before).toBeGreaterThan(0);

    isServing = true;
    road.wear('dancer', []);
    expect([...road.featuresOf('dancer')]).toEqual([]);
    stage.send(22);
    await stage.run(0.5);
    expect(counted).toEqual([]);
    // It is there to be put on all the same.
    expect(road.sources().find(({ id }) => id === 'strap')?.state).toBe('live');
    road.wear('dancer', ['strap']);
    stage.send(33);
    await stage.run(0.5);
    expect(counted).toContain('strap/ecg');
    const fake = road.contextFor('synthetic');
    const acc: StreamInfo = { name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 50 };
    const label = { en: 'No one', ko: '아무도' };
    fake.announce({ id: 'fake', kind: 'synthetic', bodyId: 'dancer', label, recorded: false }, [
      acc,
    ]);
    road.wear('dancer', ['strap', 'fake']);
    fake.emit({
      sourceId: 'fake',
      bodyId: 'dancer',
      stream: 'acc',
      kind: 'acc',
      channels: 3,
      rateHz: 50,
      atMs: stage.clock.nowMs(),
      data: new Float32Array(3),
      recorded: false,
    });
    expect(counted).not.toContain('fake/acc');

    road.remember({ parts: [{ text: 'sad', weight: 1 }], sketch: [] });
    await stage.run(3);
    expect(road.stage().affect.negative).toBeGreaterThan(0.4);
    road.remember({ parts: [{ text: 'late', weight: 1 }], sketch: [] });
    road.remember({ parts: [], sketch: [] });
    release();
    await stage.run(0.1);
    const young = road.bodies()[0]?.heard.filter(({ modality }) => modality === 'text') ?? [];
    for (const { atMs } of young) expect(stage.clock.nowMs() - atMs).toBeGreaterThan(3_000_000);

    road.wear('dancer', null);
    isServing = false;
    stage.send(44);
    await stage.run(0.5);
    await stage.close();
    const [known] = await listTakes(state.path);
    const lines = readdirSync(known?.folder ?? '')
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) =>
        readFileSync(join(known?.folder ?? '', name), 'utf8')
          .trim()
          .split('\n'),
      )
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const blocks = lines.filter(({ t, i }) => t === 'block' && i === 0);
    expect(blocks.map(({ d }) => Buffer.from(String(d), 'base64').readFloatLE(0))).toEqual([
      11, 44,
    ]);
    const rested = lines.filter(({ kind }) => kind === 'visit');
    expect(rested.map(({ data }) => data)).toEqual([{ on: true }, { on: false }]);
    const [fromMs = 0, toMs = 0] = rested.map(({ at }) => Number(at));
    expect(toMs - fromMs).toBeGreaterThan(4_000);
    const within = lines.map((line) => Number(line.at ?? line.atMs)).filter((at) => at > fromMs);
    expect(within.length).toBeGreaterThan(0);
    expect(within.filter((at) => at < toMs - 101)).toEqual([]);
  });

  it('moves the feeling by its keys and words, and is in no take, message or resume point', async () => {
    const read: string[] = [];
    const stage = await takeRoad(state.path, await quickVault(state.path, null), {
      show: { booth: booth({ cues: { recall: '2' }, recallS: 60 }) },
      readText: async (text, bodyId, atMs) => {
        read.push(text);
        const negative = { mean: 0.7, sd: 0.2 };
        return { decoder: 'text', modality: 'text', bodyId, atMs, recorded: false, negative };
      },
    });
    const { road, clock, timing } = stage;
    const events: unknown[] = [];
    const { asked, notes, stages, felt, features, acts, started } = road.events;
    for (const one of [asked, notes, stages, felt, features, acts, started])
      one.on((value: unknown) => events.push(value));
    const painted: Remembered[] = [];
    road.events.remembered.on((memory) => painted.push(memory));
    const [films, memories] = [filmsDouble(), memoriesDouble()];
    const visits = openVisits({
      road,
      timing,
      log: stage.parts.log,
      lamps: stage.lamps,
      tell: stage.parts.tell,
      wire: { visit: () => {}, booth: (one) => events.push(one), visitDrawing: () => {} },
      speech: null,
      films: films.films,
      memories: memories.memories,
      chance: () => 0.5,
    });
    stage.ask({ do: 'evening', state: 'show' });
    await stage.askSettled({ do: 'record', on: true, consent: 'given', raw: true });
    await stage.run(0.5);

    const to = (step: VisitStep): void => {
      for (let i = 0; visits.state().step !== step && i < 30; i++) {
        const now = visits.state().step;
        if (now === 'age') visits.act('b1', { do: 'age', age: 'adult' });
        if (now === 'words') visits.act('b1', { do: 'words', n: 1, text: CANARY });
        if (now === 'questions')
          visits.act('b1', { do: 'answer', question: 'sound', text: `${CANARY} again` });
        if (now === 'sketch') visits.act('b1', { do: 'stroke', stroke: stroke() });
        visits.act('b1', { do: 'next', from: now });
      }
    };
    visits.act('b1', { do: 'begin', lang: 'en' });
    to('recall');
    visits.act('b1', { do: 'feel', marked: { pleasant: true, painful: false } });
    await stage.run(30);
    expect(road.stage().cue).toBe('2');
    expect(road.stage().affect.positive).toBeGreaterThan(0.6);
    expect(road.estimatesOf('dancer').map(({ modality }) => modality)).toContain('report');
    visits.act('b1', { do: 'feel', marked: { pleasant: false, painful: true } });
    await stage.run(31);
    expect(visits.state().step).toBe('film');
    expect(road.stage().affect.negative).toBeGreaterThan(road.stage().affect.positive);

    // The words were read whole, and painted in parts with their weights.
    expect(read.at(-1)).toBe(`${CANARY}\n${CANARY} again`);
    expect(painted.at(-1)?.parts.map(({ weight }) => weight)).toEqual([1, 1]);
    expect(painted.at(-1)?.sketch).toHaveLength(1);

    visits.act('b1', { do: 'next', from: 'film' });
    films.previews[0]?.ready();
    await Promise.resolve();
    visits.act('b1', { do: 'end', how: 'take' });
    await stage.run(0.2);
    const course = memories.kept[0]?.given.course;
    const half = (course?.positive.length ?? 0) / 2;
    // What drove the picture follows the keys; what decoders said alone does not.
    expect(course?.positive.length).toBeGreaterThanOrEqual(599);
    expect(course?.positive[half - 20]).toBeGreaterThan(0.6);
    expect(course?.positive.at(-1)).toBeLessThan(0.4);
    expect(course?.decoded.positive[half - 20]).toBeLessThan(0.5);
    expect(course?.reported.pleasant[half - 20]).toBe(1);
    expect(course?.reported.painful.at(-1)).toBe(1);

    visits.act('b1', { do: 'next', from: 'farewell' });
    await stage.run(0.5);
    expect(painted.at(-1)).toEqual({ parts: [], sketch: [] });
    visits.close();
    const told = JSON.stringify([events, stage.told, road.resumePoint(), stage.lamps.list()]);
    expect(told).not.toContain('quokka');
    await stage.close();
    const [known] = await listTakes(state.path);
    for (const name of readdirSync(known?.folder ?? '')) {
      const text = readFileSync(join(known?.folder ?? '', name), 'utf8');
      expect(text).not.toContain('quokka');
      // Nor what was felt by the visitor's own word.
      expect(text).not.toContain('"report"');
    }
    expect(clock.nowMs()).toBeGreaterThan(0);
  });
});
