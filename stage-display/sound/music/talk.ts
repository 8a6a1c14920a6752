import type { ScorePart } from '#contracts/score';
import type { Block, FrameNote } from './blocks.ts';

/** What the page says to the maker of its music. */
export type MusicAsk =
  | { readonly t: 'open'; readonly url: string; readonly rateHz: number }
  /** Instruments that will be wanted: unpacked before they sound. */
  | { readonly t: 'seat'; readonly parts: readonly ScorePart[] }
  /** Other music, from this frame of the audio clock on. */
  | { readonly t: 'begin'; readonly run: number; readonly frame: number }
  | { readonly t: 'notes'; readonly run: number; readonly notes: readonly FrameNote[] }
  /** Makes sound from `from` (what is earlier is left out) until it has come to `until`. */
  | { readonly t: 'make'; readonly run: number; readonly from: number; readonly until: number };

/** And what it answers. */
export type MusicAnswer =
  /** Share of what has to be loaded and unpacked; 1: it plays. */
  | { readonly t: 'loading'; readonly share: number }
  | { readonly t: 'failed'; readonly why: string }
  | {
      readonly t: 'made';
      readonly run: number;
      readonly at: number;
      readonly blocks: readonly Block[];
      readonly late: number;
    };
