import type { KeepsakeFrame, KeepsakeSettings } from '#contracts/keepsake';
import { title } from './titles.ts';

/** The finished picture: what the stage drew, brought to the film's size, with the titles over it. */
export interface FilmSheet {
  /** RGBA as the stage drew it, rows from the bottom; then what titles there are, 0..1 each. */
  take(drawn: Uint8Array, frame: Pick<KeepsakeFrame, 'titles' | 'over'>): void;
  /** RGBA, rows from the top. */
  readonly rgba: Uint8Array<ArrayBuffer>;
  readonly canvas: OffscreenCanvas;
}

const flat = (width: number, height: number): OffscreenCanvasRenderingContext2D => {
  // In memory, never on a card: the same pixels on every machine, and no way back from one.
  const found = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!found) throw new Error('The browser has no canvas.');
  return found;
};

/** @param drawn size of what the stage draws */
export const filmSheet = (
  settings: KeepsakeSettings,
  drawn: { readonly width: number; readonly height: number },
  before: ImageBitmap | null,
): FilmSheet => {
  const { width, height } = settings;
  const small = flat(drawn.width, drawn.height);
  const pixels = small.createImageData(drawn.width, drawn.height);
  const large = flat(width, height);
  large.imageSmoothingQuality = 'high';
  const begins = title(settings.titles.begin, width, height);
  const ends = title(settings.titles.end, width, height);
  let rgba = new Uint8Array(width * height * 4);

  const lay = (what: OffscreenCanvas | ImageBitmap | null, share: number): void => {
    if (!what || share <= 0) return;
    large.globalAlpha = share;
    large.drawImage(what, 0, 0, width, height);
    large.globalAlpha = 1;
  };

  return {
    take(bottomUp, { titles, over }) {
      pixels.data.set(bottomUp);
      small.putImageData(pixels, 0, 0);
      large.setTransform(1, 0, 0, -1, 0, height);
      large.drawImage(small.canvas, 0, 0, width, height);
      large.setTransform(1, 0, 0, 1, 0, 0);
      lay(before, over);
      lay(begins, titles.begin);
      lay(ends, titles.end);
      rgba = new Uint8Array(large.getImageData(0, 0, width, height).data.buffer);
    },
    get rgba() {
      return rgba;
    },
    canvas: large.canvas,
  };
};
