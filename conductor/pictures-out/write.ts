import { access, constants, writeFile } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Sharp } from 'sharp';
import { sentence, YeounError } from '#contracts/errors';
import { type PictureLabel, xmpOf } from './xmp.ts';

const QUALITY = 92;

const FORMATS: Readonly<Record<string, (image: Sharp) => Sharp>> = {
  '.png': (image) => image.png(),
  '.jpg': (image) => image.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }),
  '.jpeg': (image) => image.jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' }),
  '.webp': (image) => image.webp({ quality: QUALITY }),
};

const unwritable = (out: string, cause: unknown): YeounError =>
  new YeounError(
    'picture/unwritable',
    out,
    `cannot be written: ${sentence(cause)}`,
    'Name a file in a folder that is there and may be written to.',
    { cause },
  );

const formatOf = (out: string): ((image: Sharp) => Sharp) => {
  const format = FORMATS[extname(out).toLowerCase()];
  if (format) return format;
  throw new YeounError(
    'config/value',
    '--out',
    `"${out}" has no ending that is known.`,
    `Use one of: ${Object.keys(FORMATS).join(', ')}.`,
  );
};

/** Looks whether a picture could be written there, before anything takes long. Throws what `writePicture` would. */
export const mayWrite = async (out: string): Promise<void> => {
  formatOf(out);
  try {
    await access(dirname(out), constants.W_OK);
  } catch (error) {
    throw unwritable(out, error);
  }
};

/** The bytes of a picture in the format that a name ends in, with its label inside. */
export const pictureBytes = (image: Sharp, out: string, label: PictureLabel): Promise<Buffer> =>
  formatOf(out)(image).withXmp(xmpOf(label)).toBuffer();

/** Writes a picture with its label inside. Throws `config/value` for an unknown ending, `picture/unwritable`. */
export const writePicture = async (
  image: Sharp,
  out: string,
  label: PictureLabel,
): Promise<void> => {
  const bytes = await pictureBytes(image, out, label);
  try {
    await writeFile(out, bytes);
  } catch (error) {
    throw unwritable(out, error);
  }
};
