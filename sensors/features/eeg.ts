import { at } from './dsp/biquad.ts';
import { type EegReading, eegChannels } from './eeg-channels.ts';
import { EEG_BAND_NAMES } from './eeg-spectrum.ts';
import { type Extractor, type Say, speaking } from './extractor.ts';

const BANDS = EEG_BAND_NAMES.length;
const ALPHA = EEG_BAND_NAMES.indexOf('eegAlpha');
/** A channel that cannot be brain still weighs this much: where all are bad, their mean is told, without confidence. */
const LEAST_SHARE = 1e-3;

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
  const sums = new Float64Array(BANDS);
  const left = names.indexOf('AF7');
  const right = names.indexOf('AF8');

  const tell = ({ bands, weights }: EegReading, atMs: number): void => {
    sums.fill(0);
    let total = 0;
    let norm = 0;
    for (let c = 0; c < weights.length; c++) {
      const weight = at(weights, c);
      const share = Math.max(weight, LEAST_SHARE);
      total += weight;
      norm += share;
      for (let b = 0; b < BANDS; b++) sums[b] = at(sums, b) + share * at(bands, c * BANDS + b);
    }
    for (const [b, name] of EEG_BAND_NAMES.entries())
      say(name, at(sums, b) / norm, total / weights.length, atMs);
    if (left < 0 || right < 0) return;
    const sure = Math.min(at(weights, left), at(weights, right));
    say(
      'eegAsymmetry',
      at(bands, right * BANDS + ALPHA) - at(bands, left * BANDS + ALPHA),
      sure,
      atMs,
    );
  };
  const feed = eegChannels(rateHz, names.length, tell);
  return speaking(sourceId, bodyId, (block, speak) => {
    say = speak;
    feed(block);
  });
};
