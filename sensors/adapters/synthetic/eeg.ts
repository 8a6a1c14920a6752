import type { Random } from '../../random.ts';
import { type Body, GRID_HZ } from './body.ts';
import type { Signal } from './signal.ts';

type Filter = (input: number) => number;

/** A rhythm: white noise through a two-pole resonator of unit output variance. */
const resonator = (hz: number, widthHz: number, rateHz: number): Filter => {
  const r = Math.exp((-Math.PI * widthHz) / rateHz);
  const a = 2 * r * Math.cos((2 * Math.PI * hz) / rateHz);
  const b = -r * r;
  // Variance of an AR(2) process driven by unit noise (Box and Jenkins).
  const gain = Math.sqrt(((1 + b) * ((1 - b) ** 2 - a * a)) / (1 - b));
  let y1 = 0;
  let y2 = 0;
  return (input) => {
    const y = a * y1 + b * y2 + gain * input;
    y2 = y1;
    y1 = y;
    return y;
  };
};

/**
 * 1/f noise of about unit variance: relaxation processes whose time constants stand an octave apart and
 * whose variances are equal (van der Ziel 1950).
 */
const pink = (rateHz: number, rng: Random): (() => number) => {
  const poles = Array.from({ length: 8 }, (_, i) =>
    Math.exp((-2 * Math.PI * 0.5 * 2 ** i) / rateHz),
  );
  const state = poles.map(() => 0);
  return () => {
    let sum = 0;
    for (const [i, p] of poles.entries()) {
      state[i] = p * (state[i] ?? 0) + Math.sqrt(1 - p * p) * rng.normal();
      sum += state[i] ?? 0;
    }
    return sum / Math.sqrt(poles.length);
  };
};

/** TP9, AF7, AF8, TP10: how strongly each hears alpha, beta, blinks; and its side of the forehead. */
const SITES = [
  { alpha: 1, beta: 0.7, blink: 0.06, side: 0 },
  { alpha: 0.55, beta: 1, blink: 1, side: -1 },
  { alpha: 0.55, beta: 1, blink: 0.94, side: 1 },
  { alpha: 1.05, beta: 0.7, blink: 0.06, side: 0 },
] as const;

const BLINK_S = 0.32;

/**
 * EEG of four dry electrodes in microvolts: 1/f background (Pritchard 1992), alpha near 10 Hz that waxes
 * in rest, beta near 20 Hz that grows with activation, frontal alpha asymmetry (Davidson 1992: less alpha
 * on the left means approach), blinks (15 a minute), and a little muscle when the body works.
 */
export const eeg = (body: Body, rateHz: number, rng: Random): Signal => {
  const sites = SITES.map((site) => ({
    ...site,
    noise: pink(rateHz, rng),
    own: resonator(10, 1.6, rateHz),
    fast: resonator(20, 6, rateHz),
  }));
  let blinkS = Number.POSITIVE_INFINITY;
  return (n) => {
    const { alpha, beta, approach, effort } = body.at(Math.floor((n / rateHz) * GRID_HZ)).qualities;
    blinkS += 1 / rateHz;
    if (blinkS > 1 && rng.next() < 0.27 / rateHz) blinkS = 0;
    const lid = blinkS < BLINK_S ? Math.sin((Math.PI * blinkS) / BLINK_S) ** 2 : 0;
    return sites.map((site) => {
      const lean = Math.exp(0.35 * approach * site.side);
      return (
        11 * site.noise() +
        13 * alpha * site.alpha * lean * site.own(rng.normal()) +
        6 * beta * site.beta * site.fast(rng.normal()) +
        150 * site.blink * lid +
        2.5 * effort * rng.normal()
      );
    });
  };
};
