import type { Remembrance } from '#contracts/remembrance';
import type { FilmFile, Listening, PreviewRun } from '../parts.ts';
import { type Played, playedNotes } from './played.ts';
import type { Recall } from './recall.ts';
import type { TuneFile } from './tune-file.ts';

/** What is held of one visit beside its state, in memory alone. */
export interface Held {
  listening: Listening | null;
  /** Closed, and still understanding. */
  ending: Listening | null;
  recall: Recall | null;
  preview: PreviewRun | null;
  given: Omit<Remembrance, 'course'> | null;
  remembrance: Remembrance | null;
  film: FilmFile | null;
  tune: TuneFile | null;
  /** Notes of the file. */
  theme: Remembrance['theme'];
  /** Notes of a keyboard, played while the booth asked for music. */
  played: Played;
}

export const nothingHeld = (): Held => ({
  listening: null,
  ending: null,
  recall: null,
  preview: null,
  given: null,
  remembrance: null,
  film: null,
  tune: null,
  theme: [],
  played: playedNotes(),
});

/** Lets all of it go. Twice is harmless. */
export const release = (held: Held): void => {
  const { listening, ending, recall, preview, tune } = held;
  // First the references: what a room says as it closes finds nothing any more.
  Object.assign(held, nothingHeld());
  listening?.close();
  ending?.close();
  recall?.stop();
  preview?.cancel();
  tune?.bytes.fill(0);
};
