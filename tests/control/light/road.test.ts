import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import type { Heard } from '../../../conductor/contracts/desk.ts';
import type { DeskIntent } from '../../../conductor/contracts/intent.ts';
import { SacnIn, SacnOut } from '../../../conductor/contracts/rig.ts';
import { openLightIn } from '../../../conductor/control/light/in.ts';
import { openLightOut } from '../../../conductor/control/light/out.ts';
import {
  decodeSacn,
  encodeSacn,
  type SacnPacket,
} from '../../../conductor/control/light/packet.ts';
import { silentLog } from '../../../conductor/kernel/log.ts';
import { capture } from '../../support/capture.ts';
import { freePort, until } from '../../support/conductor.ts';
import { stageOf } from '../osc/stage.ts';

const CID = '00112233445566778899aabbccddeeff';
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Turns in which the network may do its part. */
const turns = async (n = 20) => {
  for (let i = 0; i < n; i++) await new Promise((done) => setImmediate(done));
};

const listening = async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const packets: SacnPacket[] = [];
  socket.on('message', (bytes) => {
    const read = decodeSacn(bytes);
    if (read.kind === 'data') packets.push(read.packet);
  });
  stops.push(() => socket.close());
  return { port: socket.address().port, packets };
};

describe('values out', () => {
  const sending = async () => {
    const { clock, timing } = capture();
    const { port, packets } = await listening();
    const now = { stage: stageOf({ cue: '2' }), held: false };
    const out = openLightOut({
      timing,
      cid: CID,
      name: 'Yeoun',
      stage: () => now.stage,
      order: () => ({ cues: ['1', '2'], scenes: ['tide'] }),
      held: () => now.held,
      port,
    });
    stops.push(() => out.close());
    out.setRules(SacnOut.parse({ universe: 7, host: '127.0.0.1', priority: 120, start: 5 }));
    // The first beats open the socket.
    clock.advance(25);
    await turns(100);
    packets.length = 0;
    const beats = async (n: number) => {
      for (let i = 0; i < n; i++) {
        clock.advance(1000 / 44);
        await turns(3);
      }
      await turns(50);
    };
    return { clock, packets, now, out, beats };
  };

  it('go out with name, priority and a sequence without gaps', async () => {
    const { packets, now, out, beats } = await sending();
    for (let i = 0; i < 10; i++) {
      now.stage = stageOf({ cue: '2', breath: i / 10 });
      await beats(1);
    }
    await until('ten packets', 3000, async () => packets.length >= 10);
    expect(packets[0]).toMatchObject({ cid: CID, name: 'Yeoun', priority: 120, universe: 7 });
    expect(packets[0]!.slots).toHaveLength(512);
    expect(packets.at(-1)!.slots[4 + 7]).toBe(2);
    const first = packets[0]!.sequence;
    expect(packets.map((p) => p.sequence)).toEqual(packets.map((_, i) => (first + i) & 255));
    expect(out.status()).toMatchObject({ id: 'sacn-out', state: 'ok' });
  });

  it('in a rehearsal the universe ends, told three times, and begins again after it', async () => {
    const { packets, now, out, beats } = await sending();
    now.held = true;
    await beats(50);
    await until('its end', 3000, async () => packets.filter((p) => p.terminated).length === 3);
    expect(out.status().text.en).toContain('rehearsal');
    const before = packets.length;
    await beats(50);
    expect(packets.length).toBe(before);
    now.held = false;
    await beats(5);
    await until('it goes on', 3000, async () => packets.length > before);
    expect(packets.at(-1)!.terminated).toBe(false);
  });

  it('closing says good-bye three times and leaves nothing behind', async () => {
    const { packets, out, clock } = await sending();
    await out.close();
    await until('the good-byes', 3000, async () => packets.length >= 3);
    expect(packets.slice(-3).map((p) => p.terminated)).toEqual([true, true, true]);
    expect(clock.pending).toBe(0);
    await out.close();
  });

  it('a host that nobody knows lights the lamp and is tried again', async () => {
    const { out, clock } = await sending();
    out.setRules(SacnOut.parse({ universe: 7, host: 'no.such.host.invalid' }));
    clock.advance(25);
    await until('trouble', 8000, async () => {
      clock.advance(25);
      return out.status().state === 'warn';
    });
    out.setRules(null);
    expect(out.status().state).toBe('off');
  });
});

describe('triggers in', () => {
  const hearing = async (rules: object = {}) => {
    const { clock, timing } = capture();
    const port = await freePort();
    const asked: DeskIntent[] = [];
    const heard: Heard[] = [];
    const levels = { master: 1, sound: 1 };
    const light = openLightIn({
      timing,
      log: silentLog,
      desk: { level: (of) => levels[of], cues: () => ['1'] },
      ask(intent) {
        asked.push(intent);
        return null;
      },
      heard: (record) => void heard.push(record),
      port,
    });
    stops.push(() => light.close());
    light.setRules(
      SacnIn.parse({
        universe: 9,
        via: '127.0.0.1',
        bindings: [{ slot: 1, does: { kind: 'intent', intent: { do: 'go' } } }],
        fireSlot: 2,
        ...rules,
      }),
    );
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    stops.push(() => socket.close());
    let sequence = 0;
    const send = (values: readonly number[], parts: Partial<SacnPacket> = {}) => {
      const whole: SacnPacket = {
        cid: CID,
        name: 'Desk',
        priority: 100,
        sequence: sequence++ & 255,
        universe: 9,
        preview: false,
        terminated: false,
        startCode: 0,
        slots: Uint8Array.from(values),
        ...parts,
      };
      socket.send(encodeSacn(whole), port, '127.0.0.1');
    };
    await until('it is heard', 5000, async () => {
      send([0, 0]);
      return light.status().state === 'ok';
    });
    // What was sent while it opened has come now.
    await turns(100);
    return { light, clock, asked, heard, send, socket, port };
  };

  it('a slot that rises asks, and is told with the name of who sent it', async () => {
    const { asked, heard, send, light } = await hearing();
    expect(light.status().text.en).toBe('Universe 9 from Desk.');
    send([255, 0]);
    await until('GO', 3000, async () => asked.length === 1);
    expect(asked).toEqual([{ do: 'go' }]);
    expect(heard.at(-1)).toMatchObject({
      door: 'sacn',
      from: 'Desk',
      said: 'universe 9, slot 1 = 255',
      did: { en: 'GO' },
    });
  });

  it('fire is asked for', async () => {
    const { asked, send } = await hearing();
    send([0, 200]);
    await until('fire', 3000, async () => asked.length === 1);
    expect(asked).toEqual([{ do: 'fire', on: true }]);
  });

  it('a source that is lost lights the lamp, and its return presses nothing', async () => {
    const { light, clock, asked, send } = await hearing();
    clock.advance(2600);
    light.beat();
    expect(light.status()).toMatchObject({ id: 'sacn-in', state: 'warn' });
    await until('it is back', 3000, async () => {
      send([255, 0]);
      return light.status().state === 'ok';
    });
    expect(asked).toEqual([]);
  });

  it('a flood of other universes on the same port hides nothing', async () => {
    const { send, asked } = await hearing();
    for (let i = 0; i < 1500; i++) {
      send([255, 0], { universe: 10 + (i % 50) });
      if (i % 100 === 0) await turns(2);
    }
    await until('GO', 3000, async () => {
      send([0, 0]);
      send([255, 0]);
      return asked.length > 0;
    });
    expect(asked.every(({ do: what }) => what === 'go')).toBe(true);
  });

  it('noise on the port is refused and nothing falls', async () => {
    const { socket, port, send, asked } = await hearing();
    for (let i = 0; i < 50; i++) socket.send(Buffer.alloc(i * 12, i), port, '127.0.0.1');
    send([255, 0]);
    await until('GO', 3000, async () => asked.length === 1);
  });
});
