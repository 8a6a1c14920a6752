import type { Show } from '#contracts/show';
import { cueIndex, fadeSeconds, followSeconds, listSeconds } from '../show/cues.ts';
import { latest } from '../show/latest.ts';

/** What a sheet looks at: show time from..until in seconds, and when GO is pressed on the way. */
export interface Span {
  readonly fromS: number;
  readonly untilS: number;
  readonly goS: readonly number[];
}

/** A cue that waits for GO is looked at for so long after it has arrived. */
const LOOK_S = 20;

/** A show that runs by itself: its list or its loop, cues on feeling at the latest. One that waits for GO: every cue in its turn. */
export const spanOfShow = (show: Show, seconds: number | null): Span => {
  const own = listSeconds(show);
  if (own !== null && own > 0) {
    const rest = show.loop ? 0 : LOOK_S;
    return { fromS: 0, untilS: seconds ?? own + rest, goS: [] };
  }
  const { seconds: latestS } = latest(show);
  if (latestS !== null) return { fromS: 0, untilS: seconds ?? latestS + LOOK_S, goS: [] };
  const goS: number[] = [];
  let atS = 0;
  if (show.start === 'manual') goS.push(0);
  for (const [i, cue] of show.cues.entries()) {
    const follows = followSeconds(cue);
    atS += cue.preWaitS + (follows ?? fadeSeconds(cue) + LOOK_S);
    if (follows === null && i + 1 < show.cues.length) goS.push(atS);
  }
  return {
    fromS: 0,
    untilS: seconds ?? atS,
    goS: goS.filter((s) => seconds === null || s < seconds),
  };
};

/** One cue, from half its fade to the end of its hold; null where the show has no such cue. */
export const spanOfCue = (show: Show, number: string, seconds: number | null): Span | null => {
  const cue = show.cues[cueIndex(show, number) ?? -1];
  if (!cue) return null;
  const fadeS = fadeSeconds(cue);
  const fromS = cue.preWaitS + fadeS / 2;
  const lastS = seconds ?? fadeS / 2 + (cue.postWaitS > 0 ? cue.postWaitS : LOOK_S);
  return { fromS, untilS: fromS + lastS, goS: [] };
};
