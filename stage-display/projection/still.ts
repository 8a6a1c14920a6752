/** Size of the still that lies behind the picture, and of the picture consoles see. */
const STILL = { width: 640, height: 360 } as const;
const THUMB = { width: 192, height: 108 } as const;
const THUMB_BYTES = 20 * 1024;

/**
 * A small copy of the last picture, in a canvas behind the stage's own: it is what is seen while the
 * GPU context is lost, and consoles get their thumbnail from it.
 */
export interface Still {
  /** Copies the stage's canvas; call in the same task that drew it. */
  take(canvas: HTMLCanvasElement, level: number): void;
  /** Light of the still while it stands in for the picture. */
  show(level: number): void;
  /** A JPEG of at most 20 KiB at this level of light; null where the browser cannot make one. */
  thumb(level: number): Promise<Uint8Array | null>;
}

export const still = (canvas: HTMLCanvasElement): Still => {
  canvas.width = STILL.width;
  canvas.height = STILL.height;
  const context = canvas.getContext('2d', { alpha: false });
  const small = new OffscreenCanvas(THUMB.width, THUMB.height);
  const thumbContext = small.getContext('2d', { alpha: false });
  let takenAt = 1;
  let quality = 0.72;
  if (context) paintWaterline(context);

  return {
    take(source, level) {
      // A dark picture is no memory to stand in with: the last lit one stays.
      if (level < 0.02) return;
      context?.drawImage(source, 0, 0, STILL.width, STILL.height);
      takenAt = level;
    },
    show(level) {
      canvas.style.opacity = String(Math.min(1, level / takenAt));
    },
    async thumb(level) {
      if (!thumbContext) return null;
      thumbContext.globalAlpha = 1;
      thumbContext.fillRect(0, 0, THUMB.width, THUMB.height);
      thumbContext.globalAlpha = Math.min(1, level / takenAt);
      thumbContext.drawImage(canvas, 0, 0, THUMB.width, THUMB.height);
      const blob = await small.convertToBlob({ type: 'image/jpeg', quality });
      if (blob.size > THUMB_BYTES) {
        quality = Math.max(0.3, quality - 0.1);
        return null;
      }
      return new Uint8Array(await blob.arrayBuffer());
    },
  };
};

/** One band of light, for a machine whose GPU never came: better than nothing and not black. */
const paintWaterline = (context: CanvasRenderingContext2D): void => {
  const sky = context.createLinearGradient(0, 0, 0, STILL.height);
  sky.addColorStop(0, '#0b0d0f');
  sky.addColorStop(0.38, '#2b3036');
  sky.addColorStop(0.5, '#8f897c');
  sky.addColorStop(0.505, '#b9b3a5');
  sky.addColorStop(0.55, '#565756');
  sky.addColorStop(1, '#090a0b');
  context.fillStyle = sky;
  context.fillRect(0, 0, STILL.width, STILL.height);
};
