import { chance, sway } from '../chance.ts';
import type { Build } from './build.ts';
import { block, disc, lay, limb } from './stand.ts';

type Look = { far: number; ink: number; there: number };

const gable = (
  stand: Parameters<Build>[0],
  x: number,
  foot: number,
  wide: number,
  tall: number,
  look: Look,
): void => {
  const eave = foot - tall * 0.55;
  block(stand, [x - wide / 2, eave, x + wide / 2, foot], look);
  lay(
    stand,
    {
      left: x - wide * 0.62,
      right: x + wide * 0.62,
      top: foot - tall,
      bottom: eave + 0.05,
      ...look,
    },
    (px, py) => {
      const slope = (tall * 0.47) / (wide * 0.62);
      return Math.min((py - (foot - tall) - Math.abs(px - x) * slope) * 0.8, eave + 0.045 - py);
    },
  );
};

/** A house with a gable, and a smaller one behind it. */
export const house: Build = (stand, { seed, ground }, there) => {
  const x = 0.5 + (chance(seed, 121, 0) - 0.5) * 0.5;
  gable(stand, x + 0.3 * (x < 0.5 ? 1 : -1), ground + 0.03, 0.16, 0.11, {
    far: 0.75,
    ink: 0,
    there,
  });
  gable(stand, x, ground + 0.09, 0.3, 0.24, { far: 0.5, ink: 0, there });
};

/** A nave with its tower, or, inside, the arches of one. */
export const church: Build = (stand, { seed, ground }, there) => {
  const x = 0.42 + 0.16 * chance(seed, 131, 0);
  const look = { far: 0.5, ink: 0, there };
  gable(stand, x + 0.12, ground + 0.08, 0.22, 0.2, look);
  block(stand, [x - 0.055, ground - 0.24, x + 0.055, ground + 0.08], look);
  lay(
    stand,
    { left: x - 0.07, right: x + 0.07, top: ground - 0.46, bottom: ground - 0.23, ...look },
    (px, py) =>
      Math.min((py - (ground - 0.46) - Math.abs(px - x) * 3.6) * 0.27, ground - 0.23 - py),
  );
};

/** Poles beside the way, smaller toward the horizon, and the wires between them. */
export const poles: Build = (stand, { seed, ground }, there) => {
  const side = chance(seed, 141, 0) < 0.5 ? -1 : 1;
  let before: readonly [number, number] | null = null;
  for (let i = 5; i >= 0; i -= 1) {
    const near = 1 / (1.15 + i * 0.9);
    const x = 0.5 + side * (0.02 + 0.55 * near);
    const foot = ground + (1 - ground) * near * 0.8;
    const top = foot - 0.62 * near;
    const look = { far: 0.95 - 0.8 * near, ink: 0, there };
    limb(stand, [x, foot], [x, top], 0.012 * near + 0.001, 0.009 * near + 0.001, look);
    limb(
      stand,
      [x - 0.06 * near, top + 0.03 * near],
      [x + 0.06 * near, top + 0.03 * near],
      0.004 * near + 0.001,
      0.004 * near + 0.001,
      look,
    );
    const head = [x, top + 0.03 * near] as const;
    if (before) {
      const dip = [(head[0] + before[0]) / 2, (head[1] + before[1]) / 2 + 0.03 * near] as const;
      limb(stand, before, dip, 0.0012, 0.0016, look);
      limb(stand, dip, head, 0.0016, 0.002, look);
    }
    before = head;
  }
};

/** A boat on the water. */
export const boat: Build = (stand, { seed, ground, t }, there) => {
  const x = 0.34 + 0.32 * chance(seed, 151, 0);
  const y = ground + 0.035 + 0.004 * sway(seed, 152, t * 0.4);
  const look = { far: 0.55, ink: 0, there };
  lay(
    stand,
    { left: x - 0.12, right: x + 0.12, top: y - 0.03, bottom: y + 0.03, ...look },
    (px, py) =>
      Math.min(
        py - (y - 0.018) - 0.9 * (px - x) * (px - x),
        y + 0.02 - py,
        0.1 - Math.abs(px - x) - 0.6 * Math.max(0, py - y),
      ),
  );
  limb(stand, [x, y], [x + 0.008, y - 0.2], 0.004, 0.002, look);
};

/** A bridge along the horizon on its arches. */
export const bridge: Build = (stand, { ground, seed }, there) => {
  const deck = ground - 0.1;
  const shift = chance(seed, 161, 0) * 0.2;
  lay(
    stand,
    { left: -0.1, right: 1.1, top: deck - 0.01, bottom: ground + 0.06, far: 0.6, ink: 0, there },
    (px, py) => {
      const bay = ((((px + shift) % 0.26) + 0.26) % 0.26) - 0.13;
      const hole = Math.hypot(bay, (py - ground - 0.03) * 0.85) - 0.098;
      return Math.min(py - deck, hole, ground + 0.06 - py);
    },
  );
};

/** A table close by, a bowl or pot on it. */
export const table: Build = (stand, { seed, ground }, there) => {
  const x = 0.5 + 0.16 * (chance(seed, 171, 0) - 0.5);
  const y = ground + (1 - ground) * 0.42;
  const look = { far: 0.22, ink: 0.1, there };
  block(stand, [x - 0.34, y, x + 0.34, y + 0.03], look);
  for (const side of [-0.29, 0.29])
    block(stand, [x + side - 0.014, y, x + side + 0.014, 1.05], look);
  block(stand, [x - 0.1, y - 0.085, x + 0.07, y + 0.005], { ...look, ink: 0.35 }, -0.012);
  disc(stand, x - 0.015, y - 0.087, 0.085, { ...look, ink: 0.3 }, 0.2);
};

/** Steps that rise to one side. */
export const stairs: Build = (stand, { seed, ground }, there) => {
  const side = chance(seed, 181, 0) < 0.5 ? -1 : 1;
  for (let i = 0; i < 9; i += 1) {
    const x = 0.5 + side * (i * 0.05 - 0.12);
    const top = ground + 0.22 - i * 0.055;
    const edge = side > 0 ? [x, top, 1.1, top + 0.06] : [-0.1, top, x, top + 0.06];
    block(stand, edge as [number, number, number, number], {
      far: 0.35 + 0.05 * i,
      ink: 0.05 * (i % 2),
      there,
    });
  }
};

/** Posts and two rails. */
export const fence: Build = (stand, { seed, ground }, there) => {
  const y = ground + (1 - ground) * 0.3;
  const look = { far: 0.45, ink: 0, there };
  for (let i = 0; i < 12; i += 1) {
    const x = i / 11 + 0.02 * (chance(seed, 191, i) - 0.5);
    limb(stand, [x, y + 0.03], [x, y - 0.085], 0.006, 0.005, look);
  }
  limb(stand, [-0.05, y - 0.06], [1.05, y - 0.055], 0.0035, 0.0035, look);
  limb(stand, [-0.05, y - 0.02], [1.05, y - 0.018], 0.0035, 0.0035, look);
};

/** A wheel of a fair: rim, spokes, stand. */
export const wheel: Build = (stand, { seed, ground, t }, there) => {
  const x = 0.38 + 0.24 * chance(seed, 201, 0);
  const y = ground - 0.2;
  const look = { far: 0.6, ink: 0.4, there };
  lay(
    stand,
    { left: x - 0.2, right: x + 0.2, top: y - 0.2, bottom: y + 0.2, ...look },
    (px, py) => 0.006 - Math.abs(Math.hypot(px - x, py - y) - 0.18),
  );
  for (let i = 0; i < 10; i += 1) {
    const turn = (i / 10) * 2 * Math.PI + t * 0.03;
    const rim = [x + 0.18 * Math.cos(turn), y + 0.18 * Math.sin(turn)] as const;
    limb(stand, [x, y], rim, 0.002, 0.0025, look);
    disc(stand, rim[0], rim[1] + 0.012, 0.014, { ...look, ink: 0.9 });
  }
  for (const side of [-0.09, 0.09])
    limb(stand, [x, y], [x + side, ground + 0.04], 0.006, 0.008, look);
};

/** A tall thing alone: lighthouse, chimney, tower. */
export const tower: Build = (stand, { seed, ground }, there) => {
  const x = chance(seed, 211, 0) < 0.5 ? 0.3 : 0.68;
  const look = { far: 0.6, ink: 0.1, there };
  block(stand, [x - 0.035, ground - 0.36, x + 0.035, ground + 0.05], look, 0.012);
  block(stand, [x - 0.032, ground - 0.4, x + 0.032, ground - 0.355], { ...look, ink: 0.5 });
};

/** Sheets on a line, in slow air. */
export const cloths: Build = (stand, { seed, ground, breeze, t }, there) => {
  const line = ground - 0.28;
  limb(stand, [-0.05, line - 0.02], [1.05, line + 0.02], 0.0025, 0.0025, {
    far: 0.35,
    ink: 0,
    there,
  });
  for (let i = 0; i < 4; i += 1) {
    const x = 0.08 + i * 0.24 + 0.05 * chance(seed, 221, i);
    const wide = 0.15 + 0.06 * chance(seed, 222, i);
    const tall = 0.26 + 0.12 * chance(seed, 223, i);
    const drift = breeze * 0.09 * sway(seed, 224, t * 0.35 + i);
    const stamp = {
      left: x - 0.1,
      right: x + wide + 0.1,
      top: line,
      bottom: line + tall + 0.03,
      far: 0.3,
      ink: 1.1,
      there,
    };
    lay(stand, stamp, (px, py) => {
      const down = (py - line) / tall;
      const left = px - x - drift * down * down - 0.008 * Math.sin(down * 5 + i);
      return Math.min(left, wide - left, py - line, line + tall - py + 0.012 * Math.sin(px * 40));
    });
  }
};

/** A bed or mat with its pillow. */
export const bed: Build = (stand, { ground }, there) => {
  const y = ground + (1 - ground) * 0.5;
  block(stand, [0.1, y, 0.86, y + 0.13], { far: 0.25, ink: 0.7, there }, 0.03);
  disc(stand, 0.24, y, 0.1, { far: 0.25, ink: 0.95, there }, 0.36);
};

/** Boards against the wall with things on them: books, jars. */
export const shelf: Build = (stand, { seed, ground }, there) => {
  for (let row = 0; row < 3; row += 1) {
    const y = ground - 0.08 - row * 0.15;
    block(stand, [0.14, y, 0.86, y + 0.012], { far: 0.6, ink: 0, there });
    for (let i = 0; i < 20; i += 1) {
      const tall = 0.05 + 0.055 * chance(seed, 231 + row, i);
      const x = 0.15 + i * 0.0352;
      if (chance(seed, 235 + row, i) > 0.25)
        block(stand, [x, y - tall, x + 0.029, y], {
          far: 0.6,
          ink: 0.6 * chance(seed, 238 + row, i),
          there,
        });
    }
  }
};
