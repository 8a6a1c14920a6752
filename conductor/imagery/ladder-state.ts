import type { Trouble } from '#contracts/picture';

/** Where an engine stands on the upper half of the ladder. Times are milliseconds of show time. */
export type Phase =
  /** Not asked for yet. */
  | { readonly is: 'off' }
  /** The engine loads. */
  | { readonly is: 'opening'; readonly sinceMs: number }
  /** It paints; what it paints is looked at before anybody else sees it. */
  | { readonly is: 'proving'; readonly good: number }
  /** Its pictures come out of the evolved ones, bit by bit. */
  | { readonly is: 'returning'; readonly sinceMs: number; readonly lengthMs: number }
  | { readonly is: 'sound' }
  /** Its picture is overdue: a lamp says so and the last one goes on; its thread is let be a little longer. */
  | { readonly is: 'doubted'; readonly isCounted: boolean }
  /** It failed and is let alone for a while. */
  | { readonly is: 'resting'; readonly untilMs: number };

export interface Ladder {
  readonly phase: Phase;
  /** A picture has been shown: there is a last one to evolve. */
  readonly hasPainted: boolean;
  /** Why the engine is not believed now; null: it is. */
  readonly trouble: Trouble | null;
  readonly failures: number;
  /** Failures by kind. */
  readonly troubles: Readonly<Partial<Record<Trouble, number>>>;
  /** How often it was tried again. */
  readonly retries: number;
  /** How long it rests after the next failure. */
  readonly restMs: number;
  /** Since when it has not failed; null: it does not paint for the stage. */
  readonly soundSinceMs: number | null;
  /** When what is asked for now was asked. */
  readonly askedMs: number | null;
  /** Another picture of it is looked at: it waits, and that is not its fault. */
  readonly isHeld: boolean;
  /** Since when it loads or paints its first picture; null: it does not. */
  readonly openingMs: number | null;
  /** False until it painted once since it was opened: the first picture may take longer. */
  readonly isWarm: boolean;
  /** How long the last pictures took, oldest first. */
  readonly took: readonly number[];
  /** How long nearly all of them took; stays known where `took` begins anew. */
  readonly knownMs: number;
  /** The last picture's print, since when it is the same, and how often it came. */
  readonly print: number | null;
  readonly sameSinceMs: number;
  readonly same: number;
}

export interface Step {
  readonly ladder: Ladder;
  /** open: start the engine. restart: end it, however it is, and start it anew. */
  readonly act: 'open' | 'restart' | null;
}

/** Rests between tries: doubling; an engine that was sound for a minute starts over. */
export const REST = { firstMs: 1000, longestMs: 60_000, soundMs: 60_000 } as const;

export const restingLadder: Ladder = {
  phase: { is: 'off' },
  hasPainted: false,
  trouble: null,
  failures: 0,
  troubles: {},
  retries: 0,
  restMs: REST.firstMs,
  soundSinceMs: null,
  askedMs: null,
  isHeld: false,
  openingMs: null,
  isWarm: false,
  took: [],
  knownMs: 0,
  print: null,
  sameSinceMs: 0,
  same: 0,
};
