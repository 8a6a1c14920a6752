import { history } from './dsp/history.ts';
import { quantileOf, unit } from './dsp/running.ts';
import type { Say } from './extractor.ts';

/** Turns inter-beat intervals into ibi, heart rate and RMSSD, with their artefacts told apart. */
export interface Rhythm {
  /** An interval in seconds that ended at `atMs`; `quality` 0..1 as its finder saw it. */
  interval(ibiS: number, quality: number, atMs: number, say: Say): void;
  /** Median of the last good intervals, seconds; NaN before there are three. */
  readonly expectedS: number;
  reset(): void;
}

/** Intervals a heart can have, seconds (30 to 222 bpm, a pause allowed for). */
const POSSIBLE_S = [0.27, 2.2] as const;
const MEDIAN_OF = 11;
const SPREAD_OF = 31;
/** Lipponen and Tarvainen 2019 (J Med Eng Technol 43(3)): a threshold of 5.2 quartile deviations. */
const SPREADS = 5.2;
/** An interval is at least allowed this share of the median either way. */
const ALLOW = 0.2;
/** So many refused in a row are a new rhythm, not artefacts. */
const NEW_RHYTHM = 4;
const RATE_S = 10;
const RMSSD_S = 30;
const RMSSD_PAIRS = 15;
const KEPT = 128;

/**
 * Artefact correction after Lipponen and Tarvainen (2019), made causal: an interval is an artefact
 * if it leaves the running median by more than 5.2 quartile deviations of recent differences (and
 * by more than a fifth). Artefacts are said with little confidence and enter neither heart rate nor
 * RMSSD; a difference across an artefact does not count. `saysRate` is false where another method
 * knows the rate better.
 */
export const rhythm = (saysRate = true): Rhythm => {
  const recent = history(MEDIAN_OF);
  const changes = history(SPREAD_OF);
  const beats = beatLog();
  let refused = 0;
  let previous = Number.NaN;
  let expected = Number.NaN;

  const reset = (): void => {
    recent.clear();
    changes.clear();
    beats.clear();
    refused = 0;
    previous = Number.NaN;
    expected = Number.NaN;
  };
  const normal = (ibiS: number): boolean => {
    if (Number.isNaN(expected)) return true;
    const spread = changes.size >= 5 ? SPREADS * spreadOf(changes) : 0;
    const allowed = Math.min(0.45, Math.max(ALLOW, spread / expected)) * expected;
    return Math.abs(ibiS - expected) <= allowed;
  };
  const accept = (ibiS: number, atMs: number, quality: number): void => {
    const change = ibiS - previous;
    if (Number.isFinite(change)) changes.push(change);
    beats.add(atMs, ibiS, change, quality);
    recent.push(ibiS);
    expected = recent.size >= 3 ? middle(recent) : Number.NaN;
    previous = ibiS;
    refused = 0;
  };

  return {
    interval(ibiS, quality, atMs, say) {
      if (!(ibiS >= POSSIBLE_S[0] && ibiS <= POSSIBLE_S[1])) {
        previous = Number.NaN;
        return;
      }
      if (normal(ibiS)) {
        accept(ibiS, atMs, quality);
        say('ibi', ibiS, quality, atMs);
      } else {
        say('ibi', ibiS, 0.1 * quality, atMs);
        previous = Number.NaN;
        if (++refused >= NEW_RHYTHM) reset();
      }
      const s = beats.summary(atMs);
      if (saysRate) say('heartRate', s.bpm, s.rateConfidence, atMs);
      say('rmssd', s.rmssdMs, s.rmssdConfidence, atMs);
    },
    get expectedS() {
      return expected;
    },
    reset,
  };
};

const middle = (values: ReturnType<typeof history>): number => {
  const sorted = new Float64Array(values.size);
  values.copyTo(sorted);
  return quantileOf(sorted.sort(), 0.5);
};

/** Quartile deviation of the changes. */
const spreadOf = (changes: ReturnType<typeof history>): number => {
  const sorted = new Float64Array(changes.size);
  changes.copyTo(sorted);
  sorted.sort();
  return (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 2;
};

/** Accepted beats of the last half minute and what they say. */
const beatLog = () => {
  const times = history(KEPT);
  const ibis = history(KEPT);
  const changes = history(KEPT);
  const qualities = history(KEPT);
  return {
    add(atMs: number, ibiS: number, change: number, quality: number): void {
      times.push(atMs);
      ibis.push(ibiS);
      changes.push(change);
      qualities.push(quality);
    },
    clear(): void {
      for (const h of [times, ibis, changes, qualities]) h.clear();
    },
    /** Mean rate over 10 s and RMSSD over 30 s (Task Force 1996); confidence by coverage. */
    summary(nowMs: number) {
      let [time, count, good] = [0, 0, 0];
      let [squares, pairs] = [0, 0];
      for (let age = 0; age < times.size; age++) {
        const agoS = (nowMs - times.ago(age)) / 1000;
        if (agoS > RMSSD_S) break;
        if (agoS < RATE_S) {
          time += ibis.ago(age);
          count++;
          good += ibis.ago(age) * qualities.ago(age);
        }
        const change = changes.ago(age);
        if (!Number.isFinite(change)) continue;
        squares += change * change;
        pairs++;
      }
      const quality = time > 0 ? good / time : 0;
      return {
        bpm: (60 * count) / time,
        rateConfidence: unit(time / Math.min(RATE_S, 4)) * quality * unit(time / (0.5 * RATE_S)),
        rmssdMs: pairs >= 3 ? 1000 * Math.sqrt(squares / pairs) : Number.NaN,
        rmssdConfidence: unit(pairs / RMSSD_PAIRS) * quality,
      };
    },
  };
};
