import type { Page } from 'playwright-core';

/** A picture the watch has read back: when the reading was done, and how far it was from the one before. */
export interface SeenPicture {
  readonly atMs: number;
  /** Mean absolute difference of the watched pixels to the picture before, 0..255. */
  readonly change: number;
  /** Share of pixels above 8 of 255. */
  readonly lit: number;
}

/** What the stage page offers with `?probe=1`. */
interface StageProbe {
  readonly frames: number;
  readPixels(): Uint8Array;
}

/**
 * Reads back every picture the stage draws, in the page: the time of a picture is when its pixels have been read,
 * never when the animation frame was called.
 */
export const watchPixels = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const holder = window as unknown as { __stage: StageProbe; __seen: SeenPicture[] };
    holder.__seen = [];
    let before: Uint8Array | null = null;
    let frames = -1;
    const look = (): void => {
      const { __stage: stage } = holder;
      if (stage.frames !== frames) {
        frames = stage.frames;
        const now = stage.readPixels();
        const atMs = performance.timeOrigin + performance.now();
        let sum = 0;
        let lit = 0;
        for (let i = 0; i < now.length; i += 4) {
          const green = now[i + 1] ?? 0;
          sum += before ? Math.abs(green - (before[i + 1] ?? 0)) : 0;
          if (Math.max(now[i] ?? 0, green, now[i + 2] ?? 0) > 8) lit++;
        }
        holder.__seen.push({ atMs, change: (sum * 4) / now.length, lit: (lit * 4) / now.length });
        before = now.slice();
      }
      channel.port2.postMessage(0);
    };
    const channel = new MessageChannel();
    channel.port1.onmessage = look;
    channel.port2.postMessage(0);
  });

/** Everything seen so far. */
export const seenPictures = (page: Page): Promise<SeenPicture[]> =>
  page.evaluate(() => (window as unknown as { __seen: SeenPicture[] }).__seen);

/** Name of the renderer behind WebGL, as the browser tells it. */
export const rendererName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'unknown';
  });
