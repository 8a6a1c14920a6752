import type { SampleBlock, StreamInfo } from '../../conductor/contracts/sensor.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { sensorHub } from '../../sensors/hub.ts';
import { parseSource } from '../../sensors/registry.ts';
import type { Bench } from '../support/bench.ts';

const BLOCK_MS = 20;
const CHANNELS = 64;
const RATE_HZ = 1000;

/** Time of one core per time of signal, in percent. */
const share = (spent: NodeJS.CpuUsage, seconds: number): number =>
  (100 * (spent.user + spent.system)) / 1e6 / seconds;

const openHub = () => {
  const clock = manualClock();
  const timing = scheduler(clock, (error) => {
    throw error;
  });
  const hub = sensorHub({ timing, osc: { on: () => () => {} }, log: silentLog });
  timing.every(1000 / 60, () => hub.tick(clock.nowMs()));
  return { clock, hub };
};

/** One EEG cap of 64 channels at 1,000 Hz through quality, clock, features and listeners. */
const cap = (seconds: number) => {
  const { clock, hub } = openHub();
  let heard = 0;
  hub.onBlock((block) => {
    heard += block.data.length;
  });
  const context = hub.contextFor('bench');
  const channels = Array.from({ length: CHANNELS }, (_, i) => `E${i + 1}`);
  const stream: StreamInfo = { name: 'eeg', kind: 'eeg', channels, rateHz: RATE_HZ };
  const label = { en: 'cap', ko: '캡' };
  context.announce({ id: 'cap', kind: 'bench', bodyId: 'dancer', label, recorded: false }, [
    stream,
  ]);
  const noise = Float32Array.from({ length: 65_536 }, (_, i) => 40 * Math.sin(i * i * 0.37));
  const frames = (BLOCK_MS * RATE_HZ) / 1000;
  const send = (n: number): void => {
    const from = (n * 997) % (noise.length - frames * CHANNELS);
    const block: SampleBlock = {
      sourceId: 'cap',
      bodyId: 'dancer',
      stream: 'eeg',
      kind: 'eeg',
      channels: CHANNELS,
      rateHz: RATE_HZ,
      atMs: clock.nowMs(),
      data: noise.slice(from, from + frames * CHANNELS),
      recorded: false,
    };
    context.emit(block);
  };
  const blocks = (seconds * 1000) / BLOCK_MS;
  const before = process.cpuUsage();
  for (let n = 0; n < blocks; n++) {
    clock.advance(BLOCK_MS);
    send(n);
  }
  const percent = share(process.cpuUsage(before), seconds);
  return { percent, lost: blocks * frames * CHANNELS - heard, blocks };
};

const CAP_LOAD = '64 channels x 1,000 Hz of EEG in 20 ms blocks, manual clock, one process';

export const benches: Bench[] = [
  {
    name: 'road-hub-64ch-1khz-core-share',
    unit: '% of one core',
    op: '<=',
    goal: 25,
    async run() {
      cap(2);
      const { percent, blocks } = cap(20);
      return { value: percent, n: blocks, load: CAP_LOAD };
    },
  },
  {
    name: 'road-hub-64ch-1khz-lost-samples',
    unit: 'samples',
    op: '<=',
    goal: 0,
    async run() {
      const { lost, blocks } = cap(10);
      return { value: lost, n: blocks, load: CAP_LOAD };
    },
  },
  {
    name: 'road-synthetic-dancer-core-share',
    unit: '% of one core',
    op: '<=',
    goal: 10,
    async run() {
      const { clock, hub } = openHub();
      await parseSource('synthetic:seed=7').open(hub.contextFor('synthetic'));
      clock.advance(5000);
      const before = process.cpuUsage();
      clock.advance(60_000);
      const value = share(process.cpuUsage(before), 60);
      return { value, n: 3000, load: 'the dancer’s 8 streams, their quality and features, 60 s' };
    },
  },
];
