/** Pictures that a source gone wrong, or a hand gone wild, could send. Linear light, RGB, rows from the bottom. */
export interface HostileReel {
  readonly name: string;
  readonly seconds: number;
  /** The picture at a time, and which picture since the beginning it is. */
  paint(atS: number, picture: number): Float32Array;
  /** Light left by the master at a time; 1 where absent. */
  level?(atS: number): number;
}

export const REEL_SIZE = { width: 64, height: 36 } as const;
const { width: W, height: H } = REEL_SIZE;

type Rgb = readonly [number, number, number];

const paintBy = (colour: (x: number, y: number) => Rgb): Float32Array => {
  const out = new Float32Array(W * H * 3);
  for (let y = 0; y < H; y++)
    for (let x = 0; x < W; x++) out.set(colour((x + 0.5) / W, (y + 0.5) / H), (y * W + x) * 3);
  return out;
};

const grey = (v: number): Rgb => [v, v, v];
/** On in the first half of every period. */
const isOn = (atS: number, hz: number): boolean => (atS * hz) % 1 < 0.5;
const WARM = paintBy((x, y) => [0.1 + 0.5 * x * y, 0.08 + 0.3 * y, 0.06 + 0.1 * x]);
const COLD = paintBy((x, y) => [
  0.02 + 0.1 * (1 - y),
  0.05 + 0.2 * x * (1 - x),
  0.1 + 0.5 * (1 - x),
]);
const NIGHT = paintBy((_x, y) => grey(0.02 + 0.05 * y));
const SQUARES = [true, false].map((isFirst) =>
  paintBy((x, y) => {
    const isEven = (Math.floor(x * 8) + Math.floor((y * 8 * H) / W)) % 2 === 0;
    return grey(isEven === isFirst ? 0.9 : 0.01);
  }),
);
const BLACK = paintBy(() => grey(0));
const HOLES = paintBy(() => grey(Number.NaN));
const HALF_HOLES = paintBy((x, y) =>
  x < 0.5 ? grey(Number.NaN) : [0.3 * y, 0.2, Number.POSITIVE_INFINITY],
);

const strobe = (
  hz: number,
  part: (x: number, y: number) => boolean,
  on: Rgb,
  name: string,
): HostileReel => {
  const dark: Rgb = [on[0] * 0.02, on[1] * 0.02, on[2] * 0.02];
  const [bright, dim] = [paintBy((x, y) => (part(x, y) ? on : dark)), paintBy(() => dark)];
  return {
    name: `${name} at ${hz} Hz`,
    seconds: 2.1,
    paint: (atS) => (isOn(atS, hz) ? bright : dim),
  };
};

/** The same numbers on every machine (mulberry32). */
const noise = (seed: number): (() => number) => {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const white: Rgb = [0.9, 0.9, 0.9];
const everywhere = (): boolean => true;
export const HOSTILE_REELS: readonly HostileReel[] = [
  ...[3.5, 5, 10, 15, 20, 30].map((hz) => strobe(hz, everywhere, white, 'strobe')),
  ...[5, 10].map((hz) => strobe(hz, (x, y) => x < 0.5 && y < 0.5, white, 'strobe of a quarter')),
  ...[5, 10].map((hz) => strobe(hz, everywhere, [0.9, 0, 0], 'red strobe')),
  {
    name: 'checkerboard that alternates',
    seconds: 2.5,
    paint: (atS) => SQUARES[isOn(atS, 8) ? 0 : 1] ?? BLACK,
  },
  {
    name: 'thirds that flash in turn',
    seconds: 2.1,
    paint: (atS) => paintBy((x) => grey(isOn(atS + Math.floor(x * 3) / 9, 3) ? 0.8 : 0.02)),
  },
  { name: 'single cut', seconds: 2.5, paint: (atS) => (atS < 1 ? WARM : COLD) },
  { name: 'scenes that alternate', seconds: 2.5, paint: (atS) => (isOn(atS, 4) ? WARM : COLD) },
  {
    name: 'white noise',
    seconds: 1.5,
    paint: (_atS, picture) => {
      const random = noise(picture + 1);
      return paintBy(() => grey(random()));
    },
  },
  { name: 'a picture of no numbers', seconds: 2.5, paint: (atS) => (atS < 1 ? WARM : HOLES) },
  {
    name: 'a picture of half no numbers',
    seconds: 2.5,
    paint: (atS) => (atS < 1 ? WARM : HALF_HOLES),
  },
  {
    name: 'black for one picture now and then',
    seconds: 2.5,
    paint: (_atS, picture) => (picture % 23 === 20 ? BLACK : WARM),
  },
  { name: 'black for ever', seconds: 2.5, paint: (atS) => (atS < 1 ? WARM : BLACK) },
  { name: 'a frozen source', seconds: 2.5, paint: () => WARM },
  { name: 'a frozen source, dark', seconds: 2.5, paint: () => NIGHT },
  {
    name: 'a hand that strobes the master',
    seconds: 2.5,
    paint: () => WARM,
    level: (atS) => (isOn(atS, 8) ? 1 : 0.1),
  },
];
