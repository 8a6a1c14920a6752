import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Intent } from '#contracts/intent';
import { CONTROLS } from '../../../conductor/control/osc/addresses.ts';
import { encodeBundle, encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { slipEncode } from '../../../conductor/control/osc/slip.ts';
import { msTimeTag } from '../../../conductor/control/osc/timetag.ts';
import { seeded } from './bytes.ts';
import { tcpClient, testDoor, udpClient } from './client.ts';

const PACKETS = 40_000;
const BATCH = 500;

const collect = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();
const heapMb = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const random = seeded(7);
const below = (n: number): number => Math.floor(random() * n);
const SEEDS = [
  ...CONTROLS.map(({ address }) => address.replace('<number>', '2.5')),
  '/yeoun/state/cue',
  '/yeoun/{master,blackout}',
  '/muse/eeg',
].flatMap((address) => [
  encodeMessage({ address, types: '', args: [] }),
  encodeMessage({ address, types: 'ff', args: [0.5, 1] }),
  encodeMessage({ address, types: 'si', args: ['/yeoun/state/*', 9] }),
  encodeMessage({
    address,
    types: 'sbhdTN',
    args: ['여운', Buffer.alloc(9, 3), 5n, 1.5, true, null],
  }),
]);

/** A real packet, often in a bundle, with a few bytes changed, cut or added; or noise alone. */
const fuzzed = (nowMs: number): Buffer => {
  if (random() < 0.1) return Buffer.from(Array.from({ length: below(64) }, () => below(256)));
  const one = SEEDS[below(SEEDS.length)] ?? Buffer.alloc(4);
  const tag = msTimeTag(nowMs + below(20_000) - 5000);
  const bytes = Buffer.from(
    random() < 0.3 ? encodeBundle(tag, [one, encodeBundle(1n, [one])]) : one,
  );
  for (let n = below(4); n > 0; n--) bytes[below(bytes.length)] = below(256);
  return random() < 0.2 ? bytes.subarray(0, below(bytes.length + 1)) : bytes;
};

describe('40,000 fuzzed packets', () => {
  it('over UDP: the door answers, asks only what the contract knows, and does not grow', async () => {
    const house = await testDoor();
    const me = await udpClient(house.door.port);
    const kept = (): number => house.asked.splice(0).length + house.sensed.splice(0).length;
    let warmMb = 0;
    let used = 0;
    for (let sent = 0; sent < PACKETS; sent += BATCH) {
      for (let i = 0; i < BATCH; i++) me.raw(fuzzed(house.clock.nowMs()));
      await me.settled();
      house.clock.advance(40);
      for (const { intent } of house.asked) expect(Intent.safeParse(intent).success).toBe(true);
      house.lines.length = 0;
      used += kept();
      if (sent === PACKETS / 5) warmMb = heapMb();
    }
    expect(heapMb() - warmMb).toBeLessThan(8);
    expect(house.door.subscribers).toBeLessThanOrEqual(64);
    expect(house.errors).toEqual([]);
    const { received, refused } = house.door.status();
    expect(received).toBeGreaterThan(PACKETS / 2);
    expect(refused).toBeGreaterThan(PACKETS / 10);
    expect(used).toBeGreaterThan(1000);
    me.close();
    house.door.close();
  }, 120_000);

  it('over TCP: the stream finds its feet again after every wrong frame', async () => {
    const house = await testDoor();
    const me = await tcpClient(house.door.port);
    me.raw(SEEDS[0] ?? Buffer.alloc(4));
    for (let sent = 0; sent < PACKETS; sent += BATCH) {
      const frames = Array.from({ length: BATCH }, () => {
        const frame = slipEncode(fuzzed(house.clock.nowMs()));
        if (random() < 0.2) frame[below(frame.length)] = below(256);
        return frame;
      });
      me.socket.write(Buffer.concat([...frames, Buffer.of(0xc0)]));
      await me.settled();
      house.clock.advance(40);
      house.asked.length = 0;
      house.sensed.length = 0;
    }
    expect(house.errors).toEqual([]);
    expect(house.door.connections).toBe(1);
    expect(house.door.status().received).toBeGreaterThan(PACKETS);
    me.close();
    house.door.close();
  }, 120_000);
});
