import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Remembered } from '#contracts/picture';
import type {
  Engine,
  EngineInfo,
  EngineRecord,
  PaintRequest,
} from '../../conductor/imagery/engine.ts';
import { ENGINES } from '../../conductor/imagery/engines.ts';
import { faultOf, printOf } from '../../conductor/imagery/painted.ts';
import { LOOK_AT_REST } from '../imagery/look-at-rest.ts';

/** One suite over every engine: whatever is remembered, there is a picture, and the same request gives the same one. */
const MODELS = 'conductor/imagery/models';
const T0 = 1_700_000_000_000;

const page = Array.from({ length: 200 }, (_, y) =>
  Array.from({ length: 40 }, (_, x) => [x / 39, y / 199] as [number, number]),
);

const MEMORIES: Readonly<Record<string, Remembered>> = {
  nothing: { parts: [], sketch: [] },
  'empty words': {
    parts: [
      { text: '', weight: 1 },
      { text: '  \n ', weight: 1 },
    ],
    sketch: [],
  },
  'a garden': { parts: [{ text: 'a garden of sunflowers with the dog', weight: 1 }], sketch: [] },
  'in Korean': { parts: [{ text: '해를 향해 오르던 밤 버스', weight: 1 }], sketch: [] },
  '10,000 words': {
    parts: [
      { text: Array.from({ length: 10_000 }, (_, i) => `word${i % 977}`).join(' '), weight: 1 },
    ],
    sketch: [],
  },
  emoji: { parts: [{ text: '🌻🐕🌊👩‍👩‍👧‍👦🇰🇷\u0000\ud800', weight: 1 }], sketch: [] },
  'many parts of no weight': {
    parts: Array.from({ length: 64 }, () => ({ text: 'river', weight: 0 })),
    sketch: [],
  },
  'one dot': { parts: [], sketch: [[[0.5, 0.5]]] },
  'a full black page': { parts: [], sketch: page },
  corners: {
    parts: [],
    sketch: [
      [
        [0, 0],
        [1, 1],
      ],
      [
        [1, 0],
        [0, 1],
      ],
      [[0, 0]],
      [[1, 1]],
    ],
  },
};

const requestOf = (
  lines: number,
  memory: Remembered,
  more: Partial<PaintRequest> = {},
): PaintRequest => ({
  lines,
  seed: 217,
  memory,
  atMs: T0,
  dtS: 0.033,
  look: LOOK_AT_REST,
  affect: { positive: 0.3, negative: 0.3, arousal: 0.3, confidence: 0.5 },
  movement: { x: 0.5, y: 0.5, energy: 0.2, surprise: 0.1 },
  breath: 0.5,
  ...more,
});

const smallestOf = ({ lines }: EngineInfo): number => lines[0] ?? 0;

const opened: Engine[] = [];
const openOne = async ({ open }: EngineRecord): Promise<Engine> => {
  const engine = open({ modelsDir: MODELS });
  opened.push(engine);
  await engine.prepare();
  return engine;
};
afterAll(async () => {
  for (const engine of opened) await engine.dispose();
});

it('there is an engine, and each has a name of its own', () => {
  const ids = ENGINES.map(({ info }) => info.id);
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(ENGINES.map((record) => [record.info.id, record] as const))('%s', (_, record) => {
  const { info } = record;
  /** Getting ready takes long: one is asked for all, each time for another world. */
  let ready: Promise<Engine> | undefined;
  const oneForAll = (): Promise<Engine> => {
    ready ??= openOne(record);
    return ready;
  };

  it('says what it is, and sizes that a wire can carry, smallest first', () => {
    expect(info.title.en.length * info.title.ko.length).toBeGreaterThan(0);
    expect(info.lines.length).toBeGreaterThan(0);
    expect([...info.lines]).toEqual([...info.lines].sort((a, b) => a - b));
    for (const lines of info.lines) expect(lines % 16).toBe(0);
    expect(info.cost.ms * info.cost.memoryMb).toBeGreaterThan(0);
  });

  it.each(Object.entries(MEMORIES))('paints %s', async (_, memory) => {
    const engine = await oneForAll();
    const lines = smallestOf(info);
    const painted = await engine.paint(
      requestOf(lines, Remembered.parse(memory), { cut: true }),
      0,
    );
    expect(faultOf(painted)).toBeNull();
    expect([painted.width, painted.height]).toEqual([lines, lines]);
  });

  it('paints any words and lines', async () => {
    const engine = await oneForAll();
    const point = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    const memories = fc.record({
      parts: fc.array(
        fc.record({ text: fc.string({ unit: 'grapheme' }), weight: fc.constantFrom(0, 1, 4) }),
        { maxLength: 4 },
      ),
      sketch: fc.array(fc.array(point, { minLength: 1, maxLength: 8 }), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(memories, async (memory) => {
        expect(faultOf(await engine.paint(requestOf(smallestOf(info), memory), 0))).toBeNull();
      }),
      { numRuns: 6, seed: 11 },
    );
  });

  it('paints every corner of what can be felt', async () => {
    const engine = await oneForAll();
    for (const x of [0, 1]) {
      const { look, affect } = requestOf(16, MEMORIES.nothing as Remembered);
      const all = <T extends object>(o: T): T =>
        Object.fromEntries(Object.keys(o).map((k) => [k, x])) as T;
      const movement = { x, y: x, energy: x, surprise: x };
      const memory = MEMORIES['a garden'] as Remembered;
      const more = { look: all(look), affect: all(affect), movement, breath: x, dtS: x };
      expect(faultOf(await engine.paint(requestOf(smallestOf(info), memory, more), 0))).toBeNull();
    }
  });

  it('gives the same pictures for the same requests, and others as time goes on', async () => {
    const memory = MEMORIES['a garden'] as Remembered;
    const film = async (): Promise<number[]> => {
      const engine = await openOne(record);
      const prints: number[] = [];
      for (let i = 0; i < 4; i++) {
        const more = { atMs: T0 + i * 33, dtS: i === 0 ? 0 : 0.033 };
        prints.push(printOf(await engine.paint(requestOf(smallestOf(info), memory, more), i)));
      }
      return prints;
    };
    const prints = await film();
    expect(await film()).toEqual(prints);
    expect(new Set(prints).size).toBe(prints.length);
  }, 60_000);

  it('names the folder where its weights are not', async () => {
    const engine = record.open({ modelsDir: 'tests/no-such-folder' });
    await expect(engine.prepare()).rejects.toMatchObject({ name: 'YeounError' });
  });
});
