import type { Mask, OutputPatch, Slice } from '#contracts/output';
import { type Four, type Point, project, squareTo } from '../../../projective.ts';
import { holdsPicture, pinOf } from '../pin.ts';

/** What the hand is on: the corners of a slice, its part of the picture, its masks, its soft edges. */
export type Mode = 'corners' | 'crop' | 'masks' | 'edges';

/** One thing that can be moved, and where. */
export interface Held {
  readonly mode: Mode;
  readonly slice: number;
  readonly mask: number;
  readonly handle: number;
}

const LEAST_CROP = 0.01;
const MOST_EDGE = 0.5;
const between = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x));
/** As the patch keeps places. */
const kept = ([x, y]: Point): [number, number] => [between(x, -1, 2), between(y, -1, 2)];

const cropCorners = ([left, top, width, height]: Slice['crop']): Point[] => [
  [left, top],
  [left + width, top],
  [left + width, top + height],
  [left, top + height],
];

/** Where the soft edges end, in the slice: left, right, top, bottom. */
const edgeEnds = ({ left, right, top, bottom }: Slice['blend']): Point[] => [
  [left, 0.5],
  [1 - right, 0.5],
  [0.5, top],
  [0.5, 1 - bottom],
];

/** The places that can be moved, on the canvas; the frame of the crop lies over the whole canvas. */
export const handlesOf = (slice: Slice, mode: Mode, mask: number): readonly Point[] => {
  if (mode === 'corners') return slice.corners;
  if (mode === 'crop') return cropCorners(slice.crop);
  if (mode === 'masks') return slice.masks[mask]?.points ?? [];
  const out = squareTo(slice.corners);
  return edgeEnds(slice.blend).map((end) => project(out, end) ?? [0.5, 0.5]);
};

const cornerTo = (slice: Slice, handle: number, to: Point): Slice | null => {
  const corners = slice.corners.map((c, i) => (i === handle ? kept(to) : c)) as unknown as Four;
  return holdsPicture(corners) ? { ...slice, corners: corners as Slice['corners'] } : null;
};

/** A corner of the part takes its two sides along; the others stay. */
const cropTo = (slice: Slice, handle: number, [x, y]: Point): Slice => {
  const [left, top, width, height] = slice.crop;
  const [right, bottom] = [left + width, top + height];
  const isLeft = handle === 0 || handle === 3;
  const isTop = handle < 2;
  const l = isLeft ? between(x, 0, right - LEAST_CROP) : left;
  const t = isTop ? between(y, 0, bottom - LEAST_CROP) : top;
  const r = isLeft ? right : between(x, left + LEAST_CROP, 1);
  const b = isTop ? bottom : between(y, top + LEAST_CROP, 1);
  return { ...slice, crop: [l, t, r - l, b - t] };
};

const maskTo = (slice: Slice, mask: number, handle: number, to: Point): Slice => ({
  ...slice,
  masks: slice.masks.map((m, i) =>
    i === mask ? { ...m, points: m.points.map((p, n) => (n === handle ? kept(to) : p)) } : m,
  ),
});

const edgeTo = (slice: Slice, handle: number, to: Point): Slice | null => {
  const pin = pinOf(slice.corners);
  const uv = pin && project(pin, to);
  if (!uv) return null;
  const ends = [uv[0], 1 - uv[0], uv[1], 1 - uv[1]];
  const wide = between(ends[handle] ?? 0, 0, MOST_EDGE);
  const side = (['left', 'right', 'top', 'bottom'] as const)[handle];
  return side ? { ...slice, blend: { ...slice.blend, [side]: wide } } : null;
};

/** The slice with one of its handles elsewhere; null where a picture cannot lie so. */
export const moved = (slice: Slice, held: Held, to: Point): Slice | null => {
  if (held.mode === 'corners') return cornerTo(slice, held.handle, to);
  if (held.mode === 'crop') return cropTo(slice, held.handle, to);
  if (held.mode === 'masks') return maskTo(slice, held.mask, held.handle, to);
  return edgeTo(slice, held.handle, to);
};

/** The whole slice, its part of the picture or its mask, elsewhere. */
export const movedWhole = (slice: Slice, held: Held, [dx, dy]: Point): Slice => {
  const shifted = ([x, y]: Point): [number, number] => kept([x + dx, y + dy]);
  if (held.mode === 'crop') {
    const [left, top, width, height] = slice.crop;
    return {
      ...slice,
      crop: [between(left + dx, 0, 1 - width), between(top + dy, 0, 1 - height), width, height],
    };
  }
  if (held.mode === 'masks') {
    const masks = slice.masks.map((m, i) =>
      i === held.mask ? { ...m, points: m.points.map(shifted) } : m,
    );
    return { ...slice, masks };
  }
  const corners = slice.corners.map(shifted) as unknown as Four;
  // At the end of what the patch keeps, the corners would run into one another.
  return holdsPicture(corners) ? { ...slice, corners: corners as Slice['corners'] } : slice;
};

/** The soft edges that two neighbours need whose parts of the picture overlap: as wide as the overlap. */
export const overlapEdges = (slices: readonly Slice[], n: number): Slice | null => {
  const own = slices[n];
  if (!own) return null;
  const [left, top, width, height] = own.crop;
  const edge = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const [i, other] of slices.entries()) {
    if (i === n) continue;
    const [l, t, w, h] = other.crop;
    const across = Math.min(left + width, l + w) - Math.max(left, l);
    const down = Math.min(top + height, t + h) - Math.max(top, t);
    if (across <= 0 || down <= 0) continue;
    const isBeside = across / Math.min(width, w) <= down / Math.min(height, h);
    if (isBeside) edge[l < left ? 'left' : 'right'] = between(across / width, 0, MOST_EDGE);
    else edge[t < top ? 'top' : 'bottom'] = between(down / height, 0, MOST_EDGE);
  }
  return { ...own, blend: { ...own.blend, ...edge } };
};

/** A new mask stands in the middle of the canvas. */
export const newMask = ([x, y]: Point = [0.5, 0.5]): Mask => ({
  points: [
    [x - 0.1, y - 0.1],
    [x + 0.1, y - 0.1],
    [x + 0.1, y + 0.1],
    [x - 0.1, y + 0.1],
  ].map(([a = 0, b = 0]) => kept([a, b])),
  feather: 0.01,
  hide: true,
});

/** A point more, on the side that is nearest to it. */
export const withPoint = (
  mask: Mask,
  at: Point,
): { readonly mask: Mask; readonly point: number } => {
  const { points } = mask;
  const apart = (p: Point, q: Point): number => Math.hypot(p[0] - q[0], p[1] - q[1]);
  /** The way round by the new point that a side would take. */
  const far = (i: number): number => {
    const a: Point = points[i] ?? at;
    const b: Point = points[(i + 1) % points.length] ?? at;
    return apart(a, at) + apart(at, b) - apart(a, b);
  };
  const after = points.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
  return {
    mask: {
      ...mask,
      points: [...points.slice(0, after + 1), kept(at), ...points.slice(after + 1)],
    },
    point: after + 1,
  };
};

/** A slice more. The first one is halved, so that two projectors have a side each; others begin in the middle. */
export const withSlice = (output: OutputPatch, whole: Slice): OutputPatch => {
  const { slices } = output;
  const [only] = slices;
  if (slices.length === 1 && only && JSON.stringify(only) === JSON.stringify(whole)) {
    const half = (x: number): Slice => ({
      ...whole,
      crop: [x, 0, 0.5, 1],
      corners: [
        [x, 0],
        [x + 0.5, 0],
        [x + 0.5, 1],
        [x, 1],
      ],
    });
    return { ...output, slices: [half(0), half(0.5)] };
  }
  const corners: Slice['corners'] = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ];
  return { ...output, slices: [...slices, { ...whole, corners }] };
};
