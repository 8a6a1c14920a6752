import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WallSheet } from '#contracts/wall';
import { hello, joinedClient, openDoor, rawClient, settled } from './support.ts';

let open: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  open = await openDoor();
});
afterAll(() => open.close());

const SHEET: WallSheet = {
  id: 'w-1',
  place: 3,
  seed: 5,
  sinceMs: 1000,
  goneMs: null,
  felt: [[0.5, 0.25, 0]],
  lines: [
    [
      [0, 0],
      [1, 1],
    ],
  ],
  picture: '/wall/w-1',
};

it('WIRE-94 the wall goes to displays, those that only watch too, on joining and as it changes', async () => {
  open.door.wall([SHEET]);
  const { url, secrets } = open.door;
  const here = await joinedClient(url, 'left');
  const desk = await joinedClient(url, 'desk', 'console');
  const watcher = rawClient(`${url}/ws`, {
    headers: { 'x-forwarded-for': '192.0.2.7', authorization: `Bearer ${secrets.view.token}` },
  });
  await watcher.opened;
  watcher.send(hello('far', 'stage'));
  for (const client of [here, watcher])
    expect((await client.heard('wall')).sheets).toEqual([SHEET]);
  open.door.wall([]);
  await here.until(() =>
    here.got.some((m) => !Buffer.isBuffer(m) && m.t === 'wall' && m.sheets.length === 0),
  );
  await settled(desk);
  expect(desk.got.some((m) => !Buffer.isBuffer(m) && m.t === 'wall')).toBe(false);
  for (const { ws } of [here, watcher, desk]) ws.close();
});
