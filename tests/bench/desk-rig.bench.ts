import { type ChildProcess, fork } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench } from '../support/bench.ts';
import { startConductor, until } from '../support/conductor.ts';
import { oscPeer } from '../support/osc-peer.ts';
import { pause, wallMs } from '../support/stats.ts';

const CUES = 200;
const DISPLAYS = 8;
const UNIVERSE = 1;
const SACN_PORT = 5568;
/** Two rounds: all cues are called together, begin one after the other over ten seconds, and run for twenty. */
const ROUNDS = 2;
const ROUND_S = 20;
const SPREAD_S = 10;
const TICKS_A_SECOND = 100;
const STATE = 1;

/** A show whose first GO calls two hundred cues, each with a fade of the master and a message to another desk. */
const bigShow = (oscPort: number) => ({
  format: 2,
  id: 'rig',
  title: { en: 'Rig', ko: '장비' },
  scenes: { water: { scene: 'tide' } },
  devices: { desk: { kind: 'osc', host: '127.0.0.1', port: oscPort } },
  groups: { all: { from: '1', to: String(CUES), mode: 'together' } },
  cues: Array.from({ length: CUES }, (_, i) => ({
    number: String(i + 1),
    title: { en: `Cue ${i + 1}`, ko: `큐 ${i + 1}` },
    ...(i === 0 ? { scene: 'water' } : {}),
    preWaitS: (i * SPREAD_S) / CUES,
    master: { level: i % 2 === 0 ? 1 : 0.8, seconds: ROUND_S },
    osc: [{ to: 'desk', address: `/cue/${i + 1}/fire`, args: [i] }],
  })),
});

const sink = async (port: number, hear: () => void): Promise<Socket> => {
  const socket = createSocket('udp4').bind(port, '127.0.0.1');
  await once(socket, 'listening');
  socket.on('message', hear);
  return socket;
};

const displays = async (url: string): Promise<ChildProcess> => {
  const worker = fileURLToPath(new URL('./wire-clients.worker.mjs', import.meta.url));
  const child = fork(worker, [`${url.replace('http', 'ws')}/ws`, String(DISPLAYS), String(STATE)]);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The displays' process ended with ${code}.`);
  });
  await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
  return child;
};

/** Seconds of a processor that a process and its threads have used; null where the system does not tell. */
const usedS = async (pid: number): Promise<number | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name may hold spaces: fields are counted from its bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return stat === '' ? null : ticks / TICKS_A_SECOND;
};

/** What came to the other ends. */
interface Counted {
  acts: number;
  packets: number;
}

interface Load {
  readonly share: number | null;
  readonly acts: number;
  readonly packetsS: number;
}

const measure = async (): Promise<Load> => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-rig-'));
  const state = mkdtempSync(join(tmpdir(), 'yeoun-rig-state-'));
  const count = { acts: 0, packets: 0 };
  const desk = await sink(0, () => count.acts++);
  const light = await sink(SACN_PORT, () => count.packets++);
  writeFileSync(join(folder, 'show.yaml'), JSON.stringify(bigShow(desk.address().port)));
  writeFileSync(join(folder, 'world.md'), '# Rig\n');
  const rig = { sacnOut: { universe: UNIVERSE, host: '127.0.0.1' } };
  const patch = { format: 1, open: [], sources: {}, cameras: {}, outputs: {}, rig };
  writeFileSync(join(state, 'patch.json'), JSON.stringify(patch));
  try {
    const args = ['--show', folder, '--state', state, '--engine', 'none', '--fresh'];
    return await measureRunning(args, count);
  } finally {
    desk.close();
    light.close();
    for (const made of [folder, state]) rmSync(made, { recursive: true, force: true });
  }
};

const measureRunning = async (args: readonly string[], count: Counted): Promise<Load> => {
  const running = await startConductor(args);
  let screens: ChildProcess | undefined;
  try {
    screens = await displays(running.url);
    const live = async () => (await running.health()).affect.source === 'live';
    await until('a live affect', 20_000, live);
    const { pid } = await running.health();
    const peer = await oscPeer(running.oscPort);
    count.acts = 0;
    count.packets = 0;
    const before = await usedS(pid);
    const fromMs = wallMs();
    for (let i = 0; i < ROUNDS; i++) {
      await peer.send('/yeoun/cue/1/go');
      await pause(ROUND_S * 1000);
    }
    const tookS = (wallMs() - fromMs) / 1000;
    const after = await usedS(pid);
    peer.close();
    const share = before === null || after === null ? null : (after - before) / tookS;
    if ((await running.health()).pid !== pid) throw new Error('the conductor was restarted');
    return { share, acts: count.acts, packetsS: count.packets / tookS };
  } finally {
    screens?.kill();
    await running.stop();
  }
};

export const benches: Bench[] = [
  {
    name: 'desk-rig-core-share',
    unit: 'cores',
    op: '<=',
    goal: 0.5,
    run: async () => {
      const { share, acts, packetsS } = await measure();
      // A conductor that does less than it should would be quick for nothing.
      if (acts < ROUNDS * CUES) throw new Error(`only ${acts} of ${ROUNDS * CUES} messages came`);
      if (packetsS < 40) throw new Error(`only ${packetsS.toFixed(1)} packets of sACN a second`);
      return {
        value: share,
        n: 1,
        load: `processor time of the conductor with its threads over ${ROUNDS * ROUND_S} s: ${CUES} cues at once, each with a master fade and an OSC message (${acts} came), ${DISPLAYS} displays in another process, one universe at ${packetsS.toFixed(1)} Hz, the synthetic dancer with all streams, no engine`,
        ...(share === null ? { reason: 'this system has no /proc' } : {}),
      };
    },
  },
];
