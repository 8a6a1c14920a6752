import { chance, sway } from './chance.ts';
import type { Linear } from './colour.ts';
import type { Lamp } from './lamps.ts';
import { beamOf, roomOf } from './room.ts';
import { colourOf, reader, type World } from './world.ts';

/** Lines and columns of the grid of light: light has no edges. */
export const AIR = 64;
/** Numbers a cell: light of the air (3), light of lamps (3), how thick a veil hangs there. */
export const AIR_WIDE = 7;

/** Where the light of the sky stands. */
export interface Sun {
  readonly x: number;
  readonly y: number;
  readonly key: Linear;
  readonly power: number;
  readonly spread: number;
}

export interface AirOf {
  readonly world: World;
  readonly seed: number;
  readonly t: number;
  readonly ground: number;
  readonly sun: Sun;
  readonly lamps: readonly Lamp[];
  /** Warmth and width that feeling gives the light at the horizon, 0..1; how dim all of it is. */
  readonly lift: number;
  readonly veil: number;
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

/**
 * Fills the grid: the sky's gradient with the glow of its light, below the horizon the haze that lies over the
 * ground, halos of lamps, and the veil of mist and steam.
 */
export const fillAir = (grid: Float32Array, of: AirOf): void => {
  const { world, seed, t, ground, sun, lamps, lift } = of;
  const read = reader(world);
  const zenith = colourOf(world, 'zenith');
  const low = colourOf(world, 'low');
  const shade = colourOf(world, 'shade');
  const inside = Math.max(
    read('room'),
    read('corridor'),
    read('tunnel') * (1 - Math.min(1, read('wet'))),
  );
  const room = roomOf(world);
  const vanish = read('vanish');
  const dust = room.panes * (0.3 + 0.7 * Math.min(1, read('motes')));
  const steam = read('steam');
  const haze = read('haze');
  const flat = 0.55 - 0.2 * lift;
  // From the pot on the table where there is one: see shapes/indoors.ts.
  const pot = read('table') > 0.2;
  const from = pot ? (chance(seed, 171, 1) < 0.5 ? 0.57 : 0.43) : 0.5;
  // Incense is a thread, and a pot gives a cloud.
  const thread = !pot && read('candles') > 0.2 && read('room') > 0.4;
  const [thin, opens, much] = thread ? [0.011, 0.035, 0.32] : [0.045, 0.34, 1.5];
  const source = ground + (pot ? 0.09 : 0.2);
  for (let iy = 0, o = 0; iy < AIR; iy += 1) {
    const y = (iy + 0.5) / AIR;
    const above = ground - y;
    const high = above > 0 ? (above / Math.max(0.2, ground)) ** flat : 0;
    const deep = above < 0 ? -above / Math.max(0.1, 1 - ground) : 0;
    const band = Math.exp(-((above / (0.07 + 0.07 * lift)) ** 2)) * (0.25 + 0.75 * lift);
    for (let ix = 0; ix < AIR; ix += 1, o += AIR_WIDE) {
      const x = (ix + 0.5) / AIR;
      const dx = x - sun.x;
      const dy = (y - sun.y) * 1.25;
      const near = Math.exp(-Math.sqrt(dx * dx + dy * dy) / (0.1 + 0.34 * sun.spread));
      const glow = sun.power * (0.55 * near + 0.2 * band * (0.4 + 0.6 * Math.exp(-dx * dx * 6)));
      const fade = 1 - 0.55 * deep;
      for (let c = 0; c < 3; c += 1) {
        const sky = mix(low[c] ?? 0, zenith[c] ?? 0, high) * fade + glow * (sun.key[c] ?? 0);
        const dim = (shade[c] ?? 0) + 0.4 * (low[c] ?? 0);
        grid[o + c] = mix(sky, dim, 0.88 * inside);
      }
      const drift =
        0.5 +
        0.5 * sway(seed, 401, x * 2.2 + t * 0.05 + y * 1.3) * sway(seed, 402, y * 3 - t * 0.03);
      const mist = haze * haze * Math.exp(-(((y - ground - 0.02) / 0.16) ** 2)) * drift * 0.55;
      const rise = Math.max(0, source + 0.02 - y);
      const curl =
        (thread ? 0.04 : 0.05) * sway(seed, 403, y * 3.5 + t * 0.3) +
        0.03 * sway(seed, 404, y * 9 + t * 0.5);
      const off = (x - from - curl * Math.min(1, rise * 5)) / (thin + opens * rise);
      const column = Math.exp(-off * off) * (0.6 + 0.4 * sway(seed, 405, x * 9 + y * 5 + t * 0.4));
      const wisp =
        much *
        steam *
        column *
        (0.5 + 0.5 * drift) *
        (y < source ? Math.min(1, (source - y) * 12) : 0) *
        Math.exp(-rise * 1.1);
      const beam = dust > 0.02 ? dust * (0.85 + 0.3 * drift) * beamOf(room, x - vanish, -above) : 0;
      for (let c = 0; c < 3; c += 1) {
        const scattered = 0.75 * (sun.key[c] ?? 0) + 0.12;
        grid[o + c] = mix(grid[o + c] ?? 0, scattered, Math.min(0.85, wisp));
        grid[o + 3 + c] = beam * 0.55 * (sun.key[c] ?? 0);
      }
      grid[o + 6] = Math.min(0.9, mist + 2.6 * wisp + 0.8 * beam + of.veil * (0.55 + 0.45 * drift));
    }
  }
  for (const lamp of lamps) shine(grid, lamp);
};

/** Adds the halo of one lamp, out to where it is a hundredth. */
const shine = (grid: Float32Array, { x, y, halo, light }: Lamp): void => {
  const reach = halo * 3;
  const x0 = Math.max(0, Math.floor((x - reach) * AIR));
  const x1 = Math.min(AIR - 1, Math.ceil((x + reach) * AIR));
  const y1 = Math.min(AIR - 1, Math.ceil((y + reach) * AIR));
  for (let iy = Math.max(0, Math.floor((y - reach) * AIR)); iy <= y1; iy += 1)
    for (let ix = x0; ix <= x1; ix += 1) {
      const dx = ((ix + 0.5) / AIR - x) / halo;
      const dy = ((iy + 0.5) / AIR - y) / halo;
      const d2 = dx * dx + dy * dy;
      if (d2 > 9) continue;
      const v = 0.5 / (1 + 2.2 * d2) - 0.5 / 20.8;
      const o = (iy * AIR + ix) * AIR_WIDE + 3;
      for (let c = 0; c < 3; c += 1) grid[o + c] = (grid[o + c] ?? 0) + v * (light[c] ?? 0);
    }
};
