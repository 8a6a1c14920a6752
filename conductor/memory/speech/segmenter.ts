import { VOICE_HZ } from '#contracts/voice-frame';
import { HOP } from './voice-net.ts';

/** What the next hop brought. */
export type Heard =
  | { readonly is: 'quiet' }
  /** Somebody began to speak `hops` hops before the end of this one, the pre-roll with them. */
  | { readonly is: 'begun'; readonly hops: number }
  /** The utterance goes on; `silentHops` since the last voice in it. */
  | { readonly is: 'speaking'; readonly silentHops: number }
  /** It is over: its last voice lies `silentHops` back. */
  | { readonly is: 'over'; readonly silentHops: number }
  /** It is long: its first `hops` hops are one utterance, the rest the beginning of the next. */
  | { readonly is: 'cut'; readonly hops: number };

export interface Segmenter {
  /**
   * @param voice how likely the hop holds a voice, 0..1
   * @param level of the hop, dBFS
   */
  push(voice: number, level: number): Heard;
  reset(): void;
}

const HOPS_PER_S = VOICE_HZ / HOP;
const hops = (seconds: number): number => Math.round(seconds * HOPS_PER_S);

/** A voice begins above the first and lasts down to the second (silero's own hysteresis of 0.15). */
const BEGINS = 0.5;
const LASTS = 0.35;
/** Clicks and single syllables of a crowd are shorter. */
const LEAST = hops(0.1);
/** What is softer than this is no voice in a booth. */
const SOFTEST_DB = -62;
/** Kept from before the voice is sure of: soft consonants begin words. */
const PRE_ROLL = hops(0.3);
/** The longest utterance, and from where on it may be cut. */
const LONGEST = hops(20);
const MAY_CUT = hops(12);
/** How many hops beside one count when a quiet place is looked for. */
const BESIDE = 3;

/** Pauses within a sentence are shorter; the longer somebody has spoken, the sooner a pause ends the utterance. */
export const hangOver = (spokenHops: number): number => {
  const seconds = spokenHops / HOPS_PER_S;
  const longest = seconds < 1 ? 0.8 : 0.7;
  return hops(Math.max(0.4, longest - 0.03 * Math.max(0, seconds - 5)));
};

/** The middle of the quietest place: least voice and level together. */
const quietest = (loud: readonly number[]): number => {
  let best = MAY_CUT;
  let least = Number.POSITIVE_INFINITY;
  for (let i = MAY_CUT; i < loud.length - BESIDE; i++) {
    const around = loud.slice(i - BESIDE, i + BESIDE + 1).reduce((sum, x) => sum + x, 0);
    if (around > least) continue;
    least = around;
    best = i;
  }
  return best + 1;
};

/** Finds utterances in a row of hops: hysteresis, pre-roll, hang-over, and a cut where one grows too long. Pure. */
export const segmenter = (): Segmenter => {
  /** How loud and voiced each hop of the utterance is; null between utterances. */
  let loud: number[] | null = null;
  let before: number[] = [];
  let voiced = 0;
  let silent = 0;

  const quiet = (isVoice: boolean, loudness: number): Heard => {
    before.push(loudness);
    if (before.length > PRE_ROLL + LEAST) before.shift();
    voiced = isVoice ? voiced + 1 : 0;
    if (voiced < LEAST) return { is: 'quiet' };
    loud = before;
    before = [];
    silent = 0;
    return { is: 'begun', hops: loud.length };
  };
  const over = (): Heard => {
    // What was heard last may be how the next one begins.
    before = [];
    loud = null;
    voiced = 0;
    return { is: 'over', silentHops: silent };
  };
  const cut = (all: number[]): Heard => {
    const at = quietest(all);
    loud = all.slice(at);
    return { is: 'cut', hops: at };
  };
  return {
    push(voice, level) {
      const isLoud = level >= SOFTEST_DB;
      const loudness = voice + level / 40;
      if (!loud) return quiet(isLoud && voice >= BEGINS, loudness);
      loud.push(loudness);
      silent = isLoud && voice >= LASTS ? 0 : silent + 1;
      if (silent >= hangOver(loud.length)) return over();
      if (loud.length >= LONGEST) return cut(loud);
      return { is: 'speaking', silentHops: silent };
    },
    reset() {
      loud = null;
      before = [];
      voiced = 0;
      silent = 0;
    },
  };
};
