import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_OUTPUT } from '#contracts/output';
import { EMPTY_PATCH } from '#contracts/patch';
import type { Access } from '#contracts/wire';
import { displayLamps } from '../../conductor/wire/display-lamps.ts';
import { displays, LOST_MS, SILENT_MS } from '../../conductor/wire/displays.ts';
import { keyOf } from '../../conductor/wire/secrets.ts';
import { hello, joinedClient, openDoor, rawClient, SHOW, settled, stateAt } from './support.ts';

const ack = (fps = 60, frames = 1) => ({ t: 'ack', seq: 1, frames, fps, rung: 'local' }) as const;

describe('the list of displays', () => {
  const set = () => {
    const shown = displays<string>();
    return { shown, at: (ms: number) => shown.list(ms).map(({ id, state }) => `${id} ${state}`) };
  };

  it('WIRE-20 a second window of the same name does not hide the death of the first', () => {
    const { shown, at } = set();
    shown.joined('a', 'left', 0);
    shown.joined('b', 'left', 1000);
    for (let ms = 1500; ms <= 5000; ms += 500) {
      shown.acked('a', ack(), ms);
      shown.acked('b', ack(), ms);
    }
    expect(at(5000)).toEqual(['left live']);
    shown.left('a', 5100);
    shown.acked('b', ack(), 5500);
    expect(at(5500)).toEqual(['left lost']);
    expect(displayLamps(shown.list(5500))).toMatchObject([{ part: 'display-left', level: 'fail' }]);
    // It comes back: both stand again.
    shown.joined('a2', 'left', 6000);
    expect(at(6000)).toEqual(['left live']);
    // Both go, one comes back: one is missing yet.
    shown.acked('a2', ack(), 7000);
    shown.acked('b', ack(), 7000);
    shown.left('a2', 7100);
    shown.left('b', 7100);
    shown.joined('a3', 'left', 7500);
    expect(at(7500)).toEqual(['left lost']);
    shown.joined('b3', 'left', 7600);
    expect(at(7600)).toEqual(['left live']);
  });

  it('WIRE-20 one that freezes is slow though another window of its name draws', () => {
    const { shown, at } = set();
    shown.joined('a', 'left', 0);
    shown.joined('b', 'left', 0);
    shown.acked('a', ack(), 100);
    shown.acked('b', ack(), SILENT_MS + 1000);
    expect(at(SILENT_MS + 1000)).toEqual(['left slow']);
  });

  it('WIRE-20 a window that comes back before its old connection is given up is one display', () => {
    const { shown, at } = set();
    shown.joined('a', 'left', 0);
    shown.acked('a', ack(), 1000);
    // The cable was out: the old socket is still open at the conductor when the page is back.
    shown.joined('a2', 'left', 3000);
    shown.acked('a2', ack(), 3500);
    shown.left('a', 9000);
    shown.acked('a2', ack(), 9000);
    expect(at(9000)).toEqual(['left live']);
    shown.left('a2', 9500);
    expect(at(9500)).toEqual(['left lost']);
    expect(at(9500 + LOST_MS + 1)).toEqual([]);
  });

  it('WIRE-20 one that the house counts on is lost until it comes back or is forgotten', () => {
    const awaited = new Set(['wall', 'side']);
    const shown = displays<string>((id) => awaited.has(id));
    const at = (ms: number) => shown.list(ms).map(({ id, state }) => `${id} ${state}`);
    for (const id of ['wall', 'side', 'phone']) {
      shown.joined(id, id, 0);
      shown.left(id, 1000);
    }
    const late = 1000 + 20 * LOST_MS;
    expect(at(late)).toEqual(['wall lost', 'side lost']);
    expect(displayLamps(shown.list(late)).map(({ part }) => part)).toEqual([
      'display-wall',
      'display-side',
    ]);
    shown.forget('side');
    expect(at(late)).toEqual(['wall lost']);
    // Many strangers that come and go do not push it out.
    for (let i = 0; i < 600; i++) {
      shown.joined(`c${i}`, `d${i}`, late);
      shown.left(`c${i}`, late + 1);
    }
    expect(at(late + 2)).toContain('wall lost');
    expect(at(late + 2).length).toBeLessThanOrEqual(256);
    shown.joined('wall', 'wall', late + 3);
    shown.acked('wall', ack(), late + 3 + LOST_MS);
    expect(at(late + 4 + LOST_MS)).toEqual(['wall live']);
    // Its output was taken out of the patch while it was away.
    shown.left('wall', late + 5 + LOST_MS);
    awaited.delete('wall');
    expect(at(late + 6 + LOST_MS)).toEqual(['wall lost']);
    expect(at(late + 6 + 2 * LOST_MS)).toEqual([]);
  });

  it('WIRE-20 whatever comes and goes, its memory has a bound', () => {
    const { shown } = set();
    for (let i = 0; i < 2000; i++) {
      shown.joined(`c${i}`, `d${i}`, i);
      shown.left(`c${i}`, i);
    }
    expect(shown.list(2000).length).toBeLessThanOrEqual(256);
  });
});

describe('over the wire', () => {
  let open: Awaited<ReturnType<typeof openDoor>>;
  beforeEach(async () => {
    open = await openDoor();
    open.door.setShow(SHOW);
    open.door.publish(stateAt(1, 1000));
  });
  afterEach(() => open.close());

  const window_ = async (id: string, access: Access) => {
    const { token } = keyOf(open.door.secrets, access);
    const client = rawClient(`${open.door.url}/ws`, {
      headers: { 'x-forwarded-for': '10.0.0.7', authorization: `Bearer ${token}` },
    });
    await client.opened;
    client.send(hello(id, 'stage'));
    await client.heard('welcome');
    return client;
  };
  const states = () => open.door.displays().map(({ id, state }) => `${id} ${state}`);

  it('WIRE-20 a viewer neither raises an alarm nor hides one', async () => {
    const wall = await window_('wall', 'operate');
    const watching = await window_('wall', 'view');
    const other = await window_('phone', 'view');
    for (const client of [wall, watching, other]) {
      client.send(ack());
      await settled(client);
    }
    expect(states()).toEqual(['wall live']);
    wall.ws.terminate();
    await wall.closed();
    watching.send(ack());
    await settled(watching);
    expect(states()).toEqual(['wall lost']);
    for (const client of [watching, other]) {
      client.ws.terminate();
      await client.closed();
    }
    expect(states()).toEqual(['wall lost']);
    // What a viewer says of its sound lights nothing either.
    const loud = await window_('loud', 'view');
    loud.send({ ...ack(), sound: 'failed' });
    await settled(loud);
    expect(states()).toEqual(['wall lost']);
    loud.ws.close();
  });

  it('WIRE-20 misses what the patch or a cue names until an editor takes its output back', async () => {
    open.door.setPatch({ ...EMPTY_PATCH, outputs: { wall: PLAIN_OUTPUT } });
    const fade = { from: 1, to: 0.5, startMs: 0, seconds: 1, curve: 'smooth' } as const;
    open.door.outputs({ side: fade });
    const before = await joinedClient(open.door.url, 'before', 'console');
    for (const id of ['wall', 'side', 'phone']) {
      const client = await window_(id, 'operate');
      client.ws.terminate();
      while (open.door.clients().stage !== 0) await settled(before);
    }
    open.clock.advance(10 * LOST_MS);
    expect(states()).toEqual(['wall lost', 'side lost']);
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    desk.send({ t: 'patch', change: { do: 'output', id: 'side', set: null } });
    await settled(desk);
    expect(states()).toEqual(['wall lost']);
    desk.ws.close();
  });
});
