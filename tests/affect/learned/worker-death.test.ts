import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Lamp } from '#contracts/status';
import { movementDecoder } from '../../../conductor/affect/decoders/movement.ts';
import {
  MOVEMENT_MODEL,
  movementRatingsDecoder,
} from '../../../conductor/affect/decoders/movement-ratings.ts';
import { freshUntil } from '../../../conductor/affect/fusion.ts';
import { openModels } from '../../../conductor/affect/learned/store.ts';
import { workerThread } from '../../../conductor/affect/learned/worker-link.ts';
import { affectReader } from '../../../conductor/affect/reader.ts';
import { emitter } from '../../../conductor/kernel/emitter.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { threadFile } from '../../../conductor/kernel/thread-file.ts';
import { tinyModel, writeModels } from '../../support/models.ts';
import { feature, T0 } from '../support.ts';

const folder = mkdtempSync(join(tmpdir(), 'yeoun-deaths-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What ends the thread from within, by the number that is asked. */
const DEATHS = {
  'an error that nobody caught': [666, "throw new Error('the graph went mad')"],
  'a rejection that nobody caught': [667, "void Promise.reject(new Error('the graph went mad'))"],
  'an exit': [668, 'process.exit(9)'],
} as const;

/** The worker that ships, with a weak heart. */
const mortal = (): URL => {
  const deaths = Object.values(DEATHS).map(([n, act]) => `if (m.input?.[0] === ${n}) ${act};`);
  const file = join(folder, 'mortal.worker.mjs');
  const body = `import { parentPort } from 'node:worker_threads';
await import(${JSON.stringify(threadFile('models').href)});
parentPort.on('message', (m) => { ${deaths.join(' ')} });`;
  writeFileSync(file, body);
  return pathToFileURL(file);
};

const SUM = tinyModel(MOVEMENT_MODEL, [1]);
writeModels(join(folder, 'models'), [
  { ...SUM, card: { ...SUM.card, settings: { r: 0.6, leastSd: 0.1 } } },
]);

/** A walker who is felt, and a worker of models that can die; each on a time of its own. */
const stage = async () => {
  const clock = manualClock(T0);
  const lit = emitter<Lamp | null>();
  const lamps: (Lamp | null)[] = [];
  lit.on((lamp) => lamps.push(lamp));
  const models = await openModels({
    root: folder,
    folder: join(folder, 'models'),
    start: workerThread(mortal()),
    timing: scheduler(clock, (error) => {
      throw error;
    }),
    log: { warn: () => {}, fail: () => {} },
    onLamp: lit.emit,
  });
  const reader = affectReader({
    bodyId: 'dancer',
    records: [movementDecoder, movementRatingsDecoder],
    decayS: 12,
    context: models.context,
  });
  /** Walks on; returns whose word stands, a quarter of a second each. */
  const walk = async (fromS: number, toS: number): Promise<string[]> => {
    const who: string[] = [];
    for (let s = fromS; s < toS; s += 0.25) {
      const at = T0 + s * 1000;
      reader.hear([feature('motionCentroid', 4 + 0.2 * Math.sin(3 * s), at)], at);
      reader.tick(at);
      await models.settled();
      const stands = reader.spoken(at).filter((estimate) => at <= freshUntil(estimate));
      who.push(stands.map(({ decoder }) => decoder).join('+'));
    }
    return who;
  };
  const nextLamp = (): Promise<Lamp | null> =>
    new Promise((done) => {
      const stop = lit.on((lamp) => {
        stop();
        done(lamp);
      });
    });
  return { clock, models, walk, lamps, nextLamp };
};

describe('the worker of the models dies', () => {
  it.each(Object.entries(DEATHS))(
    'of %s: the rules speak, the lamp says it, and it comes back',
    async (_, [deadly]) => {
      const { clock, models, walk, lamps, nextLamp } = await stage();
      expect((await walk(0, 35)).at(-1)).toBe('movement-ratings');
      expect(lamps).toEqual([]);

      const model = models.context.model(MOVEMENT_MODEL);
      await expect(model?.ask(Float32Array.of(deadly))).rejects.toThrow(/mad|code 9/);
      expect(lamps.at(-1)?.text.en).toContain('their worker is gone and starts again');
      expect(lamps.at(-1)?.text.ko).toContain('규칙만으로');

      // Not before its time: until then nobody is silent, and the rules have the word at last.
      const without = await walk(35, 45);
      expect(new Set(without)).toEqual(new Set(['movement-ratings', 'movement-rules']));
      expect(without.at(-1)).toBe('movement-rules');
      clock.advance(249);
      expect(lamps).toHaveLength(1);

      const out = nextLamp();
      clock.advance(1);
      expect(await out).toBeNull();
      expect((await walk(45, 47)).at(-1)).toBe('movement-ratings');
      await models.close();
    },
  );
});
