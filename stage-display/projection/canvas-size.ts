import type { StageParams } from './params.ts';

/** The picture's size in the screen's own pixels. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Tells the canvas's true size in device pixels, now and whenever it changes; a fixed size is told once.
 * Device pixels come from the browser where it knows them exactly (no fraction of a pixel is guessed).
 */
export const watchSize = (
  canvas: HTMLCanvasElement,
  fixed: StageParams['size'],
  onSize: (size: CanvasSize) => void,
): void => {
  if (fixed) {
    canvas.style.width = `${fixed.width}px`;
    canvas.style.height = `${fixed.height}px`;
    onSize(fixed);
    return;
  }
  const guess = (): CanvasSize => ({
    width: Math.round(canvas.clientWidth * devicePixelRatio),
    height: Math.round(canvas.clientHeight * devicePixelRatio),
  });
  onSize(guess());
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.devicePixelContentBoxSize?.[0];
    onSize(box ? { width: box.inlineSize, height: box.blockSize } : guess());
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    observer.observe(canvas);
  }
};
