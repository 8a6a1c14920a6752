/** How a picture is stretched before the network sees it: out = (in - low) * gain, 0..255. */
export interface Stretch {
  readonly low: number;
  readonly gain: number;
  /** True where colour is taken away too: an infrared picture's tint means nothing. */
  readonly grey: boolean;
}
export const AS_IT_IS: Stretch = { low: 0, gain: 1, grey: false };

export type Infrared = 'auto' | 'on' | 'off';

/** What a small copy of the picture says of it. Light is 0..255. */
export interface Light {
  /** The 2nd and the 98th percentile of light: what lies beyond is noise and lamps. */
  readonly low: number;
  readonly high: number;
  /** Mean distance between the strongest and the weakest colour of a pixel, 0..255. */
  readonly colour: number;
}

const SHARE = 0.02;
/** Below this mean colour a picture is grey, as infrared cameras give it. */
const GREY = 10;
/** A picture whose light spans less than this is flat. */
const FLAT = 140;
/** Most gain: beyond it the camera's noise becomes the picture. */
const MOST_GAIN = 6;
/** Share of the way to the newly measured stretch, so that one bright frame does not make it pump. */
const EASE = 0.25;

/** Measures RGBA pixels (a small copy of the picture is enough). Pixels in masks are black and left out. */
export const measureLight = (rgba: ArrayLike<number>): Light | null => {
  const counts = new Uint32Array(256);
  let [colour, n] = [0, 0];
  for (let i = 0; i + 3 < rgba.length; i += 4) {
    const [r, g, b, a] = [rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0, rgba[i + 3] ?? 0];
    if (a === 0) continue;
    // Rec. 601 luma: the weights of most cameras' own pictures.
    const luma = Math.round(0.299 * r + 0.587 * g + 0.114 * b);
    counts[luma] = (counts[luma] ?? 0) + 1;
    colour += Math.max(r, g, b) - Math.min(r, g, b);
    n += 1;
  }
  if (n === 0) return null;
  const at = (share: number): number => {
    let sum = 0;
    return counts.findIndex((count) => {
      sum += count;
      return sum > share * n;
    });
  };
  return { low: at(SHARE), high: at(1 - SHARE), colour: colour / n };
};

/** True where a picture looks like an infrared camera's: grey and flat. */
export const looksInfrared = ({ low, high, colour }: Light): boolean =>
  colour < GREY && high - low < FLAT;

/** The stretch to go to for a measured picture. */
export const stretchFor = (light: Light, infrared: Infrared): Stretch => {
  if (infrared === 'off' || (infrared === 'auto' && !looksInfrared(light))) return AS_IT_IS;
  const gain = Math.min(MOST_GAIN, Math.max(1, 235 / Math.max(1, light.high - light.low)));
  return { low: Math.max(0, light.low - 10 / gain), gain, grey: true };
};

/** A step from one stretch towards another; the same object once it is there. */
export const eased = (from: Stretch, to: Stretch, ease = EASE): Stretch => {
  const mix = (a: number, b: number): number => (Math.abs(b - a) < 0.01 ? b : a + (b - a) * ease);
  const next = { low: mix(from.low, to.low), gain: mix(from.gain, to.gain), grey: to.grey };
  const isThere = next.low === from.low && next.gain === from.gain && next.grey === from.grey;
  return isThere ? from : next;
};

/** The same stretch as a CSS filter, so that the operator sees what the network sees. */
export const cssFilter = ({ low, gain, grey }: Stretch): string => {
  if (gain === 1 && low === 0) return grey ? 'grayscale(1)' : 'none';
  // brightness(b) then contrast(c) is in * b * c + 0.5 * (1 - c), in 0..1.
  const c = 1 + (2 * low * gain) / 255;
  const b = gain / c;
  return `${grey ? 'grayscale(1) ' : ''}brightness(${b.toFixed(3)}) contrast(${c.toFixed(3)})`;
};
