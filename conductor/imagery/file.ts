import sharp from 'sharp';
import type { PictureFormat } from '#contracts/picture';
import type { Painted } from './engine.ts';

/** A painted picture as a file: its relief, where it has one, stands below it in the same file. */
export interface PictureFile {
  readonly width: number;
  readonly height: number;
  readonly hasRelief: boolean;
  readonly format: PictureFormat;
  readonly bytes: Uint8Array;
}

const QUALITY = 82;
/** Tables made for one picture alone would save a tenth of its bytes and take as long again. */
const OPTIMISED = false;
// One picture is one job: splitting it over threads costs more than it saves at this size.
sharp.concurrency(1);
sharp.cache(false);

/** Picture above, relief below, [2 height, width, 3]. */
const stacked = ({ width, height, rgb, relief }: Painted): Uint8Array => {
  if (!relief) return rgb;
  const pixels = width * height;
  const both = new Uint8Array(pixels * 6);
  both.set(rgb);
  for (let i = 0, at = pixels * 3; i < pixels; i++, at += 3) {
    const high = relief[i] ?? 0;
    both[at] = high;
    both[at + 1] = high;
    both[at + 2] = high;
  }
  return both;
};

/** Writes a picture as JPEG, once for each of `sizes` (lines); those it does not reach are left out. */
export const toFiles = (
  painted: Painted,
  sizes: readonly number[],
): Promise<readonly PictureFile[]> => {
  const { width, height } = painted;
  const halves = painted.relief ? 2 : 1;
  const raw = stacked(painted);
  const one = async (lines: number): Promise<PictureFile> => {
    const image = sharp(raw, { raw: { width, height: height * halves, channels: 3 } });
    const columns = Math.round((width * lines) / height);
    if (lines !== height) image.resize(columns, lines * halves, { fit: 'fill', kernel: 'linear' });
    const bytes = await image.jpeg({ quality: QUALITY, optimiseCoding: OPTIMISED }).toBuffer();
    return { width: columns, height: lines, hasRelief: halves === 2, format: 'jpeg', bytes };
  };
  const smaller = sizes.filter((lines) => lines < height);
  return Promise.all([height, ...smaller.sort((a, b) => b - a)].map(one));
};

/** Reads a picture back from its file, at `width` x `height` (its own size where absent). */
export const fromFile = async (
  file: PictureFile,
  { width, height }: { readonly width: number; readonly height: number } = file,
): Promise<Painted> => {
  const halves = file.hasRelief ? 2 : 1;
  const image = sharp(file.bytes);
  if (width !== file.width || height !== file.height)
    image.resize(width, height * halves, { fit: 'fill', kernel: 'linear' });
  const { data } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels = width * height;
  const rgb = new Uint8Array(data.buffer, data.byteOffset, pixels * 3);
  if (halves === 1) return { width, height, rgb, relief: null };
  const relief = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i++) relief[i] = data[(pixels + i) * 3] ?? 0;
  return { width, height, rgb, relief };
};
