import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeMovement, decodeState, encodeThumb } from '#contracts/frames';
import { MEMORY_CHARACTERS, SKETCH_POINTS } from '#contracts/picture';
import { FRAME, MAX_CLIENT_BYTES, MAX_FRAME_BYTES } from '#contracts/wire';
import {
  hello,
  joinedClient,
  movementAt,
  openDoor,
  rawClient,
  SHOW,
  settled,
  stateAt,
} from './support.ts';

type Opened = Awaited<ReturnType<typeof openDoor>>;
let open: Opened;
beforeEach(async () => {
  open = await openDoor();
  open.door.setShow(SHOW);
});
afterEach(async () => {
  await open.close();
  expect(open.errors).toEqual([]);
});

const jpeg = (length: number) => {
  const bytes = new Uint8Array(length);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  return bytes;
};

describe('sending', () => {
  it('WIRE-8 gives everybody the same bytes', async () => {
    const clients = await Promise.all(['a', 'b', 'c'].map((id) => joinedClient(open.door.url, id)));
    open.door.publish(stateAt(5, 2000));
    const frames = await Promise.all(
      clients.map((c) => c.until(() => c.binary(FRAME.state).at(0))),
    );
    for (const frame of frames) expect(decodeState(frame, SHOW)).toEqual(stateAt(5, 2000));
    for (const c of clients) c.ws.close();
  });

  it('WIRE-11 sends movement at once, then the newest when it is due', async () => {
    const client = await joinedClient(open.door.url, 'a');
    for (const energy of [0.125, 0.25, 0.5]) open.door.movement(movementAt(1000, energy));
    await settled(client);
    expect(client.binary(FRAME.movement)).toHaveLength(1);
    open.clock.advance(9);
    await client.until(() => client.binary(FRAME.movement).length === 2);
    const frames = client.binary(FRAME.movement).map((b) => decodeMovement(b));
    expect(frames.map((f) => f?.frame.energy)).toEqual([0.125, 0.5]);
    expect(frames.map((f) => f?.seq)).toEqual([1, 2]);
    client.ws.close();
  });

  it('WIRE-57 gives the drawing of the show to displays alone, now and as they join', async () => {
    const wall = await joinedClient(open.door.url, 'wall');
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const hill = [
      [
        [0, 0.2],
        [1, 0.6],
      ],
    ] as const;
    open.door.drawing(hill);
    await wall.until(() =>
      wall.got.some((m) => !Buffer.isBuffer(m) && m.t === 'drawing' && m.lines.length === 1),
    );
    const late = await joinedClient(open.door.url, 'late');
    expect((await late.heard('drawing')).lines).toEqual(hill);
    open.door.drawing([]);
    await late.until(() =>
      late.got.some((m) => !Buffer.isBuffer(m) && m.t === 'drawing' && m.lines.length === 0),
    );
    await settled(desk);
    expect(desk.got.some((m) => !Buffer.isBuffer(m) && m.t === 'drawing')).toBe(false);
    for (const client of [wall, desk, late]) client.ws.close();
  });

  it('WIRE-57 shows what a visitor at the booth draws while the visit is on, then the drawing of the show again', async () => {
    const wall = await joinedClient(open.door.url, 'wall');
    const line = (y: number) => [[[0, y] as const, [1, y] as const]];
    const drawn = (y: number | null) =>
      wall.until(() => {
        const last = wall.got.findLast((m) => !Buffer.isBuffer(m) && m.t === 'drawing');
        if (!last || Buffer.isBuffer(last) || last.t !== 'drawing') return false;
        return y === null ? last.lines.length === 0 : last.lines[0]?.[0]?.[1] === y;
      });
    open.door.drawing(line(0.25));
    await drawn(0.25);
    open.door.visitDrawing([]);
    await drawn(null);
    open.door.visitDrawing(line(0.75));
    await drawn(0.75);
    // What the show remembers meanwhile waits behind it.
    open.door.drawing(line(0.5));
    const late = await joinedClient(open.door.url, 'late');
    expect((await late.heard('drawing')).lines[0]?.[0]).toEqual([0, 0.75]);
    open.door.visitDrawing(null);
    await drawn(0.5);
    const after = await joinedClient(open.door.url, 'after');
    expect(JSON.stringify(await after.heard('drawing'))).not.toContain('0.75');
    for (const client of [wall, late, after]) client.ws.close();
  });

  it('WIRE-70 tells displays what cues leave them of their light, now and as they join, and consoles nothing', async () => {
    const wall = await joinedClient(open.door.url, 'wall');
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    expect((await wall.heard('outputs')).levels).toEqual({});
    const levels = {
      wall: { from: 1, to: 0.2, startMs: 1000, seconds: 4, curve: 'smooth' },
    } as const;
    open.door.outputs(levels);
    const hasHeard = (m: (typeof wall.got)[number]): boolean =>
      !Buffer.isBuffer(m) && m.t === 'outputs' && m.levels.wall?.to === 0.2;
    await wall.until(() => wall.got.some(hasHeard));
    const late = await joinedClient(open.door.url, 'late');
    expect((await late.heard('outputs')).levels).toEqual(levels);
    await settled(desk);
    expect(desk.got.some((m) => !Buffer.isBuffer(m) && m.t === 'outputs')).toBe(false);
    for (const client of [wall, desk, late]) client.ws.close();
  });

  it('WIRE-12 gives health, features, notes and scopes to consoles only', async () => {
    const stage = await joinedClient(open.door.url, 'a');
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const value = {
      bodyId: 'dancer',
      sourceId: 's',
      name: 'heartRate',
      confidence: 1,
      atMs: 1,
      recorded: false,
    } as const;
    open.door.features([{ ...value, value: 70 }]);
    open.door.features([{ ...value, value: 71 }]);
    // Pairs share a source: each body of it is told.
    open.door.features([{ ...value, bodyId: 'ana--bo', value: 72 }]);
    open.door.notes([{ atMs: 1, level: 'info', door: 'osc', text: { en: 'GO', ko: '고' } }]);
    open.door.scope({
      sourceId: 's',
      bodyId: 'dancer',
      stream: 'ecg',
      kind: 'ecg',
      channels: 1,
      rateHz: 100,
      atMs: 1,
      data: new Float32Array(4),
    });
    open.clock.advance(100);
    expect((await desk.heard('features')).features).toEqual([
      { ...value, value: 71 },
      { ...value, bodyId: 'ana--bo', value: 72 },
    ]);
    await desk.until(() => desk.binary(FRAME.scope).length === 1);
    open.clock.advance(900);
    await settled(desk);
    await settled(stage);
    const count = (t: string) => desk.got.filter((m) => !Buffer.isBuffer(m) && m.t === t).length;
    expect(count('health')).toBe(3); // on joining, and twice in a second
    expect(stage.got.map((m) => (Buffer.isBuffer(m) ? m[0] : m.t))).toEqual([
      'welcome',
      'show',
      'drawing',
      'outputs',
      'wall',
      'pong',
    ]);
    stage.ws.close();
    desk.ws.close();
  });

  it('WIRE-13 answers ping with show time', async () => {
    const client = await joinedClient(open.door.url, 'a');
    client.send({ t: 'ping', sentMs: 123.25 });
    expect(await client.heard('pong')).toEqual({
      t: 'pong',
      sentMs: 123.25,
      nowMs: open.clock.nowMs(),
    });
    client.ws.close();
  });

  it('WIRE-14 drops a client that answers no ping, and keeps one that does', async () => {
    const deaf = rawClient(`${open.door.url}/ws`, { autoPong: false } as object);
    await deaf.opened;
    deaf.send(hello('deaf'));
    await deaf.heard('welcome');
    const good = await joinedClient(open.door.url, 'good');
    for (let beat = 0; beat < 3; beat++) {
      open.clock.advance(5000);
      await settled(good);
    }
    expect(await deaf.closed()).toBe(1006);
    expect(good.ws.readyState).toBe(good.ws.OPEN);
    good.ws.close();
  });

  it('WIRE-15 sends one state in four to who lags behind, until it has caught up', async () => {
    const client = await joinedClient(open.door.url, 'a');
    const ack = (seq: number) =>
      client.send({ t: 'ack', seq, frames: seq, fps: 60, rung: 'local' });
    open.door.publish(stateAt(500, 1000));
    ack(100);
    await settled(client);
    const before = client.binary(FRAME.state).length;
    for (let i = 1; i <= 8; i++) open.door.publish(stateAt(500 + i, 1000 + i));
    await settled(client);
    expect(client.binary(FRAME.state).length - before).toBe(2);
    ack(508);
    await settled(client);
    const caughtUp = client.binary(FRAME.state).length;
    for (let i = 9; i <= 12; i++) open.door.publish(stateAt(500 + i, 1000 + i));
    await settled(client);
    const frames = client.binary(FRAME.state);
    expect(frames.length - caughtUp).toBe(4);
    expect(decodeState(frames.at(-1)!, SHOW)?.seq).toBe(512);
    client.ws.close();
  });
});

describe('hearing', () => {
  it('WIRE-16 closes a client after more than 100 bad messages in 10 s', async () => {
    const client = await joinedClient(open.door.url, 'a');
    for (let i = 0; i < 100; i++) client.ws.send('{"t":"nonsense"}');
    await settled(client);
    expect(open.door.status().refused).toBe(100);
    client.ws.send('[');
    expect((await client.heard('refused')).code).toBe('bad-message');
    expect(await client.closed()).toBe(4008);
  });

  it('WIRE-17 closes on a message that is too long', async () => {
    const client = await joinedClient(open.door.url, 'a');
    client.ws.send('x'.repeat(MAX_CLIENT_BYTES + 1));
    expect(await client.closed()).toBe(1009);
  });

  it('WIRE-17 WIRE-38 hears a memory of ten thousand words in any script; drops a binary frame beyond 64 KiB', async () => {
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const words = '눈 내리던 밤 '.repeat(3_400);
    desk.send({ t: 'intent', intent: { do: 'memory', text: words, sketch: [[[0.5, 0.5]]] } });
    desk.send({ t: 'intent', intent: { do: 'memory', text: '' } });
    desk.ws.send(new Uint8Array(MAX_FRAME_BYTES + 1));
    await settled(desk);
    expect(open.asked.map(({ intent }) => intent)).toEqual([
      { do: 'memory', text: words, sketch: [[[0.5, 0.5]]] },
      { do: 'memory', text: '' },
    ]);
    expect(open.door.status().refused).toBe(1);
  });

  it('WIRE-17 WIRE-38 hears the longest memory that is taken, escaped, with a full drawing in full precision', async () => {
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const text = '\uD55C'.repeat(MEMORY_CHARACTERS);
    const x = 1 / 3;
    const sketch = Array.from({ length: 4 }, () =>
      Array.from({ length: SKETCH_POINTS / 4 }, (_, i) => [x / (i + 1), 1e-7 / 3]),
    );
    const message = JSON.stringify({ t: 'intent', intent: { do: 'memory', text, sketch } });
    const escaped = message.replace(/\uD55C/gu, '\\ud55c');
    expect(escaped.length).toBeGreaterThan(6 * MEMORY_CHARACTERS);
    desk.ws.send(escaped);
    await settled(desk);
    expect(open.asked.map(({ intent }) => intent)).toEqual([{ do: 'memory', text, sketch }]);
    expect(open.door.status().refused).toBe(0);
  });

  it('WIRE-38 hears a drawing of more lines and points than are taken', async () => {
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const line = Array.from({ length: 20_000 }, (_, i) => [0.5, (i % 1000) / 1000]);
    const strokes = Array.from({ length: 1000 }, () => [[0.25, 0.75]]);
    desk.send({ t: 'intent', intent: { do: 'memory', text: 'us', sketch: [line, ...strokes] } });
    await settled(desk);
    expect(open.asked).toHaveLength(1);
    expect(open.door.status().refused).toBe(0);
  });

  it('WIRE-18 lets a stage ask for panic and blackout, a console for all', async () => {
    const stage = await joinedClient(open.door.url, 'a');
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    stage.send({ t: 'intent', intent: { do: 'go' } });
    stage.send({ t: 'intent', intent: { do: 'panic' } });
    stage.send({ t: 'intent', intent: { do: 'blackout' } });
    await settled(stage);
    desk.send({ t: 'intent', intent: { do: 'go' } });
    desk.send({ t: 'intent', intent: { do: 'master', level: 0.5, seconds: 2 } });
    await settled(desk);
    expect(open.asked.map((a) => [a.intent.do, a.door])).toEqual([
      ['panic', 'display'],
      ['blackout', 'display'],
      ['go', 'console'],
      ['master', 'console'],
    ]);
    expect(open.asked[0]?.from).toBe('a@127.0.0.1');
    expect(open.door.status().refused).toBe(1);
    stage.ws.close();
    desk.ws.close();
  });

  it('WIRE-19 hands on real thumbnails of the display itself, at most 4 a second', async () => {
    const stage = await joinedClient(open.door.url, 'a');
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    stage.ws.send(encodeThumb('other', jpeg(100), 1));
    stage.ws.send(encodeThumb('a', new Uint8Array(100), 1));
    desk.ws.send(encodeThumb('desk', jpeg(100), 1));
    await settled(desk);
    for (let i = 0; i < 6; i++) stage.ws.send(encodeThumb('a', jpeg(100 + i), 1));
    await settled(stage);
    await settled(desk);
    expect(desk.binary(FRAME.thumb).map((b) => b.length - 17)).toEqual([100, 101, 102, 103]);
    expect(open.door.status().refused).toBe(3);
    stage.ws.close();
    desk.ws.close();
  });

  it('WIRE-20 lists displays as live, slow and lost by their id', async () => {
    const client = await joinedClient(open.door.url, 'left');
    await joinedClient(open.door.url, 'desk', 'console');
    client.send({ t: 'ack', seq: 1, frames: 90, fps: 60, rung: 'local' });
    await settled(client);
    expect(open.door.displays()).toEqual([
      { id: 'left', state: 'live', frames: 90, rung: 'local', fps: 60, plays: 'no' },
    ]);
    open.clock.advance(3001);
    expect(open.door.displays()[0]?.state).toBe('slow');
    client.ws.close();
    await client.closed();
    await fetch(`${open.door.url}/health`);
    expect(open.door.displays()[0]).toMatchObject({ id: 'left', state: 'lost', frames: 90 });
    open.clock.advance(60_001);
    expect(open.door.displays()).toEqual([]);
  });
});

it('says goodbye when it closes, and closes twice without harm', async () => {
  const own = await openDoor();
  const client = await joinedClient(own.door.url, 'a');
  await own.door.close();
  expect((await client.heard('refused')).code).toBe('closing');
  expect(await client.closed()).toBe(1012);
  expect(own.door.status().state).toBe('closed');
  await own.close();
});

it('says in one sentence that the port is taken', async () => {
  const port = Number(new URL(open.door.url).port);
  await expect(openDoor({ port })).rejects.toMatchObject({
    code: 'wire/port-in-use',
    message: expect.stringContaining('another program has this port'),
  });
});
