import type { Lamp } from '#contracts/status';

/** Lamps of parts that report by themselves, one a part. */
export interface LampBoard {
  /** Lights a part's lamp, or puts it out. */
  set(part: string, lamp: Lamp | null): void;
  list(): Lamp[];
}

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
