import { Worker } from 'node:worker_threads';
import { sentence, YeounError } from '#contracts/errors';
import { threadFile } from '../kernel/thread-file.ts';
import type { Fit, FitAsk, FitOutcome } from './fitter.ts';

/** What the thread answers: what came of it, or why nothing did. */
export type FitAnswer =
  | { readonly t: 'fitted'; readonly outcome: FitOutcome }
  | { readonly t: 'failed'; readonly reason: string };

const failed = (reason: string): YeounError =>
  new YeounError('calibrate/fit', 'fit', reason, 'Go on with the session to try again.');

/**
 * Fits in a thread of its own that lives as long as the fit takes: up to two seconds, which the beat of the show
 * does not have. Rejects with `calibrate/fit`.
 */
export const fitInThread: Fit = (ask: FitAsk) =>
  new Promise((resolve, reject) => {
    const thread = new Worker(threadFile('calibration-fit'), { workerData: ask });
    thread.once('message', (answer: FitAnswer) => {
      if (answer.t === 'fitted') resolve(answer.outcome);
      else reject(failed(answer.reason));
      void thread.terminate();
    });
    thread.once('error', (error) => reject(failed(sentence(error))));
    // After an answer this changes nothing.
    thread.once('exit', () => reject(failed('its thread ended without an answer.')));
  });
