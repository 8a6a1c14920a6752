import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { toFiles } from '../../conductor/imagery/file.ts';
import { launchBrowser } from '../support/browser.ts';

const LINES = 64;

/** Left half warm and high, right half cold and low. */
const painted = () => {
  const rgb = new Uint8Array(LINES * LINES * 3);
  const relief = new Uint8Array(LINES * LINES);
  for (let i = 0; i < relief.length; i++) {
    const isLeft = i % LINES < LINES / 2;
    rgb.set(isLeft ? [200, 120, 60] : [40, 60, 90], i * 3);
    relief[i] = isLeft ? 220 : 30;
  }
  return { width: LINES, height: LINES, rgb, relief };
};

it('WIRE-40 a browser reads a picture and the relief below it as they were painted', async () => {
  const [file] = await toFiles(painted(), []);
  if (!file) throw new Error('no file');
  const { outputFiles } = await build({
    entryPoints: ['stage-display/net/browser.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'net',
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
    const seen = await page.evaluate(
      async ({ bytes, lines }) => {
        const { net } = window as unknown as {
          net: { decodeInBrowser(p: object): Promise<ImageBitmap> };
        };
        const image = await net.decodeInBrowser({ bytes: Uint8Array.from(bytes), format: 'jpeg' });
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        const at = (x: number, y: number) => [...(context?.getImageData(x, y, 1, 1).data ?? [])];
        const q = lines / 4;
        return {
          size: [image.width, image.height],
          pixels: [at(q, q), at(3 * q, q), at(q, lines + q), at(3 * q, lines + q)],
        };
      },
      { bytes: [...file.bytes], lines: LINES },
    );
    expect(seen.size).toEqual([LINES, 2 * LINES]);
    const wanted = [
      [200, 120, 60],
      [40, 60, 90],
      [220, 220, 220],
      [30, 30, 30],
    ];
    for (const [i, rgb] of wanted.entries())
      for (const [c, value] of rgb.entries())
        expect(Math.abs((seen.pixels[i]?.[c] ?? 0) - value)).toBeLessThan(8);
  } finally {
    await browser.close();
  }
});
