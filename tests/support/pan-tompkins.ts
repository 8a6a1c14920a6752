/** Mean of `n` samples around each. */
const smooth = (x: Float64Array, n: number): Float64Array => {
  const out = new Float64Array(x.length);
  const half = Math.floor(n / 2);
  let [sum, count] = [0, 0];
  for (let i = -half; i < x.length; i++) {
    if (i + half < x.length) {
      sum += x[i + half]!;
      count++;
    }
    if (i - half - 1 >= 0) {
      sum -= x[i - half - 1]!;
      count--;
    }
    if (i >= 0) out[i] = sum / count;
  }
  return out;
};

/**
 * R peaks of a whole ECG at once, in seconds, after Pan and Tompkins 1985 (IEEE TBME 32(3)): band by
 * differences of means (about 5..15 Hz), slope, square, 150 ms integration, two adaptive thresholds, 200 ms
 * refractory, search back after 1.66 beats; each peak is then the highest point of the trace within 75 ms.
 * Independent of the extractor: no moving-average blocks, everything centred and offline.
 */
export const panTompkins = (ecg: ArrayLike<number>, rateHz: number): number[] => {
  const x = Float64Array.from(ecg);
  const low = smooth(smooth(x, Math.round(0.03 * rateHz)), Math.round(0.02 * rateHz));
  const drift = smooth(x, Math.round(0.2 * rateHz));
  const band = low.map((v, i) => v - drift[i]!);
  const step = Math.max(1, Math.round(0.005 * rateHz));
  const slope = band.map((_, i) => {
    const a = band[Math.max(0, i - 2 * step)]!;
    const b = band[Math.max(0, i - step)]!;
    const c = band[Math.min(band.length - 1, i + step)]!;
    const d = band[Math.min(band.length - 1, i + 2 * step)]!;
    return ((2 * (d - a) + (c - b)) / 8) ** 2;
  });
  const energy = smooth(slope, Math.round(0.15 * rateHz));
  const peaks = localPeaks(energy, Math.round(0.2 * rateHz));
  return choose(peaks, energy, rateHz).map(
    (i) => highest(x, i, Math.round(0.075 * rateHz)) / rateHz,
  );
};

/** Places that are the highest within `reach` on both sides. */
const localPeaks = (x: Float64Array, reach: number): number[] => {
  const found: number[] = [];
  for (let i = 1; i < x.length - 1; i++) {
    if (x[i]! < x[i - 1]! || x[i]! <= x[i + 1]!) continue;
    const near = x.subarray(Math.max(0, i - reach), Math.min(x.length, i + reach + 1));
    if (near.every((v) => v <= x[i]!)) found.push(i);
  }
  return found;
};

const choose = (peaks: readonly number[], energy: Float64Array, rateHz: number): number[] => {
  const start = energy.subarray(0, 2 * rateHz);
  let signal = 0.5 * Math.max(...start);
  let noise = 0.5 * (start.reduce((a, b) => a + b, 0) / start.length);
  const beats: number[] = [];
  let rr = rateHz;
  for (const peak of peaks) {
    const height = energy[peak]!;
    const threshold = noise + 0.25 * (signal - noise);
    const last = beats.at(-1) ?? Number.NEGATIVE_INFINITY;
    const late = peak - last > 1.66 * rr && Number.isFinite(last);
    if (height > threshold || (late && height > 0.5 * threshold)) {
      signal += 0.125 * (height - signal);
      if (Number.isFinite(last)) rr += 0.125 * (peak - last - rr);
      beats.push(peak);
    } else noise += 0.125 * (height - noise);
  }
  return beats;
};

const highest = (x: Float64Array, at: number, reach: number): number => {
  let best = at;
  for (let i = Math.max(0, at - reach); i < Math.min(x.length, at + reach + 1); i++)
    if (x[i]! > x[best]!) best = i;
  return best;
};
