import { sentence } from '#contracts/errors';
import type { Served } from '../../kernel/thread-side.ts';
import { type GraphSession, openGraph } from './graph-session.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/**
 * Owns graphs and asks them, one thing after the other: a graph is there before it is asked.
 * @param say `move`: buffers that may be handed over
 */
export const graphKeeper = (
  say: (message: FromWorker, move?: ArrayBuffer[]) => void,
): Served<ToWorker> => {
  const graphs = new Map<number, GraphSession>();

  const load = async (graph: number, bytes: Uint8Array): Promise<void> => {
    try {
      graphs.set(graph, await openGraph(bytes));
      say({ t: 'loaded', graph });
    } catch (error) {
      say({ t: 'refused', graph, reason: sentence(error) });
    }
  };
  const answer = async ({ id, graph, rows, input }: ToWorker & { t: 'ask' }): Promise<void> => {
    try {
      const session = graphs.get(graph);
      if (!session) throw new Error('The graph is not loaded.');
      const output = await session.ask(input, rows);
      say({ t: 'answer', id, output }, [output.buffer as ArrayBuffer]);
    } catch (error) {
      say({ t: 'failed', id, reason: sentence(error) });
    }
  };
  const obey = async (message: ToWorker): Promise<void> => {
    if (message.t === 'load') return await load(message.graph, message.bytes);
    if (message.t === 'ask') return await answer(message);
    const session = graphs.get(message.graph);
    graphs.delete(message.graph);
    await session?.close();
  };

  let last: Promise<void> = Promise.resolve();
  return {
    hear(message) {
      last = last.then(() => obey(message)).catch(() => {});
    },
    settled: () => last,
  };
};
