import type { Show } from '#contracts/show';
import { followSeconds, preWaitSeconds } from './cues.ts';
import { followingIn, type Loops } from './groups.ts';

/** When a show that nobody touches is where, at the latest. */
export interface Latest {
  /** When each cue starts first, seconds after the beginning; null for those that are not reached so. */
  readonly starts: readonly (number | null)[];
  /** When its last cue has started; null where a cue waits for GO, or where it goes round for ever. */
  readonly seconds: number | null;
}

/** More than any list of cues calls one after another. */
const MOST_CALLS = 10_000;

/** From the start of a cue to the call of the next: its follow, else the time after which the next calls itself. */
const untilNext = (show: Show, index: number, next: number): number | null => {
  const cue = show.cues[index];
  const follow = cue ? followSeconds(cue, show.tempo) : null;
  return follow ?? show.cues[next]?.when?.elseAfterS ?? null;
};

/** Plays the list with nobody there: groups as often as they go round, cues on feeling as late as they may come. */
export const latest = (show: Show): Latest => {
  const starts: (number | null)[] = show.cues.map(() => null);
  let loops: Loops = {};
  let index = 0;
  let atS = show.start === 'auto' ? 0 : (show.cues[0]?.when?.elseAfterS ?? null);
  for (let calls = 0; atS !== null && calls < MOST_CALLS; calls++) {
    const cue = show.cues[index];
    if (cue) atS += preWaitSeconds(cue, show.tempo);
    starts[index] ??= atS;
    const next = followingIn(show, loops, index);
    if (next.index === null) return { starts, seconds: atS };
    const more = untilNext(show, index, next.index);
    if (more === null || (next.index === 0 && index === show.cues.length - 1)) break;
    atS += more;
    ({ loops } = next);
    index = next.index;
  }
  return { starts, seconds: null };
};
