import { bytes, floats } from './shared.ts';

/** Cells a picture is wide and high on a plane. */
export const CELLS = 320;
/** A plane is a picture and a half wide and comes again after that: a train's way has no end. */
export const WIDE = 480;
/** Two pictures high: one above the horizon, one below. */
export const HIGH = 640;
/** Where a plane begins, pictures: across, and above the horizon. */
export const LEFT = -0.25;
export const TOP = -1;
/** Numbers a cell says of what stands there: how far, how coloured, how it shines, which part it is. */
export const LOOK = 4;
/** Lines and columns of the grid that says how far things give way to the wind. */
export const SWAY_WIDE = 24;
export const SWAY_HIGH = 32;
/** Tones: from 0 shade .. the memory's colour, from HUED shade .. white, from twice HUED shade .. the ground's colour. */
export const HUED = 85;
/** Metres in one step of `far`. */
export const FAR_STEP = 0.7;

/** Everything that stands at about one depth, as paper is cut for a paper theatre. */
export interface Plane {
  /** How much of a cell is covered, 0..255. [HIGH, WIDE] */
  readonly cover: Uint8Array;
  /** [HIGH, WIDE, LOOK]: distance in FAR_STEP; tone, see HUED; light: below 128 what shines
   * through, from 128 what shines by itself; the part it belongs to. */
  readonly look: Uint8Array;
  /** The first and last covered cell of each row; the first is above the last where there is none. */
  readonly first: Float32Array;
  readonly last: Float32Array;
  /** 0..1, how far things move in the wind there. [SWAY_HIGH, SWAY_WIDE] */
  readonly sway: Float32Array;
  /** Middle distance of what stands on it, metres; how many cells it covers. [2] */
  readonly measure: Float32Array;
}

export const newPlane = (): Plane => ({
  cover: bytes(HIGH * WIDE),
  look: bytes(HIGH * WIDE * LOOK),
  first: floats(HIGH).fill(WIDE),
  last: floats(HIGH).fill(-1),
  sway: floats(SWAY_HIGH * SWAY_WIDE),
  measure: floats(2),
});

export const clearPlane = (plane: Plane): void => {
  plane.cover.fill(0);
  plane.look.fill(0);
  plane.first.fill(WIDE);
  plane.last.fill(-1);
  plane.sway.fill(0);
  plane.measure.fill(0);
};

/** What is laid on a cell: 0..255 each, `far` in FAR_STEP. */
export interface Dab {
  readonly far: number;
  readonly tone: number;
  readonly light: number;
  readonly part: number;
}

/** Lays paint over one cell; `much` 0..1. What is laid later is nearer. */
export const dab = (
  plane: Plane,
  ix: number,
  iy: number,
  much: number,
  { far, tone, light, part }: Dab,
): void => {
  if (iy < 0 || iy >= HIGH) return;
  const x = ix < 0 ? ix + WIDE : ix >= WIDE ? ix - WIDE : ix;
  if (x < 0 || x >= WIDE) return;
  const o = iy * WIDE + x;
  const old = plane.cover[o] as number;
  const l = o * LOOK;
  if (much <= 0) {
    if (old > 0) return;
  } else {
    plane.cover[o] = Math.min(255, Math.round(255 * much + old * (1 - much)));
    if (255 * much < old * (1 - much)) return;
    if (x < (plane.first[iy] as number)) plane.first[iy] = x;
    if (x > (plane.last[iy] as number)) plane.last[iy] = x;
    plane.measure[0] = (plane.measure[0] as number) + much * far * FAR_STEP;
    plane.measure[1] = (plane.measure[1] as number) + much;
  }
  plane.look[l] = far;
  plane.look[l + 1] = tone;
  plane.look[l + 2] = light;
  plane.look[l + 3] = part;
};

/** Ends a plane: its rows know their neighbours' reach, its distance is known. */
export const closePlane = (plane: Plane): void => {
  const covered = plane.measure[1] as number;
  if (covered > 0) plane.measure[0] = (plane.measure[0] as number) / covered;
  const { first, last } = plane;
  for (let iy = 0; iy < HIGH - 1; iy += 1) {
    first[iy] = Math.min(first[iy] as number, first[iy + 1] as number) - 1;
    last[iy] = Math.max(last[iy] as number, last[iy + 1] as number) + 1;
  }
};

/** Rows or columns of a plane that are blurred in one go, and about how much work that is: see shapes/brush.ts. */
const BLURRED = 32;
const BLUR_WORK = 12_000;

/**
 * A box blur of what a plane covers, `r` cells, along both axes: what is near is out of focus. Bit by bit; says after
 * each bit how much work it was.
 */
export function* blurring(plane: Plane, r: number): Generator<number, void> {
  const { cover, look } = plane;
  if (plane.measure[1] === 0) return;
  const spare = new Uint8Array(cover.length);
  const strips = function* (count: number, work: (from: number, to: number) => void) {
    for (let from = 0; from < count; from += BLURRED) {
      work(from, Math.min(count, from + BLURRED));
      yield BLUR_WORK;
    }
  };
  yield* strips(HIGH, (from, to) => pass(cover, spare, from, to, WIDE, WIDE, 1, r));
  yield* strips(WIDE, (from, to) => pass(spare, cover, from, to, HIGH, 1, WIDE, r));
  yield* strips(HIGH, (from, to) => spread(plane, from, to, WIDE, WIDE, 1, r));
  yield* strips(WIDE, (from, to) => spread(plane, from, to, HIGH, 1, WIDE, r));
  yield* strips(HIGH, (from, to) => {
    for (let iy = from; iy < to; iy += 1)
      for (let ix = 0; ix < WIDE; ix += 1) {
        const o = iy * WIDE + ix;
        if ((cover[o] as number) === 0 || (look[o * LOOK + 3] as number) === 0) continue;
        if (ix < (plane.first[iy] as number)) plane.first[iy] = ix;
        if (ix > (plane.last[iy] as number)) plane.last[iy] = ix;
      }
  });
}

const pass = (
  from: Uint8Array,
  to: Uint8Array,
  row: number,
  rowEnd: number,
  length: number,
  stride: number,
  step: number,
  r: number,
): void => {
  for (let k = row; k < rowEnd; k += 1) {
    const first = k * stride;
    let sum = 0;
    for (let i = -r; i < r; i += 1)
      sum += from[first + Math.min(length - 1, Math.max(0, i)) * step] as number;
    for (let i = 0; i < length; i += 1) {
      sum += from[first + Math.min(length - 1, i + r) * step] as number;
      to[first + i * step] = sum / (2 * r + 1);
      sum -= from[first + Math.max(0, i - r) * step] as number;
    }
  }
};

/** What a cell shows reaches `r` cells beyond its edge, so that a soft edge has a colour. */
const spread = (
  { look, cover }: Plane,
  row: number,
  rowEnd: number,
  length: number,
  stride: number,
  step: number,
  r: number,
): void => {
  for (let k = row; k < rowEnd; k += 1)
    for (const way of [1, -1]) {
      let seen = -1;
      let gone = 0;
      for (let i = way > 0 ? 0 : length - 1; i >= 0 && i < length; i += way) {
        const o = k * stride + i * step;
        if ((look[o * LOOK + 3] as number) > 0) {
          seen = o;
          gone = 0;
        } else if (seen >= 0 && gone <= r && (cover[o] as number) > 0) {
          gone += 1;
          look.copyWithin(o * LOOK, seen * LOOK, seen * LOOK + LOOK);
        } else seen = -1;
      }
    }
};
