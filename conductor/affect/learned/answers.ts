import type { Model } from '../decoder.ts';

/** What the input of an ask was made from. */
export interface Taken {
  /** When the newest signal in it was taken. */
  readonly atMs: number;
  readonly recorded: boolean;
}

export interface Answer extends Taken {
  /** The first output of the graph, flat. */
  readonly output: Float32Array;
  readonly askedMs: number;
}

/** Asks a model again and again, and gives its newest answer. */
export interface Answers {
  /**
   * Asks with one row. While two answers are on their way the newest input waits for its turn and takes the
   * place of one that waited before. An input with a number that is not finite is not asked: its answer is
   * that there is none. Never throws.
   */
  ask(input: Float32Array, taken: Taken, nowMs: number): void;
  /** The newest answer that may be known at `nowMs`; null before the first, and where that one is none. */
  newest(nowMs: number): Answer | null;
  /** Forgets everything, what is on its way included. */
  reset(): void;
}

export interface AnswersOptions {
  /** An answer is known this long after it was asked, however soon it came. */
  readonly releaseMs?: number;
}

/**
 * Live, an answer comes some milliseconds after it was asked; in a replay it comes between two steps of the
 * clock. Known at one fixed time after the ask, both are the same: longer than a step of a replay (100 ms) and
 * than an answer of a small graph takes.
 */
export const RELEASE_MS = 150;
const MOST_ON_THE_WAY = 2;

interface Asked extends Taken {
  readonly askedMs: number;
  /** undefined: on its way. null: there is none. */
  output: Float32Array | null | undefined;
}

const areFinite = (numbers: Float32Array): boolean => numbers.every(Number.isFinite);

export const answers = (model: Model, { releaseMs = RELEASE_MS }: AnswersOptions = {}): Answers => {
  let onTheWay: Asked[] = [];
  let waiting: { readonly input: Float32Array; readonly taken: Taken } | null = null;
  let known: Answer | null = null;
  let knownMs = Number.NEGATIVE_INFINITY;

  const send = (input: Float32Array, { atMs, recorded }: Taken, askedMs: number): void => {
    const asked: Asked = { atMs, recorded, askedMs, output: undefined };
    onTheWay.push(asked);
    if (!areFinite(input) || !Number.isFinite(atMs)) {
      asked.output = null;
      return;
    }
    model.ask(input).then(
      (output) => {
        asked.output = areFinite(output) ? output : null;
      },
      () => {
        // Nothing came of it: what was known before stays.
        onTheWay = onTheWay.filter((other) => other !== asked);
      },
    );
  };
  /** Makes known what may be known, and sends what waited. */
  const settle = (nowMs: number): void => {
    const isDue = ({ askedMs, output }: Asked): boolean =>
      output !== undefined && nowMs >= askedMs + releaseMs;
    for (const asked of onTheWay.filter(isDue)) {
      if (asked.askedMs < knownMs) continue;
      knownMs = asked.askedMs;
      known = asked.output ? { ...asked, output: asked.output } : null;
    }
    onTheWay = onTheWay.filter((asked) => !isDue(asked));
    if (waiting && onTheWay.length < MOST_ON_THE_WAY) {
      const { input, taken } = waiting;
      waiting = null;
      send(input, taken, nowMs);
    }
  };
  return {
    ask(input, taken, nowMs) {
      waiting = { input: input.slice(), taken };
      settle(nowMs);
    },
    newest(nowMs) {
      settle(nowMs);
      return known;
    },
    reset() {
      onTheWay = [];
      waiting = null;
      known = null;
      knownMs = Number.NEGATIVE_INFINITY;
    },
  };
};
