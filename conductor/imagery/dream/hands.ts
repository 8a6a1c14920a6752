import type { Scheduler } from '../../kernel/scheduler.ts';
import type { StartThread, Thread } from '../../kernel/thread.ts';
import type { Frame } from './frame.ts';
import type { PaintOf } from './given.ts';
import type { FromHand, ToHand } from './hand-protocol.ts';
import type { Layout } from './layout.ts';
import { openPace } from './pace.ts';
import { ALONE, type Board, newBoard, spoil, type Team, teamAt } from './team.ts';

/** What other hands are made of. */
export interface HandParts {
  readonly start: StartThread<ToHand, FromHand>;
  readonly timing: Scheduler;
  /** How many paint beside the engine's own thread. */
  readonly count: number;
  /** How long a part that another hand took is waited for, milliseconds. @default 500: parts take some milliseconds */
  readonly patienceMs?: number;
}

/** What a picture is worked out in. */
export interface Canvas {
  readonly frame: Frame;
  readonly layout: Layout;
}

/** One picture with the hands that came, or alone. */
export interface Call {
  readonly team: Team;
  done(): void;
  /** It came to nothing: whoever else is at it stops. */
  fail(): void;
}

/** Hands in threads of their own that paint along. Without them the engine is slower and paints the same. */
export interface Hands {
  /** How many are at work. */
  count(): number;
  /**
   * Starts them. Done when each is ready or cannot be.
   * @param asks false: what is asked of the network is not theirs
   */
  open(asks: boolean): Promise<void>;
  /** Stands for every picture that follows. */
  onto(canvas: Canvas): void;
  /** Calls them to a picture. What comes is told how it ended. */
  call(of: PaintOf): Call;
  /** Lets all of them go: one of them did not bring what it took. They are called again some pictures later. */
  letGo(): void;
  close(): Promise<void>;
}

const PATIENCE_MS = 500;
/** One that is not ready by then comes later. */
const OPENS_MS = 8000;
/** Pictures until hands that were let go are tried again; every time twice as many. */
const REST_PICTURES = 600;
const LONGEST_REST = 19_200;

interface Hand {
  readonly thread: Thread<ToHand>;
  isReady: boolean;
}

export const openHands = (parts: HandParts | null, modelsDir: string): Hands => {
  const { start, timing, count } = parts ?? { start: null, timing: null, count: 0 };
  const patienceMs = parts?.patienceMs ?? PATIENCE_MS;
  let hands: Hand[] = [];
  let canvas: Canvas | null = null;
  let pace = openPace();
  let ending: Promise<unknown> = Promise.resolve();
  let rest = REST_PICTURES;
  let pictures = 0;
  let resting = false;
  let asks = true;

  const rests = (): void => {
    resting = true;
    pictures = 0;
  };
  const gone = (hand: Hand): void => {
    hands = hands.filter((one) => one !== hand);
    rests();
  };

  /** Done when it is ready or cannot be. */
  const startOne = (begin: StartThread<ToHand, FromHand>): Promise<void> =>
    new Promise((resolve) => {
      const hand: Hand = {
        isReady: false,
        thread: begin({
          message(message) {
            if (message.t === 'ready') {
              hand.isReady = true;
              if (canvas) hand.thread.post({ t: 'canvas', ...canvas });
            } else {
              gone(hand);
              ending = Promise.all([ending, hand.thread.end()]);
            }
            resolve();
          },
          gone() {
            gone(hand);
            resolve();
          },
        }),
      };
      hands.push(hand);
      hand.thread.post({ t: 'open', modelsDir, asks });
    });

  const startAll = async (): Promise<void> => {
    if (!start || !timing) return;
    resting = false;
    await new Promise<void>((resolve) => {
      const stop = timing.after(OPENS_MS, resolve);
      const all = Array.from({ length: count - hands.length }, () => startOne(start));
      void Promise.all(all).then(() => {
        stop();
        resolve();
      });
    });
  };

  const letGo = (): void => {
    const old = hands;
    hands = [];
    ending = Promise.all([ending, ...old.map(({ thread }) => thread.end())]);
    rests();
  };

  /** Counts while they rest, and starts them again after a while. */
  const tryAgain = (): void => {
    if (!resting) return;
    pictures += 1;
    if (pictures < rest) return;
    rest = Math.min(LONGEST_REST, 2 * rest);
    void startAll();
  };

  return {
    count: () => hands.filter(({ isReady }) => isReady).length,
    open(may) {
      asks = may;
      return startAll();
    },
    onto(next) {
      canvas = next;
      pace = openPace();
      for (const { thread, isReady } of hands) if (isReady) thread.post({ t: 'canvas', ...next });
    },
    call(of) {
      tryAgain();
      const ready = hands.filter(({ isReady }) => isReady);
      if (ready.length === 0 || !timing) return { team: ALONE, done() {}, fail() {} };
      const measured = pace;
      const together = of.shares === 1 || measured.together();
      const fromMs = timing.nowMs();
      const done = (): void => {
        if (of.shares > 1) measured.took(together, timing.nowMs() - fromMs);
      };
      if (!together) return { team: ALONE, done, fail() {} };
      const board: Board = newBoard();
      for (const { thread } of ready) thread.post({ t: 'paint', of, board });
      return { team: teamAt(board, patienceMs), done, fail: () => spoil(board) };
    },
    letGo,
    async close() {
      letGo();
      resting = false;
      await ending;
    },
  };
};
