import type { Point } from './brush.ts';
import { type Build, foot } from './build.ts';
import { dice } from './trees.ts';

/** Rocks, half sunk, each with a lit shoulder. */
export const rocks: Build = (brush, place) => {
  const next = dice(place.seed, 81);
  const right = next() < 0.5;
  for (let i = 0; i < 8; i += 1) {
    const away = 4 + 18 * (i / 8) ** 1.3;
    const off = 0.05 + 0.55 * next() * (0.4 + away / 22);
    const x = right ? 1 - off : off;
    const r = ((0.35 + 0.75 * next()) * 1.2) / away;
    const y = foot(place, away);
    const n = 9;
    const points = Array.from({ length: n }, (_, k): Point => {
      const a = Math.PI * (1 - k / (n - 1));
      const out = r * (0.75 + 0.4 * next());
      return [x + Math.cos(a) * out * 1.5, y - Math.sin(a) * out * 0.8];
    });
    brush.shape([...points, [x + r * 1.3, y + r * 0.12], [x - r * 1.3, y + r * 0.12]], {
      away,
      tone: 0.1,
      soft: 1.5,
    });
    const sun = place.side < x ? -1 : 1;
    brush.disc(
      x + sun * r * 0.5,
      y - r * 0.45,
      r * 0.55,
      { away: away - 0.05, tone: 0.4, soft: Math.max(3, r * 150), much: 0.6 },
      0.6,
    );
    brush.shadow(x, y + r * 0.1, r * 2, { away }, 0.7);
  }
};

/** Water that falls between two walls of rock: threads of light, spray at its foot. */
export const fall: Build = (brush, place) => {
  const next = dice(place.seed, 91);
  const x = 0.38 + 0.24 * next();
  const y = foot(place, 15);
  // Rock in steps, each lit on its upper edge, darker and nearer toward the picture's sides.
  for (const side of [-1, 1])
    for (let k = 4; k >= 0; k -= 1) {
      const away = 15.5 - 2 * k + 0.3 * side;
      const low = foot(place, away);
      const points: Point[] = [];
      let px = x + side * (0.035 + 0.115 * k);
      for (let i = 0; i <= 12; i += 1) {
        points.push([px + 0.03 * (next() - 0.5), low - (i / 12) * (1.05 - 0.1 * k)]);
        px += side * (i % 3 === 2 ? 0.03 * next() : 0.006);
      }
      // No farther than the plane reaches: beyond its end it comes again on the other side.
      const end = side > 0 ? 1.244 : -0.249;
      points.push([end, -1], [end, low + 0.06]);
      brush.shape(points, { away, tone: 0.16 - 0.025 * k, soft: 3 });
      for (let i = 0; i < 26; i += 1) {
        const [ex, ey] = points[1 + Math.floor(11 * next())] as Point;
        const moss = next();
        brush.disc(
          ex + side * 0.1 * next(),
          ey + 0.05 * (next() - 0.3),
          0.012 + 0.03 * next(),
          { away: away - 0.1, tone: 0.2 + 0.6 * moss, leaf: true, soft: 6, much: 0.5 },
          0.45,
        );
      }
    }
  const lip = -0.72;
  const middle = (py: number): number => x + 0.012 * Math.sin(py * 5 + 1);
  brush.field(
    [x - 0.12, lip, x + 0.12, y + 0.02],
    { away: 15.2, tone: 0.95, pale: true, through: 0.35, soft: 0 },
    (px, py) => {
      const wide = 0.03 + 0.045 * Math.max(0, (py - lip) / (y - lip)) ** 1.5;
      const off = (px - middle(py)) / wide;
      const k = 1 - off * off;
      if (k <= 0) return 0;
      const thread = 0.62 + 0.38 * Math.sin(off * 17 + 2.5 * Math.sin(py * 9 + off * 4));
      return Math.min(1, k * 2.2) * thread * (0.55 + 0.45 * Math.min(1, (py - lip) * 3));
    },
  );
  brush.field(
    [x - 0.62, y - 0.2, x + 0.62, y + 0.16],
    { away: 7, tone: 1, pale: true, through: 0.2, soft: 0 },
    (px, py) => {
      const d = Math.hypot((px - x) / 0.62, (py - y - 0.01) / (py < y + 0.01 ? 0.2 : 0.14));
      return d < 1 ? 0.62 * (1 - d) ** 1.4 : 0;
    },
  );
};
