import type { Remembered } from '#contracts/picture';
import type { EngineInfo, PaintRequest, ProviderWish } from './engine.ts';
import type { PictureFile } from './file.ts';

/** What the conductor says to the thread that paints. */
export type ToStudio =
  /** `engine` null: the first there is. */
  | {
      readonly t: 'open';
      readonly engine: string | null;
      readonly modelsDir: string;
      readonly provider?: ProviderWish;
    }
  /** Stands for every request that follows. */
  | { readonly t: 'memory'; readonly memory: Remembered }
  | {
      readonly t: 'paint';
      readonly id: number;
      readonly request: Omit<PaintRequest, 'memory'>;
      /** Lines at which the picture is written too, where they are fewer. */
      readonly sizes: readonly number[];
    };

/** What the thread says. No words of a memory are in it. */
export type FromStudio =
  | { readonly t: 'ready'; readonly info: EngineInfo }
  /** The engine could not be opened; `reason` is for people. */
  | { readonly t: 'refused'; readonly reason: string }
  /** The picture is painted and being written: the next one may be asked for. */
  | { readonly t: 'free'; readonly id: number }
  /** It is painted too, and waits until another was looked at; `free` follows: see safety/guard.ts. */
  | { readonly t: 'held'; readonly id: number }
  | {
      readonly t: 'painted';
      readonly id: number;
      readonly files: readonly PictureFile[];
      /** Equal for equal pictures. */
      readonly print: number;
      readonly paintMs: number;
      /** When it left the thread and how long the look took; absent: nobody looked. */
      readonly looked?: { readonly leftMs: number; readonly tookMs: number };
    }
  | { readonly t: 'failed'; readonly id: number; readonly trouble: 'threw' | 'degenerate' }
  /** How many threads paint now, once that has changed; `lost` says why they are fewer than there is room for. */
  | { readonly t: 'hands'; readonly hands: number; readonly lost: string | null }
  /** The safety gate did not let it through: see safety/guard.ts. */
  | { readonly t: 'withheld'; readonly id: number };

/** What the conductor says to the thread that keeps the last picture alive. */
export type ToEvolver =
  /** The picture that goes on from now on, at tau 0. */
  | { readonly t: 'base'; readonly file: PictureFile; readonly seed: number }
  | {
      readonly t: 'evolve';
      readonly id: number;
      readonly tauS: number;
      readonly sizes: readonly number[];
      /** A picture of the engine that comes out of it, with its share 0..1. */
      readonly into: { readonly file: PictureFile; readonly share: number } | null;
    };

export type FromEvolver =
  | { readonly t: 'ready' }
  | { readonly t: 'evolved'; readonly id: number; readonly files: readonly PictureFile[] }
  | { readonly t: 'failed'; readonly id: number };
