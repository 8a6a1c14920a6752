import type { Text } from '#contracts/ids';
import type { QualityFlag, SampleBlock, StreamInfo } from '#contracts/sensor';

/** Something odd about a stream: what is seen, and what to do. */
export interface Finding {
  readonly flag: QualityFlag;
  /** Absent where the flag says enough. */
  readonly text?: Text;
  /** Share of the flag's penalty that the score pays, 0..1: a quarter for one electrode of four. */
  readonly share: number;
  /** Factor on the samples that mends it, for the patch; absent where none does. */
  readonly gain?: number;
}

/** Looks for one kind of fault in one stream. Keeps a bounded state and no clock. */
export interface Finder {
  push(block: SampleBlock, frames: number): void;
  found(): readonly Finding[];
}

export type MakeFinder = (stream: StreamInfo) => Finder;

/**
 * A verdict that does not flicker: it turns true after `on` signs in a row and false after `off` without one.
 */
export const steady = (on: number, off: number) => {
  let is = false;
  let run = 0;
  return {
    push(sign: boolean): boolean {
      run = sign === is ? 0 : run + 1;
      if (run >= (is ? off : on)) {
        is = sign;
        run = 0;
      }
      return is;
    },
    get is() {
      return is;
    },
    reset(): void {
      is = false;
      run = 0;
    },
  };
};
export type Steady = ReturnType<typeof steady>;
