/** Numbers in [0, 1) from a seed: Marsaglia's 32-bit xorshift (2003). Enough for jitter, not for secrets. */
export const seeded = (seed: number): (() => number) => {
  let x = seed >>> 0 || 0x9e3779b9;
  return () => {
    x ^= x << 13;
    x >>>= 0;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x / 2 ** 32;
  };
};

/** A seed out of a name: FNV-1a, 32 bits. */
export const seedOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
};
