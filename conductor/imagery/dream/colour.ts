/** Linear red, green, blue; 1 is the brightest a projector gives. */
export type Linear = readonly [number, number, number];

const decoded = (byte: number): number => {
  const v = byte / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};

/** `#RRGGBB` (sRGB) as linear light. */
export const linearOf = (hex: string): Linear => {
  const n = Number.parseInt(hex.slice(1), 16);
  return [decoded((n >> 16) & 255), decoded((n >> 8) & 255), decoded(n & 255)];
};

const STEPS = 16384;

/** Linear light 0..1 in 16,384 steps to sRGB 0..255 with a fraction, for dithering (IEC 61966-2-1). */
export const SRGB: Float32Array = Float32Array.from({ length: STEPS + 1 }, (_, i) => {
  const v = i / STEPS;
  return 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
});
export const SRGB_STEPS = STEPS;
