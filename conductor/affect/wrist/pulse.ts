import { fft, hann } from '../../../sensors/features/dsp/fft.ts';
import { medianOf } from '../../../sensors/features/dsp/running.ts';
import { bridged, finiteShare, logOf, meanOf, spreadOf } from './statistics.ts';

/** Blood volume pulse is looked at at this rate, Hz. */
export const PULSE_HZ = 64;

/** Shares of the pulse's power: breath and vessel waves, below the beat, harmonics, what movement adds. */
const BANDS_HZ = [
  [0.1, 0.5],
  [0.5, 0.9],
  [2.5, 5],
  [5, 9],
  [9, 16],
] as const;
const WHOLE_HZ = [0.5, 8] as const;
const BEAT_HZ = [0.7, 4] as const;
const BREATH_HZ = [0.12, 0.5] as const;

export const PULSE_FEATURES = [
  'pulse.waves',
  'pulse.sub',
  'pulse.harmonics',
  'pulse.edges',
  'pulse.grain',
  'pulse.disorder',
  'pulse.size',
  'pulse.sizeSpread',
  'pulse.breath',
] as const;

const ENOUGH = 0.6;
/** Eight seconds: a quarter of a beat a minute apart, and short enough that a swaying rate stays a line. */
const SEGMENT = 8 * PULSE_HZ;
const segment = fft(SEGMENT);
const taper = hann(SEGMENT);

/**
 * What the shape of one window of blood volume pulse (any unit, at PULSE_HZ) tells: log shares of power in five
 * bands, entropy of the beat's band (a still arm in a steady state gives a line), size of the pulse, which falls
 * as vessels narrow (median over seconds of its log RMS), its spread, and the mean rate of its breath band (Hz).
 * @returns null where too little was heard or the sensor is dead
 */
export const pulseFeatures = (raw: Float64Array): number[] | null => {
  if (finiteShare(raw) < ENOUGH || !(spreadOf(raw) > 0)) return null;
  const x = bridged(raw);
  const power = spectrum(x);
  const whole = within(power, WHOLE_HZ) + 1e-9;
  const sizes = perSecond(x).map((second) => logOf(spreadOf(second), 1e-3));
  return [
    ...BANDS_HZ.map((band) => logOf(within(power, band) / whole, 1e-4)),
    entropy(power, BEAT_HZ),
    medianOf(sizes),
    spreadOf(sizes),
    centre(power, BREATH_HZ),
  ];
};

/** Power over bins of 1/8 Hz: mean over tapered segments that overlap by half (Welch 1967). */
const spectrum = (x: Float64Array): Float64Array => {
  const power = new Float64Array(SEGMENT / 2);
  const re = new Float64Array(SEGMENT);
  const im = new Float64Array(SEGMENT);
  for (let from = 0; from + SEGMENT <= x.length; from += SEGMENT / 2) {
    const mean = meanOf(x.subarray(from, from + SEGMENT));
    for (let i = 0; i < SEGMENT; i++)
      re[i] = ((x[from + i] as number) - mean) * (taper[i] as number);
    im.fill(0);
    segment.transform(re, im);
    for (let k = 0; k < power.length; k++)
      power[k] = (power[k] as number) + (re[k] as number) ** 2 + (im[k] as number) ** 2;
  }
  return power;
};

type Band = readonly [number, number];
const bins = ([low, high]: Band): [number, number] => [
  Math.ceil((low * SEGMENT) / PULSE_HZ),
  Math.ceil((high * SEGMENT) / PULSE_HZ),
];

const within = (power: Float64Array, band: Band): number =>
  power.subarray(...bins(band)).reduce((a, b) => a + b, 0);

const entropy = (power: Float64Array, band: Band): number => {
  const sum = within(power, band) + 1e-12;
  let out = 0;
  for (const p of power.subarray(...bins(band))) if (p > 0) out -= (p / sum) * Math.log(p / sum);
  return out;
};

const centre = (power: Float64Array, band: Band): number => {
  const [from, to] = bins(band);
  let sum = 0;
  for (let k = from; k < to; k++) sum += ((k * PULSE_HZ) / SEGMENT) * (power[k] as number);
  return sum / (within(power, band) + 1e-12);
};

const perSecond = (x: Float64Array): Float64Array[] =>
  Array.from({ length: Math.floor(x.length / PULSE_HZ) }, (_, s) =>
    x.subarray(s * PULSE_HZ, (s + 1) * PULSE_HZ),
  );
