/**
 * Counts what a film must not have, from its pixels alone: jumps, black and still pictures, flashes. It
 * shares no code with the gate that it judges, and runs in Node and in a page.
 */
export interface FilmMeter {
  /** RGBA or RGB of one picture; `isAsked`: a cue asks for a cut, or for black, or for rest in it. */
  see(pixels: ArrayLike<number>, atS: number, asked?: Partial<Asked>): void;
  readonly report: FilmReport;
}

export interface Asked {
  readonly cut: boolean;
  readonly black: boolean;
  readonly still: boolean;
  /** The most that bodies moved with in the last tenth of a second, 0..1: movement is displacement, and immediate. */
  readonly moved: number;
}

export interface FilmReport {
  readonly pictures: number;
  /** Pictures further from the one before than max(3 x the trailing median of 10 s, floor). */
  readonly jumps: number;
  /** The furthest, in shares of what was allowed then. */
  readonly worst: number;
  readonly blacks: number;
  /** Times that no pixel changed for more than a second. */
  readonly stills: number;
  /** The most opposing changes of luminance, and of saturated red, that any part of the picture made in a second; six are three flashes. */
  readonly changes: number;
  readonly redChanges: number;
}

export interface FilmFormat {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly floor: number;
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return a.length === b.length;
};

/** What a body at full energy may add to a step, as the decision on continuity fixes it. */
const MOVED = 0.02;
const GRID = { x: 64, y: 36 };
const COARSE = { x: 32, y: 18 };

/** Which cells the pixels of one line lie in, and how much of each: pixel, cell, share, three numbers a piece. */
const piecesOf = (pixels: number, cells: number): readonly (readonly [number, number, number])[] =>
  Array.from({ length: pixels }, (_, at) => {
    const from = (at * cells) / pixels;
    const to = ((at + 1) * cells) / pixels;
    const out: [number, number, number][] = [];
    for (let cell = Math.floor(from); cell < to - 1e-9; cell++)
      out.push([at, cell, Math.min(to, cell + 1) - Math.max(from, cell)]);
    return out;
  }).flat();

/** Means of 0..1 colours over a grid whose cells may end within a pixel. */
const gridder = (f: FilmFormat, nx: number, ny: number) => {
  const across = piecesOf(f.width, nx);
  const along = piecesOf(f.height, ny);
  return (pixels: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(nx * ny * 3);
    for (const [y, cy, wy] of along)
      for (const [x, cx, wx] of across) {
        const from = (y * f.width + x) * f.channels;
        const to = (cy * nx + cx) * 3;
        const w = (wx * wy) / 255;
        out[to]! += w * pixels[from]!;
        out[to + 1]! += w * pixels[from + 1]!;
        out[to + 2]! += w * pixels[from + 2]!;
      }
    return out;
  };
};

const far = (a: Float64Array, b: Float64Array): number =>
  Math.sqrt(a.reduce((s, v, i) => s + (v - b[i]!) ** 2, 0) / a.length);

const linear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

const medianOf = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  return n === 0 ? 0 : (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
};

interface Field {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const isIn = ({ x, y, w, h }: Field, cell: number): boolean => {
  const [cx, cy] = [cell % COARSE.x, Math.floor(cell / COARSE.x)];
  return cx >= x && cx < x + w && cy >= y && cy < y + h;
};

/** Opposing changes of one quantity over a coarse grid, as fields of the picture see them. */
const changeCounter = (step: number, counts: (low: number, high: number, i: number) => boolean) => {
  const cells = Array.from({ length: COARSE.x * COARSE.y }, () => ({ way: 0, far: Number.NaN }));
  const fields: Field[] = [{ x: 0, y: 0, w: COARSE.x, h: COARSE.y }];
  for (let y = 0; y + 6 <= COARSE.y; y += 3)
    for (let x = 0; x + 11 <= COARSE.x; x += 3) fields.push({ x, y, w: 11, h: 6 });
  let recent: { atS: number; way: number; cell: number; usedBy: Set<number> }[] = [];
  const changed: number[][] = fields.map(() => []);
  let most = 0;
  return {
    get most() {
      return most;
    },
    see(values: ArrayLike<number>, atS: number) {
      let hasTurned = false;
      cells.forEach((cell, i) => {
        const v = values[i]!;
        if (Number.isNaN(cell.far)) cell.far = v;
        const [low, high] = [Math.min(v, cell.far), Math.max(v, cell.far)];
        const way = Math.sign(v - cell.far);
        if (way !== 0 && way !== cell.way && high - low >= step && counts(low, high, i)) {
          cell.way = way;
          cell.far = v;
          hasTurned = true;
          recent.push({ atS, way, cell: i, usedBy: new Set() });
        } else if (cell.way !== 0 && way === cell.way) cell.far = v;
      });
      if (!hasTurned) return;
      recent = recent.filter((one) => atS - one.atS <= 0.07);
      if (recent.length <= 0.25 * 11 * 6) return;
      fields.forEach((field, n) => {
        for (const way of [1, -1]) {
          const inside = recent.filter(
            (one) => one.way === way && isIn(field, one.cell) && !one.usedBy.has(n),
          );
          if (inside.length <= 0.25 * field.w * field.h) continue;
          for (const one of inside) one.usedBy.add(n);
          changed[n]!.push(atS);
        }
        while (changed[n]![0] !== undefined && atS - changed[n]![0]! >= 1) changed[n]!.shift();
        most = Math.max(most, changed[n]!.length);
      });
    },
  };
};

export const filmMeter = (format: FilmFormat): FilmMeter => {
  const { width, height, channels, floor } = format;
  const fine = gridder(format, GRID.x, GRID.y);
  const coarse = gridder(format, COARSE.x, COARSE.y);
  let before: Float64Array | null = null;
  let last: Uint8Array | null = null;
  let sameSinceS = 0;
  let wasCounted = false;
  let distances: { d: number; atS: number }[] = [];
  const saturated = new Uint8Array(COARSE.x * COARSE.y);
  const luminance = changeCounter(0.1, (low) => low < 0.8);
  const red = changeCounter(20, (_l, _h, i) => saturated[i] === 1);
  const out = { pictures: 0, jumps: 0, worst: 0, blacks: 0, stills: 0 };

  const countJump = (cells: Float64Array, atS: number, asked: Partial<Asked>): void => {
    if (!before) return;
    const d = far(cells, before);
    const still = Math.max(floor, 3 * medianOf(distances.map((one) => one.d)));
    const most = still + MOVED * (asked.moved ?? 0);
    distances = [...distances.filter((one) => atS - one.atS <= 10), { d, atS }];
    if (asked.cut) return;
    out.worst = Math.max(out.worst, d / most);
    if (d > most) out.jumps++;
  };

  const countBlack = (pixels: ArrayLike<number>, asked: Partial<Asked>): void => {
    let lit = 0;
    for (let i = 0; i < width * height; i++)
      if (Math.max(pixels[i * channels]!, pixels[i * channels + 1]!, pixels[i * channels + 2]!) > 8)
        lit++;
    if (!asked.black && lit / (width * height) < 0.0005) out.blacks++;
  };

  const countStill = (pixels: ArrayLike<number>, atS: number, asked: Partial<Asked>): void => {
    const now = new Uint8Array(pixels);
    const isSame = last !== null && isEqual(now, last);
    last = now;
    if (!isSame || asked.still) {
      sameSinceS = atS;
      wasCounted = false;
    } else if (atS - sameSinceS > 1 && !wasCounted) {
      out.stills++;
      wasCounted = true;
    }
  };

  const countFlashes = (pixels: ArrayLike<number>, atS: number): void => {
    const rgb = coarse(pixels).map(linear);
    const light = new Float64Array(COARSE.x * COARSE.y);
    const redness = new Float64Array(COARSE.x * COARSE.y);
    for (let i = 0; i < light.length; i++) {
      const [r, g, b] = [rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!];
      light[i] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      redness[i] = Math.max(0, (r - g - b) * 320);
      if (r > 0 && r / (r + g + b) >= 0.8) saturated[i] = 1;
    }
    luminance.see(light, atS);
    red.see(redness, atS);
  };

  return {
    see(pixels, atS, asked = {}) {
      out.pictures++;
      const cells = fine(pixels);
      countJump(cells, atS, asked);
      before = cells;
      countBlack(pixels, asked);
      countStill(pixels, atS, asked);
      countFlashes(pixels, atS);
    },
    get report() {
      return { ...out, changes: luminance.most, redChanges: red.most };
    },
  };
};
