import type { Painted } from '../../conductor/imagery/engine.ts';

/** Numbers that say how a picture looks; all from its bytes. */

const linear = (byte: number): number => {
  const v = byte / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
};
const LINEAR = Float64Array.from({ length: 256 }, (_, i) => linear(i));
const curve = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);

type Lab = [l: number, a: number, b: number];

/** CIE L*a*b* (D65) of linear sRGB. */
const labOf = (r: number, g: number, b: number): Lab => {
  const x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};

/** Mean colours of `rows` x `columns` fields, row by row from the top. */
export const thumbnail = (
  { width, height, rgb }: Painted,
  rows: number,
  columns: number,
): Lab[] => {
  const sums = new Float64Array(rows * columns * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const cell =
        (Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width)) * 4;
      const o = (y * width + x) * 3;
      for (let c = 0; c < 3; c += 1)
        sums[cell + c] = (sums[cell + c] ?? 0) + (LINEAR[rgb[o + c] ?? 0] ?? 0);
      sums[cell + 3] = (sums[cell + 3] ?? 0) + 1;
    }
  return Array.from({ length: rows * columns }, (_, i) => {
    const n = sums[i * 4 + 3] ?? 1;
    return labOf((sums[i * 4] ?? 0) / n, (sums[i * 4 + 1] ?? 0) / n, (sums[i * 4 + 2] ?? 0) / n);
  });
};

/** Lightness L* of every pixel, 0..100. */
export const lightness = ({ rgb, width, height }: Painted): Float64Array =>
  Float64Array.from({ length: width * height }, (_, i) => {
    const y =
      0.2126 * (LINEAR[rgb[i * 3] ?? 0] ?? 0) +
      0.7152 * (LINEAR[rgb[i * 3 + 1] ?? 0] ?? 0) +
      0.0722 * (LINEAR[rgb[i * 3 + 2] ?? 0] ?? 0);
    return 116 * curve(y) - 16;
  });

const CELLS = 4;
const TURNS = 4;

/** How strong edges are in each of 4 x 4 fields along 4 directions, mean L* a pixel. */
export const orientation = (picture: Painted): number[] => {
  const { width, height } = picture;
  const light = lightness(picture);
  const out = new Array<number>(CELLS * CELLS * TURNS).fill(0);
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const o = y * width + x;
      const gx = ((light[o + 1] ?? 0) - (light[o - 1] ?? 0)) / 2;
      const gy = ((light[o + width] ?? 0) - (light[o - width] ?? 0)) / 2;
      const turn = Math.floor(((Math.atan2(gy, gx) / Math.PI + 1) % 1) * TURNS) % TURNS;
      const cell = Math.floor((y * CELLS) / height) * CELLS + Math.floor((x * CELLS) / width);
      out[cell * TURNS + turn] = (out[cell * TURNS + turn] ?? 0) + Math.hypot(gx, gy);
    }
  const share = (CELLS * CELLS) / (width * height);
  return out.map((v) => v * share);
};

/** A picture as a point: 8 x 8 fields in L*a*b*, and the edges of 4 x 4 fields, eight times as heavy. */
export const pointOf = (picture: Painted): number[] => [
  ...thumbnail(picture, 8, 8).flat(),
  ...orientation(picture).map((v) => 8 * v),
];

export const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((v, i) => v - (b[i] ?? 0)));

const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i] ?? 0;
  return sum / values.length;
};

/** Warmth of the palette: mean b* (yellow against blue) of 16 x 16 fields, weighed by their lightness. */
export const temperature = (picture: Painted): number => {
  const fields = thumbnail(picture, 16, 16);
  const sum = fields.reduce((n, [l]) => n + l, 0) + 1e-9;
  return fields.reduce((n, [l, , b]) => n + l * b, 0) / sum;
};

/** RMS contrast: standard deviation of L* over its mean (Peli 1990). Free of how bright the whole is. */
export const contrast = (picture: Painted): number => {
  const light = lightness(picture);
  const middle = mean(light);
  return Math.sqrt(mean(light.map((v) => (v - middle) ** 2))) / (middle + 1);
};

/** Mean edge of one pixel over that of eight: how much of what is there is fine. Free of contrast. */
export const sharpness = (picture: Painted): number => {
  const { width, height } = picture;
  const light = lightness(picture);
  const edges = (step: number): number => {
    let sum = 0;
    for (let y = 0; y < height - step; y += 1)
      for (let x = 0; x < width - step; x += 1) {
        const o = y * width + x;
        sum +=
          Math.abs((light[o + step] ?? 0) - (light[o] ?? 0)) +
          Math.abs((light[o + step * width] ?? 0) - (light[o] ?? 0));
      }
    return sum / ((height - step) * (width - step));
  };
  return edges(1) / (edges(8) + 0.05);
};

/**
 * Logarithm of how far edges went between two pictures, pixels: mean change of L* over mean gradient of L* (normal flow, Horn and
 * Schunck 1981). Free of contrast and of blur.
 */
export const flow = (a: Painted, b: Painted): number => {
  const la = lightness(a);
  const lb = lightness(b);
  let moved = 0;
  let edges = 0;
  for (let o = 0; o < la.length - a.width - 1; o += 1) {
    const here = la[o] ?? 0;
    moved += Math.abs(here - (lb[o] ?? 0));
    edges += Math.hypot((la[o + 1] ?? 0) - here, (la[o + a.width] ?? 0) - here);
  }
  return Math.log(moved / (edges + 1e-6) + 1e-4);
};

/** Rows below this share of the height belong to what lies before her, not to the horizon. */
const UPPER = 0.8;

/** Mean L* of each row of the upper part, freed of its mean over the picture and of its spread. */
export const rowProfile = (picture: Painted): number[] => {
  const all = thumbnail(picture, picture.height, 1).map(([l]) => l);
  const rows = all.slice(0, Math.round(UPPER * all.length));
  const middle = mean(rows);
  const spread = Math.sqrt(mean(rows.map((v) => (v - middle) ** 2))) + 1e-6;
  return rows.map((v) => (v - middle) / spread);
};

/**
 * How far a picture's rows lie above those of another, in pictures: the shift within +-0.35 at which their profiles
 * of lightness agree best (mean squared difference where they overlap).
 */
export const raised = (picture: Painted, reference: readonly number[]): number => {
  const rows = rowProfile(picture);
  const n = rows.length;
  const most = Math.floor(0.35 * n);
  const costs = Array.from({ length: 2 * most + 1 }, (_, k) => {
    const shift = k - most;
    let sum = 0;
    let count = 0;
    for (let y = Math.max(0, -shift); y < Math.min(n, n - shift); y += 1) {
      sum += ((rows[y] ?? 0) - (reference[y + shift] ?? 0)) ** 2;
      count += 1;
    }
    return sum / count;
  });
  return (costs.indexOf(Math.min(...costs)) - most) / n;
};

/** Pearson's r of values that were freed of their group's mean: what moves within a group. */
export const withinR = (groups: readonly (readonly (readonly [number, number])[])[]): number => {
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const group of groups) {
    const mx = mean(group.map(([x]) => x));
    const my = mean(group.map(([, y]) => y));
    for (const [x, y] of group) {
      xy += (x - mx) * (y - my);
      xx += (x - mx) ** 2;
      yy += (y - my) ** 2;
    }
  }
  return xy / Math.sqrt(xx * yy || 1);
};
