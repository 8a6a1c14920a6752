import type { SampleBlock } from '#contracts/sensor';
import { at, type Filter } from './dsp/biquad.ts';
import { bandpass, highpass } from './dsp/butterworth.ts';
import { type History, history } from './dsp/history.ts';
import { unit } from './dsp/running.ts';
import { EEG_BAND_NAMES, eegSpectrum } from './eeg-spectrum.ts';
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

interface Channel {
  readonly band: Filter;
  readonly values: History;
  readonly bad: History;
}

/** What every electrode says of the last two seconds; the arrays are reused. */
export interface EegReading {
  /** Channels x EEG_BAND_NAMES, log10 uV^2. */
  readonly bands: Float64Array;
  /** How far each channel is brain alone, 0..1: a blink, a clenched jaw or lost samples weigh less. */
  readonly weights: Float64Array;
}

/**
 * Band powers of every channel each quarter second (2 s Hann windows), handed to `read` with the time of
 * the newest sample in them. Microvolts.
 */
export const eegChannels = (
  rateHz: number,
  count: number,
  read: (reading: EegReading, atMs: number) => void,
): ((block: SampleBlock) => void) => {
  let phase = 0;
  let until = 0;
  const source = uniform(rateHz, GRID_HZ, count, {
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
      if ((channels[0]?.values.size ?? 0) >= length) tell(atMs);
    },
  });
  const every = Math.max(1, Math.floor(source.rateHz / WORK_HZ));
  const workHz = source.rateHz / every;
  const length = Math.round(WINDOW_S * workHz);
  const hop = Math.max(1, Math.round(HOP_S * workHz));
  const spectrum = eegSpectrum(length, workHz);
  const window = new Float64Array(length);
  const bands = new Float64Array(count * EEG_BAND_NAMES.length);
  const weights = new Float64Array(count);
  const channels: Channel[] = Array.from({ length: count }, () => ({
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
  const tell = (atMs: number): void => {
    for (const [c, channel] of channels.entries()) {
      channel.bad.copyTo(window);
      const lost = meanOf(window);
      channel.values.copyTo(window);
      weights[c] = trust(window) * unit(1 - 2 * lost);
      bands.set(spectrum.read(window), c * EEG_BAND_NAMES.length);
    }
    read({ bands, weights }, atMs);
  };
  return source.feed;
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
