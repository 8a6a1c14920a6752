/** Runs of a task, one after the other; those asked for while one waits to begin are that one. */
export const chain = (task: () => Promise<void>) => {
  let running: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;
  return {
    /** Resolves when a run that began after this call is over. Rejects with what it threw. */
    run(): Promise<void> {
      waiting ??= running
        .catch(() => {})
        .then(() => {
          waiting = null;
          running = task();
          return running;
        });
      return waiting;
    },
    settled: (): Promise<void> => (waiting ?? running).catch(() => {}),
  };
};
