import type { StrokePoint } from '#contracts/visit';

/** A place on a line of ink, in pixels from the upper left corner, and half its width there. */
export interface Inked {
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

/** Half the width of a line drawn slowly with usual pressure, as a share of the sheet's shorter side. */
const HALF = 0.0044;
/** At so many shorter sides a second a line is half as wide. */
const FAST = 1.9;
/** How quickly the width follows, 0..1 a point. */
const FOLLOW = 0.3;
/** Points over which a line begins and ends thin. */
const TAPER = 5;

/** A ribbon of triangles: x and y of its edges, pixels; u along 0..1, v across 0..1. */
export interface Ribbon {
  readonly vertices: Float32Array;
  readonly uvs: Float32Array;
  readonly indices: Uint32Array;
}

/** Corners rounded by the midpoints of a line: quadratic B-spline, Chaikin 1974, once. */
const rounded = (line: readonly Inked[]): readonly Inked[] => {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last || line.length < 3) return line;
  const between = (a: Inked, b: Inked, t: number): Inked => ({
    x: a.x + (b.x - a.x) * t,
    y: a.y + (b.y - a.y) * t,
    half: a.half + (b.half - a.half) * t,
  });
  const out: Inked[] = [first];
  for (let i = 0; i + 1 < line.length; i++) {
    const [a, b] = [line[i], line[i + 1]];
    if (a && b) out.push(between(a, b, 0.25), between(a, b, 0.75));
  }
  out.push(last);
  return out;
};

/** How wide ink runs along a stroke: more where it is pressed, less where the hand is fast, thin at both ends. */
export const inked = (
  points: readonly StrokePoint[],
  width: number,
  height: number,
): readonly Inked[] => {
  const short = Math.min(width, height);
  let half = 0;
  const line = points.map(([x, y, pressure, ms], i): Inked => {
    const before = points[i - 1];
    const at = { x: x * width, y: (1 - y) * height };
    const went = before
      ? Math.hypot(at.x - before[0] * width, at.y - (1 - before[1]) * height) / short
      : 0;
    const tookS = before ? Math.max(0.004, (ms - before[3]) / 1_000) : 1;
    const wanted = (HALF * short * (0.45 + 1.1 * pressure)) / (1 + went / tookS / FAST);
    half = i === 0 ? wanted : half + (wanted - half) * FOLLOW;
    const end = Math.min(1, (Math.min(i, points.length - 1 - i) + 1.5) / TAPER);
    return { ...at, half: half * (points.length > 2 ? end : 1) };
  });
  return rounded(line);
};

/** A touch that did not move is a dot: a very short line. */
const lengthened = (line: readonly Inked[]): readonly Inked[] => {
  const [one] = line;
  if (!one || line.length > 1) return line;
  return [
    { ...one, x: one.x - one.half },
    { ...one, x: one.x + one.half },
  ];
};

/** The ribbon of a line, `spread` times as wide as its ink so that light can fall off beside it. */
export const ribbonOf = (ink: readonly Inked[], spread: number): Ribbon => {
  const line = lengthened(ink);
  const n = line.length;
  const vertices = new Float32Array(n * 4);
  const uvs = new Float32Array(n * 4);
  const indices = new Uint32Array(Math.max(0, n - 1) * 6);
  line.forEach(({ x, y, half }, i) => {
    const a = line[Math.max(0, i - 1)] ?? { x, y };
    const b = line[Math.min(n - 1, i + 1)] ?? { x, y };
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const [nx, ny] = [-(b.y - a.y) / length, (b.x - a.x) / length];
    const reach = half * spread;
    vertices.set([x + nx * reach, y + ny * reach, x - nx * reach, y - ny * reach], i * 4);
    const u = n > 1 ? i / (n - 1) : 0;
    uvs.set([u, 0, u, 1], i * 4);
    if (i + 1 < n) {
      const k = i * 2;
      indices.set([k, k + 1, k + 2, k + 1, k + 3, k + 2], i * 6);
    }
  });
  return { vertices, uvs, indices };
};
