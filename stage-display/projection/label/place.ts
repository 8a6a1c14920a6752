import type { LabelCorner } from '#contracts/picture-label';

/** Where the label stands, in pixels from the bottom left, and how large its letters are. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fontPx: number;
}

/** Letters of a stage's height: read from the middle of a hall, not from the last row. */
const LETTERS = 0.02;
const SMALLEST_PX = 9;
/** Distance from the edges: what projectors crop and frames hide. */
const MARGIN = 0.035;
/** Room for the soft dark behind the letters, in letters. */
export const PAD = 0.6;
/** A line that would be wider than this share of the picture is set smaller. */
const WIDEST = 0.6;

/** @param lineWidth of the line in a font of one pixel */
export const labelPlace = (
  size: { readonly width: number; readonly height: number },
  corner: LabelCorner,
  lineWidth: number,
): LabelPlace => {
  const wished = Math.max(SMALLEST_PX, LETTERS * size.height);
  const fontPx = Math.min(wished, (WIDEST * size.width) / Math.max(1, lineWidth));
  const width = Math.ceil((lineWidth + 2 * PAD) * fontPx);
  const height = Math.ceil((1.4 + 2 * PAD) * fontPx);
  const margin = Math.max(0, Math.round(MARGIN * size.height - PAD * fontPx));
  return {
    x: corner.endsWith('left') ? margin : size.width - margin - width,
    y: corner.startsWith('bottom') ? margin : size.height - margin - height,
    width,
    height,
    fontPx,
  };
};
