import { DECODERS } from '../../conductor/affect/decoders.ts';
import { type ModelHost, modelHost } from '../../conductor/affect/learned/host.ts';
import { type Models, openModels } from '../../conductor/affect/learned/store.ts';
import { workerThread } from '../../conductor/affect/learned/worker-link.ts';
import { affectReader } from '../../conductor/affect/reader.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { threadFile } from '../../conductor/kernel/thread-file.ts';
import { everyFeature, seeded, T0 } from '../affect/support.ts';
import { type Bench, quantile } from '../support/bench.ts';
import { bodyBlocks } from '../support/body-blocks.ts';
import { ROOT } from '../support/conductor.ts';
import { modelOf } from '../support/models.ts';

const TICK_MS = 1000 / 60;
const MINUTES = 4;
const TICKS = MINUTES * 3600;
/** Until every window is full and every decoder speaks. */
const WARM_UP = 3600;

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
const timing = () =>
  scheduler(systemClock(), (error) => {
    throw error;
  });

const withModels = async <T>(run: (models: Models) => Promise<T>): Promise<T> => {
  const models = await openModels({ root: ROOT, timing: timing(), log: silentLog });
  try {
    return await run(models);
  } finally {
    await models.close();
  }
};

/** Milliseconds that each tick keeps the main thread, and which decoders spoke in the end. */
const tickTimes = async (models: Models) => {
  const reader = affectReader({
    bodyId: 'dancer',
    records: DECODERS,
    decayS: 12,
    context: models.context,
  });
  const random = seeded(1);
  const times: number[] = [];
  for (let i = 0; i < TICKS; i++) {
    const nowMs = T0 + i * TICK_MS;
    const blocks = bodyBlocks(nowMs - TICK_MS, nowMs);
    const features = everyFeature(() => 0.2 + 0.6 * random(), nowMs);
    const before = performance.now();
    for (const block of blocks) reader.hearBlock(block);
    reader.hear(features, nowMs);
    reader.tick(nowMs);
    reader.at(nowMs);
    const tookMs = performance.now() - before;
    if (i >= WARM_UP) times.push(tookMs);
    // Answers of the worker come in between, as they do between two ticks of a show.
    await turn();
  }
  return { times, spoke: reader.estimates().map((e) => e.decoder) };
};

/** As many weights as the largest model that ships may have: 5 M, 20 MB. */
const COLUMNS = 8192;
const OUTPUTS = 640;
const INFERENCES = 50;

const largeModel = () => {
  const random = seeded(2);
  const sums = Array.from({ length: OUTPUTS }, () => ({
    weights: Float64Array.from({ length: COLUMNS }, () => random() - 0.5),
    bias: 0,
  }));
  return modelOf('large', sums);
};

/** How much later than 1 ms after the one before a beat of 1 ms comes at worst, until `done`. */
const worstDelay = async (done: () => boolean): Promise<{ worst: number; beats: number }> => {
  let worst = 0;
  let beats = 0;
  let before = performance.now();
  while (!done()) {
    await new Promise((next) => setTimeout(next, 1));
    const now = performance.now();
    worst = Math.max(worst, now - before - 1);
    before = now;
    beats++;
  }
  return { worst, beats };
};

const whileAsked = async (host: ModelHost) => {
  const { card, bytes } = largeModel();
  const model = await host.load(card, bytes, 'large');
  const random = seeded(3);
  const input = Float32Array.from({ length: COLUMNS }, random);
  await model.ask(input);
  let idleBeats = 0;
  const idle = await worstDelay(() => ++idleBeats > 200);
  let left = INFERENCES;
  const startMs = performance.now();
  const asked = (async () => {
    for (; left > 0; left--) await model.ask(input);
  })();
  const busy = await worstDelay(() => left === 0);
  await asked;
  return { idle, busy, eachMs: (performance.now() - startMs) / INFERENCES };
};

export const benches: Bench[] = [
  {
    name: 'affect-tick-p99-ms',
    unit: 'ms (p99)',
    op: '<=',
    goal: 2,
    run: () =>
      withModels(async (models) => {
        const { times, spoke } = await tickTimes(models);
        const loaded = models.report().filter((m) => m.state === 'loaded').length;
        return {
          value: quantile(times, 0.99),
          n: times.length,
          load:
            'one body at 60 Hz: samples of 8 streams, every feature new at every tick, all decoders, fusion, ' +
            `steadying; ${loaded} models loaded; median ${quantile(times, 0.5).toFixed(3)} ms; spoke: ${spoke.join(', ')}; worst tick ${Math.max(...times).toFixed(2)} ms`,
        };
      }),
  },
  {
    name: 'affect-block-worst-ms',
    unit: 'ms (worst)',
    op: '<=',
    goal: 15,
    async run() {
      const host = modelHost({
        start: workerThread(threadFile('models')),
        timing: timing(),
        onDown: () => {},
      });
      try {
        const { idle, busy, eachMs } = await whileAsked(host);
        return {
          value: busy.worst,
          n: busy.beats,
          load:
            `lateness of a 1 ms beat while ${INFERENCES} inferences of a 20 MB graph run in the worker, ` +
            `${eachMs.toFixed(1)} ms each; without them ${idle.worst.toFixed(1)} ms`,
        };
      } finally {
        await host.close();
      }
    },
  },
  {
    name: 'affect-model-load-ms',
    unit: 'ms',
    op: '<=',
    goal: 2000,
    async run() {
      const before = performance.now();
      return await withModels(async (models) => {
        const value = performance.now() - before;
        const loaded = models.report().filter((m) => m.state === 'loaded').length;
        if (loaded === 0) return { value: null, n: 0, load: '', reason: 'no model is loaded' };
        return {
          value,
          n: loaded,
          load: `${loaded} models read, checked and loaded, the worker started`,
        };
      });
    },
  },
];
