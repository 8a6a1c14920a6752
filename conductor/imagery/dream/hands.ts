import type { Scheduler } from '../../kernel/scheduler.ts';
import type { StartThread, Thread } from '../../kernel/thread.ts';
import type { Frame } from './frame.ts';
import type { PaintOf } from './given.ts';
import type { FromHand, ToHand } from './hand-protocol.ts';
import type { Layout } from './layout.ts';
import { found, type Note, newNote } from './note.ts';
import { openPace } from './pace.ts';
import { ALONE, close, newBoard, type Team, teamAt } from './team.ts';

/** What other hands are made of. */
export interface HandParts {
  readonly start: StartThread<ToHand, FromHand>;
  readonly timing: Scheduler;
  /** How many paint beside the engine's own thread. */
  readonly count: number;
  /** How long is waited while another hand brings nothing, milliseconds; absent: a few pictures long. */
  readonly patienceMs?: number;
}

/** What a picture is worked out in. */
export interface Canvas {
  readonly frame: Frame;
  readonly layouts: readonly Layout[];
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
  /** Why the last one was lost, for people; null: as many are at work as there is room for. */
  lost(): string | null;
  /**
   * Starts them. Done when each is ready or cannot be.
   * @param asks false: what is asked of the network is not theirs
   */
  open(asks: boolean): Promise<void>;
  /** Stands for every picture that follows. */
  onto(canvas: Canvas): void;
  /** Calls them to a picture in one of the layouts. What comes is told how it ended. */
  call(of: PaintOf, stage: number): Call;
  /**
   * Lets all of them go: one of them did not bring what it took. They are called again some pictures later.
   * @param reason for people, where none of them left a better one
   */
  letGo(reason: string): void;
  close(): Promise<void>;
}

/** A part takes some milliseconds. A hand that brings none for so long, or for so many pictures, does not come back. */
const PATIENCE_MS = 120;
const PATIENCE_PICTURES = 3;
/** One that is not ready by then comes later. */
const OPENS_MS = 8000;
/** Pictures until hands that were let go are tried again; every time twice as many. */
const REST_PICTURES = 600;
const LONGEST_REST = 19_200;

interface Hand {
  readonly thread: Thread<ToHand>;
  readonly note: Note;
  isReady: boolean;
  /** It is ready, or will not be. */
  opened(): void;
}

export const openHands = (parts: HandParts | null, modelsDir: string): Hands => {
  const { start, timing, count } = parts ?? { start: null, timing: null, count: 0 };
  let hands: Hand[] = [];
  let canvas: Canvas | null = null;
  let pace = openPace();
  let ending: Promise<unknown> = Promise.resolve();
  let rest = REST_PICTURES;
  let pictures = 0;
  let resting = false;
  let asks = true;
  let lost: string | null = null;

  const rests = (): void => {
    resting = true;
    pictures = 0;
  };
  const gone = (hand: Hand, reason: string): void => {
    hands = hands.filter((one) => one !== hand);
    lost = reason;
    rests();
    hand.opened();
  };

  /** Done when it is ready or cannot be. */
  const startOne = (begin: StartThread<ToHand, FromHand>): Promise<void> =>
    new Promise((opened) => {
      const hand: Hand = {
        isReady: false,
        note: newNote(),
        opened,
        thread: begin({
          message(message) {
            if (message.t === 'ready') {
              hand.isReady = true;
              if (canvas) hand.thread.post({ t: 'canvas', ...canvas });
              opened();
            } else {
              gone(hand, message.reason);
              ending = Promise.all([ending, hand.thread.end()]);
            }
          },
          gone: (reason) => gone(hand, reason),
        }),
      };
      hands.push(hand);
      hand.thread.post({ t: 'open', modelsDir, asks, note: hand.note });
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

  const letAllGo = (): void => {
    const old = hands;
    hands = [];
    for (const { opened } of old) opened();
    ending = Promise.all([ending, ...old.map(({ thread }) => thread.end())]);
    rests();
  };
  const letGo = (reason: string): void => {
    lost = hands.map(({ note }) => found(note)).find((note) => note !== null) ?? reason;
    letAllGo();
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
    lost: () => (hands.filter(({ isReady }) => isReady).length < count ? lost : null),
    onto(next) {
      canvas = next;
      pace = openPace();
      for (const { thread, isReady } of hands) if (isReady) thread.post({ t: 'canvas', ...next });
    },
    call(of, stage) {
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
      const board = newBoard();
      for (const { thread } of ready) thread.post({ t: 'paint', of, stage, board });
      const patienceMs = Math.max(PATIENCE_MS, PATIENCE_PICTURES * measured.usualMs());
      return {
        team: teamAt(board, parts?.patienceMs ?? patienceMs),
        done() {
          close(board);
          done();
        },
        fail: () => close(board),
      };
    },
    letGo,
    async close() {
      letAllGo();
      resting = false;
      await ending;
    },
  };
};
