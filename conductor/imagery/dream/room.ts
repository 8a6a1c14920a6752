import { reader, type World } from './world.ts';

/** A place that is closed, and how light comes into it. */
export interface Room {
  /** 0 under the sky .. 1 closed. */
  readonly closed: number;
  readonly corridor: number;
  readonly panes: number;
  /** How much of its far wall is a paper door with the night behind it. */
  readonly paper: number;
  /** -1 or 1, on which side of the far wall its window is. */
  readonly side: number;
}

/** Half a room is one already: a hole in its wall would be a window nobody meant. */
const closedBy = (much: number): number => Math.min(1, Math.max(0, (much - 0.1) * 2.6));

export const roomOf = (world: World): Room => {
  const read = reader(world);
  const open = 1 - Math.min(1, 2 * read('nave'));
  const paper = Math.min(1, Math.max(0, read('w.paper') - 0.25) * 2.5);
  return {
    closed: closedBy(Math.max(read('room'), read('corridor'))),
    corridor: read('corridor'),
    panes:
      read('corridor') > 0.5
        ? 0
        : Math.min(1, 1.5 * read('panes')) * read('room') * (1 - paper) * open,
    paper: paper * closedBy(read('room')) * Math.min(1, 2 * read('panes')),
    side: read('side') < 0.5 ? -1 : 1,
  };
};

const soft = (d: number, width: number): number => {
  const v = d / width + 0.5;
  return v <= 0 ? 0 : v >= 1 ? 1 : v * v * (3 - 2 * v);
};

/** Four panes and the bars between; 0..1. u, v from the middle, -1..1 at the edges. */
const paned = (u: number, v: number, edge: number): number => {
  const inside = Math.min(1 - Math.abs(u), 1 - Math.abs(v));
  if (inside < -edge) return 0;
  const bar = Math.min(Math.abs(u), Math.abs(v + 0.1));
  return soft(inside, edge) * (0.35 + 0.65 * soft(bar - 0.05, edge * 0.6));
};

/** A door of paper on a lattice: light through fibre, brighter where the moon stands behind it. */
const lattice = (u: number, v: number): number => {
  const inside = Math.min(1 - Math.abs(u), 1 - Math.abs(v));
  if (inside < -0.03) return 0;
  const near = (k: number): number => Math.abs(k - Math.round(k));
  const bars = Math.min(near((u + 1) * 3.5) / 3.5, near((v + 1) * 4) / 4);
  const leaf = Math.abs(u) < 0.035 ? 0.25 : 1;
  const moon = Math.exp(-((u - 0.35) ** 2 + (v + 0.35) ** 2) * 1.6);
  return soft(inside, 0.05) * leaf * (0.3 + 0.7 * soft(bars - 0.022, 0.02)) * (0.12 + 0.75 * moon);
};

const WINDOW = { across: 0.13, up: 0.1, half: 0.085, tall: 0.12 } as const;

/** How much of a beam is at a place: dust in the light that falls from a room's window to the floor, 0..1. */
export const beamOf = ({ side }: Room, rx: number, dy: number): number => {
  const along = (dy + WINDOW.up + 0.06) / 0.44;
  if (along < -0.25 || along > 1.2) return 0;
  const off =
    Math.abs(rx - side * (WINDOW.across - 0.24 * along)) / (WINDOW.half * (0.85 + 0.75 * along));
  return (
    soft(1 - off, 0.7) * soft(along + 0.05, 0.3) * soft(1.1 - along, 0.4) * (0.75 - 0.35 * along)
  );
};

/**
 * Light that walls and floor give by themselves: strips along a corridor and the door at its end, a window of a room
 * and its light on the floor. 0..1. @param rx from where the way vanishes @param dy below the horizon, pictures
 */
export const roomLight = (
  { corridor, panes, paper, side }: Room,
  rx: number,
  dy: number,
  wall: boolean,
): number => {
  let light = 0;
  if (corridor > 0.02) {
    const across = Math.abs(rx);
    const high = Math.abs(dy * 1.15);
    const span = Math.max(across, high);
    if (wall) {
      if (dy < 0 && high >= across && across < 0.16 * span) {
        const at = (0.35 / span) % 1;
        light += 0.85 * soft(0.3 - Math.abs(at - 0.3), 0.08);
      }
      light += 0.5 * soft(0.07 - span, 0.012);
    } else {
      // Each strip lies again on the floor, dull.
      const at = (0.35 / Math.max(span, 0.02)) % 1;
      light +=
        across < 0.3 * span
          ? 0.1 * soft(0.3 - Math.abs(at - 0.3), 0.2) * (1 - across / (0.3 * span))
          : 0;
    }
    light *= corridor;
  }
  if (paper > 0.02) {
    const middle = 0.1 * side;
    if (wall) light += paper * lattice((rx - middle) / 0.21, (dy + 0.02) / 0.3);
    else {
      const down = (dy - 0.36) / 0.14;
      const slanted = (rx - middle + side * (dy - 0.2) * 0.7) / (0.2 * (1 + 1.2 * dy));
      light += 0.16 * paper * lattice(slanted, down);
    }
  }
  if (panes > 0.02) {
    const middle = side * WINDOW.across;
    if (wall)
      light +=
        0.85 * panes * paned((rx - middle) / WINDOW.half, (dy + WINDOW.up) / WINDOW.tall, 0.07);
    else {
      const down = (dy - 0.3) / 0.11;
      const slanted = (rx - middle + side * (dy - 0.1) * 0.95) / (WINDOW.half * (1 + 1.6 * dy));
      light += 0.22 * panes * paned(slanted, down, 0.25);
    }
  }
  return light;
};
