import type { Course } from '#contracts/remembrance';
import type { FilmFile } from '../parts.ts';
import type { FilmJob } from './job.ts';

/** To the process that makes a film. It gets everything through its pipe; nothing of it is in its arguments. */
export type ToFilm =
  | { readonly t: 'make'; readonly job: FilmJob; readonly niceness: number }
  | { readonly t: 'grow'; readonly course: Course }
  | { readonly t: 'over'; readonly course: Course }
  | { readonly t: 'cancel' };

/** What it says. A failure is told as its parts: an error does not cross a pipe. */
export type FromFilm =
  | { readonly t: 'progress'; readonly share: number }
  | { readonly t: 'done'; readonly film: FilmFile }
  | {
      readonly t: 'failed';
      readonly code: string;
      readonly where: string;
      readonly what: string;
      readonly remedy: string;
    };
