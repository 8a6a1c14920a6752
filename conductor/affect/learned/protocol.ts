/** What the conductor says to the worker that owns the graphs. */
export type ToWorker =
  /** Loads a graph under a number; asks after it may follow at once. */
  | { readonly t: 'load'; readonly graph: number; readonly bytes: Uint8Array }
  | {
      readonly t: 'ask';
      readonly id: number;
      readonly graph: number;
      readonly rows: number;
      readonly input: Float32Array;
    }
  | { readonly t: 'drop'; readonly graph: number };

/** What the worker says. `reason` is for people. */
export type FromWorker =
  | { readonly t: 'loaded'; readonly graph: number }
  | { readonly t: 'refused'; readonly graph: number; readonly reason: string }
  | { readonly t: 'answer'; readonly id: number; readonly output: Float32Array }
  | { readonly t: 'failed'; readonly id: number; readonly reason: string };
