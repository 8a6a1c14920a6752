import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oscDecoder } from '../../conductor/control/osc/decode.ts';
import { encodeMessage } from '../../conductor/control/osc/encode.ts';
import type { OscMessage } from '../../conductor/control/osc/message.ts';
import { type Bench, quantile } from '../support/bench.ts';
import { startConductor } from '../support/conductor.ts';
import { pause } from '../support/stats.ts';

const GOES = 200;
const RENEWED = 50;
/** A GO that nobody was told of by then counts as never told. */
const WAIT_MS = 1000;

/** A subscriber of its own socket: what it was told of one address, and when. */
const listener = (socket: Socket) => {
  const decode = oscDecoder();
  const heard: { readonly atMs: number; readonly value: unknown }[] = [];
  return {
    heard,
    listen(address: string): void {
      socket.on('message', (bytes) => {
        const read = decode(bytes);
        if (read.kind !== 'message' || read.address !== address) return;
        // A renewed subscription is told again what it knows.
        const [value] = read.args;
        if (heard.at(-1)?.value !== value) heard.push({ atMs: performance.now(), value });
      });
    },
  };
};

const openUdp = async (): Promise<Socket> => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
};

/** Each GO begins a cue of its own name at once, round and round. */
const SHOW = `format: 2
id: round
title: { en: Round, ko: 돌기 }
loop: true
scenes:
  sheet: { scene: paper }
cues:
  - { number: 1, title: { en: One, ko: 하나 }, scene: sheet }
  - { number: 2, title: { en: Two, ko: 둘 }, scene: sheet }
  - { number: 3, title: { en: Three, ko: 셋 }, scene: sheet }
`;

/** From a GO sent by one peer until another that subscribed is told the cue; Infinity where it never is. */
const measure = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yeoun-round-'));
  writeFileSync(join(folder, 'show.yaml'), SHOW);
  writeFileSync(join(folder, 'world.md'), 'Round and round, for measuring.\n');
  const conductor = await startConductor(['--show', folder, '--fresh']);
  const [desk, remote] = [await openUdp(), await openUdp()];
  const say = (from: Socket, address: string, types = '', ...args: OscMessage['args']): void =>
    from.send(encodeMessage({ address, types, args }), conductor.oscPort, '127.0.0.1');
  try {
    const { heard, listen } = listener(remote);
    listen('/yeoun/state/cue');
    say(remote, '/yeoun/subscribe', 's', '/yeoun/state/*');
    await pause(3000);
    const tookMs: number[] = [];
    for (let i = 0; i < GOES; i++) {
      // It holds for a minute.
      if (i % RENEWED === 0) say(remote, '/yeoun/subscribe', 's', '/yeoun/state/*');
      const before = heard.length;
      const sentMs = performance.now();
      say(desk, '/yeoun/cue/go');
      // Longer than the guard against a second GO, and never in step with the tick.
      await pause(260 + ((i * 37) % 90));
      for (let ms = 0; heard.length === before && ms < WAIT_MS; ms += 10) await pause(10);
      tookMs.push((heard[before]?.atMs ?? Number.POSITIVE_INFINITY) - sentMs);
    }
    return tookMs;
  } finally {
    desk.close();
    remote.close();
    await conductor.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const benches: Bench[] = [
  {
    name: 'desk-osc-push-p99-ms',
    unit: 'ms',
    op: '<=',
    goal: 100,
    run: async () => {
      const tookMs = await measure();
      const never = tookMs.filter((ms) => ms === Number.POSITIVE_INFINITY).length;
      const heard = tookMs.filter(Number.isFinite);
      return {
        value: quantile(tookMs, 0.99),
        n: tookMs.length,
        load: `a GO by UDP from one peer until another, subscribed to /yeoun/state/*, is told the running cue; a conductor of its own process, a show of three cues with the synthetic dancer; p50 ${quantile(heard, 0.5).toFixed(1)} ms, worst told ${quantile(heard, 1).toFixed(1)} ms, ${never} never told (they count as infinitely late)`,
      };
    },
  },
];
