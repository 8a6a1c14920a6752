import { availableParallelism } from 'node:os';
import { systemClock } from '../../kernel/clock.ts';
import { scheduler } from '../../kernel/scheduler.ts';
import { threads } from '../../kernel/thread.ts';
import { threadFile } from '../../kernel/thread-file.ts';
import type { HandParts } from './hands.ts';

/** More hands than this wait for each other. */
const MOST = 3;

/** A hand for every second core: the others have a show to run. One core has no room for another hand. */
export const helpersOn = (cores: number): number => Math.min(MOST, Math.floor(cores / 2));

/** The hands of a machine. Called in the engine's thread. */
export const helpers = (): HandParts => {
  const timing = scheduler(systemClock(), (error) => {
    throw error;
  });
  return {
    start: threads(threadFile('hand'), timing),
    timing,
    count: helpersOn(availableParallelism()),
  };
};
