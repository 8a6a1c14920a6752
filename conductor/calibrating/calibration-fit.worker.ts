import { parentPort, workerData } from 'node:worker_threads';
import { sentence } from '#contracts/errors';
import { fitSession } from './fit-session.ts';
import type { FitAnswer } from './fit-thread.ts';
import type { FitAsk } from './fitter.ts';

const answer = (): FitAnswer => {
  try {
    return { t: 'fitted', outcome: fitSession(workerData as FitAsk) };
  } catch (error) {
    return { t: 'failed', reason: sentence(error) };
  }
};

parentPort?.postMessage(answer());
