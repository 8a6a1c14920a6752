import { Worker } from 'node:worker_threads';
import { sentence } from '#contracts/errors';
import type { FromWorker, ToWorker } from './protocol.ts';

/** A worker that runs. */
export interface WorkerLink {
  post(message: ToWorker, move?: ArrayBuffer[]): void;
  /** Ends it; done when it is gone. */
  end(): Promise<void>;
}

/** Starts a worker; `gone` is told once, when it has ended for whatever reason. */
export type StartWorker = (hears: {
  message(message: FromWorker): void;
  gone(reason: string): void;
}) => WorkerLink;

/** Threads that run the bundled worker in `file`. */
export const workerThread =
  (file: URL): StartWorker =>
  ({ message, gone }) => {
    const worker = new Worker(file);
    let reason = 'it ended';
    worker.on('message', message);
    worker.on('error', (error) => {
      reason = sentence(error);
    });
    worker.once('exit', () => gone(reason));
    return {
      post: (said, move = []) => worker.postMessage(said, move),
      end: async () => void (await worker.terminate()),
    };
  };
