/**
 * Hands that paint one picture together. Each walks through the same stages; the parts of a stage are taken by
 * whoever is free, and nobody goes on before all of them are done. What a part gives must not depend on who does it.
 */
export interface Team {
  /** @throws HandLost where another hand took a part and did not bring it. */
  share(parts: number, work: (part: number) => void): void;
  /** The same for work that lets this thread's other tasks in between; null: this hand leaves it to the others. */
  shareSlow(parts: number, work: ((part: number) => Promise<void>) | null): Promise<void>;
}

/** A hand that took a part of a picture died, failed or is far too slow. */
export class HandLost extends Error {}

export const ALONE: Team = {
  share(parts, work) {
    for (let part = 0; part < parts; part += 1) work(part);
  },
  async shareSlow(parts, work) {
    for (let part = 0; part < parts; part += 1) await work?.(part);
  },
};

/** What the hands at one picture know of each other: whether it is over; parts taken and done of each stage. */
export type Board = Int32Array;

const OVER = 0;
const STAGES = 12;
const TAKEN = 1;
const DONE = 2;
const WIDE = 2;

/** A board serves one picture: who comes late to an old one disturbs nobody. */
export const newBoard = (): Board =>
  new Int32Array(new SharedArrayBuffer((1 + STAGES * WIDE) * Int32Array.BYTES_PER_ELEMENT));

/** Tells all at a picture that it is over: done, or come to nothing. Who comes later does not begin. */
export const close = (board: Board): void => {
  Atomics.store(board, OVER, 1);
  for (let stage = 0; stage < STAGES; stage += 1) Atomics.notify(board, stage * WIDE + DONE);
};

export const isOver = (board: Board): boolean => Atomics.load(board, OVER) === 1;

/** How many parts of a stage are done. */
export const doneIn = (board: Board, stage: number): number =>
  Atomics.load(board, stage * WIDE + DONE);

/** @param patienceMs how long is waited for parts that others took while none of them is brought */
export const teamAt = (board: Board, patienceMs: number): Team => {
  let stage = 0;

  const whole = (parts: number): void => {
    const done = stage * WIDE + DONE;
    stage += 1;
    for (;;) {
      if (isOver(board)) throw new HandLost('Another hand has failed.');
      const now = Atomics.load(board, done);
      if (now >= parts) return;
      const said = Atomics.wait(board, done, now, patienceMs);
      // Who brought something meanwhile is slow, not lost.
      if (said === 'timed-out' && Atomics.load(board, done) === now && !isOver(board))
        throw new HandLost('Another hand does not answer.');
    }
  };
  const next = (): number => Atomics.add(board, stage * WIDE + TAKEN, 1);
  /** Those who wait see each part that is brought: they wait on for who goes on. */
  const did = (): void => {
    const done = stage * WIDE + DONE;
    Atomics.add(board, done, 1);
    Atomics.notify(board, done);
  };

  return {
    share(parts, work) {
      for (let part = next(); part < parts; part = next()) {
        work(part);
        did();
      }
      whole(parts);
    },
    async shareSlow(parts, work) {
      for (let part = work ? next() : parts; part < parts; part = next()) {
        await work?.(part);
        did();
      }
      whole(parts);
    },
  };
};
