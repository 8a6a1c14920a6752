import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** Where a mannequin stands in a picture of {@link VIDEO} and how it holds its arms. */
export interface Mannequin {
  /** Between the feet, in pictures. */
  readonly x: number;
  readonly floor: number;
  /** In picture heights. */
  readonly height: number;
  /** Angles of the arms from hanging down, in radians: its own right arm (at the picture's left), its left. */
  readonly arms: readonly [number, number];
}

/** The film's size, and its pictures a second: few, so that a browser without graphics keeps up. */
export const VIDEO = { width: 320, height: 180, fps: 5 };

/** Draws some shaded mannequins in a room, in the page; RGBA pictures, base64. Self-contained: it is sent to the page. */
const paint = async ([all, { width, height }]: readonly [
  readonly (readonly Mannequin[])[],
  { readonly width: number; readonly height: number },
]): Promise<readonly string[]> => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const g = canvas.getContext('2d', { willReadFrequently: true });
  if (!g) throw new Error('no 2d context');
  type Shades = readonly [string, string, string];
  const SKIN: Shades = ['#8a5a44', '#d9a58a', '#b98066'];
  const SHIRT: Shades = ['#2a3f66', '#4a6aa8', '#34508a'];
  const CLOTH: Shades = ['#1c1c22', '#3a3a44', '#26262e'];

  const shaded = (x0: number, y0: number, x1: number, y1: number, shades: Shades) => {
    const gradient = g.createLinearGradient(x0, y0, x1, y1);
    for (const [i, shade] of shades.entries()) gradient.addColorStop(i / 2, shade);
    return gradient;
  };
  /** A limb from one joint to another, thick and thin end. */
  const limb = (
    [x1, y1]: readonly [number, number],
    [x2, y2]: readonly [number, number],
    [thick, thin]: readonly [number, number],
    shades: Shades,
  ): void => {
    const a = Math.atan2(y2 - y1, x2 - x1);
    const [nx, ny] = [-Math.sin(a), Math.cos(a)];
    const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
    g.fillStyle = shaded(
      mx - nx * thick,
      my - ny * thick,
      mx + nx * thick,
      my + ny * thick,
      shades,
    );
    g.beginPath();
    g.arc(x2, y2, thin, a + Math.PI / 2, a - Math.PI / 2, true);
    g.arc(x1, y1, thick, a - Math.PI / 2, a + Math.PI / 2, true);
    g.fill();
  };
  const ellipse = (x: number, y: number, rx: number, ry: number, fill: string): void => {
    g.fillStyle = fill;
    g.beginPath();
    g.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    g.fill();
  };

  const head = (x: number, y: number, u: number): void => {
    for (const s of [-1, 1]) ellipse(x + s * 0.44 * u, y + 0.03 * u, 0.08 * u, 0.14 * u, SKIN[1]);
    ellipse(x, y, 0.44 * u, 0.56 * u, '#d0977b');
    g.fillStyle = '#2b1d14';
    g.beginPath();
    g.ellipse(x, y - 0.2 * u, 0.47 * u, 0.42 * u, 0, Math.PI, 0);
    g.fill();
    for (const s of [-1, 1]) {
      ellipse(x + s * 0.17 * u, y, 0.09 * u, 0.05 * u, '#fff');
      ellipse(x + s * 0.17 * u, y, 0.045 * u, 0.045 * u, '#1a1008');
      g.fillRect(x + s * 0.17 * u - 0.1 * u, y - 0.13 * u, 0.2 * u, 0.03 * u);
    }
    g.lineWidth = 0.05 * u;
    g.strokeStyle = '#8a5a44';
    g.stroke(
      new Path2D(`M ${x} ${y + 0.02 * u} l ${0.05 * u} ${0.15 * u} l ${-0.08 * u} ${0.01 * u}`),
    );
    g.strokeStyle = '#8a3b3a';
    g.stroke(new Path2D(`M ${x - 0.13 * u} ${y + 0.33 * u} h ${0.26 * u}`));
  };

  const mannequin = ({ x: at, floor, height: tall, arms }: Mannequin): void => {
    const u = (tall * height) / 8;
    const [x, y] = [at * width, floor * height];
    const [shoulder, hip, knee, foot] = [y - 6.45 * u, y - 3.9 * u, y - 2 * u, y - 0.15 * u];
    ellipse(x, y, 1.3 * u, 0.25 * u, 'rgba(0,0,0,.35)');
    for (const s of [-1, 1]) {
      limb([x + s * 0.45 * u, hip], [x + s * 0.55 * u, knee], [0.42 * u, 0.3 * u], CLOTH);
      limb(
        [x + s * 0.55 * u, knee],
        [x + s * 0.55 * u, foot - 0.25 * u],
        [0.3 * u, 0.2 * u],
        CLOTH,
      );
      limb(
        [x + s * 0.55 * u, foot],
        [x + s * 0.8 * u, foot + 0.1 * u],
        [0.17 * u, 0.13 * u],
        CLOTH,
      );
    }
    g.fillStyle = shaded(x - u, 0, x + u, 0, SHIRT);
    g.beginPath();
    g.moveTo(x - 0.95 * u, shoulder);
    g.quadraticCurveTo(x, shoulder - 0.3 * u, x + 0.95 * u, shoulder);
    g.lineTo(x + 0.72 * u, hip + 0.25 * u);
    g.lineTo(x - 0.72 * u, hip + 0.25 * u);
    g.fill();
    for (const [i, s] of [-1, 1].entries()) {
      const a = arms[i] ?? 0;
      const [dx, dy] = [s * Math.sin(a) * u, Math.cos(a) * u];
      const [sx, sy] = [x + s * 0.9 * u, shoulder + 0.15 * u];
      const [ex, ey] = [sx + dx * 1.35, sy + dy * 1.35];
      limb([sx, sy], [ex, ey], [0.3 * u, 0.23 * u], SHIRT);
      limb([ex, ey], [ex + dx * 1.25, ey + dy * 1.25], [0.21 * u, 0.14 * u], SKIN);
      ellipse(ex + dx * 1.4, ey + dy * 1.4, 0.19 * u, 0.19 * u, SKIN[1]);
    }
    limb([x, shoulder], [x, shoulder - 0.45 * u], [0.24 * u, 0.22 * u], SKIN);
    head(x, y - 7.45 * u, u);
  };

  const out: string[] = [];
  for (const people of all) {
    const room = g.createLinearGradient(0, 0, 0, height);
    for (const [stop, colour] of [
      [0, '#8f8a80'],
      [0.7, '#b5ada0'],
      [0.72, '#6d5c48'],
      [1, '#8a7458'],
    ] as const)
      room.addColorStop(stop, colour);
    g.fillStyle = room;
    g.fillRect(0, 0, width, height);
    for (const one of people) mannequin(one);
    const { data } = g.getImageData(0, 0, width, height);
    let text = '';
    for (let i = 0; i < data.length; i += 8192)
      text += String.fromCharCode(...data.subarray(i, i + 8192));
    out.push(btoa(text));
  }
  return out;
};

/** RGBA as planar YUV 4:2:0 with studio-range BT.601 weights, the layout of a Y4M frame. */
const toYuv = (rgba: Uint8Array, { width, height }: typeof VIDEO): Buffer => {
  const out = Buffer.alloc((width * height * 3) / 2);
  const quarter = (width * height) / 4;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const [r = 0, g = 0, b = 0] = rgba.subarray(i * 4, i * 4 + 3);
      out[i] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
      if (x % 2 || y % 2) continue;
      const k = width * height + (y / 2) * (width / 2) + x / 2;
      out[k] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      out[k + quarter] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  return out;
};

/** Writes a film of mannequins as a browser's fake camera plays it, over and over (`.y4m`). */
export const writeMannequins = async (
  browser: Browser,
  path: string,
  pictures: readonly (readonly Mannequin[])[],
): Promise<void> => {
  const page = await browser.newPage();
  try {
    const frames = await page.evaluate(paint, [pictures, VIDEO] as const);
    const head = `YUV4MPEG2 W${VIDEO.width} H${VIDEO.height} F${VIDEO.fps}:1 Ip A1:1 C420jpeg\n`;
    const film = frames.map((frame) =>
      Buffer.concat([Buffer.from('FRAME\n'), toYuv(Buffer.from(frame, 'base64'), VIDEO)]),
    );
    await writeFile(path, Buffer.concat([Buffer.from(head), ...film]));
  } finally {
    await page.close();
  }
};
