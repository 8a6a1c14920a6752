import type { Lamp } from '#contracts/status';
import { sentence, YeounError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';

/** Lamps of parts that report by themselves, one a part. */
export interface LampBoard {
  /** Lights a part's lamp, or puts it out. */
  set(part: string, lamp: Lamp | null): void;
  list(): Lamp[];
}

/**
 * Runs what a show could do without. Where `isTolerant` is false its error stands; else the error becomes a
 * lamp and the answer is null.
 */
export const tolerance =
  (isTolerant: boolean, lamps: LampBoard, log: Log) =>
  async <T>(part: string, run: () => Promise<T>): Promise<T | null> => {
    try {
      return await run();
    } catch (error) {
      // Two conductors in one folder would undo each other's work: that is never borne.
      const isLocked = error instanceof YeounError && error.code === 'state/locked';
      if (!isTolerant || isLocked) throw error;
      const text = sentence(error);
      log.fail(part, text);
      lamps.set(part, {
        part,
        level: 'fail',
        text: { en: text, ko: `다시 시작한 뒤 빠진 부분: ${text}` },
      });
      return null;
    }
  };

export const lampBoard = (): LampBoard => {
  const lamps = new Map<string, Lamp>();
  return {
    set(part, lamp) {
      if (lamp) lamps.set(part, lamp);
      else lamps.delete(part);
    },
    list: () => [...lamps.values()],
  };
};
