import { threadFile } from '../kernel/thread-file.ts';
import { DREAM, openDream } from './dream/engine.ts';
import { helpers } from './dream/helpers.ts';
import { providerFor } from './dream/provider.ts';
import type { EngineRecord } from './engine.ts';

/** The engines of the house, the first is taken where a show names none. */
export const ENGINES: readonly EngineRecord[] = [
  {
    info: DREAM,
    open: ({ modelsDir, provider = 'auto' }) =>
      openDream({
        modelsDir,
        hands: helpers(),
        provider: () => providerFor(provider, threadFile('provider-trial'), modelsDir),
      }),
  },
];

/** The record of an engine by its id; null for a name that is none. */
export const engineNamed = (id: string): EngineRecord | null =>
  ENGINES.find(({ info }) => info.id === id) ?? null;
