import type { Frame } from './frame.ts';
import type { PaintOf } from './given.ts';
import type { Layout } from './layout.ts';
import type { Note } from './note.ts';
import type { Board } from './team.ts';

/** What the engine says to another hand. Buffers in it are shared, everything else is copied. */
export type ToHand =
  /** `asks` false: what is asked of the network is the engine's alone. On the note stands why it failed, once it has. */
  | {
      readonly t: 'open';
      readonly modelsDir: string;
      readonly asks: boolean;
      readonly note: Note;
    }
  /** Stands for every picture that follows. */
  | { readonly t: 'canvas'; readonly frame: Frame; readonly layouts: readonly Layout[] }
  /** `stage`: which of the layouts. */
  | {
      readonly t: 'paint';
      readonly of: PaintOf;
      readonly stage: number;
      readonly board: Board;
    };

export type FromHand =
  | { readonly t: 'ready' }
  /** It cannot work; `reason` is for people. */
  | { readonly t: 'refused'; readonly reason: string };
