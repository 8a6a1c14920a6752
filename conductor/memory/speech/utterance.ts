import { HOP } from './voice-net.ts';

/** The sound of the utterance at hand, and of the moment before it. It forgets itself as it goes. */
export interface Held {
  push(hop: Float32Array): void;
  /** Lets all go but the newest hops. */
  keep(hops: number): void;
  /** Lets the oldest hops go. */
  drop(hops: number): void;
  /** A copy of the first hops; of all where absent. */
  copy(hops?: number): Float32Array;
  readonly hops: number;
  /** Overwrites what there is. */
  clear(): void;
}

/** Holds so many hops at most; the oldest go first. */
export const held = (most: number): Held => {
  const pcm = new Float32Array(most * HOP);
  let count = 0;
  const drop = (hops: number): void => {
    const gone = Math.min(count, Math.max(0, hops));
    pcm.copyWithin(0, gone * HOP, count * HOP);
    pcm.fill(0, (count - gone) * HOP, count * HOP);
    count -= gone;
  };
  return {
    push(hop) {
      if (count === most) drop(1);
      pcm.set(hop, count * HOP);
      count++;
    },
    keep: (hops) => drop(count - hops),
    drop,
    copy: (hops = count) => pcm.slice(0, Math.min(hops, count) * HOP),
    get hops() {
      return count;
    },
    clear() {
      pcm.fill(0);
      count = 0;
    },
  };
};
