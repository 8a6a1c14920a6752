import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { oscDecoder } from '../../conductor/control/osc/decode.ts';
import { encodeMessage } from '../../conductor/control/osc/encode.ts';
import { MAX_PACKET_BYTES, type OscMessage } from '../../conductor/control/osc/message.ts';
import { slipEncode, slipReader } from '../../conductor/control/osc/slip.ts';
import { type Bench, type Measured, quantile } from '../support/bench.ts';
import { startConductor } from '../support/conductor.ts';

const PER_S = 5_000;
/** So long after the last command the last answers may come. */
const PATIENCE_MS = 5_000;
/** A conductor that has just started on a machine that is busy with others takes longer. */
const WARM_PATIENCE_MS = 60_000;
/** Compilers of both processes are warm by then: the first seconds of such traffic after a start answer within some 100 ms. */
const WARM_S = 15;

interface Said {
  readonly address: string;
  readonly packet: Buffer;
}

const said = (address: string, types = '', ...args: OscMessage['args']): Said => ({
  address,
  packet: slipEncode(encodeMessage({ address, types, args })),
});

/** What a busy desk sends: faders, standing by, queries of remotes, now and then GO, a wrong word among them. */
const commandAt = (i: number): Said => {
  const at = i % 100;
  if (at === 99) return said('/yeoun/cue/go', 'i', 1);
  if (at === 98) return said('/yeoun/mastr', 'f', 0.5);
  if (at % 5 === 0) return said('/yeoun/get/standby');
  if (at % 5 === 1) return said('/yeoun/get/running');
  if (at % 5 === 2) return said('/yeoun/sound', 'f', 0.5 + 0.5 * Math.sin(i / 50));
  return said('/yeoun/master', 'f', 0.75 + 0.25 * Math.sin(i / 50));
};
const COMMANDS = Array.from({ length: 5_000 }, (_, i) => commandAt(i));

interface Flight {
  readonly sent: number;
  /** Commands whose answer did not come, or not in their order. */
  readonly lost: number;
  readonly tookMs: readonly number[];
  readonly seconds: number;
  /** Share of one core that the sender itself took. */
  readonly sender: number;
  /** What happened besides, in words. */
  readonly how: string;
}

/** Sends for so long, and waits until every command is answered or nothing comes any more. */
const fly = async (socket: Socket, seconds: number, patienceMs = PATIENCE_MS): Promise<Flight> => {
  const decode = oscDecoder();
  const total = PER_S * seconds;
  const sentMs = new Float64Array(total);
  const tookMs: number[] = [];
  let strange = 0;
  let answered = 0;
  const hear = (bytes: Buffer): void => {
    const read = decode(bytes);
    if (read.kind !== 'message') return;
    const asked = COMMANDS[answered % COMMANDS.length];
    if (read.address !== `/reply${asked?.address}`) strange++;
    tookMs.push(performance.now() - (sentMs[answered] ?? Number.NaN));
    answered++;
  };
  const reader = slipReader(MAX_PACKET_BYTES, hear, () => {});
  const onData = (chunk: Buffer): void => reader.push(chunk);
  socket.on('data', onData);

  const startMs = performance.now();
  const startCpu = process.cpuUsage();
  let sent = 0;
  while (sent < total) {
    const now = performance.now();
    const due = Math.min(total, Math.floor(((now - startMs) * PER_S) / 1000));
    for (; sent < due; sent++) {
      const command = COMMANDS[sent % COMMANDS.length];
      sentMs[sent] = performance.now();
      if (command) socket.write(command.packet);
    }
    await sleep(1);
  }
  const endMs = performance.now();
  while (answered < total && performance.now() - endMs < patienceMs) await sleep(10);
  socket.off('data', onData);
  const { user, system } = process.cpuUsage(startCpu);
  const sender = (user + system) / 1000 / (performance.now() - startMs);
  const tookS = (endMs - startMs) / 1000;
  return { sent, lost: sent - answered + strange, tookMs, seconds: tookS, sender, how: '' };
};

const measure = async (seconds: number): Promise<Flight> => {
  const conductor = await startConductor();
  try {
    const socket = connect({ host: '127.0.0.1', port: conductor.oscPort, noDelay: true });
    await once(socket, 'connect');
    // A connection that breaks is seen by the answers that do not come.
    socket.on('error', () => {});
    let hasBroken = false;
    socket.on('close', () => {
      hasBroken = true;
    });
    const wish = said('/yeoun/replies', 'i', 1);
    socket.write(wish.packet);
    await once(socket, 'data');
    // The first seconds warm the compilers of both processes.
    await fly(socket, WARM_S, WARM_PATIENCE_MS);
    const flight = await fly(socket, seconds);
    const how = hasBroken ? '; THE CONNECTION BROKE' : '';
    socket.destroy();
    if (process.env.YEOUN_BENCH_TRACE && flight.lost > 0)
      writeFileSync(process.env.YEOUN_BENCH_TRACE, conductor.output());
    return { ...flight, how };
  } finally {
    await conductor.stop();
  }
};

const loadOf = ({ sent, seconds, tookMs, sender, how }: Flight): string =>
  `a conductor of its own process, one TCP connection, ${Math.round(sent / seconds)} commands a second for ${Math.round(seconds)} s, each answered with JSON, after ${WARM_S} s of the same that are not counted (faders 60 %, queries 40 %, GO and a wrong address 1 % each); the sender, a process of its own, takes ${Math.round(100 * sender)} % of a core of ${cpus().length}, whose load average was ${loadavg()[0]?.toFixed(1)}; p50 ${quantile(tookMs, 0.5).toFixed(2)} ms, worst ${quantile(tookMs, 1).toFixed(1)} ms${how}`;

const lost = (flight: Flight): Measured => ({
  value: flight.lost,
  n: flight.sent,
  load: loadOf(flight),
});
const p99 = (flight: Flight): Measured => ({
  value: flight.tookMs.length > 0 ? quantile(flight.tookMs, 0.99) : null,
  n: flight.tookMs.length,
  load: loadOf(flight),
  ...(flight.tookMs.length === 0 && { reason: 'nothing was answered' }),
});

/** Both numbers are of one flight. */
const pair = (name: string, seconds: number, long: boolean): Bench[] => {
  let flown: Promise<Flight> | undefined;
  const flight = (): Promise<Flight> => {
    flown ??= measure(seconds);
    return flown;
  };
  return [
    {
      name: `desk-osc-${name}-lost`,
      unit: 'commands',
      op: '<=',
      goal: 0,
      long,
      run: async () => lost(await flight()),
    },
    {
      name: `desk-osc-${name}-p99-ms`,
      unit: 'ms',
      op: '<=',
      goal: 10,
      long,
      run: async () => p99(await flight()),
    },
  ];
};

export const benches: Bench[] = [
  ...pair('commands', 10, false),
  ...pair('commands-minute', 60, true),
];
