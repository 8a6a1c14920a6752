import type { Served } from '../kernel/thread-side.ts';
import type { Painted } from './engine.ts';
import { evolve, mix } from './evolve.ts';
import { fromFile, toFiles } from './file.ts';
import type { FromEvolver, ToEvolver } from './studio-protocol.ts';

type Ask = Extract<ToEvolver, { t: 'evolve' }>;

/** The evolver's side: keeps the last picture alive and lets the engine's come out of it. One at a time, in order. */
export const evolverWork = (send: (message: FromEvolver) => void): Served<ToEvolver> => {
  let base: { readonly painted: Painted; readonly seed: number } | null = null;
  let before: Promise<unknown> = Promise.resolve();

  const begin = async ({ file, seed }: Extract<ToEvolver, { t: 'base' }>): Promise<void> => {
    base = { painted: await fromFile(file), seed };
  };

  const go = async ({ id, tauS, sizes, into }: Ask): Promise<void> => {
    if (!base) return send({ t: 'failed', id });
    const alone = evolve(base.painted, base.seed, tauS);
    const both = into && mix(alone, await fromFile(into.file, alone), into.share);
    send({ t: 'evolved', id, files: await toFiles(both ?? alone, sizes) });
  };

  return {
    hear(message) {
      before = before
        .then(() => (message.t === 'base' ? begin(message) : go(message)))
        .catch(() => {
          if (message.t === 'evolve') send({ t: 'failed', id: message.id });
        });
    },
    settled: async () => void (await before),
  };
};
