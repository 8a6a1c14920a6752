import { DECODERS } from '../../conductor/affect/decoders.ts';
import { affectReader } from '../../conductor/affect/reader.ts';
import { everyFeature, seeded, T0 } from '../affect/support.ts';
import { type Bench, quantile } from '../support/bench.ts';
import { auc, stressWindows } from './stress-predict.ts';

const reader = () => affectReader({ bodyId: 'dancer', records: DECODERS, decayS: 12 });
const TICKS = 12_000;
const WARM_UP = 600;

/** Milliseconds of each update: every feature is new, all decoders speak, the state is read. */
const updateTimes = (): number[] => {
  const read = reader();
  const random = seeded(1);
  const times: number[] = [];
  for (let i = 0; i < TICKS; i++) {
    const now = T0 + i * (1000 / 60);
    const features = everyFeature(() => 0.2 + 0.6 * random(), now);
    const before = performance.now();
    read.hear(features, now);
    read.at(now);
    if (i >= WARM_UP) times.push(performance.now() - before);
  }
  return times;
};

const MINUTES = 10;

/** Most changes of the sign of shown valence in any minute while every feature is noise. */
const noiseFlips = (everyTicks: number): number => {
  const read = reader();
  const random = seeded(everyTicks);
  const flips: number[] = [];
  let side = 0;
  for (let i = 0; i < MINUTES * 3600; i++) {
    const now = T0 + i * (1000 / 60);
    if (i % everyTicks === 0)
      read.hear(
        everyFeature(() => random(), now),
        now,
      );
    const sign = Math.sign(read.at(now).valence);
    if (sign !== 0 && side !== 0 && sign !== side) flips.push(now);
    if (sign !== 0) side = sign;
  }
  return Math.max(0, ...flips.map((at) => flips.filter((f) => f >= at && f < at + 60_000).length));
};

export const benches: Bench[] = [
  {
    name: 'road-affect-update',
    unit: 'ms (p99)',
    op: '<=',
    goal: 0.5,
    async run() {
      const times = updateTimes();
      return {
        value: quantile(times, 0.99),
        n: times.length,
        load: 'one body, every feature new at 60 Hz, all decoders, fusion, steadying',
      };
    },
  },
  {
    name: 'road-affect-noise-flips',
    unit: 'flips in the worst minute',
    op: '<=',
    goal: 6,
    async run() {
      const paces = [1, 6, 30, 60];
      return {
        value: Math.max(...paces.map(noiseFlips)),
        n: paces.length * MINUTES,
        load: 'uniform noise over the whole range of every feature at 60, 10, 2 and 1 Hz',
      };
    },
  },
  {
    name: 'road-affect-stress-auc',
    unit: 'AUC',
    op: '>=',
    goal: 0.65,
    async run() {
      const windows = stressWindows();
      const load =
        'shown arousal, 30 s windows of stress against rest, 25 people pooled (Stress-Predict); ' +
        'heart rate of the device and skin conductance level only; rules, nothing fitted';
      if (!windows) return { value: null, n: 0, load, reason: 'stress-predict-e4 is not here' };
      return { value: auc(windows), n: windows.length, load };
    },
  },
];
