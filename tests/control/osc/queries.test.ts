import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Health } from '#contracts/status';
import { decide } from '../../../conductor/control/osc/dispatch.ts';
import { encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { QUERIES } from '../../../conductor/control/osc/queries.ts';
import { slipEncode } from '../../../conductor/control/osc/slip.ts';
import { type Client, tcpClient, testDoor, udpClient } from './client.ts';
import { deskOf, houseOf } from './stage.ts';

let house: Awaited<ReturnType<typeof testDoor>>;
const open: { close(): void }[] = [];
const kept = <T extends { close(): void }>(one: T): T => {
  open.push(one);
  return one;
};
beforeEach(async () => {
  house = await testDoor();
  open.push(house.door);
});
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

interface Reply {
  readonly address: string;
  readonly status: string;
  readonly data: unknown;
  readonly why?: { readonly en: string; readonly ko: string };
}
const replyOf = async (from: Client): Promise<{ at: string; json: Reply }> => {
  const { address, types, args } = await from.next();
  expect(types).toBe('s');
  return { at: address, json: JSON.parse(String(args[0])) };
};
const HEALTH = {
  status: 'ok',
  version: '1.2.3',
  sources: [
    {
      id: 'strap',
      kind: 'osc',
      bodyId: 'mina',
      state: 'live',
      rateHz: 130,
      quality: 1,
      muted: false,
    },
  ],
  displays: [{ id: 'wall', state: 'live', frames: 9, rung: 'live', fps: 60 }],
} as unknown as Health;

describe('a query', () => {
  it('is answered with JSON in the form of /reply, over UDP and TCP', async () => {
    for (const me of [
      kept(await udpClient(house.door.port)),
      kept(await tcpClient(house.door.port)),
    ]) {
      me.say('/yeoun/get/standby');
      expect(await replyOf(me)).toEqual({
        at: '/reply/yeoun/get/standby',
        json: {
          address: '/yeoun/get/standby',
          status: 'ok',
          data: { number: '2', title: { en: 'Cue 2', ko: '큐 2' }, coming: [] },
        },
      });
    }
  });

  it('of every kind is answered, whatever arguments a button adds', async () => {
    const me = kept(await tcpClient(house.door.port));
    house.health.now = HEALTH;
    for (const { address, args } of QUERIES) {
      const at = address.replace('<number>', '2.5');
      if (args === null) me.say(at, 'f', 0);
      else me.say(at);
      const { json } = await replyOf(me);
      expect(json).toMatchObject({ address: at, status: 'ok' });
      expect(json.data, address).not.toBeNull();
    }
  });

  it('tells what stands', async () => {
    const me = kept(await udpClient(house.door.port));
    const ask = async (what: string) => {
      me.say(`/yeoun/get/${what}`);
      return (await replyOf(me)).json.data;
    };
    house.health.now = HEALTH;
    house.desk.now = deskOf({ running: { number: '1', sinceS: 2, leftS: 3.5 }, evening: 'show' });
    expect(await ask('status')).toMatchObject({
      cue: '1',
      standby: '2',
      evening: 'show',
      status: 'ok',
    });
    expect(await ask('running')).toMatchObject({ number: '1', sinceS: 2, leftS: 3.5 });
    expect(await ask('desk')).toEqual(house.desk.now);
    expect(await ask('show')).toMatchObject({ id: 'test', count: 3 });
    expect(await ask('cue/2.5')).toMatchObject({ number: '2.5', scene: 'tide' });
    expect(await ask('master')).toEqual({ level: 1, out: 1, sound: 1 });
    expect(await ask('affect')).toMatchObject({ positive: 0.25, source: 'live' });
    expect(await ask('version')).toEqual({ name: 'yeoun', version: '1.2.3' });
    // How a sensor is, but not whose body it is on.
    expect(JSON.stringify(await ask('sources'))).not.toContain('mina');
  });

  it('for a part of the show gets that part', async () => {
    const me = kept(await udpClient(house.door.port));
    me.say('/yeoun/get/show', 'ii', 1, 1);
    expect((await replyOf(me)).json.data).toMatchObject({
      from: 1,
      count: 3,
      cues: [{ number: '2' }],
    });
  });

  it('that is wrong is answered in the same form, with the nearest that is right', async () => {
    const me = kept(await udpClient(house.door.port));
    me.say('/yeoun/get/standbye');
    expect(await replyOf(me)).toMatchObject({
      at: '/reply/yeoun/get/standbye',
      json: {
        status: 'error',
        why: { en: 'There is no such address; the nearest is /yeoun/get/standby.' },
      },
    });
    me.say('/yeoun/get/cue/2.6');
    expect((await replyOf(me)).json.why?.en).toContain('/yeoun/get/cue/2.5');
    me.say('/yeoun/get/show', 's', 'all');
    expect((await replyOf(me)).json.why?.en).toContain('/yeoun/get/show takes');
  });

  it('whose answer fits no datagram says so, and is answered whole over TCP', async () => {
    const cues = Array.from({ length: 900 }, (_, i) => String(i + 1));
    const { showOf } = await import('./stage.ts');
    const show = showOf(cues);
    house.options.house.show = () => show;
    const udp = kept(await udpClient(house.door.port));
    udp.say('/yeoun/get/show');
    expect((await replyOf(udp)).json).toMatchObject({
      status: 'error',
      why: { en: expect.stringContaining('over TCP') },
    });
    udp.say('/yeoun/get/show', 'ii', 0, 100);
    expect((await replyOf(udp)).json.status).toBe('ok');
  });

  it('for the health tells who is not on this machine the status alone', () => {
    const far = houseOf(['1'], { health: () => HEALTH });
    const ask = (local: boolean): unknown => {
      const message = {
        kind: 'message',
        address: '/yeoun/get/health',
        types: '',
        args: [],
        pattern: false,
      } as const;
      const [verdict] = decide(message, far, { local, bodies: local }) ?? [];
      return verdict?.act === 'answer' ? verdict.data() : null;
    };
    expect(ask(true)).toBe(HEALTH);
    expect(ask(false)).toEqual({ status: 'ok' });
  });
});

describe('/yeoun/replies', () => {
  it('has every message answered, the wrong ones too', async () => {
    const me = kept(await tcpClient(house.door.port));
    me.say('/yeoun/replies', 'i', 1);
    expect((await replyOf(me)).json).toMatchObject({ address: '/yeoun/replies', status: 'ok' });
    me.say('/yeoun/cue/go');
    expect(await replyOf(me)).toEqual({
      at: '/reply/yeoun/cue/go',
      json: { address: '/yeoun/cue/go', status: 'ok', data: null },
    });
    me.say('/yeoun/master', 'f', 2);
    expect((await replyOf(me)).json).toMatchObject({
      status: 'error',
      why: { en: expect.stringContaining('0 to 1') },
    });
    me.say('/yeoun/replies', 'i', 0);
    expect((await replyOf(me)).json.status).toBe('ok');
    me.say('/yeoun/cue/go');
    expect(await me.settled()).toEqual([]);
    expect(house.asked).toHaveLength(2);
  });

  it('tells why nothing came of a right message', async () => {
    const me = kept(await tcpClient(house.door.port));
    me.say('/yeoun/replies');
    await replyOf(me);
    house.answer.why = { en: 'a bounce', ko: '튐' };
    me.say('/yeoun/cue/go');
    expect((await replyOf(me)).json).toMatchObject({ status: 'error', why: house.answer.why });
    expect(house.door.status().refused).toBe(0);
  });

  it('sends answers to another port over UDP, and ends a minute after the last message', async () => {
    const me = kept(await udpClient(house.door.port));
    const ear = kept(await udpClient(house.door.port));
    me.say('/yeoun/replies', 'ii', 1, ear.port);
    expect((await replyOf(ear)).json.status).toBe('ok');
    me.say('/yeoun/get/version');
    expect((await replyOf(ear)).at).toBe('/reply/yeoun/get/version');
    house.clock.advance(61_000);
    me.say('/yeoun/get/version');
    expect((await replyOf(me)).at).toBe('/reply/yeoun/get/version');
  });

  it('answers three thousand commands that come at once over TCP, each, in order', async () => {
    const me = kept(await tcpClient(house.door.port));
    me.say('/yeoun/replies');
    await replyOf(me);
    const asked = ['/yeoun/get/standby', '/yeoun/master', '/yeoun/cue/go'] as const;
    const packets = asked.map((address) =>
      slipEncode(
        encodeMessage(
          address === '/yeoun/master'
            ? { address, types: 'f', args: [0.5] }
            : { address, types: '', args: [] },
        ),
      ),
    );
    me.socket.write(
      Buffer.concat(Array.from({ length: 3000 }, (_, i) => packets[i % 3] ?? Buffer.alloc(0))),
    );
    for (let i = 0; i < 3000; i++) expect((await me.next()).address).toBe(`/reply${asked[i % 3]}`);
    expect(house.asked.filter(({ intent }) => intent.do === 'go')).toHaveLength(1000);
    expect(house.door.status()).toMatchObject({ received: 3001, refused: 0 });
  });
});
