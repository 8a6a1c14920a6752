import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { type ServerMessage, WIRE_VERSION } from '#contracts/wire';
import type { Bench } from '../support/bench.ts';
import { startConductor, until } from '../support/conductor.ts';
import { pause } from '../support/stats.ts';

const DANCERS = 6;
const SETTLE_MS = 6000;
const MEASURE_MS = 20_000;
/** Clock ticks a second of /proc on Linux (USER_HZ, proc(5)). */
const USER_HZ = 100;

/** Seconds of one core that a process has used, or null where the system does not tell. */
const cpuS = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / USER_HZ;
  } catch {
    return null;
  }
};

/** The minimal show, with a cast of six. */
const showOfSix = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-six-'));
  const bodies = Array.from({ length: DANCERS }, (_, i) => `body-${i}`).join(', ');
  const show = readFileSync('shows/minimal/show.yaml', 'utf8');
  writeFileSync(join(folder, 'show.yaml'), `${show}\nbodies: [${bodies}]\n`);
  writeFileSync(join(folder, 'world.md'), 'Six.\n');
  return folder;
};

const client = (url: string, role: 'stage' | 'console', id: string): Promise<WebSocket> =>
  new Promise((done, fail) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`);
    socket.once('error', fail);
    socket.once('open', () => {
      socket.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role, id }));
      done(socket);
    });
  });

const sixDancers = async (): Promise<{ share: number | null; sources: number }> => {
  const show = showOfSix();
  const running = await startConductor(['--show', show, '--fresh', '--source', 'page']);
  const worker = fork(new URL('./body-pages.worker.mjs', import.meta.url), [
    `${running.url.replace('http', 'ws')}/ws`,
    String(DANCERS),
  ]);
  try {
    const clients = [
      await client(running.url, 'stage', 'wall'),
      await client(running.url, 'console', 'desk'),
    ];
    await until('six live dancers', 15_000, async () => {
      const { sources } = await running.health();
      return sources.filter((s) => s.state === 'live' && s.streams.length === 6).length === DANCERS;
    });
    await pause(SETTLE_MS);
    const { pid } = await running.health();
    const before = cpuS(pid);
    await pause(MEASURE_MS);
    const after = cpuS(pid);
    const health = await running.health();
    for (const socket of clients) socket.close();
    const share = before === null || after === null ? null : (after - before) / (MEASURE_MS / 1000);
    return { share, sources: health.sources.filter((s) => s.state === 'live').length };
  } finally {
    worker.kill();
    await running.stop();
    rmSync(show, { recursive: true, force: true });
  }
};

/** Seconds from the first byte of a source to the console's first feature of it. */
const untilFeature = async (
  args: readonly string[],
  kind: string,
  begin: (url: string, oscPort: number) => Promise<() => void>,
): Promise<number> => {
  const running = await startConductor(['--fresh', ...args]);
  try {
    const desk = await client(running.url, 'console', 'desk');
    const first = new Promise<number>((done) => {
      desk.on('message', (data, isBinary) => {
        if (isBinary) return;
        const message = JSON.parse(String(data)) as ServerMessage;
        if (message.t === 'features' && message.features.length > 0) done(performance.now());
      });
    });
    const begunMs = performance.now();
    const stop = await begin(running.url, running.oscPort);
    const atMs = await Promise.race([first, pause(10_000).then(() => Number.POSITIVE_INFINITY)]);
    stop();
    desk.close();
    return (atMs - begunMs) / 1000;
  } catch (error) {
    throw new Error(`${kind}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await running.stop();
  }
};

/** Adds a source to a conductor that runs, as the patch page does. */
const addedLive = (source: string) => async (url: string) => {
  const desk = await client(url, 'console', 'adding');
  desk.send(JSON.stringify({ t: 'patch', change: { do: 'open', source } }));
  return () => desk.close();
};

const overOsc = async (_url: string, oscPort: number) => {
  const { oscPeer } = await import('../support/osc-peer.ts');
  const peer = await oscPeer(oscPort);
  const timer = setInterval(
    () => void peer.send('/sensor/wrist/acc', 0.5, 9.8, 6 * Math.sin(performance.now() / 90)),
    20,
  );
  return () => {
    clearInterval(timer);
    peer.close();
  };
};

const overPage = async (url: string) => {
  const worker = fork(new URL('./body-pages.worker.mjs', import.meta.url), [
    `${url.replace('http', 'ws')}/ws`,
    '1',
  ]);
  return () => void worker.kill();
};

const REPLAY = `${process.env.YEOUN_DATA ?? '../shared/data'}/muse/subjecta-relaxed-1.csv.gz`;

export const benches: Bench[] = [
  {
    name: 'body-6x6-core-share',
    unit: 'cores',
    op: '<=',
    goal: 0.5,
    async run() {
      const { share, sources } = await sixDancers();
      return {
        value: share,
        n: sources,
        load: `${DANCERS} dancers x 6 streams over WebSocket, one display, one console, ${MEASURE_MS / 1000} s; processor time of the conductor's process`,
        ...(share === null ? { reason: 'this system has no /proc' } : {}),
      };
    },
  },
  {
    name: 'body-first-feature-s',
    unit: 's',
    op: '<=',
    goal: 3,
    async run() {
      const times = {
        synthetic: await untilFeature(['--source', 'osc'], 'synthetic', addedLive('synthetic')),
        osc: await untilFeature(['--source', 'osc'], 'osc', overOsc),
        page: await untilFeature(['--source', 'page'], 'page', overPage),
        replay: await untilFeature(['--source', 'osc'], 'replay', addedLive(`replay:${REPLAY}`)),
      };
      const told = Object.entries(times).map(([kind, s]) => `${kind} ${s.toFixed(2)}`);
      return {
        value: Math.max(...Object.values(times)),
        n: told.length,
        load: `from the source's first byte (or being added on the patch page) to the console, the slowest; ${told.join(', ')}; midi by its own bench`,
      };
    },
  },
];
