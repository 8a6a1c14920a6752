import type { GivenPicture } from '#contracts/keepsake';
import type { PicturePair, SeenPicture } from '../net/index.ts';
import { fromBase64 } from './bytes.ts';

/** The painted pictures of a film: the last two, one dissolving into the other, as a display shows them late. */
export interface KeepsakeFilm {
  push(picture: GivenPicture): Promise<void>;
  /** The pair at show time `atMs`; null before the first picture. */
  at(blend: number, atMs: number): PicturePair | null;
}

export const keepsakeFilm = (): KeepsakeFilm => {
  let from: SeenPicture | null = null;
  let to: SeenPicture | null = null;
  return {
    async push({ file, format, ...facts }) {
      const blob = new Blob([fromBase64(file)], { type: `image/${format}` });
      const image = await createImageBitmap(blob, {
        premultiplyAlpha: 'none',
        colorSpaceConversion: 'none',
      });
      const gone = from;
      from = to;
      to = { ...facts, image };
      if (gone && gone !== from) gone.image.close();
    },
    at(blend, atMs) {
      if (!to) return null;
      // A film keeps pace by itself: its newest picture is as old as it is on any display.
      const ageMs = Math.max(0, atMs - to.atMs);
      return { from: from ?? to, to, blend: from ? blend : 0, rung: to.rung, ageMs };
    },
  };
};
