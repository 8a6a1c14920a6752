import type { Stop } from '../../kernel/clock.ts';
import type { Scheduler } from '../../kernel/scheduler.ts';

/** An ask that is not answered within this time is given up. */
const PATIENCE_MS = 2_000;

interface Ask {
  readonly answer: Promise<Float32Array>;
  resolve(output: Float32Array): void;
  reject(error: Error): void;
  readonly stop: Stop;
}

/**
 * Asks that wait for their answers, each under a number of its own.
 * @param gaveUp told of each that was not answered in time
 */
export const asks = (timing: Scheduler, gaveUp: () => void = () => {}) => {
  const waiting = new Map<number, Ask>();
  let next = 1;
  const take = (id: number): Ask | undefined => {
    const ask = waiting.get(id);
    waiting.delete(id);
    ask?.stop();
    return ask;
  };
  const fail = (id: number, reason: string): void => take(id)?.reject(new Error(reason));
  return {
    /** Begins one. */
    begin(): { readonly id: number; readonly answer: Promise<Float32Array> } {
      const id = next++;
      let resolve: Ask['resolve'] = () => {};
      let reject: Ask['reject'] = () => {};
      const answer = new Promise<Float32Array>((yes, no) => {
        resolve = yes;
        reject = no;
      });
      const stop = timing.after(PATIENCE_MS, () => {
        fail(id, 'No answer in time.');
        gaveUp();
      });
      // Whoever asked may have gone: an answer nobody waits for must not end the process.
      answer.catch(() => {});
      waiting.set(id, { answer, resolve, reject, stop });
      return { id, answer };
    },
    /** Answers one; one that was given up is past. */
    answer: (id: number, output: Float32Array): void => take(id)?.resolve(output),
    fail,
    failAll(reason: string): void {
      for (const id of [...waiting.keys()]) fail(id, reason);
    },
    count: (): number => waiting.size,
    /** Done when none waits, those included that begin meanwhile. Never rejects. */
    async settled(): Promise<void> {
      while (waiting.size > 0)
        await Promise.allSettled([...waiting.values()].map(({ answer }) => answer));
    },
  };
};
