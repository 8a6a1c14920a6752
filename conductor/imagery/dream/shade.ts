import { AIR, AIR_WIDE } from './air.ts';
import { BEND, BEND_WIDE } from './bend.ts';
import type { Linear } from './colour.ts';
import { openGather } from './gather.ts';
import { LIE, lieAt } from './ground.ts';
import { MIRRORED, mirrorAt, mirrorsOf, shadowAt } from './mirror.ts';
import { roomLight } from './room.ts';
import { clearness, LAYER, rowOf } from './seen.ts';
import type { ShadeOf } from './shade-of.ts';

/** What shines by itself: a window in the evening. */
const LAMP: Linear = [1, 0.56, 0.2];
/** Snow, paper, cloth. */
const PALE: Linear = [0.74, 0.73, 0.69];

/**
 * Light on everything that was cast: matter lit from the sky and the lamps, seen through haze.
 * Writes linear red, green, blue into its rows of `out` [lines, lines, 3]. All of cast and matter is done by then and
 * may be read in its own rows; other rows of `out` may be in work elsewhere at the same moment.
 */
export const shadeAll = (of: ShadeOf, out: Float32Array): void => {
  const { lines, cast, matter, air, bend, horizon, sun, haze, relief, lie } = of;
  const airRow = new Float32Array(AIR * AIR_WIDE);
  const bendRow = new Float32Array(BEND * BEND_WIDE);
  const lies = new Float32Array(LIE);
  const mirrored = new Float32Array(MIRRORED);
  const mirrors = mirrorsOf(of.layout, of.eye, of.aside);
  const px = 1 / lines;
  const [kr, kg, kb] = sun.key;
  const [gr, gg, gb] = of.ground;
  const [ir, ig, ib] = of.ink;
  const [wr, wg, wb] = of.wall;
  const [dr, dg, db] = of.shade;
  const steep = relief * lines * 0.018;
  const fromSide = sun.x < 0.5 ? -1 : 1;
  const gathering = openGather(cast, of.gathered);
  const heaps = of.gathered.heap;
  const closed = of.room.closed > 0.02;
  const { from, to, step } = of.rows;
  for (let iy = from; iy < to; iy += step) {
    if (iy % of.shares !== of.phase) gathering.row(iy);
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
      const mr = (matter[m] as number) * (matter[m] as number);
      const mg = (matter[m + 1] as number) * (matter[m + 1] as number);
      const mb = (matter[m + 2] as number) * (matter[m + 2] as number);
      const lum = 0.25 * mr + 0.6 * mg + 0.15 * mb;
      const layer = cast.layer[o] as number;
      const cover = cast.cover[o] as number;
      const dy = y - (horizon[ix] as number);
      const dx = sun.x - x;
      const dyl = sun.y - y;
      const away = Math.sqrt(dx * dx + dyl * dyl) + 0.08;
      const beam = (sun.power * sun.spread * 0.55) / (0.35 + 1.6 * away);
      let r = hr;
      let g = hg;
      let bl = hb;

      // What lies behind everything that stands: sky, ground, walls.
      if (cover < 0.985) {
        const wall = layer === LAYER.wall;
        if (dy <= 0 && !wall) {
          const c = layer === LAYER.sky ? of.clouds * (h - 0.42) : 0;
          const lit = c > 0 ? 1 + 0.9 * c : 1 + 0.7 * c;
          r = hr * lit + lr * 0.6;
          g = hg * lit + lg * 0.6;
          bl = hb * lit + lb * 0.6;
        } else {
          let nx = 0;
          let ny = 0;
          let tr = wr;
          let tg = wg;
          let tb = wb;
          let own = 1;
          let stands = 1;
          let rake = 0.12;
          let mirror = 0;
          let tips = 0;
          let dark = 0;
          let lit = 0;
          let far = cast.far[o] as number;
          if (wall) {
            own = 0.85 / (1 + 1.6 * far);
            rake = 0.05;
            lit = roomLight(of.room, x - of.vanish, dy, true);
          } else {
            const metres = of.eye / (dy + 0.004);
            const rx = x - of.vanish;
            far = metres / 36;
            lieAt(lie, rx, rx * metres + of.aside, metres, of.way, of.t, fromSide, of.wind, lies);
            tr = gr;
            tg = gg;
            tb = gb;
            rake = 0.55 * lie.rake * (metres < 30 ? 1 - metres / 30 : 0);
            own = lies[0] as number;
            stands = lies[1] as number;
            mirror = lies[2] as number;
            tips = lies[5] as number;
            dark = shadowAt(of.layout, of.there, x, dy);
            lit = closed ? roomLight(of.room, rx, dy, false) : 0;
          }
          if (rake > 0.01) {
            nx = ix < lines - 1 ? ((matter[m + 7] as number) - h) * steep : 0;
            ny = ((matter[m + below + 3] as number) - h) * steep;
          }
          const raked = stands + rake * ((nx * dx + ny * dyl) / away - 0.25 * ny);
          const lambert = raked < 0.1 ? 0.1 : raked > 2.4 ? 2.4 : raked;
          const keep = wall ? 0.2 : 0.25;
          const shadeOf = (wall ? 0.66 + 0.7 * lum : 0.5 + 1.15 * lum) * own;
          const ambient = (wall ? 0.36 : 0.46) * (1 - 0.8 * dark) * (0.7 + 0.3 * stands);
          const key = beam * lambert * (1 - dark);
          const lamp = lambert * 1.4 * (1 - 0.5 * dark);
          r =
            (tr * (1 - keep) * shadeOf + mr * keep * own) *
            (key * kr + ambient * hr + lr * lamp) *
            1.5;
          g =
            (tg * (1 - keep) * shadeOf + mg * keep * own) *
            (key * kg + ambient * hg + lg * lamp) *
            1.5;
          bl =
            (tb * (1 - keep) * shadeOf + mb * keep * own) *
            (key * kb + ambient * hb + lb * lamp) *
            1.5;
          if (mirror > 0.02) {
            const grazing = mirror * (0.34 + 0.66 / (1 + 5 * dy));
            const stray = lies[3] as number;
            const my = (horizon[ix] as number) - dy * 0.95 - stray * (0.6 + 1.4 * dy) + ny * 0.012;
            const mx = x + (lies[4] as number) * (0.3 + dy) + nx * 0.006;
            const cy = my <= 0 ? 0 : my >= 0.999 ? AIR - 1 : (my * AIR) | 0;
            const cx = mx <= 0 ? 0 : mx >= 0.999 ? AIR - 1 : (mx * AIR) | 0;
            const q = (cy * AIR + cx) * AIR_WIDE;
            let sr = (air[q] as number) + 1.5 * (air[q + 3] as number);
            let sg = (air[q + 1] as number) + 1.5 * (air[q + 4] as number);
            let sb = (air[q + 2] as number) + 1.5 * (air[q + 5] as number);
            const c = 0.5 * of.clouds * (h - 0.5) * (1 - lie.swell);
            sr *= 1 + c;
            sg *= 1 + c;
            sb *= 1 + c;
            mirrorAt(mirrors, of.there, haze, mx, dy, stray, mirrored);
            const mc = mirrored[0] as number;
            if (mc > 0.01) {
              const tone = mirrored[1] as number;
              const glow = mirrored[2] as number;
              const haz = mirrored[3] as number;
              const plain = 1 - mc;
              sr =
                sr * plain +
                hr * haz +
                (mc - haz) * (dr + 0.1 * hr) +
                tone * ir * (0.35 * hr + 0.3 * beam) +
                glow * LAMP[0];
              sg =
                sg * plain +
                hg * haz +
                (mc - haz) * (dg + 0.1 * hg) +
                tone * ig * (0.35 * hg + 0.3 * beam) +
                glow * LAMP[1];
              sb =
                sb * plain +
                hb * haz +
                (mc - haz) * (db + 0.1 * hb) +
                tone * ib * (0.35 * hb + 0.3 * beam) +
                glow * LAMP[2];
            }
            // The way of light over the water: wider the nearer, broken where it is rough.
            const wide = 0.035 + 0.3 * dy * (0.25 + lie.swell);
            const off = (x - sun.x) / wide;
            const glade =
              off * off < 6
                ? Math.exp(-off * off) *
                  Math.max(
                    0,
                    0.3 + (lie.swell > 0.2 ? 5 * stray + 1.1 * (lies[4] as number) * 14 : 0.2),
                  )
                : 0;
            const path = glade * sun.power * 0.8 * (1 - mc);
            const crest = lie.swell > 0.03 ? 1 + (own - 1) * lie.swell : 1;
            sr *= crest;
            sg *= crest;
            sb *= crest;
            r += (sr - r) * grazing + path * kr * mirror;
            g += (sg - g) * grazing + path * kg * mirror;
            bl += (sb - bl) * grazing + path * kb * mirror;
          }
          if (tips > 0) {
            const t = tips * (beam + 0.12) * (1 - dark);
            r += kr * t * (0.4 + tr);
            g += kg * t * (0.4 + tg);
            bl += kb * t * (0.4 + tb);
          }
          if (lit > 0) {
            r += (kr * 0.8 + hr) * lit;
            g += (kg * 0.8 + hg) * lit;
            bl += (kb * 0.8 + hb) * lit;
          }
          const t = clearness(haze, far);
          r = hr + (r - hr) * t;
          g = hg + (g - hg) * t;
          bl = hb + (bl - hb) * t;
        }
      }

      // What stands before it.
      if (cover > 0.004) {
        const solid = cast.solid[o] as number;
        const tone = cast.tone[o] as number;
        const pale = cast.pale[o] as number;
        const leaf = cast.leaf[o] as number;
        const through = cast.through[o] as number;
        const glow = cast.glow[o] as number;
        const rough = layer === LAYER.near ? 0.3 : 1;
        const grained = 1 + rough * (0.5 * lum - 0.2 + 0.4 * (h - 0.5));
        const key = 0.3 * beam;
        const sr = key * kr + 0.5 * hr + 1.3 * lr;
        const sg = key * kg + 0.5 * hg + 1.3 * lg;
        const sb = key * kb + 0.5 * hb + 1.3 * lb;
        const edge = cover < 0.97 ? 0.5 * cover * (1 - cover) * beam : 0;
        const shine = through * (0.25 + 2.2 * beam) + edge;
        const black = solid - tone - pale - leaf;
        const white = pale > 0.01 ? 0.25 + 0.7 * (pale / solid) : 0.25;
        const green = leaf > 0.01 ? leaf / solid : 0;
        const open = 1 - cover;
        const haze0 = cover - solid;
        r =
          r * open +
          hr * haze0 +
          (black * (dr * 1.4 + 0.16 * sr) +
            (tone * ir + 1.6 * leaf * gr + pale * PALE[0]) * sr * 1.9) *
            grained +
          shine * kr * (white + (1 - white) * (green * gr + (1 - green) * ir)) +
          glow * LAMP[0];
        g =
          g * open +
          hg * haze0 +
          (black * (dg * 1.4 + 0.16 * sg) +
            (tone * ig + 1.6 * leaf * gg + pale * PALE[1]) * sg * 1.9) *
            grained +
          shine * kg * (white + (1 - white) * (green * gg + (1 - green) * ig)) +
          glow * LAMP[1];
        bl =
          bl * open +
          hb * haze0 +
          (black * (db * 1.4 + 0.16 * sb) +
            (tone * ib + 1.6 * leaf * gb + pale * PALE[2]) * sb * 1.9) *
            grained +
          shine * kb * (white + (1 - white) * (green * gb + (1 - green) * ib)) +
          glow * LAMP[2];
      }
      const e = o * 3;
      const far = cast.far[o] as number;
      const v =
        layer === LAYER.near
          ? veil * 0.35
          : layer === LAYER.sky
            ? veil * 0.8
            : veil * (far > 1 ? 1 : 0.3 + 0.7 * far);
      const heap = (y - (heaps[ix] as number)) * 9;
      const dark = heap > 0 ? 1 - 0.6 * (heap < 1 ? heap : 1) : 1;
      const press = dark * (1 + (lift < 0 ? 0.7 : 0.55) * lift);
      const shimmer = (gather > 0 ? gather : 0) * (0.35 + 0.65 * sun.power) * 0.5;
      out[e] = (r + (hr * 1.05 + lr - r) * v) * press + shimmer * kr;
      out[e + 1] = (g + (hg * 1.05 + lg - g) * v) * press + shimmer * kg;
      out[e + 2] = (bl + (hb * 1.05 + lb - bl) * v) * press + shimmer * kb;
    }
  }
};
