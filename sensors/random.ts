/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  range(low: number, high: number): number;
  /** Standard normal. */
  normal(): number;
}

/** FNV-1a (Fowler, Noll, Vo), 32 bit. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
};

/**
 * A generator of its own for each (seed, salt): parts that draw more or less do not disturb one another.
 * Weyl sequence with a 32-bit avalanche finaliser (splitmix; Steele, Lea, Flood 2014); normals by Box and Muller.
 */
export const random = (seed: number, salt: string): Random => {
  let state = (seed ^ hash(salt)) >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    range: (low, high) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
};
