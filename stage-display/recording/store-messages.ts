/** What the page says to the worker that writes the recording. */
export type ToStore =
  | { readonly t: 'open'; readonly name: string }
  | { readonly t: 'write'; readonly at: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly t: 'close' };

/** What it answers. `bytes` of `written` are on the disk, as far as the browser says. */
export type FromStore =
  | { readonly t: 'opened' }
  | { readonly t: 'written'; readonly bytes: number }
  | { readonly t: 'closed' }
  | { readonly t: 'failed'; readonly why: string };

/** The folder of recordings in the browser's own storage for this page. */
export const FOLDER = 'recordings';
