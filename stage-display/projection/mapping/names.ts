import { CanvasTexture, LinearFilter, NoColorSpace, type Texture } from 'three';

/** Pixels of one name; a slice stretches it. */
const CELL = { width: 256, height: 144 } as const;
export const MOST_SLICES = 8;

/** The numbers by which slices are called, side by side, white on black. */
export const nameTexture = (): Texture => {
  const canvas = new OffscreenCanvas(CELL.width * MOST_SLICES, CELL.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no canvas.');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#fff';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${CELL.height * 0.7}px sans-serif`;
  for (let i = 0; i < MOST_SLICES; i++)
    context.fillText(String(i + 1), (i + 0.5) * CELL.width, CELL.height / 2);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = NoColorSpace;
  texture.generateMipmaps = false;
  texture.minFilter = LinearFilter;
  return texture;
};
