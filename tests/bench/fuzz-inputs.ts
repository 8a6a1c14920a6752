const below = (random: () => number, n: number): number => Math.floor(random() * n);

/** Something that was right, made wrong: bytes flipped, cut off, put in twice, or nothing but noise. */
export const spoilt = (right: Buffer, random: () => number): Buffer => {
  const bytes = Buffer.from(right);
  const kind = below(random, 5);
  if (kind === 0)
    for (let i = 0; i < 3; i++) bytes[below(random, bytes.length)] = below(random, 256);
  if (kind === 1) return bytes.subarray(0, below(random, bytes.length));
  if (kind === 2) {
    const at = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes, bytes.subarray(at)]);
  }
  if (kind === 3)
    return Buffer.from(Array.from({ length: below(random, 64) }, () => below(random, 256)));
  return bytes;
};
