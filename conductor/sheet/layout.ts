import type { Browser } from 'playwright-core';
import type { Limb } from './figure.ts';

/** One picture of a sheet with what stands under it. */
export interface SheetMoment {
  /** PNG as a data URL. */
  readonly url: string;
  /** Cue number and time. */
  readonly head: string;
  readonly title: { readonly en: string; readonly ko: string };
  /** A dancer in front; null: nobody. */
  readonly figure: readonly Limb[] | null;
}

export interface SheetLayout {
  readonly title: string;
  readonly moments: readonly SheetMoment[];
  /** Size of one picture in pixels. */
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  /** Stray light as a share of white, added in linear light. */
  readonly veil: number;
}

/** Lays a sheet out in a browser and answers its PNG. */
export const sheetPng = async (browser: Browser, layout: SheetLayout): Promise<Buffer> => {
  const page = await browser.newPage();
  try {
    const url = await page.evaluate(laidOut, layout);
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  } finally {
    await page.close();
  }
};

/** Runs in a page, alone: everything it needs is inside. */
const laidOut = async (sheet: SheetLayout): Promise<string> => {
  const { width, height, columns, veil } = sheet;
  const gap = Math.round(width * 0.035);
  const line = Math.max(9, Math.round(width * 0.036));
  const caption = Math.round(line * 3.4);
  const top = gap + Math.round(line * 2);
  const rows = Math.ceil(sheet.moments.length / columns);
  const canvas = document.createElement('canvas');
  canvas.width = gap + columns * (width + gap);
  canvas.height = top + rows * (height + caption + gap);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no canvas.');
  const font = `${line}px "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif`;

  /** A body lit from one side by a lamp of its own, as grey as a dancer in plain cloth. */
  const stand = (limbs: readonly Limb[], into: CanvasRenderingContext2D): void => {
    const at = (x: number, y: number): [number, number] => [x * width, (1 - y) * height];
    const xs = limbs.flatMap((l) => [l.fromX, l.toX]);
    const middle = ((Math.min(...xs) + Math.max(...xs)) / 2) * width;
    const lit = into.createLinearGradient(middle - 0.1 * height, 0, middle + 0.14 * height, 0);
    lit.addColorStop(0, '#b4ada4');
    lit.addColorStop(0.45, '#8a8580');
    lit.addColorStop(1, '#3c3b3b');
    into.fillStyle = lit;
    into.beginPath();
    for (const l of limbs) {
      const [ax, ay] = at(l.fromX, l.fromY);
      const [bx, by] = at(l.toX, l.toY);
      const ra = l.fromRadius * height;
      const rb = l.toRadius * height;
      const way = Math.atan2(by - ay, bx - ax);
      const n = way + Math.PI / 2;
      into.moveTo(ax + Math.cos(n) * ra, ay + Math.sin(n) * ra);
      into.lineTo(bx + Math.cos(n) * rb, by + Math.sin(n) * rb);
      into.lineTo(bx - Math.cos(n) * rb, by - Math.sin(n) * rb);
      into.lineTo(ax - Math.cos(n) * ra, ay - Math.sin(n) * ra);
      into.closePath();
      // Every part turns the same way, so that where parts lie over each other nothing is cut out.
      into.moveTo(ax + ra, ay);
      into.arc(ax, ay, ra, 0, 2 * Math.PI, true);
      into.moveTo(bx + rb, by);
      into.arc(bx, by, rb, 0, 2 * Math.PI, true);
    }
    into.fill('nonzero');
  };

  const linear = Float64Array.from({ length: 256 }, (_, v) =>
    v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4,
  );
  const veiled = Uint8ClampedArray.from(linear, (v) => {
    const c = Math.min(1, v + veil);
    return Math.round(255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055));
  });
  const spread = (into: CanvasRenderingContext2D): void => {
    const picture = into.getImageData(0, 0, width, height);
    const { data } = picture;
    for (let i = 0; i < data.length; i++) if (i % 4 !== 3) data[i] = veiled[data[i] ?? 0] ?? 0;
    into.putImageData(picture, 0, 0);
  };

  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.font = font;
  context.textBaseline = 'top';
  context.fillStyle = '#8d8a85';
  context.fillText(sheet.title, gap, gap);
  for (const [i, moment] of sheet.moments.entries()) {
    const x = gap + (i % columns) * (width + gap);
    const y = top + Math.floor(i / columns) * (height + caption + gap);
    const image = new Image();
    image.src = moment.url;
    await image.decode();
    const one = new OffscreenCanvas(width, height).getContext(
      '2d',
    ) as unknown as CanvasRenderingContext2D | null;
    if (!one) throw new Error('The browser has no canvas.');
    one.drawImage(image, 0, 0, width, height);
    if (moment.figure) stand(moment.figure, one);
    if (veil > 0) spread(one);
    context.drawImage(one.canvas, x, y);
    context.fillStyle = '#b5b1aa';
    context.fillText(moment.head, x, y + height + line * 0.4);
    context.fillStyle = '#76736f';
    context.fillText(`${moment.title.en} · ${moment.title.ko}`, x, y + height + line * 1.8, width);
  }
  return canvas.toDataURL('image/png');
};
