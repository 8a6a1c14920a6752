import { VOICE_HZ } from '#contracts/frames';

/** A tenth of a second goes at a time. */
export const FRAME_SAMPLES = VOICE_HZ / 10;

/** Samples -1..1 as 16-bit ones. */
export const to16 = (x: number): number =>
  Math.max(-32_768, Math.min(32_767, Math.round(x * 32_767)));

/** Gathers sound at VOICE_HZ into frames of a tenth of a second; the rest waits for the next. */
export const voiceFrames = (
  send: (pcm: Int16Array, endMs: number) => void,
): ((pcm: Float32Array, endMs: number) => void) => {
  const held = new Int16Array(FRAME_SAMPLES);
  let count = 0;
  return (pcm, endMs) => {
    pcm.forEach((x, i) => {
      held[count++] = to16(x);
      if (count < FRAME_SAMPLES) return;
      count = 0;
      send(held.slice(), endMs - ((pcm.length - 1 - i) * 1_000) / VOICE_HZ);
    });
  };
};

/** How loud a block is, 0 silence .. 1 a near, full voice; -60 .. -12 dB of full scale. */
export const loudness = (pcm: Float32Array): number => {
  let sum = 0;
  for (const x of pcm) sum += x * x;
  const db = 10 * Math.log10(sum / Math.max(1, pcm.length) + 1e-12);
  return Math.min(1, Math.max(0, (db + 60) / 48));
};
