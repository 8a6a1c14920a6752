import { Worker } from 'node:worker_threads';
import { sentence } from '../../kernel/errors.ts';
import type { OpenDesk } from './book.ts';
import { unavailable } from './errors.ts';
import { type CallName, type Calls, errorSaid, type Reply, type Request } from './protocol.ts';

/** Calls that may wait at once: beyond it the store is stuck, and more would only fill the memory. */
const MOST_WAITING = 1000;

export interface PeopleThread {
  /** Rejects with what the desk threw, or `people/unavailable` where the thread is gone. */
  call<K extends CallName>(name: K, ...args: Parameters<Calls[K]>): Promise<ReturnType<Calls[K]>>;
  /** Empties the log, closes the file, ends the thread. */
  close(nowMs: number): Promise<void>;
}

export interface ThreadEvents {
  /** After every call: what is not as it should be, and whether anything changed. */
  state(reply: Pick<Reply, 'conditions' | 'stamp'>): void;
  /** The open thread has ended by itself; told once. */
  gone(reason: string): void;
}

type Unsent = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** Starts the thread and opens the database in it. Rejects with what opening threw. */
export const startThread = async (
  file: URL,
  open: OpenDesk,
  events: ThreadEvents,
): Promise<PeopleThread> => {
  const worker = new Worker(file);
  // A program that forgot to close the store may end all the same; the file is whole either way.
  worker.unref();
  const waiting = new Map<number, { done(reply: Reply): void; fail(error: Error): void }>();
  let next = 1;
  let reason: string | null = null;
  let isClosing = false;
  let isOpen = false;

  const settle = (): void => {
    if (waiting.size === 0) worker.unref();
  };
  const ask = (request: Unsent): Promise<Reply> => {
    if (reason !== null) return Promise.reject(unavailable(reason));
    if (waiting.size >= MOST_WAITING) return Promise.reject(unavailable('too much waits for it'));
    const id = next++;
    return new Promise((done, fail) => {
      waiting.set(id, { done, fail });
      // While somebody waits for an answer the process stays.
      worker.ref();
      worker.postMessage({ ...request, id });
    });
  };
  worker.on('message', (reply: Reply) => {
    const one = waiting.get(reply.id);
    waiting.delete(reply.id);
    settle();
    if (!isClosing) events.state(reply);
    if (reply.error) one?.fail(errorSaid(reply.error));
    else one?.done(reply);
  });
  worker.on('error', (error) => {
    reason = sentence(error);
  });
  worker.once('exit', () => {
    reason ??= 'its thread has ended';
    for (const { fail } of waiting.values()) fail(unavailable(reason));
    waiting.clear();
    if (isOpen && !isClosing) events.gone(reason);
  });

  try {
    await ask({ t: 'open', with: open });
    isOpen = true;
  } catch (error) {
    isClosing = true;
    await worker.terminate();
    throw error;
  }
  return {
    async call(name, ...args) {
      const { result } = await ask({ t: 'call', name, args });
      return result as ReturnType<Calls[typeof name]>;
    },
    async close(nowMs) {
      isClosing = true;
      await ask({ t: 'close', nowMs }).catch(() => {});
      await worker.terminate();
    },
  };
};
