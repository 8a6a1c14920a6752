import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { OSCQueryDiscovery } from 'oscquery';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import type { OscMessage } from '../../../conductor/control/osc/message.ts';
import { type OscQueryDoor, openOscQuery } from '../../../conductor/control/oscquery/door.ts';
import { inbox, testDoor } from '../osc/client.ts';
import { deskOf, stageOf } from '../osc/stage.ts';

let house: Awaited<ReturnType<typeof testDoor>>;
let door: OscQueryDoor;
let url: string;
let cues: string[];
const open: { close(): void }[] = [];
const optionsOf = (port = 0, host = '127.0.0.1') => ({
  host,
  port,
  oscPort: house.door.port,
  name: 'Yeoun of the test',
  scheduler: house.options.scheduler,
  log: house.options.log,
  house: { ...house.options.house, cues: () => cues },
  packet: house.door.packet,
});

beforeEach(async () => {
  house = await testDoor();
  cues = ['1', '2.5'];
  door = await openOscQuery(optionsOf());
  url = `http://127.0.0.1:${door.port}`;
  open.push(house.door, door);
});
afterEach(() => {
  for (const one of open.splice(0).reverse()) one.close();
});

const get = async (path: string): Promise<{ status: number; json: Record<string, unknown> }> => {
  const answer = await fetch(`${url}${path}`);
  const text = await answer.text();
  return { status: answer.status, json: text === '' ? {} : JSON.parse(text) };
};

/** A WebSocket client with what it hears: OSC packets and commands. */
const listener = async (headers: Record<string, string> = {}) => {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers });
  const box = inbox();
  const commands: unknown[] = [];
  socket.on('message', (data: Buffer, binary) => {
    if (binary) box.put(data);
    else commands.push(JSON.parse(data.toString()));
  });
  await once(socket, 'open');
  open.push({ close: () => socket.terminate() });
  const say = (COMMAND: string, DATA: string): void =>
    socket.send(JSON.stringify({ COMMAND, DATA }));
  return { socket, commands, say, next: box.next };
};

describe('OSCQuery over HTTP', () => {
  it('says where OSC is heard and what it can', async () => {
    expect(await get('/?HOST_INFO')).toMatchObject({
      status: 200,
      json: {
        NAME: 'Yeoun of the test',
        OSC_IP: '127.0.0.1',
        OSC_PORT: house.door.port,
        OSC_TRANSPORT: 'UDP',
        WS_PORT: door.port,
        EXTENSIONS: { ACCESS: true, VALUE: true, LISTEN: true, PATH_CHANGED: true },
      },
    });
  });

  it('describes a fader, a switch, a trigger and a state', async () => {
    expect((await get('/yeoun/master')).json).toMatchObject({
      FULL_PATH: '/yeoun/master',
      TYPE: 'f',
      ACCESS: 3,
      RANGE: [{ MIN: 0, MAX: 1 }],
      VALUE: [1],
    });
    house.stage.now = stageOf({ blackout: 1 });
    expect((await get('/yeoun/blackout')).json).toMatchObject({
      TYPE: 'T',
      ACCESS: 3,
      VALUE: [true],
    });
    expect((await get('/yeoun/cue/2.5/go')).json).toMatchObject({
      TYPE: 'I',
      ACCESS: 2,
      CRITICAL: true,
    });
    expect((await get('/yeoun/state/cue')).json).toMatchObject({
      TYPE: 's',
      ACCESS: 1,
      VALUE: ['1'],
    });
    expect((await get('/yeoun/label')).json).toMatchObject({
      TYPE: 's',
      RANGE: [{ VALS: expect.arrayContaining(['positive']) }],
    });
  });

  it('answers for one attribute, none, an unknown one and an unknown path', async () => {
    expect(await get('/yeoun/state/cue?VALUE')).toEqual({ status: 200, json: { VALUE: ['1'] } });
    expect((await get('/yeoun/cue/go?VALUE')).status).toBe(204);
    expect((await get('/yeoun?TYPE')).status).toBe(204);
    expect((await get('/yeoun/master?RANGE')).json).toEqual({ RANGE: [{ MIN: 0, MAX: 1 }] });
    expect((await get('/yeoun/master?COLOUR')).status).toBe(400);
    expect((await get('/yeoun/nothing')).status).toBe(404);
    expect((await get('/yeoun/%zz')).status).toBe(400);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
  });

  it('refuses pages of others, which a browser would send here', async () => {
    expect((await fetch(url, { headers: { origin: 'https://elsewhere.example' } })).status).toBe(
      403,
    );
    const socket = new WebSocket(url.replace('http', 'ws'), {
      origin: 'https://elsewhere.example',
    });
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('403');
  });

  it('is read whole by a client that is not ours', async () => {
    const discovery = new OSCQueryDiscovery();
    const service = await discovery.queryNewService('127.0.0.1', door.port ?? 0);
    expect(service.hostInfo).toMatchObject({ name: 'Yeoun of the test', oscPort: house.door.port });
    const master = service.resolvePath('/yeoun/master');
    expect(master?.serialize()).toMatchObject({ TYPE: 'f', ACCESS: 3, VALUE: [1] });
    expect(service.resolvePath('/yeoun/cue/2.5/jump')).not.toBeNull();
    expect(service.resolvePath('/yeoun/cue/9/jump')).toBeNull();
    expect(service.flat().length).toBeGreaterThan(80);
  });

  it('takes what its own tree says: every address, with the types it names, is known at the OSC door', async () => {
    const values: Record<string, OscMessage['args'][number]> = {
      I: Number.POSITIVE_INFINITY,
      T: true,
      i: 1,
      f: 0.5,
      s: 'x',
    };
    const walk = async (node: Record<string, unknown>): Promise<void> => {
      const { FULL_PATH: path, TYPE: types, ACCESS: access, CONTENTS: below, RANGE: range } = node;
      for (const one of Object.values((below ?? {}) as Record<string, Record<string, unknown>>))
        await walk(one);
      if (typeof types !== 'string' || typeof path !== 'string' || (Number(access) & 2) === 0)
        return;
      const ranges = (range ?? []) as ({ MIN?: number; VALS?: string[] } | null)[];
      const args = [...types].map(
        (tag, i) => ranges[i]?.MIN ?? ranges[i]?.VALS?.[0] ?? values[tag] ?? null,
      );
      house.heard.splice(0);
      house.clock.advance(2000);
      house.door.packet(encodeMessage({ address: path, types, args }), {
        from: 'test',
        key: 'test',
        transport: 'tcp',
        local: true,
        open: true,
        send: () => true,
        at: () => null,
      });
      const why = house.heard[0]?.why?.en ?? '';
      // A pattern to subscribe to must be a pattern; that it is known is enough.
      expect(why === '' || path === '/yeoun/subscribe', `${path} ${why}`).toBe(true);
    };
    await walk((await get('/')).json);
  });
});

describe('OSCQuery over WebSocket', () => {
  it('tells the present value, and every change, to who listens', async () => {
    const me = await listener();
    me.say('LISTEN', '/yeoun/state/cue');
    expect(await me.next()).toMatchObject({ address: '/yeoun/state/cue', types: 's', args: ['1'] });
    me.say('LISTEN', '/yeoun/blackout');
    expect(await me.next()).toMatchObject({ address: '/yeoun/blackout', types: 'F' });
    house.stage.now = stageOf({ cue: '2.5', blackout: 1 });
    door.changed();
    expect([await me.next(), await me.next()]).toMatchObject([
      { address: '/yeoun/state/cue', args: ['2.5'] },
      { address: '/yeoun/blackout', types: 'T', args: [true] },
    ]);
  });

  it('goes on telling after an hour, and stops when asked', async () => {
    const me = await listener();
    me.say('LISTEN', '/yeoun/state/evening');
    await me.next();
    house.clock.advance(3_600_000);
    house.desk.now = deskOf({ evening: 'bows' });
    door.changed();
    expect(await me.next()).toMatchObject({ args: ['bows'] });
    me.say('IGNORE', '/yeoun/state/evening');
    me.say('LISTEN', '/yeoun/master');
    await me.next();
    house.desk.now = deskOf({ evening: 'show' });
    house.stage.now = stageOf({ grandMaster: 0.5 });
    house.clock.advance(1000);
    expect(await me.next()).toMatchObject({ address: '/yeoun/master', args: [0.5] });
  });

  it('takes OSC packets, and answers them there', async () => {
    const me = await listener();
    me.socket.send(
      encodeMessage({ address: '/yeoun/cue/go', types: 'I', args: [Number.POSITIVE_INFINITY] }),
    );
    me.socket.send(encodeMessage({ address: '/yeoun/get/version', types: '', args: [] }));
    expect(await me.next()).toMatchObject({ address: '/reply/yeoun/get/version' });
    expect(house.asked).toMatchObject([{ intent: { do: 'go' } }]);
  });

  it('says when the cues have other addresses', async () => {
    const me = await listener();
    expect((await get('/yeoun/cue/7/go')).status).toBe(404);
    cues = ['1', '2.5', '7'];
    const told = once(me.socket, 'message');
    door.showChanged();
    await told;
    expect(me.commands).toEqual([{ COMMAND: 'PATH_CHANGED', DATA: '/yeoun/cue' }]);
    expect((await get('/yeoun/cue/7/go')).status).toBe(200);
  });

  it('lets go of wrong commands and of who is gone', async () => {
    const me = await listener();
    for (const wrong of [
      '',
      '{',
      '[]',
      '{"COMMAND":"LISTEN"}',
      '{"COMMAND":"LISTEN","DATA":"/no"}',
    ])
      me.socket.send(wrong);
    me.say('LISTEN', '/yeoun/state/cue');
    await me.next();
    expect(door.status()).toMatchObject({ state: 'open', refused: 5 });
    me.socket.terminate();
  });
});

describe('on a host that others reach', () => {
  // A name that is not of loopback stands for somebody from elsewhere.
  const far = { host: 'stage.example:5678' };

  it('a body’s feeling is not shown to others, nor told', async () => {
    door.close();
    door = await openOscQuery(optionsOf(0, '0.0.0.0'));
    open.push(door);
    url = `http://127.0.0.1:${door.port}`;
    const ask = () =>
      new Promise<{ status: number | undefined; body: string }>((resolve) => {
        request(`${url}/yeoun/state`, { headers: far }, (answer) => {
          let body = '';
          answer.on('data', (part) => {
            body += part;
          });
          answer.on('end', () => resolve({ status: answer.statusCode, body }));
        }).end();
      });
    const { CONTENTS } = JSON.parse((await ask()).body);
    expect(CONTENTS.cue).toMatchObject({ ACCESS: 1, VALUE: ['1'] });
    expect(CONTENTS.arousal).toMatchObject({ ACCESS: 0 });
    expect(CONTENTS.arousal.VALUE).toBeUndefined();
    expect(CONTENTS.watching.VALUE).toBeUndefined();

    const me = await listener(far);
    me.say('LISTEN', '/yeoun/state/arousal');
    me.socket.send(encodeMessage({ address: '/yeoun/cue/go', types: '', args: [] }));
    me.say('LISTEN', '/yeoun/state/cue');
    expect(await me.next()).toMatchObject({ address: '/yeoun/state/cue' });
    expect(house.asked).toEqual([]);
    // A stranger asks so often and no oftener.
    const often = [];
    for (let i = 0; i < 25; i++) often.push((await ask()).status);
    expect(often).toContain(429);
    // Here, at this machine, everything is shown.
    expect((await get('/yeoun/state/arousal')).json).toMatchObject({ ACCESS: 1 });
  });
});

describe('the port', () => {
  it('that is taken is told, and tried again', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const second = await openOscQuery(optionsOf(port));
    open.push(second);
    expect(second.port).toBeNull();
    expect(second.status()).toMatchObject({
      state: 'failed',
      reason: { en: expect.stringContaining('--oscquery-port') },
    });
    other.close();
    await once(other, 'close');
    house.clock.advance(10_000);
    while (second.port === null) await new Promise((done) => setImmediate(done));
    expect(second.status().state).toBe('open');
  });

  it('is given back; closing twice is harmless', async () => {
    const { port } = door;
    const me = await listener();
    const gone = once(me.socket, 'close');
    door.close();
    door.close();
    await gone;
    expect(door.status().state).toBe('closed');
    const again = await openOscQuery(optionsOf(port ?? 0));
    open.push(again);
    expect(again.port).toBe(port);
  });
});
