import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Device, type DeviceOf } from '#contracts/device';
import type { Hearing } from '../../../conductor/control/heard.ts';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { MAX_PACKET_BYTES } from '../../../conductor/control/osc/message.ts';
import { slipEncode, slipReader } from '../../../conductor/control/osc/slip.ts';
import { openOscOut } from '../../../conductor/control/out/osc.ts';
import { backOff } from '../../../conductor/control/out/osc-tcp.ts';
import { withSeldom } from '../../../conductor/kernel/log.ts';
import { manualClock } from '../../../conductor/kernel/manual-clock.ts';
import { scheduler } from '../../../conductor/kernel/scheduler.ts';
import { inbox } from '../osc/client.ts';

const open: { close(): void }[] = [];
const kept = <T extends { close(): unknown }>(one: T): T => {
  open.push({ close: () => void one.close() });
  return one;
};
afterEach(() => {
  for (const one of open.splice(0).reverse()) one.close();
});

const deviceOf = (parts: Partial<DeviceOf<'osc'>> & { port: number }): DeviceOf<'osc'> => {
  const device = Device.parse({ kind: 'osc', ...parts });
  if (device.kind !== 'osc') throw new Error(device.kind);
  return device;
};

const opened = (device: DeviceOf<'osc'>) => {
  const clock = manualClock();
  const lines: string[] = [];
  const say = (_: string, text: string): void => void lines.push(text);
  const told: ReturnType<Hearing>[] = [];
  let wake: () => void = () => {};
  const out = kept(
    openOscOut(device, {
      id: 'peer',
      timing: scheduler(clock, (error) => {
        throw error;
      }),
      log: withSeldom(clock, {
        info: say,
        warn(where, text) {
          say(where, text);
          wake();
        },
        fail: say,
      }),
      heard(hearing) {
        told.push(hearing());
        wake();
      },
    }),
  );
  /** Until the next word of the peer or the next complaint. */
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  return { out, clock, lines, told, next };
};

/** A UDP peer that answers what it is told to. */
const udpPeer = async () => {
  const socket = createSocket('udp4');
  kept(socket);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const box = inbox();
  socket.on('message', box.put);
  return { socket, port: socket.address().port, next: box.next };
};

/** A TCP peer with SLIP. */
const tcpPeer = async (port = 0) => {
  const box = inbox();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const reader = slipReader(MAX_PACKET_BYTES, box.put, () => {});
    socket.on('data', (chunk) => reader.push(chunk));
    socket.on('error', () => {});
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const at = typeof address === 'object' && address ? address.port : 0;
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return kept({ port: at, next: box.next, sockets, server, close });
};

describe('OSC out', () => {
  it('sends datagrams as the cue writes them', async () => {
    const peer = await udpPeer();
    const { out } = opened(deviceOf({ port: peer.port }));
    out.send({ to: 'peer', address: '/light/1', args: [0.5, 3, 'red', true] });
    expect(await peer.next()).toMatchObject({
      address: '/light/1',
      types: 'fisT',
      args: [0.5, 3, 'red', true],
    });
    expect(out.status()).toEqual({ state: 'open', why: null });
  });

  it('says hello to QLab, goes, and tells what QLab answered', async () => {
    const qlab = await udpPeer();
    const { out, told, next } = opened(
      deviceOf({ port: qlab.port, profile: 'qlab', passcode: '1234' }),
    );
    out.send({ to: 'peer', address: '/cue/5/start', args: [] });
    const [port, connect, always, start] = [
      await qlab.next(),
      await qlab.next(),
      await qlab.next(),
      await qlab.next(),
    ];
    expect(port).toMatchObject({ address: '/udpReplyPort', types: 'i' });
    expect(connect).toMatchObject({ address: '/connect', args: ['1234'] });
    expect(always).toMatchObject({ address: '/alwaysReply', args: [1] });
    expect(start).toMatchObject({ address: '/cue/5/start' });
    const answered = next();
    const json = JSON.stringify({ address: '/cue/5/start', status: 'error' });
    qlab.socket.send(
      encodeMessage({ address: '/reply/cue/5/start', types: 's', args: [json] }),
      Number(port.args[0]),
      '127.0.0.1',
    );
    await answered;
    expect(told).toMatchObject([
      {
        said: expect.stringContaining('/reply/cue/5/start'),
        did: null,
        why: { en: expect.stringContaining('QLab refused') },
      },
    ]);
  });

  it('keeps QLab awake', async () => {
    const qlab = await udpPeer();
    const { clock } = opened(deviceOf({ port: qlab.port, profile: 'qlab' }));
    for (let i = 0; i < 3; i++) await qlab.next();
    clock.advance(20_000);
    expect(await qlab.next()).toMatchObject({ address: '/thump' });
  });

  it('refuses what the peer has not, with what it has', async () => {
    const peer = await udpPeer();
    const { out } = opened(deviceOf({ port: peer.port, profile: 'grandma3' }));
    expect(() => out.send({ to: 'peer', address: '/go', args: [] })).toThrow(
      expect.objectContaining({ code: 'out/osc-profile', ko: expect.stringContaining('grandMA3') }),
    );
  });

  it('sends over TCP with SLIP, also what is sent before the connection stands', async () => {
    const peer = await tcpPeer();
    const { out } = opened(deviceOf({ port: peer.port, transport: 'tcp' }));
    out.send({ to: 'peer', address: '/one', args: [] });
    expect(await peer.next()).toMatchObject({ address: '/one' });
    out.send({ to: 'peer', address: '/two', args: [192] });
    expect(await peer.next()).toMatchObject({ address: '/two', args: [192] });
  });

  it('calls a lost TCP peer again, and never sends late what could not be sent', async () => {
    const peer = await tcpPeer();
    const { out, clock, next } = opened(deviceOf({ port: peer.port, transport: 'tcp' }));
    out.send({ to: 'peer', address: '/one', args: [] });
    await peer.next();
    const gone = next();
    peer.close();
    await gone;
    expect(out.status().state).toBe('waiting');
    expect(() => out.send({ to: 'peer', address: '/late', args: [] })).toThrow(
      expect.objectContaining({ code: 'out/osc-lost' }),
    );
    const back = await tcpPeer(peer.port);
    const called = once(back.server, 'connection');
    clock.advance(250);
    await called;
    // The reply of the kernel that the call stands needs a turn of its own.
    while (out.status().state !== 'open') await new Promise((done) => setImmediate(done));
    out.send({ to: 'peer', address: '/again', args: [] });
    expect(await back.next()).toMatchObject({ address: '/again' });
  });

  it('waits longer each time, up to ten seconds', () => {
    const wait = backOff();
    expect(Array.from({ length: 8 }, () => wait.next())).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000,
    ]);
    wait.reset();
    expect(wait.next()).toBe(250);
  });

  it('reads what comes back over TCP', async () => {
    const peer = await tcpPeer();
    const { out, told, next } = opened(
      deviceOf({ port: peer.port, transport: 'tcp', profile: 'qlab' }),
    );
    out.send({ to: 'peer', address: '/go', args: [] });
    for (let i = 0; i < 3; i++) await peer.next();
    const answered = next();
    const json = JSON.stringify({ address: '/go', status: 'ok' });
    peer.sockets[0]?.write(
      slipEncode(encodeMessage({ address: '/reply/go', types: 's', args: [json] })),
    );
    await answered;
    expect(told).toMatchObject([{ did: { en: 'QLab did /go.' }, why: null }]);
  });

  it('keeps no deadline once closed; twice is harmless', async () => {
    const peer = await tcpPeer();
    const { out, clock } = opened(deviceOf({ port: peer.port, transport: 'tcp', profile: 'qlab' }));
    await peer.next();
    out.close();
    out.close();
    expect(clock.pending).toBe(0);
    expect(() => out.send({ to: 'peer', address: '/go', args: [] })).toThrow();
  });
});
