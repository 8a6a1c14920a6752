import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ShowEdit } from '#contracts/edit';
import { GivenSketch } from '#contracts/picture';
import {
  type Access,
  ClientMessage,
  MAX_CLIENT_BYTES,
  MAX_EDIT_BYTES,
  MAX_HELLO_BYTES,
  type Role,
} from '#contracts/wire';
import { parseClient, parseHello } from '../../conductor/wire/parse.ts';
import { keyOf } from '../../conductor/wire/secrets.ts';
import { weigh } from '../../conductor/wire/weigh.ts';
import { hello, openDoor, rawClient, SHOW, settled } from './support.ts';

const edit = (value: string): string =>
  `{"t":"edit","n":0,"version":"","ask":{"do":"edits","edits":[{"do":"set","number":"1","path":["notes"],"value":${value}}]}}`;
const many = (one: string, count: number): string => Array(count).fill(one).join();
const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('what a text weighs', () => {
  it('is counted outside its strings', () => {
    const text = '{"a[{:,":["\\"[[","\\\\",{"b":1}],"c":[]}';
    expect(() => JSON.parse(text)).not.toThrow();
    expect(weigh(text)).toEqual({ characters: text.length, depth: 3, parts: 7, names: 3 });
    expect(weigh('"never ended [[[').depth).toBe(0);
  });

  it('WIRE-17 has a bound for each kind: length, depth, values', () => {
    expect(parseClient(edit('"as ever"'))).not.toBeNull();
    expect(parseClient(edit(`"${'a'.repeat(MAX_EDIT_BYTES - 200)}"`))).not.toBeNull();
    expect(parseClient(edit(`"${'a'.repeat(MAX_EDIT_BYTES)}"`))).toBeNull();
    expect(parseClient(edit(deep(8)))).not.toBeNull();
    expect(parseClient(edit(deep(18)))).toBeNull();
    expect(parseClient(edit(deep(20_000)))).toBeNull();
    expect(parseClient(edit(`[${many('[]', 3000)}]`))).not.toBeNull();
    expect(parseClient(edit(`[${many('[]', 4100)}]`))).toBeNull();
    const samples = (count: number) => `{"t":"samples","handle":0,"data":[${many('0.5', count)}]}`;
    expect(parseClient(samples(4096))).not.toBeNull();
    expect(
      parseHello(JSON.stringify(hello('a', 'console', { token: '"'.repeat(256) }))),
    ).toBeTruthy();
    expect(
      parseHello(JSON.stringify(hello('a', 'console', { x: 'a'.repeat(MAX_HELLO_BYTES) }))),
    ).toBe(null);
  });

  it('WIRE-17 WIRE-38 of a long drawing each point is looked at, and nothing else is taken for one', () => {
    const line = Array.from({ length: 20_000 }, (_, i) => [i / 20_000, 1]);
    expect(GivenSketch.parse([line, [[0, 0]]])).toEqual([line, [[0, 0]]]);
    for (const wrong of [1, {}, [[]], [[[0]]], [[[0, 2]]], [[['0', 0]]], [[[0, 0, 0]]], [[0, 0]]])
      expect(GivenSketch.safeParse(wrong).success).toBe(false);
  });

  it('SHOW-90 a value of an edit is plain, and looked at without recursion', () => {
    const fits = (value: unknown): boolean =>
      ShowEdit.safeParse({ do: 'set', number: '1', path: ['notes'], value }).success;
    for (const value of [null, 'a', 0, false, [], {}, { a: [{ b: null }] }])
      expect(fits(value)).toBe(true);
    for (const value of [undefined, Number.NaN, 1n, () => 1, new Map(), [undefined]])
      expect(fits(value)).toBe(false);
    expect(fits(JSON.parse('{"a":{"__proto__":{"b":1}}}'))).toBe(false);
    let nested: unknown = 1;
    for (let i = 0; i < 100_000; i++) nested = [nested];
    expect(fits(nested)).toBe(false);
  });
});

describe('over the wire', () => {
  let open: Awaited<ReturnType<typeof openDoor>>;
  const looked = vi.spyOn(ClientMessage, 'safeParse');
  beforeEach(async () => {
    open = await openDoor();
    open.door.setShow(SHOW);
    looked.mockClear();
  });
  afterEach(() => open.close());

  const opened = async (access: Access, id?: string, role: Role = 'console') => {
    const { token } = keyOf(open.door.secrets, access);
    const client = rawClient(`${open.door.url}/ws`, {
      headers: { 'x-forwarded-for': '10.0.0.7', authorization: `Bearer ${token}` },
    });
    await client.opened;
    if (id) {
      client.send(hello(id, role));
      await client.heard('welcome');
    }
    return client;
  };
  const refused = () => open.door.status().refused;

  it('WIRE-1 of a stranger nothing but a greeting is looked at; the rest is an offence', async () => {
    const client = await opened('edit');
    for (const text of [
      edit(`[${many('[]', 3000)}]`),
      edit(`"${'a'.repeat(MAX_CLIENT_BYTES - 200)}"`),
      JSON.stringify(hello('a', 'console', { token: 'a'.repeat(MAX_HELLO_BYTES) })),
    ])
      client.ws.send(text);
    client.send(hello('a', 'console'));
    await client.heard('welcome');
    expect(refused()).toBe(3);
    expect(looked).not.toHaveBeenCalled();
    client.ws.close();
  });

  it('WIRE-49 who may not edit is told so before the edit is looked at', async () => {
    const client = await opened('view', 'watcher');
    client.ws.send(edit(`[${many('[]', 3000)}]`));
    expect(await client.heard('denied')).toMatchObject({ what: 'edit' });
    expect(looked).not.toHaveBeenCalled();
    await settled(client);
    const stage = await opened('edit', 'wall', 'stage');
    const before = refused();
    stage.ws.send(edit('1'));
    await settled(stage);
    expect(refused()).toBe(before + 1);
    for (const one of [client, stage]) one.ws.close();
  });

  it('WIRE-17 what is too long, too deep or too much is an offence, also of an editor', async () => {
    const client = await opened('edit', 'desk');
    const wrong = [
      edit(`"${'a'.repeat(MAX_EDIT_BYTES)}"`),
      edit(deep(20_000)),
      `{"t":"intent","intent":{"do":"memory","text":"","sketch":${deep(100_000)}}}`,
    ];
    for (const text of wrong) client.ws.send(text);
    await settled(client);
    expect(refused()).toBe(wrong.length);
    const watcher = await opened('view', 'watcher');
    const long = { do: 'memory', text: 'a'.repeat(300 * 1024) };
    watcher.send({ t: 'intent', intent: long });
    await settled(watcher);
    expect(refused()).toBe(wrong.length + 1);
    client.send({ t: 'intent', intent: long });
    await settled(client);
    expect(open.asked.map(({ intent }) => intent.do)).toEqual(['memory']);
    expect(looked.mock.calls.length).toBeLessThan(6);
    for (const one of [client, watcher]) one.ws.close();
  });
});

describe('what fails for one client', () => {
  const fails: string[] = [];
  const log = {
    info: () => {},
    warn: () => {},
    fail: (where: string, text: string) => void fails.push(`${where}: ${text}`),
    seldom: () => {},
  };

  it('WIRE-71 is told, its connection closed, and the others go on', async () => {
    const open = await openDoor({
      log,
      onIntent: () => {
        throw new Error('The director fell');
      },
    });
    open.door.setShow(SHOW);
    const join = async (id: string) => {
      const client = rawClient(`${open.door.url}/ws`);
      await client.opened;
      client.send(hello(id, 'console'));
      await client.heard('welcome');
      return client;
    };
    const other = await join('other');
    const bad = await join('bad');
    bad.send({ t: 'intent', intent: { do: 'go' } });
    expect(await bad.closed()).toBe(1011);
    expect(fails).toEqual([
      expect.stringContaining('The director fell; its connection is closed.'),
    ]);
    await settled(other);
    expect(open.door.clients()).toEqual({ stage: 0, console: 1, sensor: 0, booth: 0 });
    other.ws.close();
    await open.close();
    expect(open.errors).toEqual([]);
  });
});
