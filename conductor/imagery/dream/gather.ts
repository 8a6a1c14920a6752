import { EDGE, type Layout, PLANES } from './layout.ts';
import {
  CELLS,
  FAR_STEP,
  HIGH,
  HUED,
  LEFT,
  LOOK,
  type Plane,
  SWAY_HIGH,
  SWAY_WIDE,
  TOP,
  WIDE,
} from './plane.ts';
import { type Cast, type CastOf, clearness, LAYER, STRETCH_M } from './seen.ts';
import { FINE_GRAIN } from './textures.ts';

/** How far a plane lies aside of its place, pictures: what is near passes faster. */
export const asideOf = (layout: Layout, plane: number, aside: number): number =>
  plane === EDGE ? 0 : aside / Math.max(2.5, layout.planes[plane]?.measure[0] || 60);

/** Cells by which each column of the sway grid gives way at a height; one more than it has, for blending. */
const swayRow = (
  sway: Float32Array,
  gy: number,
  breeze: number,
  t: number,
  turn: number,
  out: Float32Array,
): void => {
  const at = Math.min(SWAY_HIGH - 1.001, Math.max(0, (gy / HIGH) * SWAY_HIGH - 0.5));
  const a = at | 0;
  const f = at - a;
  for (let i = 0; i < SWAY_WIDE; i += 1) {
    const low = sway[a * SWAY_WIDE + i] as number;
    const much = low + f * ((sway[(a + 1) * SWAY_WIDE + i] as number) - low);
    out[i] =
      much > 0.01
        ? much *
          breeze *
          CELLS *
          (Math.sin(t * 0.9 + i * 0.55 + turn + 0.15 * a) +
            0.55 * Math.sin(t * 2.1 - i * 0.9 + turn * 2 + 0.3 * a))
        : 0;
  }
  out[SWAY_WIDE] = out[0] as number;
};

/** What one row of pixels gathers of the planes, nearest first. */
interface Row {
  readonly left: Float32Array;
  readonly seen: Float32Array;
  readonly kind: Uint8Array;
  /** The horizon is the same in every column. */
  readonly level: boolean;
}

const KIND = [LAYER.back, LAYER.front, LAYER.mid, LAYER.mid, LAYER.near] as const;

/** Cells that the wind and the blending of cells may reach beyond a row's own. */
const MARGIN = 12;

/**
 * Adds one plane, behind what the row has gathered. Nothing is seen through what covers it. Where the horizon is level
 * only the pixels are looked at that the plane's row can reach.
 */
const addPlane = (
  cast: Cast,
  of: Omit<CastOf, 'rows'>,
  k: number,
  iy: number,
  row: Row,
  clear: Float32Array,
  shift: Float32Array,
): void => {
  const { lines, layout, horizon } = of;
  const plane = layout.planes[k];
  if (!plane || plane.measure[1] === 0) return;
  const fixed = k === EDGE;
  const middle = fixed ? 0.5 : (horizon[lines >> 1] as number);
  const gy = ((iy + 0.5) / lines - middle - TOP) * CELLS - 0.5;
  const away = asideOf(layout, k, of.aside);
  const moved = (away - Math.floor(away / (WIDE / CELLS)) * (WIDE / CELLS)) * CELLS;
  const level = fixed || row.level;
  let first = 0;
  let last = WIDE;
  if (level) {
    const y0 = gy | 0;
    if (gy < 0 || y0 >= HIGH - 1) return;
    first = plane.first[y0] as number;
    last = plane.last[y0] as number;
    if (first > last) return;
  }
  if (of.breeze > 1e-4) swayRow(plane.sway, gy + 0.5, of.breeze, of.t, k * 1.7, shift);
  else shift.fill(0);
  if (!level) {
    addPart(cast, of, plane, k, iy, row, clear, shift, moved, 0, lines - 1, fixed);
    return;
  }
  // Where a plane comes again its turns reach over each other: no pixel is added twice.
  let next = 0;
  for (let turn = -1; turn <= 1; turn += 1) {
    const from = Math.ceil(((first - MARGIN - moved + turn * WIDE) / CELLS + LEFT) * lines - 0.5);
    const to = Math.floor(((last + MARGIN - moved + turn * WIDE) / CELLS + LEFT) * lines + 0.5);
    const start = Math.max(next, from);
    const end = Math.min(lines - 1, to);
    if (start > end) continue;
    addPart(cast, of, plane, k, iy, row, clear, shift, moved, start, end, fixed);
    next = end + 1;
  }
};

/** The pixels `start` .. `end` of a row of `addPlane`. */
const addPart = (
  cast: Cast,
  of: Omit<CastOf, 'rows'>,
  { cover, look, first, last }: Plane,
  k: number,
  iy: number,
  row: Row,
  clear: Float32Array,
  shift: Float32Array,
  moved: number,
  start: number,
  end: number,
  fixed: boolean,
): void => {
  const { lines, horizon, there } = of;
  const px = 1 / lines;
  const y = (iy + 0.5) * px;
  for (let ix = start; ix <= end; ix += 1) {
    const left = row.left[ix] as number;
    if (left < 0.02) continue;
    const o = iy * lines + ix;
    const dy = y - (fixed ? 0.5 : (horizon[ix] as number));
    const gy = (dy - TOP) * CELLS - 0.5;
    const y0 = gy | 0;
    if (gy < 0 || y0 >= HIGH - 1) continue;
    let gx = ((ix + 0.5) * px - LEFT) * CELLS - 0.5 + moved;
    if (gx >= WIDE) gx -= WIDE;
    const s = gx * (SWAY_WIDE / WIDE);
    const c0 = s < 0 ? 0 : s | 0;
    const low0 = shift[c0] as number;
    gx += low0 + (s - c0) * ((shift[c0 + 1] as number) - low0);
    if (gx < 0) gx += WIDE;
    let x0 = gx | 0;
    const fx = gx - x0;
    if (x0 >= WIDE) x0 -= WIDE;
    if (x0 < (first[y0] as number) || x0 > (last[y0] as number)) continue;
    const fy = gy - y0;
    const a = y0 * WIDE + x0;
    const b = x0 === WIDE - 1 ? a + 1 - WIDE : a + 1;
    const top = (cover[a] as number) * (1 - fx) + (cover[b] as number) * fx;
    const low = (cover[a + WIDE] as number) * (1 - fx) + (cover[b + WIDE] as number) * fx;
    const c = top + (low - top) * fy;
    if (c < 1) continue;
    const l = ((fy > 0.5 ? WIDE : 0) + (fx > 0.5 ? b : a)) * LOOK;
    const presence = there[look[l + 3] as number] as number;
    const v = left * presence * c * (1 / 255);
    if (v < 0.002) continue;
    const far = look[l] as number;
    const solid = v * (clear[far] as number) * (0.4 + 0.6 * presence);
    cast.cover[o] = (cast.cover[o] as number) + v;
    cast.solid[o] = (cast.solid[o] as number) + solid;
    const tone = look[l + 1] as number;
    if (tone < HUED) cast.tone[o] = (cast.tone[o] as number) + solid * tone * (1 / HUED);
    else if (tone < 2 * HUED)
      cast.pale[o] = (cast.pale[o] as number) + solid * (tone - HUED) * (1 / HUED);
    else cast.leaf[o] = (cast.leaf[o] as number) + solid * (tone - 2 * HUED) * (1 / HUED);
    const light = look[l + 2] as number;
    if (light >= 128) cast.glow[o] = (cast.glow[o] as number) + solid * (light - 128) * (1 / 127);
    else if (light > 0) cast.through[o] = (cast.through[o] as number) + solid * light * (1 / 127);
    row.left[ix] = left - v;
    if (v > (row.seen[ix] as number)) {
      row.seen[ix] = v;
      row.kind[ix] = KIND[k] as number;
      cast.far[o] = far * (FAR_STEP / STRETCH_M);
    }
  }
};

/** Heavy matter before everything, from its edge down. */
const addHeap = (cast: Cast, { lines, heap }: Omit<CastOf, 'rows'>, iy: number, row: Row): void => {
  const y = (iy + 0.5) / lines;
  for (let ix = 0; ix < lines; ix += 1) {
    const o = iy * lines + ix;
    const grain = FINE_GRAIN[((iy & 255) << 8) | (ix & 255)] as number;
    const d = (y - (heap[ix] as number) + 0.006 * grain) * 22 + 0.5;
    if (d <= 0) continue;
    const v = d >= 1 ? 1 : d * d * (3 - 2 * d);
    const deep = Math.min(1, Math.max(0, (y - (heap[ix] as number)) * 4));
    cast.cover[o] = v;
    cast.solid[o] = v;
    cast.tone[o] = v * 0.12 * (1 - deep);
    row.left[ix] = 1 - v;
    row.seen[ix] = v;
    row.kind[ix] = LAYER.near;
    cast.far[o] = 0.02;
  }
};

/** What the rows of a picture need to gather what stands in them. */
export interface Gather {
  row(iy: number): Uint8Array;
}

/** Gathers what stands in a row, into its cast; `row` says which layer is seen most at each pixel, 0 for none. */
export const openGather = (cast: Cast, of: Omit<CastOf, 'rows'>): Gather => {
  const { lines, haze } = of;
  const row: Row = {
    left: new Float32Array(lines),
    seen: new Float32Array(lines),
    kind: new Uint8Array(lines),
    level: of.horizon.every((v) => v === of.horizon[0]),
  };
  const clear = Float32Array.from({ length: 256 }, (_, i) =>
    clearness(haze, (i * FAR_STEP) / STRETCH_M),
  );
  const shift = new Float32Array(SWAY_WIDE + 1);
  const sums = [cast.cover, cast.solid, cast.tone, cast.pale, cast.leaf, cast.through, cast.glow];
  return {
    row(iy) {
      const start = iy * lines;
      for (const sum of sums) sum.fill(0, start, start + lines);
      row.left.fill(1);
      row.seen.fill(0.45);
      row.kind.fill(0);
      addHeap(cast, of, iy, row);
      for (let k = PLANES - 1; k >= 0; k -= 1) addPlane(cast, of, k, iy, row, clear, shift);
      return row.kind;
    },
  };
};
