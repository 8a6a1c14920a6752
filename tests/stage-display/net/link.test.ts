import { describe, expect, it } from 'vitest';
import { decodeThumb, encodeMovement, encodeState } from '#contracts/frames';
import { type StageShow, WIRE_VERSION } from '#contracts/wire';
import { backoffMs } from '../../../stage-display/net/backoff.ts';
import { connectConsole, connectStage, type LinkStatus } from '../../../stage-display/net/index.ts';
import { healthNow, movementAt, SHOW, stateAt } from '../../wire/support.ts';
import { fakeNet } from './support.ts';

const setUp = () => {
  const net = fakeNet();
  const states: LinkStatus['state'][] = [];
  const shows: StageShow[] = [];
  const link = connectStage({
    url: 'ws://x/ws',
    id: 'wall',
    token: 'secret',
    timing: net.timing,
    open: net.open,
    onStatus: (s) => states.push(s.state),
    onShow: (s) => shows.push(s),
  });
  return { net, link, states, shows };
};

const sentTypes = (sent: readonly (string | Uint8Array)[]) =>
  sent.map((s) => (typeof s === 'string' ? (JSON.parse(s) as { t: string }).t : 'binary'));

describe('link', () => {
  it('WIRE-1 says hello first, then asks the time', () => {
    const { net, link } = setUp();
    net.join(120);
    expect(JSON.parse(String(net.sockets[0]?.sent[0]))).toEqual({
      t: 'hello',
      version: WIRE_VERSION,
      role: 'stage',
      id: 'wall',
      token: 'secret',
    });
    net.clock.advance(10);
    expect(sentTypes(net.sockets[0]?.sent ?? [])).toEqual(['hello', 'ping']);
    expect(link.showMs(net.clock.nowMs())).toBe(net.clock.nowMs() + 120);
    expect(link.status()).toMatchObject({ state: 'live', software: 'yeoun 1' });
    link.close();
  });

  it('hands over shows, states, movement; drops and counts what it cannot read', () => {
    const { net, link, shows } = setUp();
    net.join();
    const now = net.clock.nowMs();
    net.give(encodeState(stateAt(1, now), SHOW));
    expect(link.newest()).toBeNull();
    net.say({ t: 'show', show: SHOW });
    net.give(encodeState(stateAt(2, now), SHOW));
    net.give(encodeState(stateAt(2, now), SHOW));
    net.give(encodeMovement(movementAt(now, 0.5), 1));
    net.give(new Uint8Array(3));
    net.sockets[0]?.events.text('{"t":"welcom');
    expect(shows).toEqual([SHOW]);
    expect(link.newest()?.seq).toBe(2);
    expect(link.sample(now)?.seq).toBe(2);
    net.clock.advance(40);
    expect(link.movements(link.nowMs())).toMatchObject([{ ageMs: 40, frame: { energy: 0.5 } }]);
    expect(link.status()).toMatchObject({ dropped: 4, received: 7 });
    link.close();
  });

  it('WIRE-52 WIRE-54 a console hears desk, peers and learned controls, and asks for learning and tests', () => {
    const net = fakeNet();
    const heard: string[] = [];
    const link = connectConsole({
      url: 'ws://x/ws',
      id: 'desk',
      timing: net.timing,
      open: net.open,
      onHeard: (list) => heard.push(...list.map((h) => h.said)),
      onLearned: ({ match }) => heard.push(`${match.type} ${match.number}`),
      onDenied: ({ what, text }) => heard.push(`${what}: ${text.en}`),
    });
    net.join();
    net.say({
      t: 'heard',
      messages: [{ atMs: 1, door: 'osc', from: 'x', said: '/yeoun/go', did: null, why: null }],
    });
    net.say({ t: 'learned', learned: { match: { type: 'cc', channel: 1, number: 7 }, value: 3 } });
    net.say({ t: 'denied', what: 'patch', text: { en: 'locked', ko: '잠김' } });
    expect(heard).toEqual(['/yeoun/go', 'cc 7', 'patch: locked']);
    link.learn(true);
    link.test('lx');
    const sent = net.sockets[0]?.sent.slice(-2).map((s) => JSON.parse(String(s)) as object);
    expect(sent).toEqual([
      { t: 'learn', on: true },
      { t: 'test', device: 'lx' },
    ]);
    expect(link.status().access).toBe('edit');
    link.close();
  });

  it('WIRE-26 keeps the newest movement of each body', () => {
    const { net, link } = setUp();
    net.join();
    for (const [energy, seq] of [
      [0.25, 5],
      [0.5, 6],
      [1, 4],
    ] as const) {
      net.give(encodeMovement(movementAt(1, energy), seq));
    }
    net.give(encodeMovement(movementAt(1, 0.75, 'second'), 1));
    expect(link.movements(link.nowMs()).map((m) => m.frame.energy)).toEqual([0.5, 0.75]);
    for (let i = 0; i < 100; i++) net.give(encodeMovement(movementAt(1, 0.5, `body-${i}`), 1));
    expect(link.movements(link.nowMs())).toHaveLength(16);
    link.close();
  });

  it('WIRE-21 reconnects after 2.5 s of silence, keeps the picture, and is live again', () => {
    const { net, link, states } = setUp();
    net.join();
    net.say({ t: 'show', show: SHOW });
    net.give(encodeState(stateAt(7, net.clock.nowMs(), { master: 0.5 }), SHOW));
    net.clock.advance(3700);
    expect(net.sockets[0]?.closed).toBe(true);
    expect(link.status().state).toBe('lost');
    expect(link.sample(link.nowMs())?.master).toBe(0.5);
    net.clock.advance(400);
    expect(net.sockets).toHaveLength(2);
    net.join();
    // A new conductor counts movement and states from the beginning.
    net.give(encodeMovement(movementAt(1, 0.5), 1));
    expect(link.movements(link.nowMs())).toHaveLength(1);
    expect(states).toEqual(['connecting', 'live', 'lost', 'live']);
    link.close();
  });

  it('WIRE-21 a page that stood still hears what came meanwhile before it judges', () => {
    const net = fakeNet();
    const timers: { dueMs: number; fn: () => void }[] = [];
    const link = connectStage({
      url: 'ws://x/ws',
      id: 'wall',
      // Timers fire by hand, as late as the test likes.
      timing: {
        nowMs: () => net.clock.nowMs(),
        at(dueMs, fn) {
          const timer = { dueMs, fn };
          timers.push(timer);
          return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
        },
      },
      open: net.open,
    });
    net.join();
    const fire = () => timers.shift()?.fn();
    net.clock.advance(10_000);
    fire();
    expect(link.status().state).toBe('live');
    net.say({ t: 'pong', sentMs: 1, nowMs: net.clock.nowMs() });
    net.clock.advance(300);
    fire();
    expect(link.status().state).toBe('live');
    net.clock.advance(10_000);
    fire();
    net.clock.advance(300);
    fire();
    expect(link.status().state).toBe('lost');
    link.close();
  });

  it('WIRE-21 doubles its waits to 4 s, spread by a quarter, the same for the same seed', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((n) => backoffMs(n, 0.5))).toEqual([
      250, 500, 1000, 2000, 4000, 4000, 4000,
    ]);
    expect(backoffMs(1, 0)).toBe(187.5);
    expect(backoffMs(1, 0.999)).toBeLessThan(312.5);
    const times = () => {
      const { net, link } = setUp();
      const at: number[] = [];
      for (let i = 0; i < 6; i++) {
        net.sockets.at(-1)?.events.closed(1006);
        const n = net.sockets.length;
        while (net.sockets.length === n) net.clock.advance(1);
        at.push(net.clock.nowMs());
      }
      link.close();
      return at;
    };
    expect(times()).toEqual(times());
  });

  it('WIRE-21 knocks slowly after a refusal that lasts, fast after a restart', () => {
    const { net, link } = setUp();
    net.sockets[0]?.events.opened();
    net.say({ t: 'refused', code: 'version', text: { en: 'no', ko: '아니요' } });
    net.sockets[0]?.events.closed(4001);
    expect(link.status()).toMatchObject({ state: 'refused', refusal: { code: 'version' } });
    net.clock.advance(3999);
    expect(net.sockets).toHaveLength(1);
    net.clock.advance(2);
    expect(net.sockets).toHaveLength(2);
    net.join();
    net.say({ t: 'refused', code: 'closing', text: { en: 'bye', ko: '안녕' } });
    net.sockets[1]?.events.closed(1012);
    net.clock.advance(400);
    expect(net.sockets).toHaveLength(3);
    link.close();
  });

  it('gives up a socket that never opens or never welcomes', () => {
    const { net, link } = setUp();
    net.clock.advance(3000);
    expect(net.sockets[0]?.closed).toBe(true);
    expect(net.sockets.length).toBeGreaterThan(1);
    link.close();
  });

  it('sends intents, acknowledgements and thumbnails while joined, at most 4 thumbnails a second', () => {
    const { net, link } = setUp();
    expect(link.send({ do: 'panic' })).toBe(false);
    net.join();
    expect(link.ack({ frames: 1, fps: 60, rung: 'local' })).toBe(false);
    net.say({ t: 'show', show: SHOW });
    net.give(encodeState(stateAt(9, net.clock.nowMs()), SHOW));
    expect(link.send({ do: 'panic' })).toBe(true);
    expect(link.ack({ frames: 1, fps: 60, rung: 'local' })).toBe(true);
    const jpeg = Uint8Array.from([0xff, 0xd8, 0xff]);
    expect([link.sendThumb(jpeg), link.sendThumb(jpeg)]).toEqual([true, false]);
    net.clock.advance(250);
    expect(link.sendThumb(jpeg)).toBe(true);
    expect(link.sendThumb(new Uint8Array(70_000))).toBe(false);
    const sent = net.sockets[0]?.sent ?? [];
    expect(sentTypes(sent).filter((t) => t !== 'ping')).toEqual([
      'hello',
      'intent',
      'ack',
      'binary',
      'binary',
    ]);
    const thumb = decodeThumb(sent.find((s) => typeof s !== 'string') as Uint8Array);
    expect(thumb).toMatchObject({ displayId: 'wall', jpeg });
    link.close();
  });

  it('a console also hears health; nothing comes and no timer runs after close', () => {
    const net = fakeNet();
    const heard: string[] = [];
    const link = connectConsole({
      url: 'ws://x/ws',
      id: 'desk',
      timing: net.timing,
      open: net.open,
      onHealth: (h) => heard.push(h.show),
    });
    net.join();
    expect(JSON.parse(String(net.sockets[0]?.sent[0]))).toMatchObject({ role: 'console' });
    net.say({ t: 'health', health: healthNow() });
    link.close();
    link.close();
    net.say({ t: 'health', health: healthNow() });
    expect(heard).toEqual(['test']);
    expect(net.clock.pending).toBe(0);
    expect(link.status().state).toBe('closed');
  });
});
