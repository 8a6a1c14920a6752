import { type Light, measureLight } from './contrast.ts';
import type { Region } from './crop.ts';
import type { Size } from './figure.ts';
import { type Mask, maskInCrop } from './masks.ts';
import { FINDER_SIDE, POSE_SIDE } from './model.ts';

/** Draws squares of the camera's picture, with what is masked already black. */
export interface PictureCutter {
  /** A dancer's square for the pose network. */
  dancer(region: Region): ImageBitmap;
  /** The whole picture for the finder, its longer side filling the square from the top left. */
  whole(): ImageBitmap;
  /** How light the picture is, from a copy of 48 x 27 pixels. */
  light(): Light | null;
  size(): Size;
}

const LIGHT = { width: 48, height: 27 };

const canvasOf = (width: number, height: number, read = false) => {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: read });
  if (!context) throw new Error('no 2d canvas');
  return { canvas, context };
};

const blacken = (
  context: OffscreenCanvasRenderingContext2D,
  masks: readonly Mask[],
  region: Region,
  size: Size,
  side: number,
): void => {
  context.fillStyle = '#000';
  for (const mask of masks) {
    context.beginPath();
    for (const [x, y] of maskInCrop(mask, region, size, side)) context.lineTo(x, y);
    context.fill();
  }
};

/** Cuts squares out of a playing video; `masks` is asked at every cut. */
export const pictureCutter = (
  video: HTMLVideoElement,
  masks: () => readonly Mask[],
): PictureCutter => {
  const dancer = canvasOf(POSE_SIDE, POSE_SIDE);
  const finder = canvasOf(FINDER_SIDE, FINDER_SIDE);
  const small = canvasOf(LIGHT.width, LIGHT.height, true);
  const size = (): Size => ({ width: video.videoWidth, height: video.videoHeight });

  const cut = ({ canvas, context }: ReturnType<typeof canvasOf>, region: Region): ImageBitmap => {
    const side = canvas.width;
    const scale = side / region.side;
    const { width, height } = size();
    context.fillStyle = '#000';
    context.fillRect(0, 0, side, side);
    // The whole picture is drawn where it falls; the canvas cuts it and leaves black beyond its edges.
    context.drawImage(
      video,
      -region.left * scale,
      -region.top * scale,
      width * scale,
      height * scale,
    );
    blacken(context, masks(), region, size(), side);
    return canvas.transferToImageBitmap();
  };

  return {
    size,
    dancer: (region) => cut(dancer, region),
    whole() {
      const { width, height } = size();
      return cut(finder, { left: 0, top: 0, side: Math.max(width, height) });
    },
    light() {
      small.context.drawImage(video, 0, 0, LIGHT.width, LIGHT.height);
      return measureLight(small.context.getImageData(0, 0, LIGHT.width, LIGHT.height).data);
    },
  };
};
