import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import OSC from 'osc-js';
import WebSocket from 'ws';
import { encodeSamples } from '#contracts/frames';
import { WIRE_VERSION } from '#contracts/wire';
import { random } from '../../sensors/random.ts';
import type { Bench } from '../support/bench.ts';
import { type RunningConductor, startConductor } from '../support/conductor.ts';
import { pause, residentMb } from '../support/stats.ts';
import { spoilt } from './fuzz-inputs.ts';

const UDP_INPUTS = 800_000;
const WIRE_INPUTS = 190_000;
const HTTP_INPUTS = 10_000;
const INPUTS = UDP_INPUTS + WIRE_INPUTS + HTTP_INPUTS;
/** Datagrams in a burst: as many as the door takes before the next. */
const BURST = 60;
/** Sends between two looks at what arrived. */
const CHECK = 6000;
/** Messages of one rude client: about as many as it takes to be shown out. */
const MESSAGES = 160;
const ROUNDS = 20;

const osc = (address: string, ...args: (number | string)[]): Buffer =>
  Buffer.from(new OSC.Message(address, ...args).pack());

const DATAGRAMS = [
  osc('/muse/eeg', 800, 810, 805, 799),
  osc('/muse/elements/horseshoe', 1, 1, 2, 4),
  osc('/sensor/wrist/acc', 0.1, 9.8, 0.3),
  osc('/sensor/belt@ana/hr', 72),
  osc('/sensor/cam/pose', ...Array.from({ length: 51 }, (_, i) => (i % 3 === 2 ? 0.9 : 0.4))),
  osc('/ZIGSIM/phone/accel', 0.1, 0.2, 0.9),
  osc('/gyrosc/gyro', 0.1, 0.2, 0.3),
  osc('/EmotiBit/0/PPG:GRN', 1, 2, 3),
  osc('/accxyz', 0.1, 0.2, 0.9),
  osc('/yeoun/master', 0.9),
  osc('/yeoun/mark', 'here'),
  osc('/yeoun/nowhere', 1),
];

const announce = {
  t: 'announce',
  source: 'fuzz',
  device: 'other',
  label: { en: 'f', ko: '퍼즈' },
  streams: [{ name: 'acc', kind: 'acc', channels: ['x', 'y', 'z'], rateHz: 0, handle: 3 }],
};
const TEXTS = [
  announce,
  { t: 'samples', handle: 3, data: [1, 2, 3] },
  { t: 'source-state', source: 'fuzz', state: 'waiting' },
  { t: 'patch', change: { do: 'source', id: 'fuzz', set: { gain: { acc: 2 } } } },
  { t: 'intent', intent: { do: 'master', level: 1 } },
  { t: 'ack', seq: 1, frames: 1, fps: 60, rung: 'local' },
  { t: 'ping', sentMs: 1 },
].map((m) => Buffer.from(JSON.stringify(m)));

const FRAMES = [
  encodeSamples({ handle: 3, seq: 1, atMs: 1, channels: 3, data: Float32Array.of(1, 2, 3) }),
].map((b) => Buffer.from(b));

/** What a door has taken from its sockets so far: what the kernel dropped was no input. */
const takenBy = async (running: RunningConductor, door: string): Promise<number> =>
  (await running.health()).doors.find((d) => d.id === door)?.received ?? 0;

const overUdp = async (
  running: RunningConductor,
  inputs: number,
  random: () => number,
): Promise<void> => {
  const socket = createSocket('udp4');
  const from = await takenBy(running, 'osc');
  for (let i = 0; i % CHECK !== 0 || (await takenBy(running, 'osc')) - from < inputs; i++) {
    const right = DATAGRAMS[i % DATAGRAMS.length] as Buffer;
    socket.send(spoilt(right, random), running.oscPort, '127.0.0.1');
    if (i % BURST === 0) await pause(3);
  }
  socket.close();
};

/** One client that says hello and then whatever comes to its mind, until it is shown out. */
const rude = (url: string, random: () => number): Promise<void> =>
  new Promise((done) => {
    const ws = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    const roles = ['stage', 'console', 'sensor'];
    const role = roles[Math.floor(random() * roles.length)];
    ws.once('error', () => done());
    ws.once('close', () => done());
    ws.once('open', () => {
      const id = `rude-${Math.floor(random() * 40)}`;
      ws.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role, id }));
      for (let i = 0; i < MESSAGES; i++) {
        const binary = random() < 0.4;
        const from = binary ? FRAMES : TEXTS;
        ws.send(spoilt(from[Math.floor(random() * from.length)] as Buffer, random), { binary });
      }
      // Whoever was not shown out leaves.
      ws.close();
    });
  });

const overWire = async (running: RunningConductor, random: () => number): Promise<void> => {
  const from = await takenBy(running, 'wire');
  while ((await takenBy(running, 'wire')) - from < WIRE_INPUTS)
    for (let round = 0; round < ROUNDS; round++)
      await Promise.all([1, 2, 3, 4].map(() => rude(running.url, random)));
};

const REQUEST = Buffer.from(
  'GET /health?token=x HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: a=b\r\n\r\n',
);

const overHttp = async (port: number, random: () => number): Promise<void> => {
  for (let i = 0; i < HTTP_INPUTS; i++) {
    await new Promise<void>((done) => {
      const socket = connect(port, '127.0.0.1', () => socket.end(spoilt(REQUEST, random)));
      socket.on('error', () => done());
      socket.on('close', () => done());
      socket.resume();
      socket.setTimeout(2000, () => socket.destroy());
    });
  }
};

interface Outcome {
  /** The same process from the first input to the last. */
  readonly survived: boolean;
  readonly worstTickMs: number;
  readonly growthMb: number | null;
  readonly heard: number;
}

/** Watches the tick while others throw things. */
const watch = (running: RunningConductor) => {
  let worstMs = 0;
  let going = true;
  const look = async (): Promise<void> => {
    while (going) {
      const { tick } = await running.health().catch(() => ({ tick: { worstMs: 0 } }));
      worstMs = Math.max(worstMs, tick.worstMs);
      await pause(2000);
    }
  };
  const looking = look();
  return async (): Promise<number> => {
    going = false;
    await looking;
    return worstMs;
  };
};

const flood = async (): Promise<Outcome> => {
  // Doors are asked, not the painter: it comes with a scene of the show and keeps its own memory.
  const running = await startConductor(['--fresh', '--log-level', 'silent', '--engine', 'none']);
  try {
    const before = await running.health();
    const chance = random(2026, 'fuzz').next;
    const stop = watch(running);
    // Half first: what is kept once (names of senders, caches, the size of the heap) is not growth.
    await overUdp(running, UDP_INPUTS / 2, chance);
    const warmMb = await residentMb(before.pid);
    await overUdp(running, UDP_INPUTS / 2, chance);
    await overWire(running, chance);
    await overHttp(running.port, chance);
    const worstTickMs = await stop();
    await pause(2000);
    const after = await running.health();
    const endMb = await residentMb(after.pid);
    const heard = after.doors.reduce((sum, door) => sum + door.received, 0);
    return {
      survived: after.pid === before.pid,
      worstTickMs,
      growthMb: warmMb === null || endMb === null ? null : endMb - warmMb,
      heard,
    };
  } finally {
    await running.stop();
  }
};

let outcome: Promise<Outcome> | undefined;
const flooded = (): Promise<Outcome> => {
  outcome ??= flood();
  return outcome;
};

const LOAD = `${INPUTS} inputs, two of three spoilt, over OSC (UDP), WebSocket (every role, text and binary) and HTTP against a conductor that runs a show`;

export const benches: Bench[] = [
  {
    name: 'body-fuzz-survived',
    unit: 'share',
    op: '>=',
    goal: 1,
    async run() {
      const { survived, heard } = await flooded();
      return {
        value: survived ? 1 : 0,
        n: INPUTS,
        load: `${LOAD}; one process from first to last; ${heard} messages were taken from the sockets`,
      };
    },
  },
  {
    name: 'body-fuzz-worst-tick-ms',
    unit: 'ms',
    op: '<=',
    goal: 100,
    run: async () => ({ value: (await flooded()).worstTickMs, n: INPUTS, load: LOAD }),
  },
  {
    name: 'body-fuzz-growth-mb',
    unit: 'MB',
    op: '<=',
    goal: 40,
    async run() {
      const { growthMb } = await flooded();
      return {
        value: growthMb,
        n: INPUTS,
        load: `resident set at the end against after the first 400,000; ${LOAD}`,
        ...(growthMb === null ? { reason: 'this system has no /proc' } : {}),
      };
    },
  },
];
