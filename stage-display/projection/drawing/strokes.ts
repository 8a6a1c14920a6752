import type { Sketch } from '#contracts/picture';

/** Size of the mask: lines are soft, a few hundred columns are enough. */
export const MASK = { width: 512, height: 288 } as const;
/** Strokes over one another, each narrower: widths in shares of the height, and how much each gives. */
const STROKES = [
  [0.16, 0.09],
  [0.09, 0.14],
  [0.045, 0.25],
  [0.016, 0.52],
] as const;
/** A page that is drawn on all over has no lines to be seen. */
const MOST_FILLED = 0.5;

const pathOf = (lines: Sketch): Path2D => {
  const path = new Path2D();
  for (const line of lines) {
    for (const [i, [x, y]] of line.entries()) {
      const [px, py] = [x * MASK.width, (1 - y) * MASK.height];
      if (i === 0) path.moveTo(px, py);
      else path.lineTo(px, py);
    }
    // One point alone is a dot.
    const [only] = line;
    if (line.length === 1 && only)
      path.lineTo(only[0] * MASK.width + 0.01, (1 - only[1]) * MASK.height);
  }
  return path;
};

/** A drawing as a mask with soft edges, and how strong it may be: less the more of the page is filled. */
export const strokes = (
  lines: Sketch,
): { readonly canvas: OffscreenCanvas; readonly strength: number } => {
  const canvas = new OffscreenCanvas(MASK.width, MASK.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser has no canvas.');
  context.fillStyle = '#000';
  context.fillRect(0, 0, MASK.width, MASK.height);
  context.globalCompositeOperation = 'lighter';
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const path = pathOf(lines);
  for (const [width, much] of STROKES) {
    context.lineWidth = width * MASK.height;
    context.strokeStyle = `rgb(${[0, 0, 0].map(() => Math.round(255 * much)).join(' ')})`;
    context.stroke(path);
  }
  const { data } = context.getImageData(0, 0, MASK.width, MASK.height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum += data[i] ?? 0;
  const filled = sum / 255 / (MASK.width * MASK.height);
  return { canvas, strength: Math.max(0, 1 - filled / MOST_FILLED) };
};
