import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { oscDecoder } from '../../conductor/control/osc/decode.ts';
import { openOscDoor } from '../../conductor/control/osc/door.ts';
import { encodeMessage } from '../../conductor/control/osc/encode.ts';
import { systemClock } from '../../conductor/kernel/clock.ts';
import { emitter } from '../../conductor/kernel/emitter.ts';
import { silentLog } from '../../conductor/kernel/log.ts';
import { scheduler } from '../../conductor/kernel/scheduler.ts';
import { OTHERS } from '../control/osc/peers.ts';
import { houseOf } from '../control/osc/stage.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import type { SenderReport } from './osc-sender.worker.ts';

const ROUNDS = 9;
const ROUND_MS = 60;

const PACKETS = Array.from({ length: 64 }, (_, i) =>
  encodeMessage({
    address: '/muse/eeg',
    types: 'ffff',
    args: [800 + i, 790.5 - i, 812.25 + i / 8, 799.125],
  }),
);

/** Decodes for about 60 ms; messages a second. */
const rateOf = (read: (bytes: Buffer) => unknown): { perS: number; n: number } => {
  const startMs = performance.now();
  let n = 0;
  let spentMs = 0;
  while (spentMs < ROUND_MS) {
    for (const packet of PACKETS) read(packet);
    n += PACKETS.length;
    spentMs = performance.now() - startMs;
  }
  return { perS: (n * 1000) / spentMs, n };
};

const decodeRatio = async (): Promise<Measured> => {
  const ours = oscDecoder();
  const ratios: number[] = [];
  const rates = new Map<string, number[]>(OTHERS.map(({ name }) => [name, []]));
  const own: number[] = [];
  let n = 0;
  for (let round = -1; round < ROUNDS; round++) {
    const others = OTHERS.map(({ name, read }) => ({ name, perS: rateOf(read).perS }));
    const us = rateOf(ours);
    // The first round warms the compiler.
    if (round < 0) continue;
    n += us.n;
    own.push(us.perS);
    for (const { name, perS } of others) rates.get(name)?.push(perS);
    ratios.push(us.perS / Math.max(...others.map((o) => o.perS)));
  }
  const thousands = (values: readonly number[]) =>
    `${Math.round(quantile(values, 0.5) / 1000)} k/s`;
  const each = [...rates].map(([name, values]) => `${name} ${thousands(values)}`);
  const load = `/muse/eeg ,ffff, ${ROUNDS} rounds side by side, medians: ours ${thousands(own)}, ${each.join(', ')}`;
  return { value: quantile(ratios, 0.5), n, load };
};

interface Flood {
  readonly report: SenderReport;
  readonly handled: number;
  readonly seconds: number;
  /** When each GO was asked, on the monotonic clock. */
  readonly askedMs: readonly number[];
}

const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Another process sends sensor messages and GOs over UDP loopback through a whole door in this one. */
const flood = async (perS: number, seconds: number, goEvery: number): Promise<Flood> => {
  const inlet = emitter<{ readonly args: readonly unknown[] }>();
  let sensed = 0;
  let firstMs = 0;
  let lastMs = 0;
  const askedMs: number[] = [];
  inlet.on(() => {
    sensed++;
    lastMs = monotonicMs();
    firstMs ||= lastMs;
  });
  const door = await openOscDoor({
    host: '127.0.0.1',
    port: 0,
    scheduler: scheduler(systemClock(), (error) => {
      throw error;
    }),
    log: silentLog,
    ask: () => {
      askedMs.push(monotonicMs());
      return null;
    },
    house: houseOf(['1', '2'], { stage: () => null }),
    inlet,
  });
  const script = fileURLToPath(new URL('./osc-sender.worker.mjs', import.meta.url));
  const sender = fork(script, [door.port, perS, seconds, goEvery].map(String));
  const [report] = (await once(sender, 'message')) as [SenderReport];
  for (let before = -1; before !== sensed + askedMs.length; await sleep(100))
    before = sensed + askedMs.length;
  door.close();
  return { report, handled: sensed + askedMs.length, seconds: (lastMs - firstMs) / 1000, askedMs };
};

const RATE = 22_000;
/** Another program that takes both cores for half a second makes any UDP reader lose: so often it is tried again. */
const TRIES = 3;

const lostOf = ({ report, handled }: Flood): number => report.sent - handled;

/** Floods until nothing is lost, three times at most; tells what every try lost. */
const floodWhole = async (
  ...how: Parameters<typeof flood>
): Promise<{ last: Flood; lost: number[] }> => {
  const lost: number[] = [];
  for (;;) {
    const last = await flood(...how);
    lost.push(lostOf(last));
    if (lostOf(last) === 0 || lost.length === TRIES) return { last, lost };
  }
};

const throughDoor = async (): Promise<Measured> => {
  const { last, lost } = await floodWhole(RATE, 6, 1000);
  const sentPerS = last.report.sent / last.report.seconds;
  const handledPerS = last.handled / last.seconds;
  const load = `another process sends ${Math.round(sentPerS)} a second for 6 s over UDP loopback (EEG, acceleration, GO), handled ${Math.round(handledPerS)} a second; lost in each try: ${lost.join(', ')}`;
  if (lostOf(last) > 0)
    return { value: 0, n: last.handled, load, reason: 'messages were lost in every try' };
  return { value: Math.min(sentPerS, handledPerS), n: last.handled, load };
};

const goToIntent = async (): Promise<Measured> => {
  const { last, lost } = await floodWhole(20_000, 5, 40);
  const { report, askedMs } = last;
  const load = `500 GO a second among 20,000 messages a second, sent by another process; lost in each try: ${lost.join(', ')}`;
  if (askedMs.length !== report.gos.length)
    return {
      value: null,
      n: askedMs.length,
      load,
      reason: 'a GO was lost: times cannot be paired',
    };
  const tookMs = askedMs.map((ms, i) => ms - (report.gos[i] ?? Number.NaN));
  const p50 = quantile(tookMs, 0.5).toFixed(2);
  return { value: quantile(tookMs, 0.99), n: tookMs.length, load: `${load}; p50 ${p50} ms` };
};

export const benches: Bench[] = [
  {
    name: 'road-osc-decode-ratio',
    unit: 'x the fastest of osc-js, osc, node-osc, osc-min',
    op: '>=',
    goal: 1,
    run: decodeRatio,
  },
  {
    name: 'road-osc-door-messages-per-s',
    unit: '1/s',
    op: '>=',
    goal: 20_000,
    run: throughDoor,
  },
  { name: 'road-osc-go-to-intent-p99-ms', unit: 'ms', op: '<=', goal: 5, run: goToIntent },
];
