import type { StartThread, Thread } from '../kernel/thread.ts';
import type { PictureFile } from './file.ts';
import type { FromEvolver, ToEvolver } from './studio-protocol.ts';

type Ask = Omit<Extract<ToEvolver, { t: 'evolve' }>, 't' | 'id'>;

/** The thread that keeps the last picture alive, as the film sees it. */
export interface Evolver {
  /** Starts its thread where none runs, and ends one that has not answered for too long. */
  beat(nowMs: number): void;
  /** The picture that goes on from now on. */
  begin(file: PictureFile, seed: number): void;
  /** Asks for the picture as it is now; false: it is still at the one before, or not there. */
  ask(ask: Ask, nowMs: number): boolean;
  /** True while it can be asked or is at work. */
  readonly isThere: boolean;
  close(): Promise<void>;
}

/** No answer for so long: it is ended and started anew. */
const PATIENCE_MS = 1500;
const REST_MS = 1000;

export const openEvolver = (
  start: StartThread<ToEvolver, FromEvolver>,
  evolved: (files: readonly PictureFile[]) => void,
): Evolver => {
  let thread: Thread<ToEvolver> | null = null;
  let isReady = false;
  let base: Extract<ToEvolver, { t: 'base' }> | null = null;
  let waiting: { readonly id: number; readonly sinceMs: number } | null = null;
  let restUntilMs = Number.NEGATIVE_INFINITY;
  let next = 1;

  const end = async (): Promise<void> => {
    const ending = thread;
    thread = null;
    isReady = false;
    waiting = null;
    await ending?.end();
  };

  const hear = (message: FromEvolver): void => {
    if (message.t === 'ready') {
      isReady = true;
      if (base) thread?.post(base);
    } else if (message.id === waiting?.id) {
      waiting = null;
      if (message.t === 'evolved') evolved(message.files);
    }
  };

  const begin = (): void => {
    const mine: Thread<ToEvolver> = start({
      message: (message) => {
        if (thread === mine) hear(message);
      },
      gone() {
        if (thread === mine) void end();
      },
    });
    thread = mine;
  };

  return {
    beat(nowMs) {
      if (waiting && nowMs - waiting.sinceMs > PATIENCE_MS) void end();
      if (thread || nowMs < restUntilMs) return;
      restUntilMs = nowMs + REST_MS;
      begin();
    },
    begin(file, seed) {
      base = { t: 'base', file, seed };
      if (isReady) thread?.post(base);
    },
    ask(ask, nowMs) {
      if (!thread || !isReady || !base || waiting) return false;
      waiting = { id: next++, sinceMs: nowMs };
      thread.post({ t: 'evolve', id: waiting.id, ...ask });
      return true;
    },
    get isThere() {
      return isReady;
    },
    close: end,
  };
};
