import { steadiness } from '../../training/steadiness/evaluate.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { dataFolder, hasData } from '../support/data.ts';

const LOAD =
  'real playing (VGMIDI phrases in a row), clean, with noise and gaps, and exchanged values; decoders, fusion and steadying at 20 Hz';

let once: ReturnType<typeof steadiness> | null = null;
const measured = async (
  of: (all: Awaited<ReturnType<typeof steadiness>>) => { value: number; n: number },
): Promise<Measured> => {
  if (!hasData('vgmidi')) return { value: null, n: 0, load: LOAD, reason: 'vgmidi is not here' };
  once ??= steadiness(dataFolder());
  return { ...of(await once), load: LOAD };
};

export const benches: Bench[] = [
  {
    name: 'affect-steady-noise-flips',
    unit: 'flips in the worst minute',
    op: '<=',
    goal: 6,
    run: () =>
      measured((all) => {
        const noise = all.filter((one) => one.trouble === 'pure noise');
        return { value: Math.max(...noise.map((one) => one.flips.shown)), n: noise.length };
      }),
  },
  {
    name: 'affect-steady-change-s',
    unit: 's (p95)',
    op: '<=',
    goal: 3,
    run: () =>
      measured((all) => {
        const delays = all.filter((one) => one.trouble === 'clean').flatMap((one) => one.delays);
        return { value: quantile(delays, 0.95), n: delays.length };
      }),
  },
  {
    name: 'affect-steady-f1-gain',
    unit: 'macro-F1, worst',
    op: '>=',
    goal: 0,
    run: () =>
      measured((all) => {
        const heard = all.filter((one) => one.trouble !== 'pure noise');
        return {
          value: Math.min(...heard.map((one) => one.f1.shown - one.f1.raw)),
          n: heard.length,
        };
      }),
  },
];
