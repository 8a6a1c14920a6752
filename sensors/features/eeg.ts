import { at, type Filter } from './dsp/biquad.ts';
import { bandpass, highpass } from './dsp/butterworth.ts';
import { type History, history } from './dsp/history.ts';
import { unit } from './dsp/running.ts';
import { EEG_BAND_NAMES, eegSpectrum } from './eeg-spectrum.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';
import { uniform } from './uniform.ts';

const GRID_HZ = 256;
const WINDOW_S = 2;
const HOP_S = 0.25;
/** Thinned to no less than this, Hz: gamma ends at 45. */
const WORK_HZ = 180;
const SMOOTH_HZ = 60;
/** Electrodes drift; slower than this is not brain. */
const DRIFT_HZ = 0.5;
/** Peak to peak within a window, uV: brain alone stays below the first, blinks and jaws reach the second. */
const CLEAN_UV = 120;
const ARTEFACT_UV = 300;
/** Peak to peak below which an electrode is dead or off, uV. */
const DEAD_UV = 0.5;
const ALPHA = EEG_BAND_NAMES.indexOf('eegAlpha');

interface Channel {
  readonly band: Filter;
  readonly values: History;
  readonly bad: History;
}

/**
 * eegDelta .. eegGamma every quarter second, as the weighted mean over channels of log10 band power
 * (2 s Hann windows), and eegAsymmetry where channels are named AF7 and AF8. Microvolts.
 * A window with a blink, a clenched jaw or lost samples weighs less, and confidence falls with it.
 */
export const eegExtractor = (
  sourceId: string,
  bodyId: string,
  rateHz: number,
  names: readonly string[],
): Extractor => {
  let say: Say = () => {};
  let phase = 0;
  let until = 0;
  const source = uniform(rateHz, GRID_HZ, names.length, {
    restart(frame) {
      for (const [c, channel] of channels.entries()) {
        channel.band.prime(frame[c] ?? 0);
        channel.values.clear();
        channel.bad.clear();
      }
      until = hop;
    },
    frame(frame, atMs) {
      phase = phase + 1 === every ? 0 : phase + 1;
      for (let c = 0; c < channels.length; c++) take(channels[c] as Channel, at(frame, c));
      if (phase !== 0 || --until > 0) return;
      until = hop;
      if ((channels[0]?.values.size ?? 0) >= length) read(atMs);
    },
  });
  const every = Math.max(1, Math.floor(source.rateHz / WORK_HZ));
  const workHz = source.rateHz / every;
  const length = Math.round(WINDOW_S * workHz);
  const hop = Math.max(1, Math.round(HOP_S * workHz));
  const spectrum = eegSpectrum(length, workHz);
  const window = new Float64Array(length);
  const sums = new Float64Array(EEG_BAND_NAMES.length);
  const alpha = new Float64Array(names.length);
  const weights = new Float64Array(names.length);
  const left = names.indexOf('AF7');
  const right = names.indexOf('AF8');
  const channels: Channel[] = names.map(() => ({
    band:
      every > 1
        ? bandpass(2, DRIFT_HZ, SMOOTH_HZ, source.rateHz)
        : highpass(2, DRIFT_HZ, source.rateHz),
    values: history(length),
    bad: history(length),
  }));

  const take = (channel: Channel, x: number): void => {
    const y = channel.band.push(x);
    if (phase !== 0) return;
    channel.values.push(y);
    channel.bad.push(Number.isFinite(x) ? 0 : 1);
  };

  const read = (atMs: number): void => {
    sums.fill(0);
    let total = 0;
    for (let c = 0; c < channels.length; c++) {
      const channel = channels[c] as Channel;
      channel.bad.copyTo(window);
      const lost = meanOf(window);
      channel.values.copyTo(window);
      const weight = trust(window) * unit(1 - 2 * lost);
      weights[c] = weight;
      total += weight;
      const bands = spectrum.read(window);
      alpha[c] = at(bands, ALPHA);
      const share = Math.max(weight, 1e-3);
      for (let b = 0; b < sums.length; b++) sums[b] = at(sums, b) + share * at(bands, b);
    }
    tell(total, atMs);
  };
  const tell = (total: number, atMs: number): void => {
    let norm = 0;
    for (let c = 0; c < weights.length; c++) norm += Math.max(at(weights, c), 1e-3);
    for (const [b, name] of EEG_BAND_NAMES.entries()) {
      say(name, at(sums, b) / norm, total / channels.length, atMs);
    }
    if (left < 0 || right < 0) return;
    const sure = Math.min(at(weights, left), at(weights, right));
    say('eegAsymmetry', at(alpha, right) - at(alpha, left), sure, atMs);
  };
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    source.feed(block);
  });
};

const meanOf = (values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += at(values, i);
  return sum / values.length;
};

/** How far a window can be brain alone, by its peak to peak in microvolts. */
const trust = (window: Float64Array): number => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < window.length; i++) {
    const x = at(window, i);
    if (x < low) low = x;
    if (x > high) high = x;
  }
  const range = high - low;
  if (range < DEAD_UV) return 0;
  return unit(1 - (range - CLEAN_UV) / (ARTEFACT_UV - CLEAN_UV));
};
