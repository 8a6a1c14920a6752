import { fileURLToPath } from 'node:url';
import type { PaintRequest } from '../../../conductor/imagery/engine.ts';
import { LOOK_AT_REST } from '../look-at-rest.ts';

export const MODELS = fileURLToPath(new URL('../../../conductor/imagery/models', import.meta.url));

export const memoryOf = (
  text: string,
  sketch: PaintRequest['memory']['sketch'] = [],
): PaintRequest['memory'] => ({
  parts: [{ text, weight: 1 }],
  sketch,
});

/** A small picture at rest, with what is named changed. */
export const ask = (text: string, change: Partial<PaintRequest> = {}): PaintRequest => ({
  lines: 32,
  seed: 7,
  memory: memoryOf(text),
  atMs: 0,
  dtS: 0,
  look: LOOK_AT_REST,
  affect: { positive: 0.3, negative: 0.2, arousal: 0.35, confidence: 0.85 },
  movement: { x: 0.5, y: 0.5, energy: 0, surprise: 0 },
  breath: 0.5,
  ...change,
});

/** Mean of the bytes of a picture between two rows (shares of the height, from the top). */
export const meanOf = (rgb: Uint8Array, from = 0, to = 1): number => {
  const part = rgb.subarray(Math.floor(rgb.length * from), Math.floor(rgb.length * to));
  return part.reduce((n, v) => n + v, 0) / part.length;
};

/** Mean absolute difference of two pictures, bytes. */
export const differ = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((n, v, i) => n + Math.abs(v - (b[i] ?? 0)), 0) / a.length;
