import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { idleStatus } from '../../conductor/affect/calibration/session/status.ts';
import { joinedClient, openDoor, SHOW } from './support.ts';

let open: Awaited<ReturnType<typeof openDoor>>;
beforeEach(async () => {
  open = await openDoor();
  open.door.setShow(SHOW);
});
afterEach(async () => {
  await open.close();
  expect(open.errors).toEqual([]);
});

describe('a calibration over the wire', () => {
  it('WIRE-39 is told to consoles, as they join and as it goes on, and to nobody else', async () => {
    open.door.calibration(idleStatus());
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const stage = await joinedClient(open.door.url, 'stage');
    expect((await desk.heard('calibration')).calibration).toMatchObject({ phase: 'idle' });
    open.door.calibration({ ...idleStatus(), phase: 'recall', body: 'dancer', recall: 2 });
    const heard = () =>
      desk.got.filter((m) => !Buffer.isBuffer(m) && (m as { t?: string }).t === 'calibration');
    await desk.until(() => heard().length === 2);
    expect(heard()[1]).toMatchObject({ calibration: { phase: 'recall', recall: 2 } });
    const told = stage.got.map((m) => (Buffer.isBuffer(m) ? 'state' : (m as { t?: string }).t));
    expect(told).not.toContain('calibration');
    desk.ws.close();
    stage.ws.close();
  });

  it('WIRE-39 is led by consoles only', async () => {
    const desk = await joinedClient(open.door.url, 'desk', 'console');
    const stage = await joinedClient(open.door.url, 'stage');
    stage.send({ t: 'intent', intent: { do: 'label', feeling: 'positive' } });
    stage.send({ t: 'ping', sentMs: 1 });
    await stage.heard('pong');
    desk.send({ t: 'intent', intent: { do: 'calibrate', step: 'begin', person: 'mina' } });
    desk.send({ t: 'ping', sentMs: 1 });
    await desk.heard('pong');
    expect(open.asked.map(({ intent }) => intent)).toEqual([
      { do: 'calibrate', step: 'begin', person: 'mina' },
    ]);
    desk.ws.close();
    stage.ws.close();
  });
});
