import { type StillPose, stillPose } from './still-drift.ts';
import { HOUSE_SHEETS, type PaintSheet } from './still-sheets.ts';

/** Size of the still that lies behind the picture, and of the picture consoles see. */
const STILL = { width: 640, height: 360 } as const;
const THUMB = { width: 192, height: 108 } as const;
const THUMB_BYTES = 20 * 1024;

/**
 * Stills that are kept, in memory alone: a picture may show what somebody remembered, and is gone with the page. A page
 * that was opened anew and has drawn nothing yet shows the house's own.
 */
const MOST_STILLS = 4;
/** The newest still becomes one of the kept after so long. */
const KEEP_EVERY_MS = 20_000;

/**
 * Small copies of the last pictures, in a canvas behind the stage's own: they are what is seen while the
 * GPU context is lost or never came, slowly moving, and consoles get their thumbnail from the newest.
 */
export interface Still {
  /** Copies the stage's canvas; call in the same task that drew it. */
  take(canvas: HTMLCanvasElement, level: number, nowMs: number): void;
  /** Stands in for the picture at a time, at this level of light. */
  show(level: number, nowMs: number): void;
  /** A JPEG of at most 20 KiB at this level of light; null where the browser cannot make one. */
  thumb(level: number): Promise<Uint8Array | null>;
}

export const still = (canvas: HTMLCanvasElement): Still => {
  canvas.width = STILL.width;
  canvas.height = STILL.height;
  const context = canvas.getContext('2d', { alpha: false });
  const small = new OffscreenCanvas(THUMB.width, THUMB.height);
  const thumbContext = small.getContext('2d', { alpha: false });
  let kept = HOUSE_SHEETS.map((paint) => sheet(paint));
  let keptMs = Number.NEGATIVE_INFINITY;
  let takenAt = 1;
  let sinceMs: number | null = null;
  let quality = 0.72;

  const draw = (n: number, alpha: number, pose: StillPose): void => {
    const still = kept[n];
    if (!still || !context || alpha <= 0) return;
    const [width, height] = [STILL.width * pose.scale, STILL.height * pose.scale];
    const x = (STILL.width - width) / 2 + pose.x * STILL.width;
    const y = (STILL.height - height) / 2 + pose.y * STILL.height;
    context.globalAlpha = alpha;
    context.drawImage(still, x, y, width, height);
  };

  const drawAt = (sinceS: number): void => {
    const pose = stillPose(sinceS, kept.length);
    draw(pose.from, 1, pose);
    draw(pose.to, pose.blend, pose);
  };
  drawAt(0);

  /** The sheet the next copy goes to: the newest again, or another one from time to time. */
  const next = (nowMs: number): OffscreenCanvas | undefined => {
    const isDue = nowMs - keptMs > KEEP_EVERY_MS;
    if (!isDue) return kept.at(-1);
    // The first copy takes the place of the house's own.
    const taken = Number.isFinite(keptMs) ? kept : [];
    const free = taken.length >= MOST_STILLS ? taken[0] : undefined;
    kept = [...taken.slice(free ? 1 : 0), free ?? sheet()];
    keptMs = nowMs;
    return kept.at(-1);
  };

  return {
    take(source, level, nowMs) {
      sinceMs = null;
      // A dark picture is no memory to stand in with: the last lit one stays.
      if (level < 0.02) return;
      const to = next(nowMs)?.getContext('2d', { alpha: false });
      to?.drawImage(source, 0, 0, STILL.width, STILL.height);
      takenAt = level;
      drawAt(0);
    },
    show(level, nowMs) {
      sinceMs ??= nowMs;
      drawAt((nowMs - sinceMs) / 1000);
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

const sheet = (paint?: PaintSheet): OffscreenCanvas => {
  const made = new OffscreenCanvas(STILL.width, STILL.height);
  const context = paint && made.getContext('2d', { alpha: false });
  if (context) paint(context, STILL.width, STILL.height);
  return made;
};
