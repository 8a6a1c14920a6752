import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeSamples } from '#contracts/frames';
import type { Client } from '../../conductor/wire/connection.ts';
import { outbox } from '../../conductor/wire/outbox.ts';
import { parseClient } from '../../conductor/wire/parse.ts';
import { isOfSensor, sensorPages } from '../../conductor/wire/sensor-pages.ts';
import type { PageEvent } from '../../sensors/source.ts';
import { parseServer } from '../../stage-display/net/socket.ts';
import { hello, joinedClient, openDoor, rawClient, SHOW, stateAt } from './support.ts';

const samples = [
  hello('a', 'console', { token: 't' }),
  { t: 'ping', sentMs: 12.5 },
  { t: 'ack', seq: 3, frames: 4, fps: 60, rung: 'local' },
  { t: 'intent', intent: { do: 'master', level: 0.5, seconds: 1 } },
  {
    t: 'announce',
    source: 'belt',
    device: 'other',
    label: { en: 'Belt', ko: '벨트' },
    streams: [{ handle: 0, name: 'resp', kind: 'resp', channels: ['resp'], rateHz: 25 }],
  },
  { t: 'samples', handle: 0, atMs: 5, data: [0.5, 1, -3e4] },
  { t: 'source-state', source: 'belt', state: 'waiting', reason: { en: 'loose', ko: '헐거움' } },
  { t: 'patch', change: { do: 'source', id: 'belt', set: { gain: { resp: 2 }, muted: true } } },
  { t: 'pong', sentMs: 1, nowMs: 2 },
  { t: 'show', show: SHOW },
].map((m) => JSON.stringify(m));

const generator = (seed: number) => {
  let x = seed;
  return (n: number) => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    return (x >>> 8) % n;
  };
};

const CHARACTERS = '{}[]":,0123456789eE+-.tfn\\u \u0000\ud800가';
const mutate = (text: string, next: (n: number) => number): string => {
  const at = next(text.length + 1);
  const char = CHARACTERS[next(CHARACTERS.length)] ?? '';
  if (next(4) === 0) return text.slice(0, at);
  if (next(3) === 0) return text.slice(0, at) + text.slice(next(text.length + 1));
  return text.slice(0, at) + char + text.slice(at + next(3));
};

describe('fuzz', () => {
  it('WIRE-16 100,000 random and mutated texts are parsed or refused, never thrown at', () => {
    const next = generator(7);
    const random = fc.sample(fc.json(), { numRuns: 2000, seed: 3 });
    let understood = 0;
    for (let i = 0; i < 100_000; i++) {
      const from =
        i % 10 === 0 ? (random[(i / 10) % 2000] ?? '') : (samples[i % samples.length] ?? '');
      const text = mutate(from, next);
      if (Math.floor(i / samples.length) % 2 === 0 ? parseClient(text) : parseServer(text))
        understood++;
    }
    expect(understood).toBeGreaterThan(100);
    expect(understood).toBeLessThan(60_000);
  }, 60_000);

  it('WIRE-28 100,000 mutated frames and messages of sensor pages: whole samples or none', () => {
    const next = generator(23);
    const events: PageEvent['t'][] = [];
    let broken = 0;
    const pages = sensorPages((event) => {
      events.push(event.t);
      if (event.t === 'samples' && !event.data.every(Number.isFinite)) broken++;
    });
    const out = outbox({ send: () => {}, unsent: () => 0, nowMs: () => 0 });
    const clients = ['a', 'a', 'b'].map(
      (id): Client => ({ id, role: 'sensor', access: 'edit', address: 'x', outbox: out }),
    );
    const whole = encodeSamples({
      handle: 1,
      seq: 2,
      atMs: 3,
      channels: 3,
      data: Float32Array.of(1, 2, 3, 4, 5, 6),
    });
    for (let i = 0; i < 100_000; i++) {
      const client = clients[next(3)]!;
      if (i % 2 === 0) {
        const bytes = Buffer.from(
          whole.subarray(0, next(8) === 0 ? next(whole.length) : undefined),
        );
        for (let k = next(4); k > 0; k--) bytes[next(Math.max(1, bytes.length))] = next(256);
        pages.binary(client, bytes);
      } else {
        const message = parseClient(mutate(samples[next(samples.length)] ?? '', next));
        if (message && isOfSensor(message)) pages.say(client, message);
        if (next(50) === 0) pages.left(client);
      }
    }
    expect(broken).toBe(0);
    expect(new Set(events)).toEqual(new Set(['announce', 'samples', 'state', 'left']));
    expect(events.filter((t) => t === 'samples').length).toBeGreaterThan(5_000);
  });

  it('deep nesting and huge numbers are refused', () => {
    for (const text of [
      '['.repeat(60_000),
      '{"t":'.repeat(10_000),
      '{"t":"ping","sentMs":1e999}',
    ]) {
      expect(parseClient(text)).toBeNull();
    }
    expect(parseClient('{"t":"ping","sentMs":1,"__proto__":{"x":1}}')).toBeNull();
  });

  it('WIRE-16 some thousand bad messages over real sockets: counted, nothing kept, others served', async () => {
    const open = await openDoor();
    open.door.setShow(SHOW);
    const good = await joinedClient(open.door.url, 'good');
    const next = generator(11);
    let sent = 0;
    for (let round = 0; round < 40; round++) {
      const client = rawClient(`${open.door.url}/ws`);
      await client.opened;
      if (round % 2 === 0) client.send(hello(`fuzz-${round}`));
      for (let i = 0; i < 150; i++, sent++) {
        const text = mutate(samples[i % samples.length] ?? '', next);
        client.ws.send(i % 3 === 0 ? Buffer.from(text) : text);
      }
      client.ws.close();
      await client.closed();
    }
    expect(sent).toBe(6000);
    const { received, refused } = open.door.status();
    expect(refused).toBeGreaterThan(3000);
    expect(received).toBeLessThanOrEqual(6000 + 21);
    open.door.publish(stateAt(1, 1000));
    await good.until(() => good.binary(1).length === 1);
    open.clock.advance(61_000);
    expect(open.door.displays().length).toBeLessThanOrEqual(1);
    expect(open.errors).toEqual([]);
    await open.close();
    expect(open.clock.pending).toBe(0);
  }, 60_000);

  it('random bytes instead of HTTP and broken WebSocket frames do no harm', async () => {
    const open = await openDoor();
    const next = generator(5);
    for (let i = 0; i < 200; i++) {
      const client = rawClient(`${open.door.url}/ws`);
      await client.opened;
      const raw = Buffer.from(Array.from({ length: 1 + next(40) }, () => next(256)));
      // The socket under the client: what is written there is not framed.
      (client.ws as unknown as { _socket: { end(b: Buffer): void } })._socket.end(raw);
      await client.closed();
    }
    const answer = await fetch(`${open.door.url}/health`);
    expect(answer.status).toBe(200);
    await open.close();
  });
});
