import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { WebSocket } from 'ws';
import type { PictureFrame } from '#contracts/picture';
import { FRAME, WIRE_VERSION } from '#contracts/wire';
import type { PictureFile } from '../../conductor/imagery/file.ts';
import { manualClock } from '../../conductor/kernel/manual-clock.ts';
import { type Scheduler, scheduler } from '../../conductor/kernel/scheduler.ts';
import type { WireDoor } from '../../conductor/wire/door.ts';
import type { Measured } from '../support/bench.ts';

const FRAME_MS = 1000 / 30;
const STALL_S = 60;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Memory of this process that is in use, in bytes: heap, and buffers outside it. */
const heldHere = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** What the machine's own buffers hold of this door's connections, both ends, in bytes (Linux). */
const heldInMachine = (port: number): number => {
  const mine = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n').slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(
      ([, local = '', remote = '']) => local.endsWith(`:${mine}`) || remote.endsWith(`:${mine}`),
    )
    .flatMap(([, , , , queues = '0:0']) => queues.split(':'))
    .reduce((sum, bytes) => sum + Number.parseInt(bytes, 16), 0);
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Reader {
  readonly ws: WebSocket;
  readonly counts: { pictures: number };
  socket(): { pause(): void };
}

const reader = async (url: string, id: string): Promise<Reader> => {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/ws`);
  const counts = { pictures: 0 };
  ws.on('message', (data: Buffer, isBinary) => {
    if (!isBinary || data[0] !== FRAME.picture) return;
    counts.pictures++;
    const picture = data.readUInt32LE(4);
    const seen = { seq: 0, frames: picture, fps: 60, rung: 'engine', picture, lines: 1080 };
    if (picture % 3 === 0) ws.send(JSON.stringify({ t: 'ack', ...seen }));
  });
  ws.on('error', () => {});
  await new Promise((resolve) => ws.on('open', resolve));
  ws.send(JSON.stringify({ t: 'hello', version: WIRE_VERSION, role: 'stage', id }));
  return { ws, counts, socket: () => (ws as unknown as { _socket: never })._socket };
};

type Open = (time: Scheduler, folder: string) => Promise<WireDoor>;
type FrameOf = (file: PictureFile, seq: number, atMs: number) => PictureFrame;

/**
 * One of two displays reads nothing for 60 s of the door's own clock, which goes as fast as the pictures are sent:
 * every rule that counts time sees the whole minute. Counted: what this process holds more than in a minute in which
 * both read, and what it handed to the machine's buffers for that display, which nobody read.
 */
export const stallOne = async (
  recorded: (count: number) => Promise<readonly PictureFile[]>,
  open: Open,
  frameOf: FrameOf,
): Promise<Measured> => {
  const files = await recorded(30);
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-bench-'));
  const clock = manualClock();
  const door = await open(
    scheduler(clock, (error) => {
      throw error;
    }),
    folder,
  );
  let seq = 0;
  const publish = async (): Promise<void> => {
    const file = files[seq % files.length];
    if (file) door.picture([frameOf(file, ++seq, clock.nowMs())]);
    clock.advance(FRAME_MS);
    for (let i = 0; i < 6; i++) await turn();
  };
  try {
    const good = await reader(door.url, 'good');
    const stuck = await reader(door.url, 'stuck');
    while (good.counts.pictures < 200 || stuck.counts.pictures < 200) await publish();
    const port = Number(new URL(door.url).port);
    const frames = STALL_S * 30;
    /** The most that is held while so many pictures go out. */
    const most = async () => {
      const held = { here: 0, machine: 0 };
      for (let i = 0; i < frames; i++) {
        await publish();
        if (i % 60 !== 0) continue;
        held.here = Math.max(held.here, heldHere());
        held.machine = Math.max(held.machine, heldInMachine(port));
      }
      return held;
    };
    const before = await most();
    const [seqBefore, seenBefore] = [seq, good.counts.pictures];
    stuck.socket().pause();
    const stalled = await most();
    const here = Math.max(0, stalled.here - before.here);
    const machine = stalled.machine - before.machine;
    const share = (good.counts.pictures - seenBefore) / (seq - seqBefore);
    if (share < 0.95)
      throw new Error(`The display that reads got only ${Math.round(100 * share)} % of the film.`);
    return {
      value: (here + machine) / 1e6,
      n: frames,
      load: `512 lines with relief at 30 a second for ${STALL_S} s of the door's clock, one of two displays reads nothing; the other got ${Math.round(100 * share)} % of the pictures; ${(here / 1e6).toFixed(1)} MB more in this process, ${(machine / 1e6).toFixed(1)} MB in the machine's buffers; the stuck one was ${door.clients().stage === 1 ? 'closed after 30 s' : 'kept'}`,
    };
  } finally {
    await door.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
