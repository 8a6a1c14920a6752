import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { YeounError } from '#contracts/errors';
import { openOscDoor } from '../../../conductor/control/osc/door.ts';
import { encodeBundle, encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { msTimeTag } from '../../../conductor/control/osc/timetag.ts';
import { type Client, tcpClient, testDoor, udpClient } from './client.ts';
import { stageOf } from './stage.ts';

let house: Awaited<ReturnType<typeof testDoor>>;
let me: Client;
const open: { close(): void }[] = [];
const kept = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};

beforeEach(async () => {
  house = await testDoor();
  open.push(house.door);
  me = kept(await udpClient(house.door.port));
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe('the OSC door over UDP', () => {
  it('asks the show and says who asked', async () => {
    me.say('/yeoun/cue/go');
    me.say('/yeoun/cue/2.5/go', 'i', 1);
    me.say('/yeoun/cue/2.5/go', 'i', 0);
    expect(await me.settled()).toEqual([]);
    expect(house.asked).toEqual([
      {
        intent: { do: 'go' },
        atMs: house.clock.nowMs(),
        door: 'osc',
        from: `127.0.0.1:${me.port}`,
      },
      expect.objectContaining({ intent: { do: 'go-cue', number: '2.5' } }),
    ]);
    expect(house.door.status()).toMatchObject({
      id: 'osc',
      state: 'open',
      received: 4,
      refused: 0,
    });
  });

  it('hands everything else to the sensors', async () => {
    me.say('/muse/eeg', 'ffff', 1, 2, 3, 4);
    await me.settled();
    expect(house.sensed).toEqual([
      { address: '/muse/eeg', args: [1, 2, 3, 4], from: `127.0.0.1:${me.port}` },
    ]);
  });

  it('answers a ping with the same arguments and types', async () => {
    const args = [7, 0.5, '여운', 2n ** 40n, Math.PI, Buffer.of(1, 2, 3), true, null, 5] as const;
    me.say('/yeoun/ping', 'ifshdbTN[i]', ...args);
    expect(await me.next()).toMatchObject({ address: '/yeoun/pong', types: 'ifshdbTN[i]', args });
    me.say('/yeoun/ping');
    expect(await me.next()).toMatchObject({ address: '/yeoun/pong', types: '', args: [] });
  });

  it('answers wrong messages with what would be right, counts and logs them', async () => {
    me.say('/yeoun/master', 'f', 2);
    expect(await me.next()).toMatchObject({
      address: '/yeoun/error',
      args: ['/yeoun/master', expect.stringContaining('a number from 0 to 1')],
    });
    me.say('/yeoun/cue/*/go');
    expect((await me.next()).args[1]).toContain('fires no trigger');
    me.raw(Buffer.from('garbage!'));
    me.say('/yeoun/error', 's', 'not to be answered');
    expect(await me.settled()).toEqual([]);
    expect(house.asked).toEqual([]);
    expect(house.lines).toHaveLength(1);
    expect(house.door.status()).toMatchObject({ received: 5, refused: 4 });
  });

  it('answers one sender a bounded number of times', async () => {
    for (let i = 0; i < 200; i++) me.say('/yeoun/nothing');
    expect(await me.settled()).toHaveLength(20);
    expect(house.door.status().refused).toBe(200);
    expect(house.lines).toHaveLength(1);
  });

  it('plays bundles at their time', async () => {
    const go = encodeMessage({ address: '/yeoun/cue/go', types: '', args: [] });
    me.raw(encodeBundle(msTimeTag(house.clock.nowMs() + 5000), [go]));
    me.raw(encodeBundle(1n, [go, go]));
    await me.settled();
    expect(house.asked).toHaveLength(2);
    house.clock.advance(5001);
    expect(house.asked).toHaveLength(3);
  });

  it('goes on when a listener throws', async () => {
    house.options.inlet.emit = () => {
      throw new Error('a broken sensor');
    };
    me.say('/muse/eeg', 'f', 1);
    expect(await me.settled()).toEqual([]);
    expect(house.lines[0]).toContain('a broken sensor');
  });
});

describe('subscriptions', () => {
  const told = async (from: Client): Promise<[string, unknown][]> =>
    (await from.settled()).map((m) => [m.address.replace('/yeoun/state/', ''), m.args[0]]);

  it('send present values, then changes, until they expire', async () => {
    me.say('/yeoun/subscribe', 's', '/yeoun/state/{cue,master}');
    expect(await told(me)).toEqual([
      ['cue', '1'],
      ['master', 1],
    ]);
    house.stage.now = stageOf({ cue: '2', grandMaster: 0.5 });
    house.door.changed();
    expect(await told(me)).toEqual([['cue', '2']]);
    house.clock.advance(50);
    house.door.changed();
    expect(await told(me)).toEqual([['master', 0.5]]);
    house.clock.advance(60_000);
    house.stage.now = stageOf({ cue: '3' });
    house.door.changed();
    expect(await told(me)).toEqual([]);
    expect(house.door.subscribers).toBe(0);
  });

  it('go to another port of the same host where one is named', async () => {
    const ear = kept(await udpClient(house.door.port));
    me.say('/yeoun/subscribe', 'si', '/yeoun/state/scene', ear.port);
    expect(await me.settled()).toEqual([]);
    expect(await ear.next()).toMatchObject({ address: '/yeoun/state/scene', args: ['tide'] });
  });

  it('over TCP go down the connection and end with it', async () => {
    const far = kept(await tcpClient(house.door.port));
    far.say('/yeoun/subscribe', 's', '/yeoun/state/cue');
    expect(await told(far)).toEqual([['cue', '1']]);
    far.say('/yeoun/subscribe', 'si', '/yeoun/state/cue', 9000);
    expect((await far.next()).args[1]).toContain('over TCP');
    const before = house.door.connections;
    far.close();
    while (house.door.connections === before) await me.settled();
    house.clock.advance(1000);
    expect(house.door.subscribers).toBe(0);
  });
});

describe('the OSC door over TCP', () => {
  it('does the same as over UDP, however the stream is cut', async () => {
    const far = kept(await tcpClient(house.door.port));
    far.say('/yeoun/cue/go');
    far.say('/muse/acc', 'fff', 1, 2, 3);
    far.say('/yeoun/ping', 'i', 0xc0db);
    expect(await far.next()).toMatchObject({ address: '/yeoun/pong', args: [0xc0db] });
    expect([house.asked.length, house.sensed.length]).toEqual([1, 1]);
    far.say('/yeoun/master', 's', 'full');
    expect((await far.next()).address).toBe('/yeoun/error');
  });

  it('tells a sender of length-prefixed packets what would be right, and hangs up', async () => {
    const far = kept(await tcpClient(house.door.port));
    far.socket.write(Buffer.concat([Buffer.of(0, 0, 0, 16), Buffer.from('/yeoun/cue/go\0\0\0')]));
    expect((await far.next()).args[1]).toContain('SLIP');
    await once(far.socket, 'close');
    expect(house.asked).toEqual([]);
  });

  it('takes 32 connections, and idle ones hinder nobody', async () => {
    const first: Client[] = [];
    for (let i = 0; i < 32; i++) first.push(kept(await tcpClient(house.door.port)));
    await first[31]!.settled();
    const late = kept(await tcpClient(house.door.port));
    await once(late.socket, 'close');
    expect(house.door.connections).toBe(32);
    expect(await first[0]!.settled()).toEqual([]);
  });

  it('holds a bounded number of bytes for a reader that does not read', async () => {
    const far = kept(await tcpClient(house.door.port));
    far.socket.pause();
    const blob = Buffer.alloc(60_000);
    for (let i = 0; i < 400; i++) far.say('/yeoun/ping', 'bi', blob, i);
    while (house.door.status().received < 400) await me.settled();
    const before = house.door.status().received;
    far.socket.resume();
    let answers = 0;
    // Each answer read makes room; the ping after the last of them gets through.
    for (let last = await far.next(); last.args[0] !== 'end'; last = await far.next()) {
      answers++;
      far.say('/yeoun/ping', 's', 'end');
    }
    expect(before).toBeGreaterThanOrEqual(400);
    expect(answers).toBeLessThan(400);
  });
});

describe('opening and closing', () => {
  const fails = async (parts: object): Promise<YeounError> => {
    const error = await openOscDoor({ ...house.options, ...parts }).then(
      (door) => kept(door),
      (e: unknown) => e,
    );
    if (!(error instanceof YeounError)) throw new Error('it opened');
    return error;
  };

  it('says in one sentence that a port is in use, for UDP and for TCP', async () => {
    const taken = await fails({ port: house.door.port });
    expect([taken.code, taken.message]).toEqual([
      'osc/port-in-use',
      `OSC door 127.0.0.1:${house.door.port}: another program listens on this port. End that program or choose another port with --osc-port.`,
    ]);
    const { createServer } = await import('node:net');
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect((await fails({ port })).code).toBe('osc/port-in-use');
    // The UDP half was given back.
    const udp = createSocket('udp4').bind(port, '127.0.0.1');
    await once(udp, 'listening');
    udp.close();
    server.close();
  });

  it('says that a host is not of this machine, and that a port is none', async () => {
    expect((await fails({ host: '192.0.2.1' })).code).toBe('osc/host');
    expect((await fails({ host: 'no such host' })).code).toBe('osc/host');
    expect((await fails({ port: 70_000 })).code).toBe('osc/port');
  });

  it('closes twice without harm, keeps no deadline, and gives the port back', async () => {
    const { port } = house.door;
    const waiting = kept(await tcpClient(port));
    await waiting.settled();
    house.door.close();
    house.door.close();
    expect(house.door.status().state).toBe('closed');
    expect(house.clock.pending).toBe(0);
    await once(waiting.socket, 'close');
    kept(await openOscDoor({ ...house.options, port }));
    expect(house.errors).toEqual([]);
  });
});
