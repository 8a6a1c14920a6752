import { at } from './dsp/biquad.ts';
import { type History, history } from './dsp/history.ts';
import { movingMean, smoother, unit } from './dsp/running.ts';

/** A beat found in a pulse or QRS trace. */
export interface Beat {
  /** Seconds before the sample that confirmed it; sub-sample, by a parabola through the peak. */
  readonly agoS: number;
  /** 0..1: how much it looks like the beats before it. */
  readonly likeness: number;
}

export interface BeatSettings {
  /** Width of the event (QRS, systolic upstroke) and of a whole beat, seconds. */
  readonly eventS: number;
  readonly beatS: number;
  /** Share of the mean energy that the event must rise above the beat's. */
  readonly offset: number;
  /** No two beats are nearer than this. */
  readonly refractoryS: number;
}

/** Elgendi 2013 (PLoS ONE 8(10) e76585): 111 ms and 667 ms moving averages on a squared pulse. */
export const PULSE_BEATS: BeatSettings = {
  eventS: 0.111,
  beatS: 0.667,
  offset: 0.02,
  refractoryS: 0.3,
};

/** Elgendi, Jonkman, De Boer 2010 (BIOSIGNALS): 97 ms and 611 ms on a squared 8..20 Hz ECG. */
export const QRS_BEATS: BeatSettings = {
  eventS: 0.097,
  beatS: 0.611,
  offset: 0.08,
  refractoryS: 0.28,
};

const MEAN_S = 8;
const BEFORE_S = 0.25;
const AFTER_S = 0.1;

export interface BeatFinder {
  /** A sample whose positive peaks mark the beat; a beat when one was confirmed by it. */
  push(x: number): Beat | null;
  reset(): void;
}

/**
 * Two moving averages: where the short one stands above the long one lies a block of interest,
 * and the highest sample in it is the beat. It is confirmed `AFTER_S` after its peak or at the
 * end of its block, whichever is later.
 */
export const beatFinder = (rateHz: number, settings: BeatSettings): BeatFinder => {
  const event = movingMean(settings.eventS * rateHz);
  const beat = movingMean(settings.beatS * rateHz);
  const energy = smoother(1 / (MEAN_S * rateHz));
  const after = Math.max(1, Math.round(AFTER_S * rateHz));
  const longest = Math.round(2 * settings.beatS * rateHz);
  const trace = history(longest + after + Math.round(BEFORE_S * rateHz) + 2);
  const likeness = templateLikeness(Math.round((BEFORE_S + AFTER_S) * rateHz));
  let inBlock = 0;
  let peak = 0;
  let peakAge = -1;
  let sinceBeat = Number.POSITIVE_INFINITY;

  const confirm = (): Beat | null => {
    const age = peakAge;
    peakAge = -1;
    if ((sinceBeat - age) / rateHz < settings.refractoryS) return null;
    sinceBeat = age;
    const agoS = (age - vertex(trace.ago(age - 1), peak, trace.ago(age + 1))) / rateHz;
    return { agoS, likeness: likeness.of(trace, age - after) };
  };

  return {
    push(x) {
      trace.push(x);
      const squared = x > 0 ? x * x : 0;
      const short = event.push(squared);
      const long = beat.push(squared);
      const inside = short > long + settings.offset * energy.push(squared);
      sinceBeat++;
      if (peakAge >= 0) peakAge++;
      if (inside) {
        inBlock++;
        if (peakAge < 0 || x > peak) {
          peak = x;
          peakAge = 0;
        }
      }
      const ended = !inside || inBlock > longest;
      if (!ended) return null;
      const held = inBlock;
      if (peakAge >= 0 && peakAge < after) return null;
      inBlock = 0;
      return peakAge >= 0 && held >= (settings.eventS * rateHz) / 3 ? confirm() : drop();
    },
    reset() {
      event.reset();
      beat.reset();
      energy.reset();
      trace.clear();
      likeness.reset();
      inBlock = 0;
      peakAge = -1;
      sinceBeat = Number.POSITIVE_INFINITY;
    },
  };

  function drop(): null {
    peakAge = -1;
    return null;
  }
};

/** Where between -0.5 and 0.5 samples a parabola through three points peaks; 0 if it does not. */
const vertex = (left: number, middle: number, right: number): number => {
  const bend = left - 2 * middle + right;
  if (!(bend < 0)) return 0;
  return Math.max(-0.5, Math.min(0.5, (0.5 * (left - right)) / bend));
};

interface Likeness {
  /** Correlation, squared, of the beat that ends `age` samples ago with the mean of earlier ones. */
  of(trace: History, age: number): number;
  reset(): void;
}

/** Template matching as a quality index of beats (Orphanidou et al. 2015, IEEE JBHI 19(3)). */
const templateLikeness = (length: number): Likeness => {
  const template = new Float64Array(length);
  const shape = new Float64Array(length);
  let level = 0;
  let known = false;
  const LEARN = 0.2;
  return {
    of(trace, age) {
      let mean = 0;
      for (let i = 0; i < length; i++) {
        const x = trace.ago(age + i);
        shape[i] = Number.isFinite(x) ? x : 0;
        mean += at(shape, i) / length;
      }
      let own = 0;
      for (let i = 0; i < length; i++) own += (at(shape, i) - mean) ** 2;
      const norm = Math.sqrt(own) || 1;
      let dot = 0;
      let old = 0;
      for (let i = 0; i < length; i++) {
        shape[i] = (at(shape, i) - mean) / norm;
        dot += at(shape, i) * at(template, i);
        old += at(template, i) ** 2;
      }
      const r = known && old > 0 ? Math.max(0, dot / Math.sqrt(old)) : 0.7;
      const size = known ? Math.min(norm / level, level / norm) : 1;
      for (let i = 0; i < length; i++) {
        template[i] = at(template, i) + (known ? LEARN : 1) * (at(shape, i) - at(template, i));
      }
      level = known ? level + LEARN * (norm - level) : norm;
      known = true;
      return unit(r * r * Math.sqrt(size));
    },
    reset() {
      known = false;
      template.fill(0);
    },
  };
};
