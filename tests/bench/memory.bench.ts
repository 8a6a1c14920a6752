import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Bench } from '../support/bench.ts';
import { testRoad } from '../support/road.ts';

const MINUTES = 30;

const collect = (): void => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  gc();
};

const heapMb = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

export const benches: Bench[] = [
  {
    name: 'road-memory-growth-mb',
    unit: 'MB',
    op: '<=',
    goal: 5,
    run: async () => {
      const test = await testRoad('shows/first-light', ['synthetic:seed=5']);
      test.run(5 * 60);
      const early = heapMb();
      test.run((MINUTES - 5) * 60);
      const late = heapMb();
      test.close();
      return {
        value: late - early,
        n: 1,
        load: `heap and buffers after collection, minute 5 to minute ${MINUTES} of the whole road with the synthetic dancer, accelerated`,
      };
    },
  },
];
