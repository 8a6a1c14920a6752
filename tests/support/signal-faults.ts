import { random } from '../../sensors/random.ts';

/** A fault put into one channel: what becomes of sample `i` (from the beginning of the fault). */
export type Fault = (x: number, i: number) => number;

/** What an open or bad EEG electrode gives, microvolts. */
export const eegFaults = (rateHz: number, seed = 1): Readonly<Record<string, Fault>> => {
  const rng = random(seed, 'faults');
  const wave = (hz: number, i: number) => Math.sin((2 * Math.PI * hz * i) / rateHz);
  const rail = (x: number) => Math.max(-1000, Math.min(1000, x));
  return {
    'hum of 50 Hz and drift': (x, i) => x + 300 * wave(50, i) + (150 * i) / rateHz,
    'hum of 60 Hz and drift': (x, i) => x + 300 * wave(60, i) - (150 * i) / rateHz,
    'at the upper rail': () => 1000,
    'at the lower rail': () => -1000,
    'thrown from rail to rail': (_, i) => rail(20_000 * wave(50, i)),
    'near the rail': () => 990 + rng.normal(),
    'dead flat': () => 0,
    'hardly any noise': () => 0.3 * rng.normal(),
    'large white noise': () => 200 * rng.normal(),
  };
};

/** A copy of interleaved `values` with a fault in some channels from `fromS` on. */
export const withFault = (
  values: ArrayLike<number>,
  channels: number,
  hit: readonly number[],
  from: number,
  fault: () => Fault,
): Float64Array => {
  const out = Float64Array.from(values);
  const faults = hit.map(() => fault());
  for (let i = from; i < out.length / channels; i++) {
    for (const [k, c] of hit.entries()) {
      const at = i * channels + c;
      out[at] = faults[k]!(out[at]!, i - from);
    }
  }
  return out;
};
