/** Lines and columns of the grids on which shapes are laid: distances are smooth, so that few are enough. */
export const GRID = 128;
/** Beyond this distance nobody asks how far a shape is. */
const REACH = 0.06;

/** Shapes of one depth, as fields over the picture. x 0 left .. 1 right, y 0 top .. 1 bottom. */
export interface Stand {
  /** Distance to the nearest edge, pictures, inside positive. [GRID, GRID] from the top. */
  readonly inside: Float32Array;
  /** How far away the shape stands, 0 near .. 1 at the horizon. */
  readonly far: Float32Array;
  /** How much of the colour of the memory it has, 0..1; above 1 it shines. */
  readonly ink: Float32Array;
}

export const newStand = (): Stand => ({
  inside: new Float32Array(GRID * GRID),
  far: new Float32Array(GRID * GRID),
  ink: new Float32Array(GRID * GRID),
});

export const cleared = (stand: Stand): Stand => {
  stand.inside.fill(-1);
  stand.far.fill(1);
  stand.ink.fill(0);
  return stand;
};

/** Where a shape is, how far, how coloured, and how much of it is there. */
export interface Stamp {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly far: number;
  readonly ink: number;
  /** 0..1; below 1 a shape is thinner, at 0 it is gone. */
  readonly there: number;
}

const cell = (v: number): number => Math.min(GRID - 1, Math.max(0, Math.floor(v * GRID)));

/** Lays a shape into the grid; where two meet the one that is deeper inside is kept. @param inside distance, inside positive */
export const lay = (
  stand: Stand,
  { left, right, top, bottom, far, ink, there }: Stamp,
  inside: (x: number, y: number) => number,
): void => {
  if (right < -REACH || left > 1 + REACH || bottom < -REACH || top > 1 + REACH) return;
  const thinner = (1 - there) * 0.035;
  const x1 = cell(right + REACH);
  const y1 = cell(bottom + REACH);
  for (let iy = cell(top - REACH); iy <= y1; iy += 1)
    for (let ix = cell(left - REACH), o = iy * GRID + ix; ix <= x1; ix += 1, o += 1) {
      const d = inside((ix + 0.5) / GRID, (iy + 0.5) / GRID) - thinner;
      if (d <= (stand.inside[o] ?? 0)) continue;
      stand.inside[o] = d;
      stand.far[o] = far;
      stand.ink[o] = ink;
    }
};

/** A line from a to b, `ra` and `rb` thick at its ends. */
export const limb = (
  stand: Stand,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  ra: number,
  rb: number,
  look: { far: number; ink: number; there: number },
): void => {
  const r = Math.max(ra, rb);
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy || 1e-9;
  const box = {
    left: Math.min(ax, bx) - r,
    right: Math.max(ax, bx) + r,
    top: Math.min(ay, by) - r,
    bottom: Math.max(ay, by) + r,
  };
  lay(stand, { ...box, ...look }, (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
    const ex = x - ax - along * dx;
    const ey = y - ay - along * dy;
    return ra + (rb - ra) * along - Math.sqrt(ex * ex + ey * ey);
  });
};

/** A disc, `flat` below 1 is a lying one. */
export const disc = (
  stand: Stand,
  cx: number,
  cy: number,
  r: number,
  look: { far: number; ink: number; there: number },
  flat = 1,
): void => {
  const box = { left: cx - r, right: cx + r, top: cy - r * flat, bottom: cy + r * flat };
  lay(stand, { ...box, ...look }, (x, y) => {
    const ex = x - cx;
    const ey = (y - cy) / flat;
    return (r - Math.sqrt(ex * ex + ey * ey)) * Math.min(1, flat);
  });
};

/** A box with upright sides; `lean` narrows its top by so much on each side. */
export const block = (
  stand: Stand,
  [left, top, right, bottom]: readonly [number, number, number, number],
  look: { far: number; ink: number; there: number },
  lean = 0,
): void =>
  lay(stand, { left, right, top, bottom, ...look }, (x, y) => {
    const narrow = lean * (1 - (y - top) / Math.max(1e-6, bottom - top));
    return Math.min(x - left - narrow, right - narrow - x, y - top, bottom - y);
  });
