import { bandpass } from './dsp/butterworth.ts';
import { history } from './dsp/history.ts';
import { easing, medianOf, smoother, unit } from './dsp/running.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { thin } from './thin.ts';
import { uniform } from './uniform.ts';

const GRID_HZ = 25;
const WORK_HZ = 25;
/** Breath lies between 2 and 60 a minute; slower is posture, faster is movement. */
const BAND_HZ = [0.03, 1] as const;
/** Lungs' range is forgotten with this time constant, seconds: about three breaths. */
const RANGE_S = 14;
/** Middle band, as a share of the range, that a breath must cross whole to be counted. */
const HYSTERESIS = 0.3;
const BREATH_S = [1, 20] as const;
const BREATHS = 5;
const SETTLE_S = 8;

/**
 * breath (0 empty .. 1 full) on each block and breathRate on each inhalation, from a respiration
 * belt or airflow integrated to volume: values rise while breathing in, in any unit.
 * Range and rate are causal: envelopes with forgetting, and crossings of the middle with hysteresis.
 */
export const respExtractor = (sourceId: string, bodyId: string, rateHz: number): Extractor => {
  let say: Say = () => {};
  let seenS = 0;
  const range = breathRange();
  const counter = breathCounter();
  const source = uniform(rateHz, GRID_HZ, 1, {
    restart(frame) {
      band.prime(frame[0] ?? 0);
      range.reset();
      counter.reset();
      known.reset();
      seenS = 0;
    },
    frame(frame, atMs) {
      if (!thinned.push(frame[0] ?? Number.NaN)) return;
      const dtS = 1 / thinned.rateHz;
      seenS += dtS;
      known.push(thinned.share);
      range.push(band.push(thinned.mean), dtS);
      if (counter.push(range.fullness, atMs)) {
        say('breathRate', counter.perMinute, counter.steadiness * sure(), atMs);
      }
    },
  });
  const thinned = thin(source.rateHz, WORK_HZ);
  const band = bandpass(2, BAND_HZ[0], BAND_HZ[1], thinned.rateHz);
  const known = smoother(easing(1 / thinned.rateHz, 1));
  const sure = () => unit(known.value) * (range.width > 0 ? 1 : 0);
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    source.feed(block);
    const agoS = (block.atMs - counter.lastMs) / 1000;
    const breathing = Number.isNaN(agoS) ? 0.4 : unit(2 - agoS / BREATH_S[1]);
    say('breath', range.fullness, sure() * unit(seenS / SETTLE_S) * breathing);
  });
};

/** Highest and lowest of late, each drawn to the other as time forgets. */
const breathRange = () => {
  let low = Number.NaN;
  let high = Number.NaN;
  let fullness = 0.5;
  return {
    push(y: number, dtS: number): void {
      if (Number.isNaN(low)) low = high = y;
      const lost = easing(dtS, RANGE_S) * (high - low);
      high = Math.max(y, high - lost);
      low = Math.min(y, low + lost);
      fullness = high > low ? unit((y - low) / (high - low)) : 0.5;
    },
    get fullness() {
      return fullness;
    },
    get width() {
      return high > low ? high - low : 0;
    },
    reset(): void {
      low = high = Number.NaN;
      fullness = 0.5;
    },
  };
};

/** Counts breaths by their way up through the middle. */
const breathCounter = () => {
  const lengths = history(BREATHS);
  let full = false;
  let lastMs = Number.NaN;
  const values = () => Array.from({ length: lengths.size }, (_, i) => lengths.ago(i));
  return {
    /** True when a breath was counted whose length is believable. */
    push(fullness: number, atMs: number): boolean {
      if (full && fullness < 0.5 - HYSTERESIS / 2) full = false;
      if (full || fullness < 0.5 + HYSTERESIS / 2) return false;
      full = true;
      const lengthS = (atMs - lastMs) / 1000;
      lastMs = atMs;
      if (!(lengthS >= BREATH_S[0] && lengthS <= BREATH_S[1])) return false;
      lengths.push(lengthS);
      return true;
    },
    get perMinute() {
      return 60 / medianOf(values());
    },
    /** 1 for equal breaths; less as their lengths scatter, and while there are few. */
    get steadiness() {
      const lengthsNow = values();
      const median = medianOf(lengthsNow);
      const scatter = medianOf(lengthsNow.map((l) => Math.abs(l - median))) / median;
      return unit(1.1 - scatter) * unit(lengthsNow.length / 3);
    },
    get lastMs() {
      return lastMs;
    },
    reset(): void {
      lengths.clear();
      full = false;
      lastMs = Number.NaN;
    },
  };
};
