import type { Group, Show } from '#contracts/show';
import { cueIndex, nextIndex } from './cues.ts';

/** Which round of each group that is being gone round; one that is not named is in its first. */
export type Loops = Readonly<Record<string, number>>;

export interface Span {
  readonly id: string;
  readonly group: Group;
  /** Places of its first and its last cue. */
  readonly from: number;
  readonly to: number;
}

/** The next cue, and the rounds that then are. */
export interface Next {
  readonly index: number | null;
  readonly loops: Loops;
}

const spans = new WeakMap<Show, readonly Span[]>();

/** The groups of a show by place, the smallest first; one whose cues are not there is left out. */
export const spansOf = (show: Show): readonly Span[] => {
  const known = spans.get(show);
  if (known) return known;
  const found = Object.entries(show.groups)
    .flatMap(([id, group]): Span[] => {
      const from = cueIndex(show, group.from);
      const to = cueIndex(show, group.to);
      return from === null || to === null || from > to ? [] : [{ id, group, from, to }];
    })
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  spans.set(show, found);
  return found;
};

const holds = (span: Span, index: number): boolean => index >= span.from && index <= span.to;

/** The groups that hold a cue, the smallest first. */
export const groupsAt = (show: Show, index: number): readonly Span[] =>
  spansOf(show).filter((span) => holds(span, index));

/** The group of cues that a call of this one calls together; null: it is called alone. */
export const togetherAt = (show: Show, index: number): Span | null =>
  spansOf(show).find(({ group, from }) => group.mode === 'together' && from === index) ?? null;

/** Places of all that a call of this cue calls, in the order of the list. */
export const calledWith = (show: Show, index: number): readonly number[] => {
  const span = togetherAt(show, index);
  if (!span) return [index];
  return Array.from({ length: span.to - span.from + 1 }, (_, i) => span.from + i);
};

/** Only the rounds of groups that hold this cue. */
export const loopsAt = (show: Show, loops: Loops, index: number): Loops => {
  const here = groupsAt(show, index).filter(({ id }) => loops[id] !== undefined);
  return Object.fromEntries(here.map(({ id }) => [id, loops[id] ?? 1]));
};

const goesRound = ({ group }: Span): boolean => group.mode === 'list' && group.times !== 1;

/** Whether a group is gone round once more after this round. */
const again = ({ id, group }: Span, loops: Loops): boolean =>
  group.times === 'until-go' || (loops[id] ?? 1) < group.times;

/**
 * The cue that follows in the list after the one at `last` (the last of those that were called together):
 * round again through a group that is to be gone round, else the next one.
 * @param once every group is gone round once only
 */
export const followingIn = (show: Show, loops: Loops, last: number, once = false): Next => {
  const ending = once ? [] : spansOf(show).filter((span) => goesRound(span) && span.to === last);
  const round = ending.find((span) => again(span, loops));
  if (!round) {
    const index = nextIndex(show, last);
    return { index, loops: index === null ? loops : loopsAt(show, loops, index) };
  }
  const outer = loopsAt(show, loops, round.from);
  const inner = spansOf(show).filter(
    (span) => span.id !== round.id && span.from >= round.from && span.to <= round.to,
  );
  const kept = Object.entries(outer).filter(([id]) => !inner.some((span) => span.id === id));
  return {
    index: round.from,
    loops: { ...Object.fromEntries(kept), [round.id]: (loops[round.id] ?? 1) + 1 },
  };
};

/** The largest group around a cue that only GO leaves; null: there is none. */
export const untilGoAt = (show: Show, index: number): Span | null =>
  groupsAt(show, index).findLast((span) => goesRound(span) && span.group.times === 'until-go') ??
  null;

/** The cue that GO calls after the one at `last`: out of a group that GO leaves, else what follows in the list. */
export const standingBy = (show: Show, loops: Loops, last: number): Next => {
  const endless = untilGoAt(show, last);
  if (!endless) return followingIn(show, loops, last);
  const index = nextIndex(show, endless.to);
  return { index, loops: index === null ? {} : loopsAt(show, {}, index) };
};
