import type { PictureFrame } from '#contracts/picture';
import type { RungName } from '#contracts/status';
import type { PictureFile } from './file.ts';

/** The pictures that went out: their numbers, their times, and the last one. */
export interface Reel {
  /** Sends one picture in its sizes, largest first. Its time never steps back. */
  send(files: readonly PictureFile[], atMs: number, of: PictureOf): void;
  /** The last picture, as large as it was painted; null: none yet. */
  last(): PictureFile | null;
}

export interface PictureOf {
  readonly rung: RungName;
  readonly engine: string;
  readonly seed: number;
  /** A cue asked for a cut, and this is the first picture after it. */
  readonly cut: boolean;
}

export const reel = (publish: (frames: readonly PictureFrame[]) => void): Reel => {
  let last: PictureFile | null = null;
  let lastMs = Number.NEGATIVE_INFINITY;
  let seq = 0;
  return {
    send(files, atMs, of) {
      const [file] = files;
      if (!file) return;
      last = file;
      lastMs = Math.max(atMs, lastMs + 1);
      seq = (seq + 1) >>> 0;
      publish(files.map((one) => ({ ...one, ...of, seq, atMs: lastMs })));
    },
    last: () => last,
  };
};
