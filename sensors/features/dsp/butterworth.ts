import { cascade, type Filter, type Section } from './biquad.ts';

/**
 * Butterworth filters as cascades of bilinear-transformed second-order sections
 * (R. Bristow-Johnson, Audio EQ Cookbook; pole quality factors 1 / (2 sin((2k + 1) pi / 2n))).
 * Corner frequencies are in Hz and kept below 0.45 of the rate.
 */
const sections = (
  order: number,
  cornerHz: number,
  rateHz: number,
  kind: 'low' | 'high',
): Section[] => {
  const w = (2 * Math.PI * Math.min(cornerHz, 0.45 * rateHz)) / rateHz;
  const cos = Math.cos(w);
  const out: Section[] = [];
  for (let k = 0; k < order / 2; k++) {
    const alpha = Math.sin(w) * Math.sin(((2 * k + 1) * Math.PI) / (2 * order));
    const a0 = 1 + alpha;
    const edge = kind === 'low' ? 1 - cos : -(1 + cos);
    const b = Math.abs(edge) / 2 / a0;
    out.push({ b0: b, b1: edge / a0, b2: b, a1: (-2 * cos) / a0, a2: (1 - alpha) / a0 });
  }
  return out;
};

/** Low-pass of an even order. */
export const lowpass = (order: number, cornerHz: number, rateHz: number): Filter =>
  cascade(sections(order, cornerHz, rateHz, 'low'));

/** High-pass of an even order. */
export const highpass = (order: number, cornerHz: number, rateHz: number): Filter =>
  cascade(sections(order, cornerHz, rateHz, 'high'));

/** High-pass and low-pass in a row, each of `order` (even): a band-pass for wide bands. */
export const bandpass = (order: number, lowHz: number, highHz: number, rateHz: number): Filter =>
  cascade([...sections(order, lowHz, rateHz, 'high'), ...sections(order, highHz, rateHz, 'low')]);
