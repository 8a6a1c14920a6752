import type { Remembered, Sketch } from '#contracts/picture';
import type { Show } from '#contracts/show';

/** What the engine remembers now, and since which cue. The words stay in here: nothing of this is told or kept. */
export interface Remembering {
  readonly memory: Remembered;
  /** The memory of the show it is; null: a visitor's, or none yet. */
  readonly name: string | null;
  readonly cue: string | null;
  /** Which gift of the director it is; absent where the cue alone says it. */
  readonly turn?: number;
  /** The name that it was given by, also where a visitor has remembered something since. */
  readonly gift?: string | null;
  /** What was remembered before a state of the evening lent a memory: it comes back after that. */
  readonly own?: Remembering;
}

/** What cues give the engine: the name of a memory and which gift that is, and who paints (`none`: nobody). */
export interface Given {
  readonly memory: string | null;
  readonly engine: string | null;
  readonly turn: number;
  /** Given by a state of the evening, for as long as that stands. */
  readonly lent?: true;
}

export interface Remembers {
  readonly show: Show;
  readonly memories: Readonly<Record<string, Remembered>>;
}

/** Nothing is remembered: an engine paints that too. */
export const NOTHING: Remembered = { parts: [], sketch: [] };

/** Before any cue and any visitor. */
export const NOBODY: Remembering = { memory: NOTHING, name: null, cue: null };

const named = (
  before: Remembering,
  cue: string | null,
  name: string | null,
  { memories }: Remembers,
): Remembering => {
  const memory = name === null ? undefined : memories[name];
  return memory && name !== null ? { ...before, memory, name, cue } : { ...before, cue };
};

/** The name of the memory that stands at a cue: its own, or the nearest before it in the list. */
const standing = (show: Show, cue: string | null): string | null => {
  const at = show.cues.findIndex(({ number }) => number === cue);
  const until = show.cues.slice(0, at + 1).filter(({ memory }) => memory !== undefined);
  return until.at(-1)?.memory ?? null;
};

/** A show at a cue: the memory that playing up to there would have left. */
export const beginRemembering = (parts: Remembers, cue: string | null): Remembering =>
  named({ ...NOBODY, cue }, cue, standing(parts.show, cue), parts);

/** The running cue is `cue`: one that starts now and has a memory of its own brings it. */
export const atCue = (before: Remembering, parts: Remembers, cue: string | null): Remembering => {
  if (cue === before.cue) return before;
  const own = parts.show.cues.find(({ number }) => number === cue)?.memory ?? null;
  return named(before, cue, own, parts);
};

/** A gift that goes on under another name: a prompt whose cue has got another number. A visitor's stays. */
const renamed = (own: Remembering, parts: Remembers, gift: string | null): Remembering => ({
  ...(own.name === null ? own : named(own, own.cue, gift, parts)),
  gift,
});

/**
 * What the director gives: a gift that is new brings its memory, also where a visitor's stood. What a state of the
 * evening lends goes with it, and what was remembered before comes back.
 */
export const atGift = (
  before: Remembering | null,
  parts: Remembers,
  { memory, turn, lent }: Given,
): Remembering => {
  const now = before ?? NOBODY;
  if (now.turn === turn && now.gift === memory) return now;
  const own = now.own ?? now;
  if (!lent && own.turn === turn) return own.gift === memory ? own : renamed(own, parts, memory);
  const given = { ...named(own, own.cue, memory, parts), turn, gift: memory };
  return lent ? { ...given, own } : given;
};

/** Somebody remembers something: it stands until a cue with a memory of its own starts, also after a state of the evening. */
export const visited = ({ own, ...before }: Remembering, memory: Remembered): Remembering => ({
  ...before,
  memory,
  name: null,
  ...(own && { own: visited(own, memory) }),
});

/** The show's file changed: a memory of the show is read anew, a visitor's stays. */
export const reread = ({ own, ...before }: Remembering, parts: Remembers): Remembering => ({
  ...named(before, before.cue, before.name, parts),
  ...(own && { own: reread(own, parts) }),
});

/** What stands now: by the director's gift, or by the running cue where nobody gives. */
export const standingMemory = (
  before: Remembering | null,
  parts: Remembers,
  cue: string | null,
  given: Given | undefined,
): Remembering => {
  if (given) return atGift(before, parts, given);
  return before ? atCue(before, parts, cue) : beginRemembering(parts, cue);
};

const NONE: Sketch = [];

/** The drawing that displays may see: that of the show's own memory. A visitor's never leaves the conductor. */
export const drawingOf = (remembering: Remembering | null): Sketch =>
  remembering === null || remembering.name === null ? NONE : remembering.memory.sketch;
