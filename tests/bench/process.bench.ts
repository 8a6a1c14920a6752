import WebSocket from 'ws';
import { decodeMovement } from '#contracts/frames';
import { FRAME, WIRE_VERSION } from '#contracts/wire';
import { type Bench, quantile } from '../support/bench.ts';
import { type RunningConductor, startConductor, until } from '../support/conductor.ts';
import { oscPeer } from '../support/osc-peer.ts';
import { pause, residentMb, wallMs } from '../support/stats.ts';

const SENDS = 1500;
const SEND_EVERY_MS = 16.7;
const LOAD =
  'conductor with the synthetic dancer (all streams), OSC acceleration at 60 Hz, one display, separate processes';

const joined = (url: string): Promise<WebSocket> =>
  new Promise((done, fail) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    socket.binaryType = 'nodebuffer';
    socket.once('error', fail);
    socket.once('open', () => {
      socket.send(
        JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'stage', id: 'bench' }),
      );
      done(socket);
    });
  });

/** Milliseconds from sending each OSC sample to its movement frame at a display. */
const movementDelays = async (running: RunningConductor): Promise<number[]> => {
  const socket = await joined(running.url);
  const peer = await oscPeer(running.oscPort);
  const delays: number[] = [];
  let sentMs = 0;
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary || data[0] !== FRAME.movement) return;
    const frame = decodeMovement(data)?.frame;
    if (frame?.bodyId !== 'bench' || sentMs === 0) return;
    delays.push(wallMs() - sentMs);
    sentMs = 0;
  });
  for (let i = 0; i < SENDS; i++) {
    sentMs = wallMs();
    await peer.send('/sensor/probe@bench/acc', 0.1, 9.8, Math.sin(i) * 8);
    await pause(SEND_EVERY_MS + (i % 7));
  }
  socket.close();
  peer.close();
  if (delays.length < SENDS * 0.95)
    throw new Error(`only ${delays.length} of ${SENDS} movement frames came`);
  return delays;
};

let road: Promise<{ delays: number[]; tickP99Ms: number; rssMb: number | null }> | undefined;

/** One run serves all numbers of this file. */
const theRoad = () => {
  road ??= (async () => {
    const running = await startConductor(['--show', 'shows/first-light', '--fresh']);
    try {
      await until(
        'a live affect',
        15_000,
        async () => (await running.health()).affect.source === 'live',
      );
      const delays = await movementDelays(running);
      const health = await running.health();
      return { delays, tickP99Ms: health.tick.p99Ms, rssMb: await residentMb(health.pid) };
    } finally {
      await running.stop();
    }
  })();
  return road;
};

const restart = async (): Promise<number> => {
  const running = await startConductor(['--show', 'shows/minimal']);
  try {
    const peer = await oscPeer(running.oscPort);
    await peer.send('/yeoun/cue/2/go');
    await until('cue 2', 3000, async () => (await running.health()).cue === '2');
    peer.close();
    const { pid } = await running.health();
    const killedMs = wallMs();
    process.kill(pid, 'SIGKILL');
    await until('a new conductor at cue 2', 10_000, async () => {
      const health = await running.health();
      return health.pid !== pid && health.cue === '2';
    });
    return wallMs() - killedMs;
  } finally {
    await running.stop();
  }
};

const RESTARTS = 5;

export const benches: Bench[] = [
  {
    name: 'road-movement-to-state-p95-ms',
    unit: 'ms',
    op: '<=',
    goal: 10,
    run: async () => {
      const { delays } = await theRoad();
      return { value: quantile(delays, 0.95), n: delays.length, load: LOAD };
    },
  },
  {
    name: 'road-movement-to-state-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 15,
    run: async () => {
      const { delays } = await theRoad();
      return { value: quantile(delays, 0.99), n: delays.length, load: LOAD };
    },
  },
  {
    name: 'road-tick-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 2,
    run: async () => ({ value: (await theRoad()).tickP99Ms, n: 600, load: LOAD }),
  },
  {
    name: 'road-memory-mb',
    unit: 'MB',
    op: '<=',
    goal: 250,
    run: async () => {
      const { rssMb } = await theRoad();
      return {
        value: rssMb,
        n: 1,
        load: `resident set of the conductor after about 40 s; ${LOAD}`,
        ...(rssMb === null ? { reason: 'this system has no /proc' } : {}),
      };
    },
  },
  {
    name: 'road-restart-s',
    unit: 's',
    op: '<=',
    goal: 2,
    run: async () => {
      const times: number[] = [];
      for (let i = 0; i < RESTARTS; i++) times.push((await restart()) / 1000);
      return {
        value: Math.max(...times),
        n: RESTARTS,
        load: 'kill -9 of the conductor until /health answers from a new process at the same cue; the slowest',
      };
    },
  },
];
