import type { Voice } from '#contracts/sound';
import { type AudioTime, contextS, showMsAt } from './fade.ts';

/** A source that runs: at `whenS` of the audio clock it is at `offsetS` of its file. */
export interface Running {
  readonly whenS: number;
  readonly offsetS: number;
}

export type VoicePlan =
  /** It is where it ought to be, or not to sound at all and does not. */
  | { readonly do: 'keep' }
  | { readonly do: 'stop' }
  | { readonly do: 'start'; readonly whenS: number; readonly offsetS: number };

/** Further off than this a voice is brought back to its place. */
export const MOST_DRIFT_S = 0.04;
/** Between a decision and its sound: the audio thread takes it up in time. */
export const AHEAD_S = 0.02;

/** Where in its file a voice has to be at a time of the audio clock; may be negative, or beyond the end. */
export const wantedS = (voice: Voice, time: AudioTime, atS: number): number =>
  voice.atS + (showMsAt(time, atS) - voice.atMs) / 1000;

const wrapped = (s: number, durationS: number): number =>
  durationS > 0 ? ((s % durationS) + durationS) % durationS : 0;

/** How far a running voice is from where it has to be, in seconds; positive: too far on. */
export const driftS = (
  voice: Voice,
  running: Running,
  time: AudioTime,
  nowS: number,
  durationS: number,
): number => {
  // Not begun yet: how far off its beginning is.
  const atS = Math.max(nowS, running.whenS);
  const off = running.offsetS + (atS - running.whenS) - wantedS(voice, time, atS);
  if (!voice.loop || durationS <= 0) return off;
  const around = wrapped(off, durationS);
  return around > durationS / 2 ? around - durationS : around;
};

/** What to do with a voice now. */
export const planVoice = (
  voice: Voice,
  running: Running | null,
  time: AudioTime,
  nowS: number,
  durationS: number,
): VoicePlan => {
  const startS = nowS + AHEAD_S;
  const isOver = !voice.loop && wantedS(voice, time, startS) >= durationS;
  if (!voice.playing || isOver) return { do: running ? 'stop' : 'keep' };
  if (running && Math.abs(driftS(voice, running, time, nowS, durationS)) <= MOST_DRIFT_S)
    return { do: 'keep' };
  const dueS = contextS(time, voice.atMs);
  const whenS = Math.max(startS, dueS);
  const at = wantedS(voice, time, whenS);
  return { do: 'start', whenS, offsetS: voice.loop ? wrapped(at, durationS) : Math.max(0, at) };
};

/** How much faster or slower a file that streams plays to come back to its place; 1: as it is. */
export const streamRate = (offS: number, isCorrecting: boolean): number => {
  const least = isCorrecting ? MOST_DRIFT_S / 4 : MOST_DRIFT_S;
  if (Math.abs(offS) <= least) return 1;
  return 1 - Math.max(-0.03, Math.min(0.03, offS / 4));
};

/** Too far off to be caught up with: the file is wound to its place. */
export const MOST_CAUGHT_S = 0.4;
