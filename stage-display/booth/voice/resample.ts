/** Zero crossings of the sinc on either side, and steps of its table between two of them. */
const ZEROS = 16;
const STEPS = 128;
/** Of the narrower band: room for the slope of the filter. */
const PASS = 0.92;

/** Half of a sinc under a Hann window, 0 .. ZEROS zero crossings. */
const table = ((): Float32Array => {
  const out = new Float32Array(ZEROS * STEPS + 2);
  for (let i = 0; i < out.length - 1; i++) {
    const x = i / STEPS;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    out[i] = sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / ZEROS));
  }
  return out;
})();

const kernel = (x: number): number => {
  const at = Math.abs(x) * STEPS;
  const i = Math.floor(at);
  if (i >= ZEROS * STEPS) return 0;
  const low = table[i] ?? 0;
  return low + ((table[i + 1] ?? 0) - low) * (at - i);
};

/**
 * Sound of one rate at another, block by block, band-limited (Smith, "Digital Audio Resampling", CCRMA): what comes out
 * is the same however the sound was cut into blocks. It runs ZEROS / PASS output samples behind.
 */
export const resampler = (fromHz: number, toHz: number): ((pcm: Float32Array) => Float32Array) => {
  const step = fromHz / toHz;
  const scale = PASS * Math.min(1, toHz / fromHz);
  const reach = Math.ceil(ZEROS / scale);
  let held = new Float32Array(reach);
  /** Place of the next output sample, in samples of what is held. */
  let at = reach;
  return (pcm) => {
    const all = new Float32Array(held.length + pcm.length);
    all.set(held);
    all.set(pcm, held.length);
    const count = Math.max(0, Math.ceil((all.length - reach - at) / step));
    const out = new Float32Array(count);
    for (let n = 0; n < count; n++) {
      const from = Math.ceil(at - reach);
      let sum = 0;
      for (let i = from; i <= at + reach; i++) sum += (all[i] ?? 0) * kernel((i - at) * scale);
      out[n] = sum * scale;
      at += step;
    }
    const drop = Math.min(all.length, Math.max(0, Math.floor(at) - reach));
    held = all.slice(drop);
    at -= drop;
    return out;
  };
};
