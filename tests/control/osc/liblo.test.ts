import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDoor, udpClient } from './client.ts';

const OSCSEND = '/usr/bin/oscsend';
const OSCDUMP = '/usr/bin/oscdump';
const run = promisify(execFile);

const freePort = async (): Promise<number> => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
};

/** Runs only where Debian's liblo-tools are installed. */
describe.runIf(existsSync(OSCSEND) && existsSync(OSCDUMP))('liblo (oscsend, oscdump)', () => {
  let house: Awaited<ReturnType<typeof testDoor>>;
  let dump: ChildProcess | undefined;
  beforeEach(async () => {
    house = await testDoor();
  });
  afterEach(() => {
    house.door.close();
    dump?.kill();
    dump = undefined;
  });
  const send = async (...of: string[]): Promise<void> => {
    await run(OSCSEND, ['127.0.0.1', String(house.door.port), ...of]);
  };
  const settled = async (): Promise<void> => {
    const me = await udpClient(house.door.port);
    await me.settled();
    me.close();
  };

  it('drives cues, levels and a sensor', async () => {
    await send('/yeoun/cue/go');
    await send('/yeoun/cue/2.5/go', 'i', '1');
    await send('/yeoun/cue/go', 'i', '0');
    await send('/yeoun/blackout', 'T');
    await send('/yeoun/master', 'ff', '0.5', '3');
    await send('/muse/eeg', 'ffff', '1', '2', '3', '4');
    await settled();
    expect(house.asked.map((a) => a.intent)).toEqual([
      { do: 'go' },
      { do: 'go-cue', number: '2.5' },
      { do: 'blackout', on: true },
      { do: 'master', level: 0.5, seconds: 3 },
    ]);
    expect(house.sensed).toMatchObject([{ address: '/muse/eeg', args: [1, 2, 3, 4] }]);
    expect(house.door.status().refused).toBe(0);
  });

  it('sends every type liblo has', async () => {
    await send(
      '/all',
      'ifsSchdTFNI',
      '-5',
      '0.5',
      'two words',
      'symbol',
      'x',
      '123456789012',
      '2.5',
    );
    await settled();
    expect(house.door.status().refused).toBe(0);
    expect(house.sensed[0]?.args).toEqual([
      -5,
      0.5,
      'two words',
      'symbol',
      'x',
      123456789012n,
      2.5,
      true,
      false,
      null,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('hears what a subscriber is told', async () => {
    const port = await freePort();
    dump = spawn(OSCDUMP, ['-L', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: dump.stdout ?? process.stdin })[Symbol.asyncIterator]();
    const first = lines.next();
    let heard: string | undefined;
    void first.then(({ value }) => {
      heard = value;
    });
    // oscdump does not say when it listens: the wish is renewed until the first line comes.
    while (heard === undefined) {
      house.clock.advance(100);
      await send('/yeoun/subscribe', 'si', '/yeoun/state/cue', String(port));
    }
    expect(heard).toContain('/yeoun/state/cue s "1"');
  });

  it('drives the desk', async () => {
    await send('/yeoun/cue/2.5/standby');
    await send('/yeoun/cue/2/jump', 'if', '1', '12.5');
    await send('/yeoun/evening/interval', 'T');
    await send('/yeoun/tempo', 'f', '96');
    await send('/yeoun/fire', 'i', '1');
    await settled();
    expect(house.asked.map((a) => a.intent)).toEqual([
      { do: 'standby', number: '2.5' },
      { do: 'jump', number: '2', afterS: 12.5 },
      { do: 'evening', state: 'interval' },
      { do: 'tempo', bpm: 96, source: 'hand' },
      { do: 'fire', on: true },
    ]);
  });

  it('answers a query where it is asked to', async () => {
    const port = await freePort();
    dump = spawn(OSCDUMP, ['-L', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: dump.stdout ?? process.stdin })[Symbol.asyncIterator]();
    let heard: string | undefined;
    void lines.next().then(({ value }) => {
      heard = value;
    });
    // oscsend has a new port each time: the answer to the wish itself goes to the port it names.
    while (heard === undefined) await send('/yeoun/replies', 'ii', '1', String(port));
    expect(heard).toContain('/reply/yeoun/replies s "{');
    expect(heard).toContain('ok');
  });
});
