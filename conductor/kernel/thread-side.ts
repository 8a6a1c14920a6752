import { parentPort } from 'node:worker_threads';

/** The last thing a thread hears, and its answer: it lives and will end by itself. */
export interface Ended {
  readonly t: 'end';
}
export interface Ending {
  readonly t: 'ending';
}

/** What runs in a thread. */
export interface Served<To> {
  hear(message: To): void;
  /** Done when nothing is under way any more. */
  settled(): Promise<void>;
}

const isEnd = (message: object): message is Ended => 't' in message && message.t === 'end';

/** Runs `work` in this thread until it is told to end. */
export const serve = <To extends object, From>(
  work: (send: (message: From, move?: ArrayBuffer[]) => void) => Served<To>,
): void => {
  const port = parentPort;
  if (!port) return;
  const served = work((message, move = []) => port.postMessage(message, move));
  let isEnding = false;
  port.on('message', (message: To | Ended) => {
    if (isEnding) return;
    if (!isEnd(message)) return served.hear(message);
    isEnding = true;
    const ending: Ending = { t: 'ending' };
    port.postMessage(ending);
    // In a thread this ends the thread alone.
    void served.settled().finally(() => process.exit(0));
  });
};
