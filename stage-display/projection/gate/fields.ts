import { CELL_COUNT, CELLS } from './cells.ts';
import type { Turned } from './turns.ts';

/** Sides of a field in cells: a third of the stage each way, as WCAG takes 10 degrees of a screen. */
const FIELD = { width: 21, height: 12 } as const;
/** Fields overlap: one begins every so many cells. */
const STRIDE = 4;
/** More than a quarter of a field that turns at once is one change of it; a little less already counts here. */
const LEAST_SHARE = 0.22;
/** Cells that turn within this time of each other turn together. */
const TOGETHER_S = 0.1;
/** A second, and a picture more. */
const SPAN_S = 1.05;
/** Three flashes are six opposing changes in a second: one less is let through. */
const MOST_CHANGES = 5;

/** Counts the changes of every field of the stage. */
export interface Fields {
  /** Whether a field would change more often in a second than it may. */
  isTooMuch(turned: Turned, atS: number): boolean;
  take(turned: Turned, atS: number): void;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Field extends Size {
  /** Its first corner in the summed table. */
  readonly at: number;
  /** Cells that are a change of it. */
  readonly least: number;
  /** When it changed, within the last second. */
  changes: number[];
  readonly up: Gathering;
  readonly down: Gathering;
}

/** Cells that turned the same way and did not yet make a change of the field. */
interface Gathering {
  cells: number;
  atS: number;
}

const startsOf = (cells: number, field: number): number[] => {
  const starts: number[] = [];
  for (let at = 0; at < cells - field; at += STRIDE) starts.push(at);
  return [...starts, cells - field];
};

const WIDE = CELLS.width + 1;

/** Sums over all cells left of and below a corner (summed-area table, Crow 1984). */
const summed = (cells: readonly number[], into: Int32Array): Int32Array => {
  const marked = new Uint8Array(CELL_COUNT);
  for (const i of cells) marked[i] = 1;
  for (let y = 0; y < CELLS.height; y++) {
    let row = 0;
    for (let x = 0; x < CELLS.width; x++) {
      row += marked[y * CELLS.width + x] ?? 0;
      into[(y + 1) * WIDE + x + 1] = row + (into[y * WIDE + x + 1] ?? 0);
    }
  }
  return into;
};

const within = (sums: Int32Array, { at, width, height }: Field): number => {
  const top = at + height * WIDE;
  const corner = (i: number): number => sums[i] ?? 0;
  return corner(top + width) - corner(top) - corner(at + width) + corner(at);
};

const fieldAt = (x: number, y: number, { width, height }: Size): Field => ({
  at: y * WIDE + x,
  width,
  height,
  least: Math.floor(width * height * LEAST_SHARE),
  changes: [],
  up: { cells: 0, atS: Number.NEGATIVE_INFINITY },
  down: { cells: 0, atS: Number.NEGATIVE_INFINITY },
});

const gathered = (g: Gathering, cells: number, atS: number): number =>
  atS - g.atS > TOGETHER_S ? cells : g.cells + cells;

const gather = (g: Gathering, cells: number, least: number, atS: number): boolean => {
  if (cells === 0) return false;
  const all = gathered(g, cells, atS);
  const isChange = all > least;
  g.cells = isChange ? 0 : all;
  g.atS = atS;
  return isChange;
};

export const fields = (): Fields => {
  const parts = startsOf(CELLS.height, FIELD.height).flatMap((y) =>
    startsOf(CELLS.width, FIELD.width).map((x) => fieldAt(x, y, FIELD)),
  );
  // Seen from far away the whole stage is one field.
  const all: readonly Field[] = [fieldAt(0, 0, CELLS), ...parts];
  const ups = new Int32Array(WIDE * (CELLS.height + 1));
  const downs = new Int32Array(WIDE * (CELLS.height + 1));

  const count = ({ up, down }: Turned): boolean => {
    if (up.length === 0 && down.length === 0) return false;
    summed(up, ups);
    summed(down, downs);
    return true;
  };

  return {
    isTooMuch(turned, atS) {
      if (!count(turned)) return false;
      return all.some((field) => {
        const up = within(ups, field);
        const down = within(downs, field);
        const changes =
          (up > 0 && gathered(field.up, up, atS) > field.least ? 1 : 0) +
          (down > 0 && gathered(field.down, down, atS) > field.least ? 1 : 0);
        if (changes === 0) return false;
        return field.changes.filter((t) => atS - t < SPAN_S).length + changes > MOST_CHANGES;
      });
    },
    take(turned, atS) {
      if (!count(turned)) return;
      for (const field of all) {
        const up = gather(field.up, within(ups, field), field.least, atS);
        const down = gather(field.down, within(downs, field), field.least, atS);
        if (!up && !down) continue;
        field.changes = field.changes.filter((t) => atS - t < SPAN_S);
        if (up) field.changes.push(atS);
        if (down) field.changes.push(atS);
      }
    },
  };
};
