import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FeatureValue } from '#contracts/feature';
import { encodeSamples } from '#contracts/frames';
import { EMPTY_PATCH, type Patch } from '#contracts/patch';
import { pageSourceId } from '#contracts/wire';
import { joinedClient, movementAt, openDoor, SHOW, settled, stateAt } from './support.ts';

let open: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  open = await openDoor();
  open.door.setShow(SHOW);
});
afterEach(async () => {
  await open.close();
  expect(open.errors).toEqual([]);
  expect(open.clock.pending).toBe(0);
});

const announce = (source = 'belt', handle = 0, more: object = {}) => ({
  t: 'announce',
  source,
  device: 'other',
  label: { en: 'Belt', ko: '벨트' },
  streams: [{ handle, name: 'resp', kind: 'resp', channels: ['resp'], rateHz: 25 }],
  ...more,
});
const frame = (handle: number, ...data: number[]) =>
  encodeSamples({ handle, seq: 1, atMs: 5000, channels: 1, data: Float32Array.from(data) });
const feature = (sourceId: string, atMs: number): FeatureValue => ({
  bodyId: 'dancer',
  sourceId,
  name: 'breath',
  value: 0.5,
  confidence: 1,
  atMs,
  recorded: false,
});

const camera = { homography: null, marks: [], masks: [], mirrored: false, believed: 0.3 };
const PATCH: Patch = {
  ...EMPTY_PATCH,
  open: ['replay:/takes/mina'],
  sources: { belt: { body: 'mina' } },
  cameras: { cam: camera, other: camera },
};
/** What the page `cam` may know of it. */
const OWN: Patch = { ...EMPTY_PATCH, cameras: { cam: camera } };

describe('sensor pages', () => {
  it('WIRE-4 get welcome and patch on joining, and no show', async () => {
    open.door.publish(stateAt(1, 1000));
    open.door.setPatch(PATCH);
    const page = await joinedClient(open.door.url, 'cam', 'sensor');
    await settled(page);
    const kinds = page.got.map((m) => (Buffer.isBuffer(m) ? 'frame' : m.t));
    expect(kinds).toEqual(['welcome', 'patch', 'pong']);
    expect((await page.heard('patch')).patch).toEqual(OWN);
  });

  it('WIRE-28 announce, then samples in JSON and in frames, then a state', async () => {
    const page = await joinedClient(open.door.url, 'belt', 'sensor');
    page.send(announce());
    page.send({ t: 'samples', handle: 0, data: [0.5, 0.25] });
    page.send({ t: 'samples', handle: 0, atMs: 77, data: [1] });
    page.ws.send(frame(0, 0.125));
    page.send({ t: 'source-state', source: 'belt', state: 'waiting' });
    await settled(page);
    expect(open.heard).toEqual([
      { t: 'announce', page: 'belt', announce: announce() },
      sample({ atMs: null, data: Float32Array.of(0.5, 0.25) }),
      sample({ atMs: 77, data: Float32Array.of(1) }),
      sample({ atMs: 5000, channels: 1, data: Float32Array.of(0.125) }),
      { t: 'state', page: 'belt', source: 'belt', state: 'waiting' },
    ]);
    expect(open.door.status().refused).toBe(0);
  });
  const sample = (parts: object) => ({
    t: 'samples',
    page: 'belt',
    handle: 0,
    channels: null,
    ...parts,
  });

  it.each(['stage', 'console'] as const)('WIRE-28 a %s may not measure', async (role) => {
    const other = await joinedClient(open.door.url, 'x', role);
    other.send(announce());
    other.send({ t: 'samples', handle: 0, data: [1] });
    other.ws.send(frame(0, 1));
    other.send({ t: 'source-state', source: 'belt', state: 'failed' });
    await settled(other);
    expect(open.heard).toEqual([]);
    expect(open.door.status().refused).toBe(4);
  });

  it('WIRE-28 samples before an announcement are refused', async () => {
    const page = await joinedClient(open.door.url, 'belt', 'sensor');
    page.send({ t: 'samples', handle: 0, data: [1] });
    page.ws.send(frame(0, 1));
    await settled(page);
    expect(open.heard).toEqual([]);
    expect(open.door.status().refused).toBe(2);
  });

  it('WIRE-29 one announcement has no handle and no name twice', async () => {
    const page = await joinedClient(open.door.url, 'belt', 'sensor');
    const [stream] = announce().streams;
    page.send(announce('a', 0, { streams: [stream, { ...stream, name: 'other' }] }));
    page.send(announce('a', 0, { streams: [stream, { ...stream, handle: 1 }] }));
    page.send(announce('a', 0, { streams: [] }));
    page.send(announce('a', 70_000));
    await settled(page);
    expect(open.heard).toEqual([]);
    expect(open.door.status().refused).toBe(4);
  });

  it('WIRE-30 a source goes by page and name, within 64 characters, never two by one', () => {
    expect(pageSourceId('phone-1', 'phone-1')).toBe('phone-1');
    expect(pageSourceId('camera-1', 'mina')).toBe('camera-1.mina');
    const long = 'a'.repeat(64);
    const [one, two] = [pageSourceId(long, 'x'), pageSourceId(long, 'y')];
    expect(one).toHaveLength(64);
    expect(one).not.toBe(two);
  });

  it('WIRE-31 numbers that are none are refused', async () => {
    const page = await joinedClient(open.door.url, 'belt', 'sensor');
    page.send(announce());
    page.ws.send('{"t":"samples","handle":0,"data":[1e39]}');
    page.ws.send(frame(0, Number.NaN));
    page.ws.send(frame(0, 1).subarray(0, 22));
    await settled(page);
    expect(open.heard).toHaveLength(1);
    expect(open.door.status().refused).toBe(3);
  });

  it('WIRE-32 of two connections with one id the one that announced last speaks', async () => {
    const first = await joinedClient(open.door.url, 'belt', 'sensor');
    first.send(announce());
    await settled(first);
    const second = await joinedClient(open.door.url, 'belt', 'sensor');
    second.send(announce());
    await settled(second);
    first.send({ t: 'samples', handle: 0, data: [1] });
    await settled(first);
    second.send({ t: 'samples', handle: 0, data: [2] });
    await settled(second);
    first.ws.close();
    await first.closed();
    await settled(second);
    expect(open.heard.map((e) => e.t)).toEqual(['announce', 'announce', 'samples']);
    expect(open.door.status().refused).toBe(0);
    second.ws.close();
    await second.closed();
    await expect.poll(() => open.heard.at(-1)).toEqual({ t: 'left', page: 'belt' });
  });

  it('WIRE-34 hear the features of their own sources only, and nothing of the stage', async () => {
    open.door.setPatch(EMPTY_PATCH);
    const page = await joinedClient(open.door.url, 'belt', 'sensor');
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    page.send(announce());
    await settled(page);
    open.door.publish(stateAt(1, 1000));
    open.door.movement(movementAt(1000));
    open.door.setShow({ ...SHOW, revision: 8 });
    open.door.notes([{ atMs: 1, level: 'info', door: 'x', text: { en: 'x', ko: 'x' } }]);
    open.door.features([feature('belt.belt', 1), feature('belt', 2), feature('other', 3)]);
    open.clock.advance(600);
    await settled(page);
    const told = await page.heard('features');
    expect(told.features.map((f) => f.sourceId)).toEqual(['belt']);
    expect((await desk.heard('features')).features).toHaveLength(3);
    const kinds = new Set(page.got.map((m) => (Buffer.isBuffer(m) ? 'frame' : m.t)));
    expect([...kinds].sort()).toEqual(['features', 'patch', 'pong', 'welcome']);
  });

  it('WIRE-35 the patch goes to consoles and sensor pages, now and when it changes', async () => {
    const page = await joinedClient(open.door.url, 'cam', 'sensor');
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const wall = await joinedClient(open.door.url, 'wall');
    open.door.setPatch(PATCH);
    expect((await page.heard('patch')).patch).toEqual(OWN);
    expect((await desk.heard('patch')).patch).toEqual(PATCH);
    await settled(wall);
    expect((await wall.heard('patch')).patch).toEqual(EMPTY_PATCH);
  });

  it('WIRE-35 a console may change everything, a sensor page its own camera, a stage its own output', async () => {
    const clients = {
      console: await joinedClient(open.door.url, 'desk', 'console'),
      sensor: await joinedClient(open.door.url, 'cam', 'sensor'),
      stage: await joinedClient(open.door.url, 'wall'),
    };
    const changes = [
      { do: 'open', source: 'midi' },
      { do: 'source', id: 'cam', set: null },
      { do: 'camera', id: 'cam', set: null },
      { do: 'camera', id: 'other', set: null },
      { do: 'output', id: 'wall', set: null },
    ];
    for (const client of Object.values(clients)) {
      for (const change of changes) client.send({ t: 'patch', change });
      await settled(client);
    }
    expect(open.changes.filter((c) => c.from.startsWith('desk@'))).toHaveLength(5);
    expect(open.changes.filter((c) => c.from.startsWith('cam@')).map((c) => c.change)).toEqual([
      { do: 'camera', id: 'cam', set: null },
    ]);
    expect(open.changes.filter((c) => c.from.startsWith('wall@')).map((c) => c.change)).toEqual([
      { do: 'output', id: 'wall', set: null },
    ]);
    expect(open.door.status().refused).toBe(8);
  });

  it('WIRE-18 a sensor page asks for nothing', async () => {
    const page = await joinedClient(open.door.url, 'belt', 'sensor');
    page.send({ t: 'intent', intent: { do: 'panic' } });
    await settled(page);
    expect(open.asked).toEqual([]);
    expect(open.door.status().refused).toBe(1);
  });

  it('WIRE-16 six dancers at 30 pictures a second and a phone at 60 Hz pass', async () => {
    const camera = await joinedClient(open.door.url, 'cam', 'sensor');
    const phone = await joinedClient(open.door.url, 'phone', 'sensor');
    for (const client of [camera, phone]) client.send(announce());
    for (let i = 0; i < 6 * 30; i++) camera.ws.send(frame(0, i));
    for (let i = 0; i < 4 * 60; i++) phone.ws.send(frame(0, i));
    await settled(camera);
    await settled(phone);
    expect(open.door.status().refused).toBe(0);
    expect(open.heard).toHaveLength(2 + 180 + 240);
  });

  it('WIRE-16 more than 1000 messages or 2 MiB a second are dropped', async () => {
    const page = await joinedClient(open.door.url, 'belt', 'sensor');
    page.send(announce());
    for (let i = 0; i < 1050; i++) page.ws.send(frame(0, i));
    await expect.poll(() => open.door.status().received).toBe(1052);
    expect(open.heard).toHaveLength(1000);
    const wide = await joinedClient(open.door.url, 'wide', 'sensor');
    wide.send(announce());
    const large = frame(0, ...new Float32Array(15_000));
    for (let i = 0; i < 40; i++) wide.ws.send(large);
    await expect.poll(() => open.door.status().received).toBe(1052 + 42);
    const bytes = open.heard.filter((e) => e.page === 'wide' && e.t === 'samples').length;
    expect(bytes).toBe(34);
  });
});
