import type { Painted } from './engine.ts';

/** Why something an engine handed over is no picture. */
export type Fault = 'not-bytes' | 'wrong-size' | 'empty';

/** A channel value below this is black to the eye, and fewer pixels above it than this share are no picture. */
const DARK = 8;
const LEAST_SHARE = 0.0005;
/** Where the values of no channel differ by more than this, it is one flat colour. */
const FLAT = 2;
const LARGEST = 4096;

const isSize = (n: number): boolean => Number.isInteger(n) && n >= 1 && n <= LARGEST;

/** Black, or one flat colour, grey or not: what NaN, zeros and ones become in bytes. */
const isEmpty = (rgb: Uint8Array): boolean => {
  let [lowR, lowG, lowB, highR, highG, highB] = [255, 255, 255, 0, 0, 0];
  let lit = 0;
  for (let i = 0; i + 2 < rgb.length; i += 3) {
    const r = rgb[i] ?? 0;
    const g = rgb[i + 1] ?? 0;
    const b = rgb[i + 2] ?? 0;
    if (r < lowR) lowR = r;
    if (r > highR) highR = r;
    if (g < lowG) lowG = g;
    if (g > highG) highG = g;
    if (b < lowB) lowB = b;
    if (b > highB) highB = b;
    if (r > DARK || g > DARK || b > DARK) lit++;
  }
  const spread = Math.max(highR - lowR, highG - lowG, highB - lowB);
  return spread <= FLAT || lit < (rgb.length / 3) * LEAST_SHARE;
};

/** What is wrong with a picture as an engine hands it over, whatever its types promise; null: nothing. */
export const faultOf = ({ width, height, rgb, relief }: Painted): Fault | null => {
  const isBytes = (x: unknown): x is Uint8Array => x instanceof Uint8Array;
  if (!isBytes(rgb) || !(relief === null || isBytes(relief))) return 'not-bytes';
  const isRight =
    isSize(width) &&
    isSize(height) &&
    rgb.length === width * height * 3 &&
    (relief === null || relief.length === width * height);
  if (!isRight) return 'wrong-size';
  return isEmpty(rgb) ? 'empty' : null;
};

/** A number that is equal for equal pictures: FNV-1a (32 bits) over words of four bytes, as this machine orders them. */
export const printOf = ({ rgb }: Painted): number => {
  let hash = 0x811c9dc5;
  const aligned = rgb.byteOffset % 4 === 0 ? rgb : new Uint8Array(rgb);
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, rgb.length >> 2);
  for (let i = 0; i < words.length; i++) {
    hash = Math.imul(hash ^ (words[i] as number), 0x01000193);
    hash ^= hash >>> 15;
  }
  for (let i = words.length * 4; i < rgb.length; i++)
    hash = Math.imul(hash ^ (rgb[i] as number), 0x01000193);
  return hash >>> 0;
};
