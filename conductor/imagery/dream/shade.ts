import { AIR, AIR_WIDE, type Sun } from './air.ts';
import { BEND, BEND_WIDE } from './bend.ts';
import { type Cast, LAYER, rowOf } from './cast.ts';
import type { Linear } from './colour.ts';

export interface ShadeOf {
  readonly lines: number;
  /** Every `shares`-th row from `phase` is lit, the others stay. */
  readonly phase: number;
  readonly shares: number;
  readonly cast: Cast;
  /** Red, green, blue as photographed and height, [n, 4]. */
  readonly matter: Float32Array;
  readonly air: Float32Array;
  readonly bend: Float32Array;
  readonly horizon: Float32Array;
  readonly sun: Sun;
  readonly ground: Linear;
  readonly ink: Linear;
  readonly wall: Linear;
  readonly shade: Linear;
  /** How much haze a picture of way holds, how wet the ground is, how cloudy the sky. */
  readonly haze: number;
  readonly wet: number;
  readonly clouds: number;
  /** How strongly light rakes over matter. */
  readonly relief: number;
  /** 0..1, what is drawn on the ground. */
  readonly road: number;
  readonly rails: number;
  readonly furrows: number;
  readonly waves: number;
  readonly boards: number;
  readonly tiles: number;
  readonly corridor: number;
  readonly panes: number;
  readonly way: number;
  readonly t: number;
}

/** How the ground is marked: 1 nothing, below 1 darker, above lighter. u across, v along, in units of matter. */
const marked = (of: ShadeOf, u: number, v: number, fine: number): number => {
  let k = 1;
  if (of.road > 0.02) {
    const side = u < 0 ? -u : u;
    const on = side < 0.62 ? 1 : side > 0.72 ? 0 : (0.72 - side) * 10;
    const line = side < 0.03 && v - Math.floor(v) < 0.5 ? 0.9 : 0;
    k *= 1 + of.road * (on * (line - 0.42) + (1 - on) * 0.1);
  }
  if (of.waves > 0.02) {
    const swell =
      Math.sin(v * 1.9 + 0.5 * Math.sin(u * 0.8 + of.t * 0.11) - of.t * 0.5) +
      0.5 * Math.sin(v * 4.3 + u * 0.9 + of.t * 0.3);
    k *= 1 + of.waves * 0.42 * swell * fine;
  }
  if (of.rails > 0.02) {
    const side = Math.abs(Math.abs(u) - 0.3);
    const tie = Math.abs(u) < 0.45 && (v * 2.2) % 1 < 0.35 ? -0.35 * fine : 0;
    k *= 1 + of.rails * ((side < 0.03 ? 1.7 : 0) + tie);
  }
  if (of.furrows > 0.02)
    k *= 1 + of.furrows * 0.42 * fine * Math.sin(u * 9 + 0.35 * Math.sin(v * 1.2));
  if (of.boards > 0.02)
    k *= 1 - of.boards * 0.4 * fine * (Math.abs(((((u * 1.6) % 1) + 1) % 1) - 0.5) > 0.47 ? 1 : 0);
  if (of.tiles > 0.02) {
    const a = Math.abs(((((u * 1.3) % 1) + 1) % 1) - 0.5);
    const b = Math.abs(((((v * 1.3) % 1) + 1) % 1) - 0.5);
    k *= 1 - of.tiles * 0.45 * fine * (a > 0.46 || b > 0.46 ? 1 : 0);
  }
  return k;
};

/** Light that a wall gives by itself: strips along a corridor and the door at its end, a window of a room. 0..1 */
const inside = (of: ShadeOf, rx: number, dy: number): number => {
  const side = Math.abs(rx);
  const high = Math.abs(dy * 1.15);
  const span = Math.max(side, high);
  let light = 0;
  if (of.corridor > 0.02) {
    if (dy < 0 && high >= side && side < 0.16 * span) light += (0.35 / span) % 1 < 0.6 ? 0.9 : 0;
    if (span < 0.07) light += 0.55;
    light *= of.corridor;
  }
  if (of.panes > 0.02 && of.corridor < 0.5) {
    const wx = Math.abs(rx + 0.09) - 0.075;
    const wy = Math.abs(dy + 0.1) - 0.085;
    const bar = Math.min(Math.abs(rx + 0.09), Math.abs(dy + 0.1)) < 0.004 ? 0.3 : 1;
    if (wx < 0 && wy < 0) light += 0.8 * of.panes * bar;
  }
  return light;
};

/**
 * Light on everything that was cast: matter lit from the sky and the lamps, seen through haze.
 * Writes linear red, green, blue into `out` [lines, lines, 3].
 */
export const shadeAll = (of: ShadeOf, out: Float32Array): void => {
  const { lines, cast, matter, air, bend, horizon, sun, haze, wet, relief } = of;
  const airRow = new Float32Array(AIR * AIR_WIDE);
  const bendRow = new Float32Array(BEND * BEND_WIDE);
  const px = 1 / lines;
  const [kr, kg, kb] = sun.key;
  const [gr, gg, gb] = of.ground;
  const [ir, ig, ib] = of.ink;
  const [wr, wg, wb] = of.wall;
  const [dr, dg, db] = of.shade;
  const steep = relief * lines * 0.018;
  const rippled = 0.035 + 0.1 * of.waves;
  for (let iy = of.phase; iy < lines; iy += of.shares) {
    let o = iy * lines;
    const y = (iy + 0.5) * px;
    rowOf(air, AIR, AIR_WIDE, y, airRow);
    rowOf(bend, BEND, BEND_WIDE, y, bendRow);
    const below = iy < lines - 1 ? lines * 4 : 0;
    for (let ix = 0; ix < lines; ix += 1, o += 1) {
      const x = (ix + 0.5) * px;
      const ax = Math.min(AIR - 1.001, Math.max(0, x * AIR - 0.5));
      const ai = ax | 0;
      const af = ax - ai;
      const a = ai * AIR_WIDE;
      const b = a + AIR_WIDE;
      const hr = (airRow[a] as number) + af * ((airRow[b] as number) - (airRow[a] as number));
      const hg =
        (airRow[a + 1] as number) + af * ((airRow[b + 1] as number) - (airRow[a + 1] as number));
      const hb =
        (airRow[a + 2] as number) + af * ((airRow[b + 2] as number) - (airRow[a + 2] as number));
      const lr =
        (airRow[a + 3] as number) + af * ((airRow[b + 3] as number) - (airRow[a + 3] as number));
      const lg =
        (airRow[a + 4] as number) + af * ((airRow[b + 4] as number) - (airRow[a + 4] as number));
      const lb =
        (airRow[a + 5] as number) + af * ((airRow[b + 5] as number) - (airRow[a + 5] as number));
      const veil =
        (airRow[a + 6] as number) + af * ((airRow[b + 6] as number) - (airRow[a + 6] as number));
      const w = Math.min(BEND - 1, (x * BEND) | 0) * BEND_WIDE;
      const lift = bendRow[w + 2] as number;
      const gather = bendRow[w + 3] as number;

      const m = o * 4;
      const h = matter[m + 3] as number;
      const nx = ix < lines - 1 ? ((matter[m + 7] as number) - h) * steep : 0;
      const ny = ((matter[m + below + 3] as number) - h) * steep;
      const mr = (matter[m] as number) ** 2;
      const mg = (matter[m + 1] as number) ** 2;
      const mb = (matter[m + 2] as number) ** 2;
      const lum = 0.25 * mr + 0.6 * mg + 0.15 * mb;
      const layer = cast.layer[o] as number;
      const far = cast.far[o] as number;
      let r = 0;
      let g = 0;
      let bl = 0;

      if (layer === LAYER.sky) {
        const c = of.clouds * (h - 0.42);
        const lit = c > 0 ? 1 + 0.9 * c : 1 + 0.7 * c;
        r = hr * lit + lr * 0.6;
        g = hg * lit + lg * 0.6;
        bl = hb * lit + lb * 0.6;
      } else {
        const dx = sun.x - x;
        const dyl = sun.y - y;
        const away = Math.sqrt(dx * dx + dyl * dyl) + 0.08;
        const rake = 1 + (nx * dx + ny * dyl) / away - 0.25 * ny;
        const lambert = rake < 0.1 ? 0.1 : rake > 2.2 ? 2.2 : rake;
        const beam = (sun.power * sun.spread * 0.55) / (0.35 + 1.6 * away);
        let tr = ir;
        let tg = ig;
        let tb = ib;
        let keep = 0.35;
        let own = 1;
        let lit = 0;
        if (layer === LAYER.ground) {
          tr = gr;
          tg = gg;
          tb = gb;
          const u = cast.x[o] as number;
          const fine = Math.max(0, 1 - (cast.footprint[o] as number) * 14);
          own = marked(of, u, cast.y[o] as number, fine);
        } else if (layer === LAYER.wall) {
          tr = wr;
          tg = wg;
          tb = wb;
          own = 0.75 / (1 + 2.2 * far);
          lit = inside(of, x - 0.5, y - (horizon[ix] as number));
        } else {
          const ink = cast.ink[o] as number;
          const k = ink > 1 ? 1 : ink;
          tr = dr + (gr * 0.5 - dr) * 0.4 * (1 - k) + (ir - dr) * k;
          tg = dg + (gg * 0.5 - dg) * 0.4 * (1 - k) + (ig - dg) * k;
          tb = db + (gb * 0.5 - db) * 0.4 * (1 - k) + (ib - db) * k;
          keep = 0.3 * (0.3 + 0.7 * k);
          own =
            (0.5 + 0.8 * ink) *
            (ink > 0.95 && ink < 1.05 && (cast.edge[o] as number) > 0.012 ? 0.4 : 1);
        }
        const shadeOf = (0.14 + 1.75 * lum) * own;
        const ambient = layer === LAYER.wall ? 0.34 : 0.42;
        const sr = beam * kr * lambert + ambient * hr + lr * lambert * 1.4;
        const sg = beam * kg * lambert + ambient * hg + lg * lambert * 1.4;
        const sb = beam * kb * lambert + ambient * hb + lb * lambert * 1.4;
        r = (tr * (1 - keep) * shadeOf + mr * keep * own) * sr * 1.5;
        g = (tg * (1 - keep) * shadeOf + mg * keep * own) * sg * 1.5;
        bl = (tb * (1 - keep) * shadeOf + mb * keep * own) * sb * 1.5;
        if (layer === LAYER.ground && wet > 0.01) {
          const dy = y - (horizon[ix] as number);
          const shine = wet * (0.28 + 0.72 / (1 + 9 * dy));
          const my = (horizon[ix] as number) - dy * 0.92 + ny * rippled;
          const mx = x + nx * rippled * 0.5;
          const cy = Math.min(AIR - 1, Math.max(0, (my * AIR) | 0));
          const cx = Math.min(AIR - 1, Math.max(0, (mx * AIR) | 0));
          const q = (cy * AIR + cx) * AIR_WIDE;
          const glit = 0.82 + 0.5 * (h - 0.5);
          r += (((air[q] as number) + 1.3 * (air[q + 3] as number)) * glit - r) * shine;
          g += (((air[q + 1] as number) + 1.3 * (air[q + 4] as number)) * glit - g) * shine;
          bl += (((air[q + 2] as number) + 1.3 * (air[q + 5] as number)) * glit - bl) * shine;
        }
        if (layer === LAYER.mid || layer === LAYER.near) {
          const e = cast.edge[o] as number;
          const rim =
            e < 0.005 && y < (horizon[ix] as number) + 0.02
              ? (1 - e / 0.005) * beam * (layer === LAYER.mid ? 0.3 : 0.1)
              : 0;
          const ink = cast.ink[o] as number;
          const through = layer === LAYER.mid ? 0.34 * beam * ink : 0.1 * beam * ink;
          r += kr * (rim + through * ir * 2);
          g += kg * (rim + through * ig * 2);
          bl += kb * (rim + through * ib * 2);
        }
        if (lit > 0) {
          r += (kr * 0.8 + hr) * lit;
          g += (kg * 0.8 + hg) * lit;
          bl += (kb * 0.8 + hb) * lit;
        }
        const t = 1 / (1 + haze * far * (1.1 + 0.6 * haze * far));
        r = hr + (r - hr) * t;
        g = hg + (g - hg) * t;
        bl = hb + (bl - hb) * t;
      }
      const e = o * 3;
      const v = layer === LAYER.near ? veil * 0.35 : veil * (far > 1 ? 1 : 0.25 + 0.75 * far);
      const vr = hr * 1.05 + lr;
      const vg = hg * 1.05 + lg;
      const vb = hb * 1.05 + lb;
      const press = 1 + 0.55 * lift;
      const near = cast.near[o] as number;
      const cover = layer === LAYER.near ? 0 : near;
      const mid = cast.mid[o] as number;
      if (layer === LAYER.mid && y < (horizon[ix] as number)) {
        r = hr + (r - hr) * mid;
        g = hg + (g - hg) * mid;
        bl = hb + (bl - hb) * mid;
      } else if (layer !== LAYER.mid && mid > 0) {
        r += (dr - r) * mid * 0.7;
        g += (dg - g) * mid * 0.7;
        bl += (db - bl) * mid * 0.7;
      }
      const glow = gather * (0.35 + 0.65 * sun.power);
      out[e] = ((r + (vr - r) * v) * press + glow * kr * 0.5) * (1 - cover) + cover * dr * 0.6;
      out[e + 1] = ((g + (vg - g) * v) * press + glow * kg * 0.5) * (1 - cover) + cover * dg * 0.6;
      out[e + 2] =
        ((bl + (vb - bl) * v) * press + glow * kb * 0.5) * (1 - cover) + cover * db * 0.6;
    }
  }
};
