import { type Random, random } from '../../sensors/random.ts';

// The sounds of shows/sullae, made here from nothing: struck wood, a brush on paper, a clapper.

const RATE = 22_050;

/** Samples -1..1 at a time in seconds. */
type Voice = (tS: number) => number;

/** A mono WAV file of 16 bits, its loudest sample at `peak`. */
const wav = (seconds: number, peak: number, voice: Voice): Buffer => {
  const samples = Array.from({ length: Math.round(seconds * RATE) }, (_, i) => voice(i / RATE));
  const most = samples.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-9);
  const out = Buffer.alloc(44 + samples.length * 2);
  out.write('RIFF', 0, 'ascii');
  out.writeUInt32LE(36 + samples.length * 2, 4);
  out.write('WAVEfmt ', 8, 'ascii');
  out.writeUInt32LE(16, 16);
  out.writeUInt16LE(1, 20);
  out.writeUInt16LE(1, 22);
  out.writeUInt32LE(RATE, 24);
  out.writeUInt32LE(RATE * 2, 28);
  out.writeUInt16LE(2, 32);
  out.writeUInt16LE(16, 34);
  out.write('data', 36, 'ascii');
  out.writeUInt32LE(samples.length * 2, 40);
  for (const [i, x] of samples.entries())
    out.writeInt16LE(Math.round((32_767 * peak * x) / most), 44 + i * 2);
  return out;
};

/** Partials of a short bar of hard wood, cut hollow: frequency (Hz), share, decay (s). */
const WOOD = [
  [612, 1, 0.075],
  [1548, 0.42, 0.036],
  [2710, 0.2, 0.018],
  [306, 0.3, 0.11],
] as const;

const struck =
  (rng: Random, higher: number): Voice =>
  (tS) => {
    const tap = rng.normal() * 0.5 * Math.exp(-tS / 0.0025);
    const ring = WOOD.reduce(
      (sum, [hz, share, decayS]) =>
        sum + share * Math.exp(-tS / decayS) * Math.sin(2 * Math.PI * hz * higher * tS),
      0,
    );
    return (tap + ring) * Math.min(1, tS / 0.0006);
  };

/** Noise through a band that moves: a brush pulled over fibres. */
const brushed = (rng: Random): Voice => {
  let [low, band] = [0, 0];
  return (tS) => {
    const p = tS / 1.3;
    const press = Math.sin(Math.PI * Math.min(1, p) ** 0.6) ** 1.5;
    const f = 2 * Math.sin((Math.PI * (900 + 1500 * (1 - p))) / RATE);
    const high = rng.normal() - low - 0.9 * band;
    band += f * high;
    low += f * band;
    return band * press * (0.75 + 0.25 * Math.sin(2 * Math.PI * 23 * tS + 3 * Math.sin(31 * tS)));
  };
};

/** Six boards of wood that close one on another, as the bak does that begins and ends court music. */
const clapped = (rng: Random): Voice => {
  const hits = [0, 0.012, 0.021, 0.03, 0.037, 0.043].map((atS, i) => ({
    atS,
    size: 0.5 + 0.1 * i,
    hit: struck(rng, 1.35 + 0.09 * i),
  }));
  return (tS) =>
    hits.reduce((sum, { atS, size, hit }) => sum + (tS < atS ? 0 : size * hit(tS - atS)), 0);
};

/** The sounds by the name of their file. */
export const sounds = (seed: number): Readonly<Record<string, Buffer>> => ({
  'wood.wav': wav(0.5, 0.7, struck(random(seed, 'wood'), 1)),
  'brush.wav': wav(1.3, 0.35, brushed(random(seed, 'brush'))),
  'bak.wav': wav(0.6, 0.85, clapped(random(seed, 'bak'))),
});
