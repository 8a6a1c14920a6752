import { beatFinder, PULSE_BEATS } from './beat-finder.ts';
import { bandpass } from './dsp/butterworth.ts';
import { movingMean, unit } from './dsp/running.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { heartPhase } from './heart-phase.ts';
import { rateBelief } from './rate-belief.ts';
import { rhythm } from './rhythm.ts';
import { uniform } from './uniform.ts';

/** Grid for PPG whose sender gives no rate, Hz. */
const GRID_HZ = 64;
/** The rate is tracked on samples thinned to at least this rate, Hz. */
const TRACK_HZ = 32;
const TRACK_BAND_HZ = [0.7, 4] as const;
const BEAT_BAND_HZ = [0.6, 5] as const;
/** Rate and confidence are means over this time: a wrist sees single seconds badly. */
const MEAN_S = 45;
/** Belief within 5 bpm (mean of MEAN_S) at which a rate is worth nothing; 1 is worth 1. */
const WORTHLESS = 0.66;
/** Intervals whose rate leaves the tracked one by more than this share are doubted. */
const AGREE = 0.3;

/**
 * heartRate each second, ibi and rmssd on each pulse, heartPhase on each block, from one
 * photoplethysmogram (blood volume pulse) whose value rises with blood volume.
 * The rate comes from a belief over rates (rate-belief.ts) averaged over 45 s, pulses from two
 * moving averages on the systolic upstroke (Elgendi 2013); the rate vouches for the intervals.
 */
export const ppgExtractor = (sourceId: string, bodyId: string, rateHz: number): Extractor => {
  const rate = rateWatch();
  const phase = heartPhase();
  const beats = rhythm(false);
  let say: Say = () => {};
  let lastMs = Number.NaN;
  let lastY = 0;
  const source = uniform(rateHz, GRID_HZ, 1, {
    restart(frame) {
      wide.prime(frame[0] ?? 0);
      tracked.restart(frame[0] ?? 0);
      finder.reset();
      beats.reset();
      rate.reset();
      lastMs = Number.NaN;
      lastY = 0;
    },
    frame(frame, atMs) {
      const x = frame[0] ?? Number.NaN;
      if (tracked.push(x)) rate.hear(tracked.bpm, tracked.mass, Number.isFinite(x), atMs, say);
      const y = wide.push(x);
      const beat = finder.push(y - lastY);
      lastY = y;
      if (beat) pulse(atMs - 1000 * beat.agoS, beat.likeness);
    },
  });
  const wide = bandpass(2, BEAT_BAND_HZ[0], BEAT_BAND_HZ[1], source.rateHz);
  const tracked = rateTracker(source.rateHz);
  const finder = beatFinder(source.rateHz, PULSE_BEATS);

  const pulse = (beatMs: number, likeness: number): void => {
    const ibiS = (beatMs - lastMs) / 1000;
    const off = Math.abs((ibiS * rate.bpm) / 60 - 1);
    const agrees = Number.isNaN(off) ? 0.5 : unit(1.5 - off / AGREE);
    const quality = likeness * agrees * (0.4 + 0.6 * rate.confidence);
    beats.interval(ibiS, quality, beatMs, say);
    phase.beat(beatMs, Number.isNaN(beats.expectedS) ? 60 / rate.bpm : beats.expectedS, quality);
    lastMs = beatMs;
  };
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    source.feed(block);
    const now = phase.at(block.atMs);
    say('heartPhase', now.phase, now.confidence);
  });
};

/** Band-passes, thins and differentiates a pulse for the belief over rates. */
const rateTracker = (rateHz: number) => {
  const every = Math.max(1, Math.floor(rateHz / TRACK_HZ));
  const band = bandpass(2, TRACK_BAND_HZ[0], TRACK_BAND_HZ[1], rateHz);
  const belief = rateBelief(rateHz / every);
  let until = every;
  let last = 0;
  return {
    push(x: number): boolean {
      const y = band.push(x);
      if (--until > 0) return false;
      until = every;
      const slope = y - last;
      last = y;
      return belief.push(slope);
    },
    restart(x: number): void {
      band.prime(x);
      belief.reset();
      last = 0;
    },
    get bpm() {
      return belief.bpm;
    },
    get mass() {
      return belief.mass;
    },
  };
};

/** Averages what the belief says second by second. */
const rateWatch = () => {
  const bpm = movingMean(MEAN_S);
  const mass = movingMean(MEAN_S);
  let heard = 0;
  const confidence = () => unit((mass.value - WORTHLESS) / (1 - WORTHLESS)) * unit(heard / 10);
  return {
    hear(rate: number, share: number, finite: boolean, atMs: number, say: Say): void {
      heard++;
      bpm.push(rate);
      mass.push(finite ? share : 0);
      say('heartRate', bpm.value, finite ? confidence() : 0, atMs);
    },
    get bpm() {
      return heard > 0 ? bpm.value : Number.NaN;
    },
    get confidence() {
      return heard > 0 ? confidence() : 0;
    },
    reset(): void {
      heard = 0;
      bpm.reset();
      mass.reset();
    },
  };
};
