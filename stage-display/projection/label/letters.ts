import { type LabelPlace, PAD } from './place.ts';

const FAMILY =
  '"Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif';
/** Bone white, not at its brightest. */
const INK = 'rgba(222, 214, 198, 0.72)';
const DARK = 'rgba(0, 0, 0, 0.6)';
const MEASURE_PX = 100;

const context = (width: number, height: number): OffscreenCanvasRenderingContext2D => {
  const found = new OffscreenCanvas(width, height).getContext('2d');
  if (!found) throw new Error('The browser has no canvas.');
  return found;
};

/** Width of a line in a font of one pixel. */
export const lineWidth = (line: string): number => {
  const flat = context(1, 1);
  flat.font = `${MEASURE_PX}px ${FAMILY}`;
  return flat.measureText(line).width / MEASURE_PX;
};

/** The letters with a soft dark behind them, so that they are read on paper too. */
export const letters = (line: string, place: LabelPlace): OffscreenCanvas => {
  const flat = context(place.width, place.height);
  flat.font = `${place.fontPx}px ${FAMILY}`;
  flat.textBaseline = 'middle';
  flat.shadowColor = DARK;
  flat.shadowBlur = place.fontPx * PAD;
  flat.fillStyle = INK;
  flat.fillText(line, place.fontPx * PAD, place.height / 2);
  return flat.canvas;
};
