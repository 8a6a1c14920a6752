import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connectConsole, connectStage, type OpenSocket } from '../../../stage-display/net/index.ts';
import { movementAt, openDoor, SHOW, stateAt } from '../../wire/support.ts';

/** Node's ws in place of the browser's socket. */
const openWs: OpenSocket = (url, events) => {
  const ws = new WebSocket(url);
  ws.on('open', () => events.opened());
  ws.on('message', (data: Buffer, isBinary) =>
    isBinary ? events.binary(new Uint8Array(data)) : events.text(data.toString()),
  );
  ws.on('error', () => {});
  ws.on('close', (code) => events.closed(code));
  return {
    send(data) {
      ws.send(data);
      return true;
    },
    close: () => ws.close(),
  };
};

let open: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  open = await openDoor();
});
afterEach(() => open.close());

it('a real door and real links understand each other, from show to thumbnail', async () => {
  const { door, clock } = open;
  const url = `${door.url.replace('http', 'ws')}/ws`;
  const timing = { nowMs: () => clock.nowMs(), at: clock.at };
  door.setShow(SHOW);
  const seen = <T>() => {
    let done: (value: T) => void = () => {};
    const promise = new Promise<T>((resolve) => {
      done = resolve;
    });
    return { promise, done };
  };
  const state = seen<number>();
  const moved = seen<number>();
  const thumb = seen<string>();
  const health = seen<string>();
  const joined = seen<void>();
  const desk = connectConsole({
    url,
    id: 'desk',
    timing,
    open: openWs,
    onHealth: (h) => health.done(h.show),
    onThumb: (t) => thumb.done(t.displayId),
  });
  const wall = connectStage({
    url,
    id: 'wall',
    timing,
    open: openWs,
    onShow: () => joined.done(),
    onState: (s) => state.done(s.seq),
    onMovement: (m) => moved.done(m.frame.energy),
  });
  expect(await health.promise).toBe('test');
  await joined.promise;
  door.publish(stateAt(77, clock.nowMs()));
  door.movement(movementAt(clock.nowMs(), 0.25));
  expect(await state.promise).toBe(77);
  expect(await moved.promise).toBe(0.25);
  wall.sendThumb(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]));
  expect(await thumb.promise).toBe('wall');
  wall.ack({ frames: 10, fps: 60, rung: 'local' });
  expect(wall.send({ do: 'panic' })).toBe(true);
  desk.send({ do: 'go' });
  await new Promise<void>((resolve) => {
    const look = () => (open.asked.length === 2 ? resolve() : setImmediate(look));
    look();
  });
  expect(door.displays()).toEqual([
    { id: 'wall', state: 'live', frames: 10, rung: 'local', fps: 60, plays: 'no' },
  ]);
  wall.close();
  desk.close();
});
