import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lamp } from '#contracts/status';
import { type Models, openModels } from '../../../conductor/affect/learned/store.ts';
import { workerThread } from '../../../conductor/affect/learned/worker-link.ts';
import { wornModels } from '../../../conductor/affect/worn.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { threadFile } from '../../../conductor/kernel/thread-file.ts';
import {
  inThisThread,
  sha256,
  type TinyModel,
  tinyModel,
  writeModels,
} from '../../support/models.ts';

const REAL = workerThread(threadFile('models'));

const left: { models: Models; folder: string }[] = [];
afterEach(async () => {
  for (const { models, folder } of left.splice(0)) {
    await models.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Opens a folder of models after `spoil` had its way with it. */
const opened = async (
  models: readonly TinyModel[],
  spoil: (file: (name: string) => string) => void = () => {},
  start = inThisThread,
) => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-models-'));
  writeModels(folder, models);
  spoil((name) => join(folder, name));
  const lamps: (Lamp | null)[] = [];
  const clock = manualClock();
  const log: string[] = [];
  const store = await openModels({
    root: '/nowhere',
    folder,
    start,
    timing: scheduler(clock, () => {}),
    log: { warn: () => {}, fail: (_, text) => log.push(text) },
    onLamp: (lamp) => lamps.push(lamp),
  });
  left.push({ models: store, folder });
  return { store, lamps, log, clock };
};

const good = tinyModel('good', [1, 1]);
const bad = tinyModel('bad', [3]);
const working = async (store: Models): Promise<number | undefined> =>
  (await store.context.model('good')?.ask(Float32Array.of(0, 0)))?.[0];

describe('the models that ship', () => {
  it('are loaded where card and graph are whole, and no lamp is lit', async () => {
    const { store, lamps } = await opened([good, bad], undefined, REAL);
    expect(await working(store)).toBe(0.5);
    expect(store.context.model('bad')?.card).toEqual(bad.card);
    expect(lamps).toEqual([]);
    expect(store.report().map(({ id, state }) => [id, state])).toEqual([
      ['bad', 'loaded'],
      ['good', 'loaded'],
    ]);
  });

  const { bytes, card } = bad;
  const faults: [string, string, string, (file: (name: string) => string) => void][] = [
    ['a graph that is gone', 'bad.onnx', 'is not there', (f) => rmSync(f('bad.onnx'))],
    ['a card that is gone', 'bad.card.json', 'is not there', (f) => rmSync(f('bad.card.json'))],
    [
      'a graph that is cut off',
      'bad.onnx',
      'is not the file that its card describes',
      (f) => writeFileSync(f('bad.onnx'), bytes.slice(0, 50)),
    ],
    [
      'an empty graph',
      'bad.onnx',
      'is not the file that its card describes',
      (f) => writeFileSync(f('bad.onnx'), ''),
    ],
    [
      'the graph of another model',
      'bad.onnx',
      'is not the file that its card describes',
      (f) => writeFileSync(f('bad.onnx'), good.bytes),
    ],
    [
      'a card that is no JSON',
      'bad.card.json',
      'cannot be read as a model card',
      (f) => writeFileSync(f('bad.card.json'), '{"id": "bad"'),
    ],
    [
      'a card without its scores',
      'bad.card.json',
      'cannot be read as a model card',
      (f) => writeFileSync(f('bad.card.json'), JSON.stringify({ ...card, scores: undefined })),
    ],
    [
      'the card of another model',
      'bad.card.json',
      'cannot be read as a model card',
      (f) => writeFileSync(f('bad.card.json'), JSON.stringify(good.card)),
    ],
  ];
  it.each(faults)('%s: that one is null, the lamp names it', async (_, file, what, spoil) => {
    const { store, lamps, log } = await opened([good, bad], spoil);
    expect(store.context.model('bad')).toBeNull();
    expect(await working(store)).toBe(0.5);
    expect(lamps.at(-1)).toMatchObject({ part: 'models', level: 'warn' });
    expect(lamps.at(-1)?.text.en).toContain(`${file} ${what}`);
    expect(lamps.at(-1)?.text.en).toContain('npm run train');
    expect(lamps.at(-1)?.text.ko).toContain(file);
    expect(log.join()).toContain(file);
  });

  it('a graph that does not load though it is the one of its card', async () => {
    const half = bytes.slice(0, 50);
    const broken = { card: { ...card, sha256: sha256(half), bytes: half.length }, bytes: half };
    const { store, lamps } = await opened([good, broken]);
    expect(store.context.model('bad')).toBeNull();
    expect(await working(store)).toBe(0.5);
    expect(lamps.at(-1)?.text.en).toContain('bad.onnx does not load');
  });

  it('one that a decoder asks for and nobody has: the lamp names it once', async () => {
    const { store, lamps, log } = await opened([good]);
    expect(store.context.model('unheard-of')).toBeNull();
    expect(store.context.model('unheard-of')).toBeNull();
    expect(log).toHaveLength(1);
    expect(lamps.at(-1)?.text.en).toContain('unheard-of.onnx is not there');
    expect(store.report().find((r) => r.id === 'unheard-of')?.state).toBe('failed');
  });
});

describe('a worker that begins anew and refuses a graph', () => {
  /** Takes every graph at first; from its second life on none of those that are `refused`. */
  const forgetful = (refused: (bytes: Uint8Array) => boolean) => {
    let lives = 0;
    let fall = (_reason: string): void => {};
    const start: typeof inThisThread = ({ message, gone }) => {
      const life = ++lives;
      fall = gone;
      return {
        post(said) {
          if (said.t !== 'load') return;
          const { graph } = said;
          const reason = 'no memory';
          const isOff = life === 2 && refused(said.bytes);
          queueMicrotask(() =>
            message(isOff ? { t: 'refused', graph, reason } : { t: 'loaded', graph }),
          );
        },
        end: async () => {},
      };
    };
    return { start, fall: () => fall('it died') };
  };
  const soon = () => new Promise<void>((done) => setImmediate(done));

  it('lights the lamp with its name, reports it once, and puts it out when a later one takes it', async () => {
    const { start, fall } = forgetful((graph) => sha256(graph) === bad.card.sha256);
    const { store, lamps, log, clock } = await opened([good, bad], undefined, start);
    const states = () => store.report().map(({ id, state }) => [id, state]);
    expect(lamps).toEqual([]);
    fall();
    clock.advance(250);
    await soon();
    expect(lamps.at(-1)?.text.en).toContain('bad.onnx does not load');
    expect(log.join()).toContain('no memory');
    expect(states()).toEqual([
      ['good', 'loaded'],
      ['bad', 'failed'],
    ]);
    fall();
    clock.advance(500);
    await soon();
    expect(lamps.at(-1)).toBeNull();
    expect(states()).toContainEqual(['bad', 'loaded']);
  });

  it("a person's own: the lamp says whose and what to do, until it is taken back", async () => {
    const { start, fall } = forgetful(() => true);
    const { store, lamps, clock } = await opened([], undefined, start);
    await store.lend('mina', 'physiology', tinyModel('own', [2]));
    fall();
    clock.advance(250);
    await soon();
    expect(lamps.at(-1)?.text.en).toContain('model of mina no longer loads. Calibrate again');
    expect(lamps.at(-1)?.text.ko).toContain('mina');
    await store.lend('mina', 'physiology', null);
    expect(lamps.at(-1)).toBeNull();
  });
});

describe('the model of a person', () => {
  it('is lent to one body and one modality, and taken back', async () => {
    const { store } = await opened([]);
    const own = tinyModel('own', [2]);
    await store.lend('mina', 'physiology', own);
    expect(store.context.personal('mina', 'brain')).toBeNull();
    expect(store.context.personal('jun', 'physiology')).toBeNull();
    const model = store.context.personal('mina', 'physiology');
    expect((await model!.ask(Float32Array.of(0)))[0]).toBe(0.5);
    const { sha256 } = own.card;
    expect(wornModels(['jun', 'mina'], store.context)).toEqual([
      { body: 'mina', modality: 'physiology', sha256 },
    ]);
    await store.lend('mina', 'physiology', null);
    expect(wornModels(['jun', 'mina'], store.context)).toEqual([]);
    expect(store.context.personal('mina', 'physiology')).toBeNull();
    await expect(model!.ask(Float32Array.of(0))).rejects.toThrow('silent');
  });

  it('does not come back to a body that let it go, or took another, while it loaded', async () => {
    const { store } = await opened([good]);
    const [first, second] = [tinyModel('mina-1', [1]), tinyModel('mina-2', [2])];
    const late = store.lend('mina', 'physiology', first);
    await store.lend('mina', 'physiology', null);
    await late;
    expect(store.context.personal('mina', 'physiology')).toBeNull();
    const both = [first, second].map((own) => store.lend('mina', 'physiology', own));
    await Promise.all(both);
    expect(store.context.personal('mina', 'physiology')?.card.id).toBe('mina-2');
  });

  it('that is not the file of its card is refused, and the body has none', async () => {
    const { store } = await opened([]);
    const own = tinyModel('own', [2]);
    await store.lend('mina', 'physiology', own);
    const other = tinyModel('own', [3]);
    await expect(
      store.lend('mina', 'physiology', { card: own.card, bytes: other.bytes }),
    ).rejects.toMatchObject({ code: 'model/other-file', where: 'mina' });
    expect(store.context.personal('mina', 'physiology')).toBeNull();
  });
});
