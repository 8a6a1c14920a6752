import { MATTERS, type Matter } from './slots.ts';
import { FINE_GRAIN, PLATE, SOFT, texel } from './textures.ts';
import { mattersAt, reader, type World } from './world.ts';

/** How a ground lies: every matter in its own way. Shares 0..1 where no unit is named. */
export interface Ground {
  /** How strongly light rakes its matter, how large the matter is, how soft it is at least (units). */
  readonly rake: number;
  readonly size: number;
  readonly soft: number;
  /** Drifts and dunes; swell; blades; plates with cracks; pools; patches. */
  readonly drift: number;
  readonly swell: number;
  readonly blades: number;
  readonly plates: number;
  readonly pools: number;
  readonly patches: number;
  readonly mirror: number;
  /** Flooded fields, ploughed fields, what is laid on the ground. */
  readonly paddies: number;
  readonly furrows: number;
  readonly road: number;
  readonly rails: number;
  readonly boards: number;
  readonly tiles: number;
  readonly waves: number;
  /** Sand before her, water behind it. */
  readonly beach: number;
}

type Lie = {
  rake: number;
  size: number;
  soft?: number;
  drift?: number;
  blades?: number;
  plates?: number;
  pools?: number;
  patches?: number;
  swell?: number;
};

const LIES: Readonly<Record<Matter, Lie>> = {
  snow: { rake: 0.12, size: 0.4, soft: 0.07, drift: 0.8 },
  ice: { rake: 0.08, size: 0.5, soft: 0.05, plates: 1, drift: 0.25 },
  water: { rake: 0, size: 0.8, soft: 0.05, swell: 1 },
  silt: { rake: 0.3, size: 0.7, soft: 0.02, pools: 1 },
  moss: { rake: 0.4, size: 1.1, patches: 0.8 },
  bark: { rake: 0.6, size: 1, patches: 0.5 },
  grass: { rake: 0.2, size: 1.2, blades: 1, patches: 0.5 },
  rock: { rake: 0.45, size: 0.5, patches: 0.5, drift: 0.3 },
  paper: { rake: 0.2, size: 0.6, soft: 0.03 },
  cloth: { rake: 0.3, size: 0.6, soft: 0.02, drift: 0.4 },
  rust: { rake: 0.4, size: 1 },
  wood: { rake: 0.4, size: 0.9 },
  leaves: { rake: 0.45, size: 1.7, patches: 0.8 },
  sand: { rake: 0.12, size: 0.5, soft: 0.06, drift: 1 },
  haze: { rake: 0, size: 0.3, soft: 0.1, drift: 0.9, patches: 0.6 },
  earth: { rake: 0.3, size: 0.9, patches: 0.7, drift: 0.2 },
  stone: { rake: 0.2, size: 0.7, soft: 0.02, plates: 0.35 },
  brick: { rake: 0.4, size: 0.9 },
  plaster: { rake: 0.2, size: 0.7, soft: 0.02 },
  metal: { rake: 0.2, size: 0.8 },
  tile: { rake: 0.1, size: 0.8, soft: 0.02 },
  asphalt: { rake: 0.25, size: 1.6, patches: 0.3 },
  straw: { rake: 0.2, size: 1.2, blades: 1, patches: 0.5 },
};

/** How the ground of a world lies: its two matters mixed. */
export const groundOf = (world: World): Ground => {
  const read = reader(world);
  const first = mattersAt('g');
  const mixed = (of: (lie: Lie) => number | undefined): number =>
    MATTERS.reduce((n, matter, i) => n + (world[first + i] ?? 0) * (of(LIES[matter]) ?? 0), 0);
  const wet = read('wet');
  const furrows = read('furrows');
  const beach = Math.min(
    1,
    2.5 * Math.min(read('g.sand'), Math.max(read('waves'), 0.6 * read('shore')) * wet),
  );
  const paddies = furrows * Math.min(1, wet * 1.6);
  return {
    rake: mixed((l) => l.rake),
    size: mixed((l) => l.size),
    soft: mixed((l) => l.soft),
    drift: mixed((l) => l.drift),
    swell:
      Math.max(
        beach,
        mixed((l) => l.swell),
      ) *
      (1 - 0.8 * paddies),
    blades: mixed((l) => l.blades) * (1 - paddies),
    plates: mixed((l) => l.plates),
    pools: mixed((l) => l.pools) * (1 - paddies),
    patches: mixed((l) => l.patches),
    mirror: wet,
    paddies,
    furrows: furrows - paddies,
    road: read('road'),
    rails: read('rails'),
    boards: read('boards'),
    tiles: read('tiles'),
    waves: read('waves'),
    beach,
  };
};

/** What a place of the ground is, as `lieAt` writes it: see there. */
export const LIE = 6;

const between = (low: number, high: number, v: number): number => {
  const k = (v - low) / (high - low);
  return k <= 0 ? 0 : k >= 1 ? 1 : k * k * (3 - 2 * k);
};

/** 1 at every whole number, 0 away from it. */
const sharp = (v: number): number => {
  const off = Math.abs(v - Math.floor(v) - 0.5) * 2;
  const k = off > 0.55 ? (off - 0.55) / 0.45 : 0;
  return k * k;
};

const hashed = (v: number): number => {
  const s = Math.sin(v * 12.9898) * 43758.5453;
  return s - Math.floor(s);
};

/** One row of blades: how far up its blade a place is, 0 at its root .. 1 at its tip; -1 above them. */
const bladesOf = (across: number, row: number, up: number, wind: number): number => {
  const leant = across + up * (0.5 + wind);
  const i = Math.floor(leant);
  const off = 2 * (leant - i) - 1;
  const chance = 0.5 + 0.5 * (FINE_GRAIN[(((row * 37) & 255) << 8) | ((i * 11) & 255)] as number);
  const tall = (0.55 + 1.3 * chance) * (1 - off * off * (0.5 + 0.5 * chance));
  return up < tall ? up / tall : -1;
};

/** Rows of blades in a depth e times as far; how far each row is, metres. */
const ROWS = 5;
const DEPTH_OF_ROW = Float32Array.from({ length: 32 }, (_, row) => Math.exp(row / ROWS));
/** Natural logarithms of 1/8, 2/8 .. 64 metres, between which lines are straight enough for grass. */
const LN = Float32Array.from({ length: 513 }, (_, i) => Math.log(Math.max(1, i) / 8));
const lnOf = (away: number): number => {
  const at = away * 8;
  const i = at | 0;
  if (i >= 512) return LN[512] as number;
  return (LN[i] as number) + (at - i) * ((LN[i + 1] as number) - (LN[i] as number));
};

/** Blades of grass, row before row; their roots do not stand in lines. */
const bladed = (x: number, away: number, wind: number, heaps: number): number => {
  const r = lnOf(away) * ROWS + 1.2 * heaps;
  const row = Math.floor(r);
  const up = r - row;
  const across = x * (DEPTH_OF_ROW[row < 0 ? 0 : row > 31 ? 31 : row] as number) * 17;
  const front = bladesOf(across + row * 31.7, row, up + 1, wind);
  if (front >= 0) return front;
  const back = bladesOf(across * 1.05 + row * 31.7 + 31.7, row + 1, up, wind);
  return back >= 0 ? back * 0.9 : 0.35;
};

/**
 * How the ground lies at a place: writes [how light its matter is, how it stands to the light (1 level), how much it
 * mirrors, how far a mirrored ray goes astray upward and aside, light at its tips].
 * @param x metres aside @param away metres ahead on the ground @param passed metres of way @param sun -1 or 1, from
 * where light comes
 */
export const lieAt = (
  g: Ground,
  rx: number,
  x: number,
  away: number,
  passed: number,
  t: number,
  sun: number,
  wind: number,
  out: Float32Array,
): void => {
  const v = away + passed;
  const fine = away < 40 ? 1 - away / 40 : 0;
  let own = 1;
  let stands = 1;
  let mirror = g.mirror;
  let stray = 0;
  let astray = 0;
  let tips = 0;
  let sea = 1;
  if (g.beach > 0.03) {
    // The edge of the water comes and goes with the tide of its waves.
    const edge = 8.5 + 3.2 * texel(SOFT, x / 60 + 0.1, 0.3) + 0.9 * Math.sin(t * 0.35);
    sea = 1 - g.beach * (1 - between(edge, edge + 1.6, away));
    const wet = between(edge - 3.2, edge + 0.3, away);
    mirror *= sea + (1 - sea) * 0.75 * wet * wet;
    own *= 1 - 0.3 * wet * (1 - sea);
    const foam = away - edge - 1.1;
    tips +=
      g.beach * 0.5 * Math.exp(-foam * foam * 1.4) * (0.6 + 0.5 * texel(FINE_GRAIN, x / 6, v / 3));
  }
  if (g.drift > 0.03) {
    const u = x / 46;
    const w = v / 30;
    const here = texel(SOFT, u, w);
    const slope = texel(SOFT, u + 0.012 * sun, w - 0.006) - here;
    stands += g.drift * slope * 3.4;
    own *= 1 + g.drift * 0.16 * here;
  }
  if (g.patches > 0.03) own *= 1 + g.patches * 0.34 * texel(SOFT, x / 18, v / 18);
  if (g.swell > 0.03) {
    const long = texel(SOFT, x / 260 + 0.3, (v + t * 0.55) / 62);
    const chop =
      away < 60 ? texel(SOFT, x / 17 + t * 0.011, (v + t * 0.3) / 6.5) * (1 - away / 60) : 0;
    const rough = g.swell * sea * (0.35 + 0.9 * g.waves);
    stray = rough * (0.09 * long + 0.07 * chop);
    astray = rough * 0.05 * chop;
    own *= 1 + g.swell * sea * (0.12 + 0.75 * g.waves) * (long + 0.35 * chop);
    tips += g.waves * g.swell * sea * between(0.55, 1.0, long + 0.35 * chop) * 0.5;
  }
  if (g.blades > 0.03) {
    const up = bladed(
      rx,
      away,
      wind,
      texel(SOFT, x / 9, v / 26) + 0.5 * texel(FINE_GRAIN, x / 12, v / 40),
    );
    const b = g.blades * fine * fine;
    own *= 1 + b * (0.85 * up * up - 0.5) - 0.12 * g.blades * (1 - fine);
    tips += b * up * up * up * 0.26;
  }
  if (g.plates > 0.03) {
    const e = texel(PLATE, x / 44, v / 44);
    const width = 0.02 + 0.0028 * away;
    const crack = e < width ? 1 - e / width : 0;
    const f = away < 14 ? texel(PLATE, x / 13 + 0.3, v / 13 + 0.1) : 1;
    const small = f < 0.05 ? (1 - f / 0.05) * (1 - away / 14) * 0.6 : 0;
    const clear = texel(SOFT, x / 30 + 0.2, v / 22);
    const k = g.plates;
    own *= 1 + k * (0.3 * clear + 0.9 * Math.max(crack, small));
    mirror =
      mirror * (1 - k * 0.75 * Math.max(crack, small)) * (1 - k * 0.55 * between(-0.1, 0.6, clear));
    tips += k * (0.5 * crack + 0.3 * small);
    astray += k * 0.02 * clear;
  }
  if (g.pools > 0.03) {
    const p = texel(SOFT, x / 40, v / 15) + 0.35 * texel(SOFT, x / 11 + 0.4, v / 4.2) * fine;
    const pool = between(-0.12, 0.1, p);
    mirror *= 1 + g.pools * (pool * 0.9 - 0.72);
    own *= 1 + g.pools * (0.25 * p - 0.25 * pool);
    if (fine > 0.4)
      stands +=
        g.pools *
        (1 - pool) *
        1.2 *
        (texel(SOFT, x / 7 + 0.03 * sun, v / 2.4) - texel(SOFT, x / 7, v / 2.4)) *
        fine;
  }
  if (g.paddies > 0.03) {
    const e = texel(PLATE, x / 150 + 0.37, v / 74 + 0.2);
    const bank = 1 - between(0.035, 0.06, e);
    let rows = 0;
    if (away < 13) {
      const across = sharp(x * 2.9 + 0.24 * texel(FINE_GRAIN, x / 4, v / 4));
      rows = across > 0 ? across * sharp(v * 2.4) * (1 - away / 13) : 0;
    }
    mirror = mirror + g.paddies * (0.92 * (1 - bank) * (1 - 0.8 * rows) - mirror);
    own *= 1 - g.paddies * 0.35 * bank * (0.9 + 0.5 * texel(FINE_GRAIN, x / 9, v / 9));
    tips += g.paddies * 0.1 * bank * fine;
  }
  if (g.road > 0.02) {
    const side = x < 0 ? -x : x;
    const on = side < 2.6 ? 1 : side > 3 ? 0 : (3 - side) * 2.5;
    const paint = side < 0.09 && (v * 0.22) % 1 < 0.45 ? 0.55 * Math.min(1, 14 / away) : 0;
    const track = 0.1 * Math.exp(-(((side - 1.2) / 0.4) ** 2));
    own *= 1 + g.road * (on * (paint + track - 0.3) + (1 - on) * 0.08);
    mirror *= 1 + g.road * 0.3 * on;
  }
  if (g.rails > 0.02) {
    const off = Math.abs((x < 0 ? -x : x) - 0.75);
    const tie = x < 1.3 && x > -1.3 && (v * 1.5) % 1 < 0.4 ? -0.4 * fine * fine : 0;
    const rail = off < 0.05 + 0.002 * away ? 1 : 0;
    own *= 1 + g.rails * (tie + rail * 0.6);
    mirror = Math.max(mirror, g.rails * rail * 0.7);
  }
  if (g.furrows > 0.02)
    stands +=
      g.furrows *
      0.7 *
      Math.sin(x * 4.4 + 0.5 * Math.sin(v * 0.35)) *
      sun *
      Math.max(0, 1 - away / 26);
  if (g.boards > 0.02) {
    const at = x * 3.1;
    const board = Math.floor(at);
    const gap = Math.abs(at - board - 0.5) > 0.5 - 0.03 - 0.002 * away ? 1 : 0;
    own *= 1 + g.boards * (0.35 * (hashed(board) - 0.5) - 0.65 * gap * Math.min(1, 7 / away));
    mirror = Math.max(mirror, 0.16 * g.boards * hashed(board + 9));
  }
  if (g.tiles > 0.02) {
    const a = Math.abs(x * 1.25 - Math.floor(x * 1.25) - 0.5);
    const b = Math.abs(v * 1.25 - Math.floor(v * 1.25) - 0.5);
    own *= 1 - g.tiles * 0.4 * Math.max(0, 1 - away / 16) * (a > 0.47 || b > 0.47 ? 1 : 0);
    mirror = Math.max(mirror, 0.32 * g.tiles);
  }
  out[0] = own < 0.08 ? 0.08 : own;
  out[1] = stands < 0.15 ? 0.15 : stands > 2.4 ? 2.4 : stands;
  out[2] = mirror < 0 ? 0 : mirror > 0.96 ? 0.96 : mirror;
  out[3] = stray;
  out[4] = astray;
  out[5] = tips;
};
