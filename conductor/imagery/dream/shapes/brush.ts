import { CELLS, LEFT, type Plane, WIDE } from '../plane.ts';
import { type Box, layField, layLimb, layPolygon, type Strip, stripOf } from './raster.ts';

export type Point = readonly [x: number, y: number];

/** How something is painted. */
export interface Look {
  /** Metres from her. */
  readonly away: number;
  /** 0 dark .. 1 the memory's colour; above 1 nothing more. */
  readonly tone?: number;
  /** White instead of the memory's colour: snow, bark of birches, cloth, paper. */
  readonly pale?: boolean;
  /** The ground's colour instead: leaves, stems, moss. */
  readonly leaf?: boolean;
  /** Light that comes through it, 0..1, as through leaves and cloth. */
  readonly through?: number;
  /** Light it gives by itself, 0..1, as a window does. */
  readonly glow?: number;
  /** Width of its edge, cells; 1 is sharp. */
  readonly soft?: number;
  /** How much of it there is where it is most, 0..1. */
  readonly much?: number;
  /** How far the wind moves it, 0..1. */
  readonly sway?: number;
  /** Another part than the shape's own, by name: it may come and go alone. */
  readonly part?: string;
}

/** A lamp or a window that a shape brought: where, how large its light, how strong. */
export interface Glow {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly much: number;
  readonly part: number;
}

/** Paints shapes; the farthest first, whatever the order they come in. */
export interface Brush {
  limb(a: Point, b: Point, ra: number, rb: number, look: Look): void;
  /** Several points joined, thinner from `ra` to `rb`. */
  line(points: readonly Point[], ra: number, rb: number, look: Look): void;
  /** @param flat height over width */
  disc(x: number, y: number, r: number, look: Look, flat?: number): void;
  /** A polygon of any form. */
  shape(points: readonly Point[], look: Look): void;
  /** Anything: distance inside its edge in pictures, or how much there is where `look.soft` is 0; tone of each place. */
  field(
    box: Box,
    look: Look,
    inside: (x: number, y: number) => number,
    toned?: (x: number, y: number) => number,
  ): void;
  /** Darkness on the ground at a foot: soft, wider than high. */
  shadow(x: number, y: number, wide: number, look: Look, much?: number): void;
  /** Light of its own that falls on what is near. */
  lamp(x: number, y: number, size: number, much: number): void;
}

interface Stroke {
  readonly away: number;
  /** The rows it can reach, and about how much work one of them is: see `work`. */
  readonly rows: Strip;
  readonly rowWork: number;
  draw(strip: Strip): void;
}

/** How long each kind of stroke takes beside the others: a cell of it, and the stroke itself. */
const WORK = { limb: 1, shape: 1, field: 4, stroke: 60 } as const;
/** A stroke that is more work than this is laid in strips. */
const STRIP_WORK = 12_000;

const cells = (pictures: number): number => Math.min(2 * WIDE, Math.max(1, pictures * CELLS));

/** Lays one stroke; says after each strip how much work it was. */
function* laid({ rows, rowWork, draw }: Stroke): Generator<number, void> {
  const step = Math.max(1, Math.floor(STRIP_WORK / rowWork));
  // What lies beyond the plane moves in the wind all the same.
  for (let from = rows.from; from === rows.from || from < rows.to; from += step) {
    const to = Math.min(rows.to, from + step);
    draw({ from, to });
    yield WORK.stroke + rowWork * Math.max(0, to - from);
  }
}

/** What a brush paints on. */
export interface Easel {
  plane(away: number): Plane;
  readonly shadows: Plane;
  part(name: string): number;
  readonly lamps: Glow[];
}

const boxOf = (points: readonly Point[]): Box => [
  Math.min(...points.map(([x]) => x)),
  Math.min(...points.map(([, y]) => y)),
  Math.max(...points.map(([x]) => x)),
  Math.max(...points.map(([, y]) => y)),
];

/** A limb thinner than a cell is fainter instead. */
const THIN = 0.75 / CELLS;

/** Brushes for the shapes of a world that are painted together. */
export interface Brushes {
  brushOf(name: string): Brush;
  /** How many strokes wait. */
  count(): number;
  /** Paints all that was laid, the farthest first, bit by bit; says after each bit how much work it was. */
  finishing(): Generator<number, void>;
  finish(): void;
}

export const openBrush = (easel: Easel): Brushes => {
  const strokes: Stroke[] = [];
  const brushOf = (name: string): Brush => {
    const own = easel.part(name);
    const partOf = (look: Look): number => (look.part ? easel.part(look.part) : own);
    const add = (
      box: Box,
      look: Look,
      inside: (x: number, y: number) => number,
      toned?: (x: number, y: number) => number,
    ): void => {
      if (box[2] < LEFT || box[0] > LEFT + WIDE / CELLS) return;
      strokes.push({
        away: look.away,
        rows: stripOf(box[1], box[3], 2 + (look.soft ?? 1)),
        rowWork: WORK.field * cells(box[2] - box[0]),
        draw: (strip) =>
          layField(easel.plane(look.away), box, look, partOf(look), inside, toned, strip),
      });
    };
    const limb: Brush['limb'] = (a, b, ra, rb, look) => {
      const thick = Math.max(ra, rb);
      const thin = thick < THIN;
      const [r0, r1] = thin ? [THIN, THIN] : [Math.max(ra, THIN * 0.7), Math.max(rb, THIN * 0.7)];
      const faint = thin ? { ...look, much: (look.much ?? 1) * (thick / THIN) } : look;
      const right = Math.max(a[0], b[0]) + r0;
      const left = Math.min(a[0], b[0]) - r0;
      if (right < LEFT || left > LEFT + WIDE / CELLS) return;
      const reach = Math.max(r0, r1);
      const rows = stripOf(
        Math.min(a[1], b[1]) - reach,
        Math.max(a[1], b[1]) + reach,
        2 + (look.soft ?? 1),
      );
      const slant = Math.abs(b[0] - a[0]) / Math.max(1, rows.to - rows.from);
      strokes.push({
        away: look.away,
        rows,
        rowWork: WORK.limb * (6 + cells(2 * reach + slant)),
        draw: (strip) => layLimb(easel.plane(look.away), a, b, r0, r1, faint, partOf(look), strip),
      });
    };
    return {
      limb,
      line(points, ra, rb, look) {
        const n = points.length - 1;
        for (let i = 0; i < n; i += 1)
          limb(
            points[i] as Point,
            points[i + 1] as Point,
            ra + ((rb - ra) * i) / n,
            ra + ((rb - ra) * (i + 1)) / n,
            look,
          );
      },
      disc(x, y, r, look, flat = 1) {
        const k = Math.min(1, flat);
        add(
          [x - r, y - r * flat, x + r, y + r * flat],
          look,
          (px, py) => (r - Math.hypot(px - x, (py - y) / flat)) * k,
        );
      },
      shape(points, look) {
        const [left, top, right, bottom] = boxOf(points);
        if (right < LEFT || left > LEFT + WIDE / CELLS) return;
        strokes.push({
          away: look.away,
          rows: stripOf(top, bottom, 2 + (look.soft ?? 1)),
          rowWork: WORK.shape * (cells(right - left) + 5 * points.length),
          draw: (strip) => layPolygon(easel.plane(look.away), points, look, partOf(look), strip),
        });
      },
      field: add,
      shadow(x, y, wide, look, much = 0.6) {
        const part = partOf(look);
        const tall = Math.max(0.004, wide * 0.22);
        const box: Box = [x - wide, y - tall, x + wide, y + tall * 1.6];
        const soft = { ...look, soft: 0 };
        const inside = (px: number, py: number): number => {
          const d = Math.hypot((px - x) / wide, (py - y) / (tall * (py > y ? 1.6 : 1)));
          return d < 1 ? much * (1 - d) * (1 - d) * (1 + 2 * d) : 0;
        };
        strokes.push({
          away: look.away,
          rows: stripOf(box[1], box[3], 2),
          rowWork: WORK.field * cells(2 * wide),
          draw: (strip) => layField(easel.shadows, box, soft, part, inside, undefined, strip),
        });
      },
      lamp: (x, y, size, much) => {
        easel.lamps.push({ x, y, size, much, part: own });
      },
    };
  };
  function* finishing(): Generator<number, void> {
    strokes.sort((a, b) => b.away - a.away);
    for (const stroke of strokes) yield* laid(stroke);
  }
  return {
    brushOf,
    count: () => strokes.length,
    finishing,
    finish() {
      for (const _ of finishing());
    },
  };
};
