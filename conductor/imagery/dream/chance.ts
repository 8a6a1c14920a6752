/** A number in 0..1 for every seed, stream and place in it: always the same (Murmur3's last mixing). */
export const chance = (seed: number, stream: number, i: number): number => {
  let h = (seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h ^= Math.imul(i + 0x632be5ab, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 13), 0x297a2d39);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
};

/** Smooth value noise along one axis, -1..1, one cycle a unit. */
export const sway = (seed: number, stream: number, at: number): number => {
  const i = Math.floor(at);
  const f = at - i;
  const s = f * f * (3 - 2 * f);
  const a = chance(seed, stream, i);
  const b = chance(seed, stream, i + 1);
  return 2 * (a + (b - a) * s) - 1;
};

/** Four octaves of `sway`, about -1..1. */
export const rugged = (seed: number, stream: number, at: number, roughness = 0.5): number => {
  let sum = 0;
  let size = 0.55;
  let cycles = 1;
  for (let o = 0; o < 4; o += 1) {
    sum += size * sway(seed, stream + 17 * o, at * cycles);
    size *= roughness;
    cycles *= 2.13;
  }
  return sum;
};
