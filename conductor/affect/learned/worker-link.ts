import type { Scheduler } from '../../kernel/scheduler.ts';
import { type Hears, type Thread, threads } from '../../kernel/thread.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** A worker that runs. */
export type WorkerLink = Thread<ToWorker>;

/** Starts a worker; `gone` is told once, when it has ended for whatever reason. */
export type StartWorker = (hears: Hears<FromWorker>, timing: Scheduler) => WorkerLink;

/** Threads that run the bundled worker in `file`. */
export const workerThread =
  (file: URL): StartWorker =>
  (hears, timing) => {
    const thread = threads<ToWorker, FromWorker>(file, timing)(hears);
    let ended: Promise<void> | null = null;
    return {
      post: thread.post,
      end() {
        ended ??= thread.end().then(() => hears.gone('it was ended'));
        return ended;
      },
    };
  };
