import { VOICE_HZ } from '#contracts/voice-frame';

/** Counts syllables in sound as it comes. */
export interface Syllables {
  /** @param pcm 16 kHz @param isVoiced whether a voice is heard in it */
  push(pcm: Float32Array, isVoiced: boolean): void;
  /** Syllables a second of the last seconds in which somebody spoke; 0 where that was too short to tell. */
  rate(): number;
  reset(): void;
}

/** One value of the intensity contour each. */
const STEP = VOICE_HZ / 100;
/** Time constant of the contour, steps: pitch periods are smoothed away, syllables are not. */
const SMOOTH = 1 / 3;
/** A peak is a syllable where a dip of so much lies before and behind it, dB (de Jong and Wempe 2009). */
const DIP_DB = 2;
/** And where it lies less than this below the loudest of late. */
const UNDER_TOP_DB = 25;
const TOP_FALLS_DB = 0.03;
/** Nobody speaks faster than that: nearer peaks are one. */
const NEAREST = 9;
/** Seconds of speaking that are looked at, and the least of it. */
const WINDOW_S = 3;
const LEAST_S = 0.8;

/**
 * Syllable nuclei as peaks of the intensity between dips of 2 dB, while a voice is heard (de Jong and Wempe 2009,
 * "Praat script to detect syllable nuclei and measure speech rate automatically", Behavior Research Methods 41).
 */
export const syllables = (): Syllables => {
  let power = 0;
  let filled = 0;
  let smooth = -100;
  let top = -100;
  let dip = 0;
  let peak = Number.NEGATIVE_INFINITY;
  let isRising = false;
  /** Steps of speaking so far, and at which of them syllables lay. */
  let spoken = 0;
  let at: number[] = [];

  const step = (level: number, isVoiced: boolean): void => {
    smooth += SMOOTH * (level - smooth);
    top = Math.max(smooth, top - TOP_FALLS_DB);
    if (isVoiced) spoken++;
    if (isRising) {
      peak = Math.max(peak, smooth);
      if (smooth > peak - DIP_DB) return;
      const isNear = spoken - (at.at(-1) ?? Number.NEGATIVE_INFINITY) < NEAREST;
      if (isVoiced && !isNear && peak > top - UNDER_TOP_DB) at.push(spoken);
      isRising = false;
      dip = smooth;
      return;
    }
    dip = Math.min(dip, smooth);
    if (smooth < dip + DIP_DB) return;
    isRising = true;
    peak = smooth;
  };
  return {
    push(pcm, isVoiced) {
      for (const x of pcm) {
        power += x * x;
        if (++filled < STEP) continue;
        step(10 * Math.log10(power / STEP + 1e-10), isVoiced);
        power = 0;
        filled = 0;
      }
      const from = spoken - WINDOW_S * 100;
      at = at.filter((when) => when > from);
    },
    rate() {
      const seconds = Math.min(WINDOW_S, spoken / 100);
      return seconds < LEAST_S ? 0 : at.length / seconds;
    },
    reset() {
      spoken = 0;
      at = [];
      isRising = false;
      dip = smooth;
    },
  };
};
