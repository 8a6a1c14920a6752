import { join } from 'node:path';
import { parseSource } from '../../sensors/registry.ts';
import { type Given, readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { pinoLog } from '../kernel/log.ts';
import { scheduler } from '../kernel/scheduler.ts';
import { supervise } from '../supervisor.ts';

/**
 * Runs a show: checks the flags, then lets a supervisor keep the conductor alive.
 * Returns the exit code when the show has ended.
 */
export const run = async (given: Given, root: string, args: readonly string[]): Promise<number> => {
  const config = readConfig(given, process.env, root, process.cwd());
  for (const source of config.sources) parseSource(source);
  const clock = systemClock();
  const log = pinoLog(clock, config.logLevel);
  return await supervise({
    script: join(root, 'dist', 'conductor', 'main.mjs'),
    args: [...args],
    scheduler: scheduler(clock, (error) => log.fail('supervisor', String(error))),
    log,
  });
};
