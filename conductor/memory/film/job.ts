import type { EncodedTrack, FrameFacts } from '#contracts/keepsake';
import type { Course, Remembrance } from '#contracts/remembrance';
import type { Show } from '#contracts/show';
import type { FilmWish } from '../parts.ts';
import type { FilmJson } from './film-json.ts';

/** The sound of a film: an audio file's bytes, or samples, channel after channel. */
export type FilmSound =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly isDry?: boolean;
    }
  | {
      readonly kind: 'samples';
      readonly name: string;
      readonly data: Float32Array;
      readonly channels: number;
      readonly rateHz: number;
      /** True: it has its own beginning and end, and is not faded. */
      readonly isDry?: boolean;
    };

/** The same as it is asked for; `answer`: the machine answers, once the course is whole. */
export type SoundWish = FilmSound | { readonly kind: 'answer' };

/** Everything that a film is made from; it goes to the process that makes it through a pipe. */
export interface FilmJob {
  readonly given: Omit<Remembrance, 'course'>;
  /** Null: it comes while the recall happens. */
  readonly course: Course | null;
  /** How long the recall is, or is meant to be. */
  readonly recallS: number;
  readonly show: Show;
  readonly wish: FilmWish;
  readonly fps: number;
  /** Share of the film's lines that the stage draws, and of those that scenes draw. */
  readonly scale: number;
  readonly share: number;
  /** Lines of the engine's pictures, and its name; null: nobody paints. */
  readonly engineLines: number;
  readonly engine: string | null;
  readonly bitrate: number;
  /** The film that this one goes on from; null: it begins by itself. */
  readonly before: FilmJson | null;
  readonly sound: SoundWish;
  /** Where finished stretches are kept until the film is whole; null: nothing touches the disk. */
  readonly workDir: string | null;
  readonly root: string;
  /** The built pages. */
  readonly pagesDir: string;
}

/** A stretch of a film, done: its pictures and what they are like. */
export interface Stretch {
  readonly track: EncodedTrack;
  readonly facts: readonly FrameFacts[];
}
