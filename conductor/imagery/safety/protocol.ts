import type { PictureFile } from '../file.ts';
import type { Scores } from './scores.ts';

/** What the conductor says to the thread that looks at pictures. */
export type ToSafety =
  | { readonly t: 'open'; readonly modelsDir: string }
  | { readonly t: 'look'; readonly id: number; readonly file: PictureFile };

export type FromSafety =
  | { readonly t: 'ready' }
  /** The network cannot be used; `reason` is for people. */
  | { readonly t: 'refused'; readonly reason: string }
  /** Null: it could not be looked at. */
  | { readonly t: 'looked'; readonly id: number; readonly scores: Scores | null };
