import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FRAME } from '#contracts/wire';
import { joinedClient, openDoor, type rawClient, SHOW, stateAt } from './support.ts';

let open: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  open = await openDoor();
});
afterEach(() => open.close());

describe('a client that reads nothing', () => {
  /** Stops reading at the socket itself, so that the conductor's side fills up. */
  const pause = (client: ReturnType<typeof rawClient>) =>
    (client.ws as unknown as { _socket: { pause(): void; resume(): void } })._socket;
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const params = Array.from({ length: 100 }, (_, i) => `p${i}`);
  const LARGE = {
    ...SHOW,
    entries: Array.from({ length: 64 }, (_, i) => ({
      name: `e${i}`,
      scene: 'tide' as const,
      params,
      moved: [],
    })),
  };
  const LAST = 999;
  /** Publishes more (26 MB) than the machine's own buffers hold. */
  const flood = async () => {
    open.door.setShow(LARGE);
    for (let i = 0; i <= LAST; i++) {
      open.door.publish(stateAt(i, 1000 + i, { layers: [] }));
      if (i % 5 === 0) await turn();
    }
  };
  const newest = (client: ReturnType<typeof rawClient>) =>
    client.binary(FRAME.state).at(-1)?.readUInt32LE(4);

  it('WIRE-9 costs no memory, harms nobody, and gets the newest state once it reads again', async () => {
    const stuck = await joinedClient(open.door.url, 'stuck');
    const good = await joinedClient(open.door.url, 'good');
    pause(stuck).pause();
    await flood();
    await good.until(() => newest(good) === LAST);
    pause(stuck).resume();
    await stuck.until(() => newest(stuck) === LAST);
    expect(stuck.binary(FRAME.state).length).toBeLessThan(LAST);
    stuck.ws.close();
    good.ws.close();
  });

  it('WIRE-10 is closed after 30 s, even if it goes on talking', async () => {
    const stuck = await joinedClient(open.door.url, 'stuck');
    pause(stuck).pause();
    await flood();
    const heard = () => open.door.status().received;
    const beat = async () => {
      const before = heard();
      stuck.send({ t: 'ack', seq: 1, frames: 1, fps: 60, rung: 'local' });
      while (heard() === before) await turn();
      open.clock.advance(5000);
    };
    for (let i = 0; i < 5; i++) await beat();
    expect(open.door.displays()[0]?.state).not.toBe('lost');
    await beat();
    expect(open.door.displays()[0]?.state).toBe('lost');
    expect(open.door.drops().stage).toBeGreaterThan(0);
    expect(open.door.clients()).toEqual({ stage: 0, console: 0, sensor: 0, booth: 0 });
    stuck.ws.terminate();
  });
});
