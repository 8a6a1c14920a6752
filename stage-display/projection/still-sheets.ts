/** Paints one still over a whole canvas of `width` x `height`. */
export type PaintSheet = (
  context: OffscreenCanvasRenderingContext2D,
  width: number,
  height: number,
) => void;

type Stops = readonly (readonly [at: number, colour: string])[];

const filled = (gradient: CanvasGradient, stops: Stops): CanvasGradient => {
  for (const [at, colour] of stops) gradient.addColorStop(at, colour);
  return gradient;
};

/** One band of light on still water. */
const waterline: PaintSheet = (context, width, height) => {
  context.fillStyle = filled(context.createLinearGradient(0, 0, 0, height), [
    [0, '#0b0d0f'],
    [0.38, '#2b3036'],
    [0.5, '#8f897c'],
    [0.505, '#b9b3a5'],
    [0.55, '#565756'],
    [1, '#090a0b'],
  ]);
  context.fillRect(0, 0, width, height);
};

/** A sheet of paper lit from behind, its light a little off the middle; the edges stay dark. */
const sheet: PaintSheet = (context, width, height) => {
  context.fillStyle = '#0a0b0c';
  context.fillRect(0, 0, width, height);
  const [x, y, r] = [0.56 * width, 0.46 * height, 0.62 * height];
  context.fillStyle = filled(context.createRadialGradient(x, y, 0, x, y, r), [
    [0, '#a8a294'],
    [0.35, '#837e73'],
    [0.7, '#43454a'],
    [1, '#0a0b0c'],
  ]);
  context.fillRect(0, 0, width, height);
};

/** A low ridge, raked by a light from the side. */
const ridge: PaintSheet = (context, width, height) => {
  context.fillStyle = filled(context.createLinearGradient(0, 0, 0, height), [
    [0, '#0a0b0d'],
    [0.6, '#23272c'],
    [1, '#121416'],
  ]);
  context.fillRect(0, 0, width, height);
  context.beginPath();
  context.moveTo(0, 0.7 * height);
  context.bezierCurveTo(
    0.3 * width,
    0.66 * height,
    0.42 * width,
    0.46 * height,
    width,
    0.6 * height,
  );
  context.lineTo(width, height);
  context.lineTo(0, height);
  context.closePath();
  context.fillStyle = filled(
    context.createLinearGradient(0.2 * width, 0.45 * height, 0.5 * width, height),
    [
      [0, '#9b9587'],
      [0.12, '#6b675f'],
      [0.4, '#2c2f33'],
      [1, '#0b0c0d'],
    ],
  );
  context.fill();
};

/**
 * What a display shows that has neither a GPU nor a picture of its own to remember: the house's own stills, made
 * when the page opens. The last one is seen first.
 */
export const HOUSE_SHEETS: readonly PaintSheet[] = [ridge, sheet, waterline];
