import type { Page } from 'playwright-core';

/** A picture the watch has read back: when the reading was done, and how far it was from the one before. */
export interface SeenPicture {
  readonly atMs: number;
  /** Mean absolute difference of the watched pixels to the picture before, 0..255. */
  readonly change: number;
  /** The same within the left and the right third of the picture. */
  readonly left: number;
  readonly right: number;
  /** Share of pixels above 8 of 255. */
  readonly lit: number;
}

/**
 * Reads back every picture the stage draws, in the page: the time of a picture is when its pixels have been read,
 * never when the animation frame was called. The copy is asked for in the frame that drew, and fetched when the
 * GPU has made it, so that waiting for it does not hold up the page's own messages.
 */
export const watchPixels = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const holder = window as unknown as { __seen: SeenPicture[] };
    holder.__seen = [];
    let before: Uint8Array | null = null;
    let frames = -1;
    const compared = (now: Uint8Array, old: Uint8Array, width: number) => {
      const third = Math.floor(width / 3);
      const sums = [0, 0, 0];
      let lit = 0;
      for (let i = 0; i < now.length; i += 4) {
        const green = now[i + 1] ?? 0;
        const part = Math.min(2, Math.floor(((i >> 2) % width) / third));
        sums[part] = (sums[part] ?? 0) + Math.abs(green - (old[i + 1] ?? 0));
        if (Math.max(now[i] ?? 0, green, now[i + 2] ?? 0) > 8) lit++;
      }
      const pixels = now.length / 4;
      const [left = 0, middle = 0, right = 0] = sums;
      return {
        change: (left + middle + right) / pixels,
        left: (3 * left) / pixels,
        right: (3 * right) / pixels,
        lit: lit / pixels,
      };
    };
    const canvas = document.querySelector<HTMLCanvasElement>('#stage');
    const gl = canvas?.getContext('webgl2');
    if (!gl || !canvas) throw new Error('no stage canvas');
    const take = (buffer: WebGLBuffer, width: number, bytes: number): void => {
      const now = new Uint8Array(bytes);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
      gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, now);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      gl.deleteBuffer(buffer);
      const atMs = performance.timeOrigin + performance.now();
      holder.__seen.push({ atMs, ...compared(now, before ?? now, width) });
      before = now;
    };
    const whenDone = (sync: WebGLSync, fetch: () => void): void => {
      if (gl.getSyncParameter(sync, gl.SYNC_STATUS) !== gl.SIGNALED) {
        setTimeout(() => whenDone(sync, fetch), 1);
        return;
      }
      gl.deleteSync(sync);
      fetch();
    };
    const look = (): void => {
      requestAnimationFrame(look);
      const stage = window.__stage;
      if (!stage || stage.frames === frames) return;
      frames = stage.frames;
      const { width, height } = canvas;
      const bytes = width * height * 4;
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
      gl.bufferData(gl.PIXEL_PACK_BUFFER, bytes, gl.STREAM_READ);
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, 0);
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
      const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      if (sync) whenDone(sync, () => take(buffer, width, bytes));
    };
    requestAnimationFrame(look);
  });

/** Everything seen so far. */
export const seenPictures = (page: Page): Promise<SeenPicture[]> =>
  page.evaluate(() => (window as unknown as { __seen: SeenPicture[] }).__seen);
