import type { InkPoint } from './writer.ts';

/** Numbers a vertex of the ribbon carries: x, y, across, along, half, ink, dry, spread, line. */
export const VERTEX = 9;

/** How a drawing ages. */
export interface Age {
  readonly nowS: number;
  /** Seconds a point of the line stays. */
  readonly lifeS: number;
}

/** The share of its life in which a point stays as it was drawn. */
const WHOLE = 0.45;
/** How far light creeps into wet paper in a second, stage heights; it goes with the root of time (Washburn 1921). */
const CREEP = 0.0042;
/** The ribbon reaches beyond the line, in which the paper takes up light. */
const REACH = 1.5;

const smooth = (x: number): number => {
  const k = Math.min(1, Math.max(0, x));
  return k * k * (3 - 2 * k);
};

/** What is left of a point's light at its age. */
export const stays = (ageS: number, lifeS: number): number =>
  1 - smooth((ageS / lifeS - WHOLE) / (1 - WHOLE));

/** Half the width of the paper that a point has wetted. */
export const spreadOf = (half: number, ageS: number): number =>
  REACH * half + CREEP * Math.sqrt(Math.max(0, ageS)) + 0.004;

interface Tangent {
  readonly x: number;
  readonly y: number;
}

/** The direction of the line at a point, over its neighbours of the same line. */
const tangentAt = (points: readonly InkPoint[], i: number): Tangent => {
  const here = points[i];
  if (!here) return { x: 1, y: 0 };
  const near = (j: number): InkPoint => {
    const p = points[j];
    return p?.line === here.line ? p : here;
  };
  const a = near(i - 2) === here ? near(i - 1) : near(i - 2);
  const b = near(i + 2) === here ? near(i + 1) : near(i + 2);
  const way = Math.hypot(b.x - a.x, b.y - a.y);
  return way > 1e-6 ? { x: (b.x - a.x) / way, y: (b.y - a.y) / way } : { x: 1, y: 0 };
};

/**
 * Fills `vertices` and `indices` with the ribbon of a drawing: two vertices a point, two triangles
 * between neighbours of one line. Returns how many indices are used; what does not fit is left out.
 */
export const fillRibbon = (
  points: readonly InkPoint[],
  age: Age,
  vertices: Float32Array,
  indices: Uint16Array,
): number => {
  let used = 0;
  const most = Math.min(points.length, Math.floor(vertices.length / VERTEX / 2));
  for (let i = 0; i < most; i++) {
    const p = points[i];
    if (!p) break;
    const t = tangentAt(points, i);
    const ageS = age.nowS - p.bornS;
    const wide = spreadOf(p.half, ageS);
    const ink = p.ink * stays(ageS, age.lifeS);
    for (const side of [-1, 1]) {
      const at = (2 * i + (side > 0 ? 1 : 0)) * VERTEX;
      const [x, y] = [p.x - t.y * wide * side, p.y + t.x * wide * side];
      vertices.set([x, y, side * wide, p.along, p.half, ink, p.dry, wide, p.line], at);
    }
    const next = points[i + 1];
    if (i + 1 >= most || next?.line !== p.line || used + 6 > indices.length) continue;
    const v = 2 * i;
    indices.set([v, v + 1, v + 2, v + 1, v + 3, v + 2], used);
    used += 6;
  }
  return used;
};
