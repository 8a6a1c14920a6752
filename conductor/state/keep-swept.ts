import { sentence } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Tell } from '../tell.ts';
import * as say from './take-texts.ts';
import { sweepTakes } from './takes.ts';

const SWEEP_MS = 3_600_000;
const PART = 'take';

export interface SweepParts {
  /** The state folder. */
  readonly state: string;
  readonly timing: Scheduler;
  readonly tell: Tell;
  readonly log: Log;
}

/** Deletes takes that nobody agreed to, at once and every hour. */
export const keepSwept = (parts: SweepParts, running: () => string | null) => {
  const sweep = async (): Promise<void> => {
    try {
      const { gone, failed } = await sweepTakes(parts.state, parts.timing.nowMs(), running());
      if (gone.length > 0) parts.tell('info', PART, say.swept(gone));
      if (failed.length > 0) parts.tell('warn', PART, say.unswept(failed));
    } catch (error) {
      parts.log.warn(PART, sentence(error));
    }
  };
  let sweeping = sweep();
  const stop = parts.timing.every(SWEEP_MS, () => {
    sweeping = sweeping.then(sweep);
  });
  return { stop, settled: () => sweeping };
};
