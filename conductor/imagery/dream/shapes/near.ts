import { chance, rugged, sway } from '../chance.ts';
import type { Build } from './build.ts';
import { disc, lay, limb } from './stand.ts';

const ALL = { left: 0, right: 1, top: 0, bottom: 1, far: 0 };

/** The dark frame of a window, of a windscreen: what is outside is seen through it. */
export const frame: Build = (stand, { t, seed }, there) => {
  const shake = 0.002 * sway(seed, 241, t * 3);
  lay(stand, { ...ALL, ink: 0, there }, (x, y) => {
    const dx = Math.abs(x - 0.5) - 0.34;
    const dy = Math.abs(y - 0.44 - shake) - 0.27;
    const out = Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0);
    return Math.max(out - 0.1, 0.006 - Math.abs(x - 0.5 - 0.01));
  });
};

/** Twigs that reach in from above. */
export const branches: Build = (stand, { seed, breeze, t }, there) => {
  const side = chance(seed, 251, 0) < 0.5 ? 0 : 1;
  const turn = side === 0 ? 1 : -1;
  for (let i = 0; i < 7; i += 1) {
    const y = -0.05 + 0.07 * i;
    const reach = 0.3 + 0.3 * chance(seed, 252, i);
    const dip = 0.1 * (chance(seed, 253, i) - 0.3) + 0.015 * breeze * sway(seed, 254, t * 0.5 + i);
    const look = { far: 0.04, ink: 0.2, there };
    const knee: readonly [number, number] = [side + turn * reach * 0.5, y + dip * 0.4];
    limb(stand, [side - turn * 0.05, y - 0.06], knee, 0.012, 0.006, look);
    limb(stand, knee, [side + turn * reach, y + dip], 0.006, 0.002, look);
    for (let k = 0; k < 3; k += 1)
      disc(
        stand,
        knee[0] + turn * reach * 0.17 * k,
        y + dip * (0.4 + 0.2 * k) + 0.02,
        0.022,
        { ...look, ink: 0.7 },
        0.7,
      );
  }
};

/** Grass before the eye. */
export const blades: Build = (stand, { seed, breeze, t }, there) => {
  for (let i = 0; i < 18; i += 1) {
    const x = i / 17 + 0.06 * (chance(seed, 261, i) - 0.5);
    const tall = 0.1 + 0.24 * chance(seed, 262, i) ** 2;
    const lean =
      tall * (0.8 * (chance(seed, 263, i) - 0.5) + 0.3 * breeze * sway(seed, 264, t * 0.5 + x));
    limb(stand, [x, 1.04], [x + lean, 1.02 - tall], 0.012, 0.001, { far: 0.05, ink: 0.2, there });
  }
};

/** A curtain at one side, its edge in slow air. */
export const curtain: Build = (stand, { seed, breeze, t }, there) => {
  const side = chance(seed, 271, 0) < 0.5;
  lay(stand, { ...ALL, ink: 0.9, there }, (x, y) => {
    const edge = 0.2 + 0.03 * Math.sin(y * 7 + 1.7) + 0.05 * breeze * sway(seed, 272, t * 0.3 + y);
    return edge - (side ? x : 1 - x);
  });
};

/** Eaves: a roof's edge above, the room of a porch. */
export const roofedge: Build = (stand, { seed }, there) => {
  lay(
    stand,
    { ...ALL, ink: 0, there },
    (x, y) => 0.13 - 0.1 * (x - 0.5) * (x - 0.5) - y + 0.006 * Math.sin(x * 150 + seed),
  );
  for (const x of [0.1, 0.93])
    limb(stand, [x, 0], [x, 1.05], 0.018, 0.018, { far: 0.06, ink: 0, there });
};

/** Heads and shoulders of those who sit before her. */
export const shoulders: Build = (stand, { seed }, there) => {
  for (let i = 0; i < 3; i += 1) {
    const x = 0.16 + 0.34 * i + 0.08 * (chance(seed, 281, i) - 0.5);
    const y = 0.9 + 0.05 * chance(seed, 282, i);
    const look = { far: 0.05, ink: 0, there };
    disc(stand, x, y - 0.1, 0.062, look, 1.2);
    disc(stand, x, y + 0.13, 0.15, look, 0.9);
  }
};

/** Weight: matter that heaps up before her, higher the more there is of it. @param much 0..1 */
export const heap = (stand: Parameters<Build>[0], seed: number, much: number): void => {
  if (much < 0.02) return;
  lay(stand, { ...ALL, top: 0.4, ink: 0, there: 1 }, (x, y) => {
    const edge = 1.03 - much * (0.2 + 0.1 * rugged(seed, 291, x * 2.2) + 0.22 * (2 * x - 1) ** 2);
    return (y - edge) * 0.9;
  });
};

/** The mouth of a tunnel, from inside. */
export const tunnel: Build = (stand, { ground }, there) => {
  lay(stand, { ...ALL, far: 0.1, ink: 0, there }, (x, y) => {
    const round = Math.hypot(x - 0.5, (y - ground + 0.03) * 1.1) - 0.2;
    return y > ground - 0.03 ? Math.abs(x - 0.5) - 0.2 - (y - ground + 0.03) * 0.75 : round;
  });
};
