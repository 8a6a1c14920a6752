import { sentence } from '../kernel/errors.ts';
import { ENGINES } from './engines.ts';
import { openJudge } from './safety/judge.ts';

/** A network of the imagery: whether it can be used, and if not why, with the file. */
export interface Looked {
  readonly id: string;
  /** Null: it is whole. */
  readonly fault: string | null;
}

const looked = async (id: string, look: () => Promise<void>): Promise<Looked> => {
  try {
    await look();
    return { id, fault: null };
  } catch (error) {
    return { id, fault: sentence(error) };
  }
};

/** Prepares every engine of the house on the processor, and the network of the safety gate, and lets them go again. */
export const lookAtNetworks = async (modelsDir: string): Promise<readonly Looked[]> => {
  const found: Looked[] = [];
  for (const record of ENGINES)
    found.push(
      await looked(record.info.id, async () => {
        const engine = record.open({ modelsDir, provider: 'cpu' });
        try {
          await engine.prepare();
        } finally {
          await engine.dispose();
        }
      }),
    );
  found.push(await looked('safety', async () => (await openJudge(modelsDir)).close()));
  return found;
};
