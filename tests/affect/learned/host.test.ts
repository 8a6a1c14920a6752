import { afterEach, describe, expect, it } from 'vitest';
import { type ModelHost, modelHost } from '../../../conductor/affect/learned/host.ts';
import {
  type StartWorker,
  type WorkerLink,
  workerThread,
} from '../../../conductor/affect/learned/worker-link.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { threadFile } from '../../../conductor/kernel/thread-file.ts';
import { inThisThread, tinyModel } from '../../support/models.ts';

const REAL = workerThread(threadFile('models'));

const open: ModelHost[] = [];
afterEach(async () => {
  for (const host of open.splice(0)) await host.close();
});

/** A host on a manual clock with real threads, each of which can be killed. */
const rig = (start: StartWorker = inThisThread) => {
  const clock = manualClock();
  const links: WorkerLink[] = [];
  const down: (string | null)[] = [];
  const refused: [string, string, string | null][] = [];
  let told = () => {};
  const host = modelHost({
    start(hears, timing) {
      const link = start(hears, timing);
      links.push(link);
      return link;
    },
    timing: scheduler(clock, (error) => {
      throw error;
    }),
    onDown(reason) {
      down.push(reason);
      told();
    },
    onRefused: (card, where, reason) => void refused.push([card.id, where, reason]),
  });
  open.push(host);
  const next = () =>
    new Promise<void>((done) => {
      told = done;
    });
  return { clock, host, links, down, refused, next };
};

const sum = tinyModel('sum', [1, 2]);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('models in a worker', () => {
  it('answer many rows at once, and many asks, each to whoever asked', async () => {
    const { host } = rig(REAL);
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    const input = Float32Array.of(0, 0, 1, 0, 0, 1);
    const rows = await model.ask(input, 3);
    expect([...rows].map((n) => n.toFixed(5))).toEqual(
      [0.5, sigmoid(1), sigmoid(2)].map((n) => n.toFixed(5)),
    );
    // The input stays the caller's own.
    expect([...input]).toEqual([0, 0, 1, 0, 0, 1]);
    const many = await Promise.all(
      Array.from({ length: 50 }, (_, i) => model.ask(Float32Array.of(i / 50, 0))),
    );
    many.forEach((output, i) => {
      expect(output[0]).toBeCloseTo(sigmoid(i / 50), 5);
    });
    expect(host.outstanding()).toBe(0);
  });

  it('refuse a graph that is cut off, by name and with a remedy; the worker lives on', async () => {
    const { host, down } = rig(REAL);
    await expect(host.load(sum.card, sum.bytes.slice(0, 60), 'sum.onnx')).rejects.toMatchObject({
      code: 'model/refused',
      where: 'sum.onnx',
      remedy: expect.stringContaining('npm run train'),
    });
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    expect((await model.ask(Float32Array.of(0, 0)))[0]).toBe(0.5);
    expect(down).toEqual([]);
  });

  it('reject an input that does not fit, and go on', async () => {
    const { host } = rig();
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    await expect(model.ask(Float32Array.of(1, 2, 3))).rejects.toThrow('do not fit');
    await expect(model.ask(Float32Array.of(1, 2), 0)).rejects.toThrow('do not fit');
    expect((await model.ask(Float32Array.of(0, 0)))[0]).toBe(0.5);
  });

  it('a worker that dies in the middle: asks reject, and it comes back by itself with its models', async () => {
    const { host, links, down, clock, next } = rig(REAL);
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    const asked = model.ask(Float32Array.of(0, 0));
    const fell = next();
    void links[0]!.end();
    await expect(asked).rejects.toThrow('gone');
    await fell;
    expect(down).toHaveLength(1);
    await expect(model.ask(Float32Array.of(0, 0))).rejects.toThrow('silent');
    expect(host.outstanding()).toBe(0);
    const back = next();
    clock.advance(300);
    await back;
    expect(down.at(-1)).toBeNull();
    expect((await model.ask(Float32Array.of(0, 0)))[0]).toBe(0.5);
  });

  it('a worker whose file is not there: models are silent, tries get rarer, nothing else happens', async () => {
    const { host, links, clock, down, next } = rig(
      workerThread(new URL('file:///nowhere/none.worker.mjs')),
    );
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    await expect(model.ask(Float32Array.of(0, 0))).rejects.toThrow('silent');
    expect(down[0]).toMatch(/none\.worker\.mjs/);
    for (const waitMs of [250, 500, 1000]) {
      const fell = next();
      clock.advance(waitMs - 1);
      const before = links.length;
      clock.advance(1);
      expect(links).toHaveLength(before + 1);
      await fell;
    }
  });

  it('an ask that nobody answers is given up after 2 s', async () => {
    const { host, clock } = rig(({ message }) => ({
      post(said) {
        if (said.t === 'load') queueMicrotask(() => message({ t: 'loaded', graph: said.graph }));
      },
      end: async () => {},
    }));
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    const asked = model.ask(Float32Array.of(0, 0));
    clock.advance(1_999);
    expect(host.outstanding()).toBe(1);
    clock.advance(1);
    await expect(asked).rejects.toThrow('in time');
    expect(host.outstanding()).toBe(0);
    await host.settled();
  });

  /** A worker that loads and, from then on, answers while `answers` says so. */
  const moody = (answers: () => boolean) => {
    const ended: number[] = [];
    let started = 0;
    const start: StartWorker = ({ message }) => {
      const mine = ++started;
      return {
        post(said) {
          if (said.t === 'load') queueMicrotask(() => message({ t: 'loaded', graph: said.graph }));
          if (said.t === 'ask' && answers())
            queueMicrotask(() => message({ t: 'answer', id: said.id, output: said.input }));
        },
        end: async () => void ended.push(mine),
      };
    };
    return { start, ended };
  };

  it('a worker that hangs without dying is ended and begins anew, with its models', async () => {
    let hung = true;
    const { start, ended } = moody(() => !hung);
    const { host, clock, down, links, next } = rig(start);
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    const gone: Promise<unknown>[] = [];
    for (let s = 0; s < 6; s++) {
      expect([s, down, links.length]).toEqual([s, [], 1]);
      gone.push(expect(model.ask(Float32Array.of(0, 0))).rejects.toThrow(/in time|no longer/));
      clock.advance(1_000);
    }
    await Promise.all(gone);
    expect(down).toEqual(['it no longer answers']);
    expect(ended).toEqual([1]);
    hung = false;
    const back = next();
    clock.advance(249);
    expect(links).toHaveLength(1);
    clock.advance(1);
    await back;
    expect(down).toEqual(['it no longer answers', null]);
    expect([...(await model.ask(Float32Array.of(1, 2)))]).toEqual([1, 2]);
  });

  /** Workers that do not take every graph: the second one refuses what is asked for. */
  const choosy = (refuses: (worker: number, graph: number) => boolean) => {
    const falls: ((reason: string) => void)[] = [];
    const start: StartWorker = ({ message, gone }) => {
      const mine = falls.push(gone);
      return {
        post(said) {
          if (said.t !== 'load') return;
          const { graph } = said;
          const isRefused = refuses(mine, graph);
          queueMicrotask(() =>
            message(
              isRefused ? { t: 'refused', graph, reason: 'no memory' } : { t: 'loaded', graph },
            ),
          );
        },
        end: async () => {},
      };
    };
    return { start, fall: (worker: number) => falls[worker - 1]?.('it died') };
  };

  it('a graph that a worker refuses when it begins anew is said, and again when a later one takes it', async () => {
    const { start, fall } = choosy((worker, graph) => worker === 2 && graph === 2);
    const { host, clock, down, refused, next } = rig(start);
    await host.load(sum.card, sum.bytes, 'a.onnx');
    await host.load(sum.card, sum.bytes, 'b.onnx');
    const again = async (worker: number): Promise<void> => {
      fall(worker);
      const back = next();
      clock.advance(500);
      await back;
      await Promise.resolve();
    };
    expect(refused).toEqual([]);
    await again(1);
    expect(down).toEqual(['it died', null]);
    expect(refused).toEqual([['sum', 'b.onnx', 'no memory']]);
    await again(2);
    expect(refused).toEqual([
      ['sum', 'b.onnx', 'no memory'],
      ['sum', 'b.onnx', null],
    ]);
  });

  it('a worker that refuses the only graph lives all the same; a dropped one is not spoken of', async () => {
    const { start, fall } = choosy((worker) => worker > 1);
    const { host, clock, down, refused, next } = rig(start);
    const model = await host.load(sum.card, sum.bytes, 'a.onnx');
    fall(1);
    const back = next();
    clock.advance(250);
    host.drop(model);
    await host.load(sum.card, sum.bytes, 'b.onnx').catch(() => {});
    await back;
    expect(down).toEqual(['it died', null]);
    expect(refused).toEqual([]);
  });

  it('a worker that is slow once, however much waits for it, is left alone', async () => {
    let hung = false;
    const { start, ended } = moody(() => !hung);
    const { host, clock, down } = rig(start);
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    const ask = () => model.ask(Float32Array.of(0, 0)).catch(() => null);
    for (let i = 0; i < 4; i++) {
      hung = true;
      const many = Promise.all(Array.from({ length: 20 }, ask));
      clock.advance(2_000);
      await many;
      hung = false;
      await ask();
      clock.advance(3_000);
    }
    expect([down, ended]).toEqual([[], []]);
  });

  it('a model that was dropped is silent; the others go on', async () => {
    const { host } = rig();
    const [gone, stays] = await Promise.all([
      host.load(sum.card, sum.bytes, 'a'),
      host.load(sum.card, sum.bytes, 'b'),
    ]);
    host.drop(gone);
    await expect(gone.ask(Float32Array.of(0, 0))).rejects.toThrow('silent');
    expect((await stays.ask(Float32Array.of(0, 0)))[0]).toBe(0.5);
  });

  it('settled waits for what is asked meanwhile too', async () => {
    const { host } = rig();
    const model = await host.load(sum.card, sum.bytes, 'sum.onnx');
    const outputs: Float32Array[] = [];
    const again = (left: number): void =>
      void model.ask(Float32Array.of(0, 0)).then((output) => {
        outputs.push(output);
        if (left > 1) again(left - 1);
      });
    again(3);
    await host.settled();
    expect(outputs).toHaveLength(3);
  });
});
