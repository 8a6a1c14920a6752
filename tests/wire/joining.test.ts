import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeState } from '#contracts/frames';
import { hello, joinedClient, openDoor, rawClient, SHOW, stateAt } from './support.ts';

let open: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  open = await openDoor();
  open.door.setShow(SHOW);
});
afterEach(async () => {
  await open.close();
  expect(open.errors).toEqual([]);
});

describe('joining', () => {
  it('WIRE-1 says nothing before hello and counts what is not hello', async () => {
    const client = rawClient(`${open.door.url}/ws`);
    await client.opened;
    client.send({ t: 'ping', sentMs: 1 });
    client.send(hello('a'));
    await client.heard('welcome');
    expect(client.got[0]).toMatchObject({ t: 'welcome', id: 'a', software: 'yeoun test' });
    expect(open.door.status()).toMatchObject({ received: 2, refused: 1 });
    client.ws.close();
  });

  it('WIRE-2 refuses another version in both languages with 4001', async () => {
    const client = rawClient(`${open.door.url}/ws`);
    await client.opened;
    client.send(hello('a', 'stage', { version: 99 }));
    const refusal = await client.heard('refused');
    expect(refusal.code).toBe('version');
    expect(refusal.text.ko).toMatch(/버전/);
    expect(await client.closed()).toBe(4001);
  });

  it('WIRE-3 closes who does not say hello within 5 s', async () => {
    const client = rawClient(`${open.door.url}/ws`);
    await client.opened;
    await fetch(`${open.door.url}/health`);
    open.clock.advance(4999);
    expect(client.got).toEqual([]);
    open.clock.advance(2);
    expect(await client.closed()).toBe(4008);
  });

  it('WIRE-4 sends welcome, show and the newest state at once', async () => {
    open.door.publish(stateAt(41, 1000));
    open.door.publish(stateAt(42, 1016));
    const client = await joinedClient(open.door.url, 'a');
    await client.until(() => client.got.length >= 3);
    expect(client.got[0]).toMatchObject({ t: 'welcome' });
    expect(client.got[1]).toMatchObject({ t: 'show', show: { revision: 7 } });
    expect(decodeState(client.got[2] as Buffer, SHOW)).toEqual(stateAt(42, 1016));
    client.ws.close();
  });

  it('WIRE-5 refuses one more than fit', async () => {
    const small = await openDoor({ maxClients: 2 });
    const first = await joinedClient(small.door.url, 'a');
    await joinedClient(small.door.url, 'b');
    const third = rawClient(`${small.door.url}/ws`);
    expect((await third.heard('refused')).code).toBe('full');
    expect(await third.closed()).toBe(4004);
    first.ws.close();
    await first.closed();
    await joinedClient(small.door.url, 'd');
    await small.close();
  });

  it.each([
    ['another origin', { headers: { origin: 'http://evil.example' } }],
    ['no origin at all (a sandboxed frame)', { headers: { origin: 'null' } }],
    ['another name for this machine', { headers: { host: 'evil.example' } }],
  ])('WIRE-7 answers 403 to %s', async (_name, options) => {
    const client = rawClient(`${open.door.url}/ws`, options);
    const status = await new Promise((resolve) =>
      client.ws.on('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect(status).toBe(403);
  });

  it('WIRE-7 lets in a page of its own', async () => {
    const client = rawClient(`${open.door.url}/ws`, { headers: { origin: open.door.url } });
    await client.opened;
    client.ws.close();
  });
});
