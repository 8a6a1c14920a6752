import { Worker } from 'node:worker_threads';
import { sentence } from '#contracts/errors';
import type { Scheduler } from './scheduler.ts';
import type { Ended, Ending } from './thread-side.ts';

/** A thread that runs. */
export interface Thread<To> {
  /** @param move buffers that are handed over */
  post(message: To, move?: ArrayBuffer[]): void;
  /** Ends it, however it is; done when it is gone, or will be gone by itself. */
  end(): Promise<void>;
}

/** What is heard of a thread; `gone` is told once, when it has ended without being asked to. */
export interface Hears<From> {
  message(message: From): void;
  gone(reason: string): void;
}

export type StartThread<To, From> = (hears: Hears<From>) => Thread<To>;

/** A thread that does not answer for so long hangs. */
const ANSWERS_MS = 1000;
/** One that answers and is still at work is waited for so long at most; it then ends by itself later. */
const SETTLES_MS = 3000;

/**
 * Threads that run the bundled worker in `file`. A thread is asked to end and ends itself once nothing native is
 * under way in it: one that is killed while a graph runs takes the whole process along. Only one that does not
 * answer, and so runs nothing but its own code, is killed.
 */
export const threads =
  <To, From extends object>(file: URL, timing: Scheduler): StartThread<To, From> =>
  (hears) => {
    const worker = new Worker(file);
    let isEnding = false;
    let answered = (): void => {};
    let reason: string | null = null;
    worker.on('message', (message: From | Ending) => {
      if ('t' in message && message.t === 'ending') answered();
      else if (!isEnding) hears.message(message as From);
    });
    worker.on('error', (error) => {
      reason = sentence(error);
    });
    const exited = new Promise<void>((resolve) => {
      worker.once('exit', (code) => {
        if (!isEnding) hears.gone(reason ?? `it ended with code ${code}`);
        isEnding = true;
        resolve();
      });
    });

    const end = (): Promise<void> =>
      new Promise((resolve) => {
        isEnding = true;
        const stopHang = timing.after(ANSWERS_MS, () => void worker.terminate());
        const stopWait = timing.after(SETTLES_MS, () => {
          // It may be at work for long; it keeps nobody here meanwhile.
          worker.unref();
          resolve();
        });
        answered = stopHang;
        void exited.then(() => {
          stopHang();
          stopWait();
          resolve();
        });
        const last: Ended = { t: 'end' };
        worker.postMessage(last);
      });

    return {
      post: (message, move = []) => worker.postMessage(message, move),
      end: () => (isEnding ? exited : end()),
    };
  };
