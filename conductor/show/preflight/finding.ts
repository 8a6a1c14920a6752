import type { Cue, Show } from '#contracts/show';
import type { Path } from '../problems.ts';

/** What is allowed and probably not meant. */
export type Finding = readonly [code: string, path: Path, what: string, remedy: string];

/** One look at a show; pure. */
export type Look = (show: Show) => readonly Finding[];

/** Runs a look over each cue. */
export const eachCue =
  (look: (cue: Cue, i: number, show: Show) => readonly Finding[]): Look =>
  (show) =>
    show.cues.flatMap((cue, i) => look(cue, i, show));
