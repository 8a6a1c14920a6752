import type { Cue, Show } from '#contracts/show';

/**
 * The shortest fade of a cue that does not ask for a cut. A shorter one in the file is stretched to
 * this: the picture never cuts unless somebody wrote `cut: true`.
 */
export const SHORTEST_FADE_S = 0.5;

/** Place of a cue in the list, or null. */
export const cueIndex = (show: Show, number: string | null): number | null => {
  const index = number === null ? -1 : show.cues.findIndex((c) => c.number === number);
  return index < 0 ? null : index;
};

export const cueNumber = (show: Show, index: number | null): string | null =>
  index === null ? null : (show.cues[index]?.number ?? null);

/** The cue after this one; after the last comes the first in a show that loops, else none. */
export const nextIndex = (show: Show, index: number): number | null => {
  if (index + 1 < show.cues.length) return index + 1;
  return show.loop ? 0 : null;
};

/** The cue before this one, the other way round. */
export const previousIndex = (show: Show, index: number): number | null => {
  if (index > 0) return index - 1;
  return show.loop ? show.cues.length - 1 : null;
};

/** How long the picture of a cue takes to arrive: nothing for a cut. */
export const fadeSeconds = (cue: Cue): number =>
  cue.cut ? 0 : Math.max(SHORTEST_FADE_S, cue.fade.seconds);

/** From the start of a cue to the trigger of the next, or null for one that waits for GO. */
export const followSeconds = (cue: Cue): number | null => {
  if (cue.follow === 'manual') return null;
  return cue.postWaitS + (cue.follow === 'follow' ? fadeSeconds(cue) : 0);
};

/**
 * How long the whole list takes when it runs by itself from trigger to trigger, in seconds, or null
 * when a cue of it waits for GO. The last cue counts only where the show loops.
 */
export const listSeconds = (show: Show): number | null => {
  const running = show.loop ? show.cues : show.cues.slice(0, -1);
  let sum = 0;
  for (const cue of running) {
    const follow = followSeconds(cue);
    if (follow === null) return null;
    sum += cue.preWaitS + follow;
  }
  return sum;
};
