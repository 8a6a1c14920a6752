import type { Cue, CueAffect, CueSound, Fade, Show } from '#contracts/show';

/**
 * The shortest fade of a cue that does not ask for a cut. A shorter one in the file is stretched to
 * this: the picture never cuts unless somebody wrote `cut: true`.
 */
export const SHORTEST_FADE_S = 0.5;

/** Beats a minute, or null while nobody knows. */
export type Bpm = number | null | undefined;

/** Seconds of a file as milliseconds, to the microsecond: 1.15 s are 1150 ms, and what is due at once is due at once. */
export const inMs = (seconds: number): number => Math.round(seconds * 1e6) / 1e3;

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

/** Beats as seconds while a tempo is known, else the seconds. */
const inBeats = (beats: number | undefined, seconds: number, bpm: Bpm): number =>
  beats !== undefined && bpm ? (beats * 60) / bpm : seconds;

/** How long a picture takes to arrive. */
export const pictureSeconds = (fade: Fade, bpm?: Bpm): number =>
  Math.max(SHORTEST_FADE_S, inBeats(fade.beats, fade.seconds, bpm));

/** How long the picture of a cue takes to arrive: nothing for a cut. */
export const fadeSeconds = (cue: Pick<Cue, 'cut' | 'fade'>, bpm?: Bpm): number =>
  cue.cut ? 0 : pictureSeconds(cue.fade, bpm);

/** Between the call of a cue and its start. */
export const preWaitSeconds = (cue: Cue, bpm?: Bpm): number =>
  inBeats(cue.preWaitBeats, cue.preWaitS, bpm);

const soundSeconds = (sound: CueSound): number => sound.fadeS;
const affectSeconds = (affect: CueAffect): number => affect.seconds;

/** From the start of a cue until it has settled: its fade; without a scene, the longest of what it does. */
export const cueSeconds = (cue: Cue, bpm?: Bpm): number => {
  if (cue.scene !== undefined) return fadeSeconds(cue, bpm);
  return Math.max(
    0,
    cue.master?.seconds ?? 0,
    ...cue.sounds.map(soundSeconds),
    ...cue.outputs.map(({ seconds }) => seconds),
    cue.affect ? affectSeconds(cue.affect) : 0,
  );
};

/** From the start of a cue to the trigger of the next, or null for one that waits for GO. */
export const followSeconds = (cue: Cue, bpm?: Bpm): number | null => {
  if (cue.follow === 'manual') return null;
  return cue.postWaitS + (cue.follow === 'follow' ? cueSeconds(cue, bpm) : 0);
};

/**
 * How long the whole list takes when it runs by itself from trigger to trigger, in seconds, or null
 * when a cue of it waits for GO. The last cue counts only where the show loops. Groups count once.
 */
export const listSeconds = (show: Show): number | null => {
  const running = show.loop ? show.cues : show.cues.slice(0, -1);
  let sum = 0;
  for (const cue of running) {
    const follow = followSeconds(cue, show.tempo);
    if (follow === null) return null;
    sum += preWaitSeconds(cue, show.tempo) + follow;
  }
  return sum;
};
