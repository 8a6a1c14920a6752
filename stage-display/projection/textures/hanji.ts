import { between, fbm, normalise, pack, textureRandom, tile } from './noise.ts';

export const HANJI_SIZE = 1024;

/** Bast fibres of paper mulberry are long for paper: 6 to 12 mm of a sheet that this texture shows 20 cm of. */
const FIBRES = 5200;
const STRANDS = 380;

interface Plane {
  readonly size: number;
  readonly values: Float32Array;
}

/** Adds `amount` to the two pixels across the fibre nearest to a place, by coverage. */
const dab = ({ size, values }: Plane, x: number, y: number, amount: number): void => {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const fx = x - i;
  const fy = y - j;
  for (let k = 0; k < 4; k++) {
    const di = k & 1;
    const dj = k >> 1;
    const at = (j + dj) & (size - 1);
    const ai = (i + di) & (size - 1);
    const share = (di ? fx : 1 - fx) * (dj ? fy : 1 - fy);
    values[at * size + ai] = (values[at * size + ai] ?? 0) + amount * share;
  }
};

/** Lays fibres: each walks in steps of a pixel and turns a little as it goes. */
const lay = (
  plane: Plane,
  random: () => number,
  count: number,
  lengths: readonly [number, number],
  curl: number,
): void => {
  for (let n = 0; n < count; n++) {
    let x = random() * plane.size;
    let y = random() * plane.size;
    let angle = random() * Math.PI * 2;
    let turn = (random() - 0.5) * curl;
    const length = lengths[0] + (lengths[1] - lengths[0]) * random() ** 2;
    const amount = 0.35 + 0.65 * random();
    for (let s = 0; s < length; s++) {
      const taper = Math.min(1, 6 * Math.min(s, length - s) * (1 / length) + 0.1);
      dab(plane, x, y, amount * taper);
      x += Math.cos(angle);
      y += Math.sin(angle);
      angle += turn;
      turn += (random() - 0.5) * curl * 0.08;
      turn *= 0.985;
    }
  }
};

const squash = (values: Float32Array, gain: number): Float32Array =>
  values.map((v) => 1 - Math.exp(-gain * v));

/**
 * A sheet of hanji as RGBA8 on a torus: R the felt of short fibres, G clouding of the pulp with
 * the faint lines of the bamboo screen, B long strands laid singly, A ragged noise for torn edges.
 */
export const hanjiTexture = (seed: number): Uint8Array => {
  const size = HANJI_SIZE;
  const random = textureRandom(seed + 31);
  const felt: Plane = { size, values: new Float32Array(size * size) };
  lay(felt, random, FIBRES, [60, 260], 0.02);
  const strands: Plane = { size, values: new Float32Array(size * size) };
  lay(strands, random, STRANDS, [180, 620], 0.012);
  const quarter = size / 4;
  const clouds = fbm(seed + 32, 9, 9, 5, 0.62);
  const cloud = between(normalise(tile(quarter, clouds)), quarter);
  const screen = (y: number) => 0.5 + 0.5 * Math.cos(y * 2 * Math.PI * 90);
  const clouding = tile(size, (x, y) => 0.95 * cloud(x, y) + 0.05 * screen(y));
  const rag = between(normalise(tile(quarter, fbm(seed + 33, 24, 24, 3, 0.65))), quarter);
  return pack([squash(felt.values, 0.42), clouding, squash(strands.values, 1.1), tile(size, rag)]);
};
