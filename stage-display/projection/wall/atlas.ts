import { CanvasTexture, LinearFilter, NoColorSpace, type Texture } from 'three';
import type { Sketch } from '#contracts/picture';
import { WALL_SHEETS, type WallSheet } from '#contracts/wall';

/** Cells of the atlas, a place of the wall each, from the upper left. */
export const ATLAS = { columns: 8, rows: Math.ceil(WALL_SHEETS / 8) } as const;
const LINES = { width: 96, height: 144 } as const;
const PICTURE = 64;
/** A drawing lies within the sheet with a rim. */
const RIM = 0.12;

/** What is drawn and pictured on the sheets of a wall, every sheet in a cell of its own. */
export interface WallAtlas {
  /** Lines, in red. */
  readonly lines: Texture;
  readonly pictures: Texture;
  /** Takes what hangs; a cell is drawn once for each sheet. */
  take(sheets: readonly WallSheet[]): void;
  dispose(): void;
}

interface Page {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly texture: Texture;
}

const pageOf = (width: number, height: number): Page => {
  const canvas = new OffscreenCanvas(ATLAS.columns * width, ATLAS.rows * height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('The browser has no canvas.');
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = NoColorSpace;
  texture.generateMipmaps = false;
  texture.minFilter = LinearFilter;
  return { context, texture };
};

const cornerOf = (place: number, width: number, height: number): readonly [number, number] => [
  (place % ATLAS.columns) * width,
  Math.floor(place / ATLAS.columns) * height,
];

const drawLines = ({ context, texture }: Page, place: number, lines: Sketch): void => {
  const [left, top] = cornerOf(place, LINES.width, LINES.height);
  context.save();
  context.beginPath();
  context.rect(left, top, LINES.width, LINES.height);
  context.clip();
  context.fillStyle = '#000';
  context.fillRect(left, top, LINES.width, LINES.height);
  context.globalCompositeOperation = 'lighter';
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const path = new Path2D();
  const [wide, high] = [LINES.width * (1 - 2 * RIM), LINES.width * (1 - 2 * RIM) * 0.75];
  for (const line of lines)
    for (const [i, [x, y]] of line.entries()) {
      const px = left + LINES.width * RIM + x * wide;
      const py = top + LINES.height * 0.6 - y * high;
      if (i === 0) path.moveTo(px, py);
      else path.lineTo(px, py);
    }
  for (const [width, much] of [
    [7, 40],
    [3.4, 80],
    [1.6, 135],
  ] as const) {
    context.lineWidth = width;
    context.strokeStyle = `rgb(${much} ${much} ${much})`;
    context.stroke(path);
  }
  context.restore();
  texture.needsUpdate = true;
};

/** A picture comes when it comes; where it does not, the sheet has none. */
const drawPicture = async (page: Page, place: number, sheet: WallSheet): Promise<void> => {
  const [left, top] = cornerOf(place, PICTURE, PICTURE);
  page.context.fillRect(left, top, PICTURE, PICTURE);
  page.texture.needsUpdate = true;
  if (sheet.picture === null) return;
  const answer = await fetch(sheet.picture);
  if (!answer.ok) return;
  const image = await createImageBitmap(await answer.blob());
  page.context.drawImage(image, left, top, PICTURE, PICTURE);
  image.close();
  page.texture.needsUpdate = true;
};

export const wallAtlas = (): WallAtlas => {
  const lines = pageOf(LINES.width, LINES.height);
  const pictures = pageOf(PICTURE, PICTURE);
  /** What was drawn in each place: the sheet and its picture. */
  const drawn = new Map<number, string>();
  return {
    lines: lines.texture,
    pictures: pictures.texture,
    take(sheets) {
      for (const sheet of sheets) {
        const name = `${sheet.id} ${sheet.picture}`;
        if (drawn.get(sheet.place) === name) continue;
        drawn.set(sheet.place, name);
        drawLines(lines, sheet.place, sheet.lines);
        drawPicture(pictures, sheet.place, sheet).catch(() => {});
      }
      const told = new Set(sheets.map(({ place }) => place));
      for (const place of drawn.keys()) if (!told.has(place)) drawn.delete(place);
    },
    dispose() {
      lines.texture.dispose();
      pictures.texture.dispose();
    },
  };
};
