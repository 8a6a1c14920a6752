import { CELL_COUNT } from './cells.ts';

/** Cells that turned in one picture: it went up far enough since they were lowest, or down since highest. */
export interface Turned {
  readonly up: readonly number[];
  readonly down: readonly number[];
}

/** One quantity of every cell, watched for opposing changes. */
export interface Turns {
  /** Which cells would turn with these values; changes nothing. */
  peek(values: Float32Array): Turned;
  /** Takes these values as shown. */
  take(values: Float32Array): void;
}

/** Whether a change between a low and a high value of a cell counts. */
export type Counts = (low: number, high: number, cell: number) => boolean;

/**
 * Turning points: a cell that went up turns when it has fallen far enough from its highest value since, and
 * the other way round. Small or slow steps add up: what counts is the way from one extreme to the other.
 */
export const turns = (counts: Counts): Turns => {
  const low = new Float32Array(CELL_COUNT);
  const high = new Float32Array(CELL_COUNT);
  /** 1: went up last, -1: went down last, 0: neither yet. */
  const way = new Int8Array(CELL_COUNT);
  let isFresh = true;

  /** 1, -1: turns upwards, downwards; 0: does not. */
  const turnOf = (i: number, value: number): number => {
    const lowest = low[i] ?? 0;
    const highest = high[i] ?? 0;
    if (way[i] !== 1 && value > lowest && counts(lowest, value, i)) return 1;
    if (way[i] !== -1 && value < highest && counts(value, highest, i)) return -1;
    return 0;
  };

  return {
    peek(values) {
      const up: number[] = [];
      const down: number[] = [];
      if (isFresh) return { up, down };
      for (let i = 0; i < CELL_COUNT; i++) {
        const turn = turnOf(i, values[i] ?? 0);
        if (turn > 0) up.push(i);
        else if (turn < 0) down.push(i);
      }
      return { up, down };
    },
    take(values) {
      for (let i = 0; i < CELL_COUNT; i++) {
        const value = values[i] ?? 0;
        const turn = isFresh ? 0 : turnOf(i, value);
        if (isFresh || turn !== 0) {
          way[i] = turn;
          low[i] = value;
          high[i] = value;
        } else {
          low[i] = Math.min(low[i] ?? 0, value);
          high[i] = Math.max(high[i] ?? 0, value);
        }
      }
      isFresh = false;
    },
  };
};
