import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cidOf } from '../../../conductor/control/light/cid.ts';
import {
  decodeSacn,
  encodeDiscovery,
  encodeSacn,
  groupOf,
  type SacnPacket,
} from '../../../conductor/control/light/packet.ts';

const CID = '00112233445566778899aabbccddeeff';
const packet = (parts: Partial<SacnPacket> = {}): SacnPacket => ({
  cid: CID,
  name: 'Yeoun',
  priority: 100,
  sequence: 7,
  universe: 300,
  preview: false,
  terminated: false,
  startCode: 0,
  slots: Uint8Array.from({ length: 512 }, (_, i) => i & 255),
  ...parts,
});

describe('a packet of sACN', () => {
  it('lies as table 4-1 of E1.31 says', () => {
    const bytes = encodeSacn(packet());
    expect(bytes.length).toBe(638);
    expect(bytes.toString('hex', 0, 16)).toBe('001000004153432d45312e3137000000');
    expect(bytes.toString('hex', 16, 22)).toBe('726e00000004');
    expect(bytes.toString('hex', 22, 38)).toBe(CID);
    expect(bytes.toString('hex', 38, 44)).toBe('725800000002');
    expect(bytes.toString('utf8', 44, 49)).toBe('Yeoun');
    // Priority, synchronisation, sequence, options, universe.
    expect(bytes.toString('hex', 108, 115)).toBe('64000007'.concat('00012c'));
    expect(bytes.toString('hex', 115, 126)).toBe('720b02a1000000010201'.concat('00'));
    expect([bytes[126], bytes[127], bytes[637]]).toEqual([0, 1, 255]);
  });

  it('a name is cut where it is too long, and always ended', () => {
    const bytes = encodeSacn(packet({ name: '여운'.repeat(40) }));
    expect(bytes[107]).toBe(0);
    const read = decodeSacn(bytes);
    expect(read.kind === 'data' && read.packet.name.startsWith('여운')).toBe(true);
  });

  it('reads back as it was written (property)', () => {
    const any = fc.record({
      cid: fc.constant(CID),
      name: fc.stringMatching(/^[ -~]{0,63}$/),
      priority: fc.integer({ min: 0, max: 200 }),
      sequence: fc.integer({ min: 0, max: 255 }),
      universe: fc.integer({ min: 1, max: 63_999 }),
      preview: fc.boolean(),
      terminated: fc.boolean(),
      startCode: fc.integer({ min: 0, max: 255 }),
      slots: fc.uint8Array({ maxLength: 512 }),
    });
    fc.assert(
      fc.property(any, (of) => {
        const slots = Uint8Array.from(of.slots);
        expect(decodeSacn(encodeSacn({ ...of, slots }))).toEqual({
          kind: 'data',
          packet: { ...of, slots },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('discovery is whole, and nothing to do', () => {
    const bytes = encodeDiscovery(CID, 'Yeoun', 300);
    expect(bytes.length).toBe(122);
    expect(bytes.toString('hex', 112, 122)).toBe('700a00000001'.concat('0000012c'));
    expect(decodeSacn(bytes)).toEqual({ kind: 'other' });
  });

  it('whatever comes is read or refused, never thrown at (fuzz)', () => {
    const whole = encodeSacn(packet());
    const spoilt = fc
      .tuple(
        fc.array(fc.tuple(fc.nat(637), fc.nat(255)), { maxLength: 12 }),
        fc.integer({ min: 0, max: 700 }),
      )
      .map(([changes, length]) => {
        const bytes = Buffer.alloc(length);
        whole.copy(bytes);
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        return bytes;
      });
    const noise = fc.uint8Array({ maxLength: 700 }).map((b) => Buffer.from(b));
    fc.assert(
      fc.property(fc.oneof(spoilt, noise), (bytes) => {
        const read = decodeSacn(bytes);
        if (read.kind !== 'data') return;
        expect(read.packet.slots.length).toBeLessThanOrEqual(512);
        expect(read.packet.priority).toBeLessThanOrEqual(200);
        expect(read.packet.name).not.toMatch(/\p{C}/u);
      }),
      { numRuns: 5000 },
    );
  });
});

it('the group of a universe is written in its address', () => {
  expect([groupOf(1), groupOf(300), groupOf(63_999)]).toEqual([
    '239.255.0.1',
    '239.255.1.44',
    '239.255.249.255',
  ]);
});

it('the identifier of a conductor is a UUID, the same every time, and another for another folder', () => {
  const one = cidOf('desk', 'shows/a');
  expect(one).toMatch(/^[0-9a-f]{12}5[0-9a-f]{3}[89ab][0-9a-f]{15}$/);
  expect(cidOf('desk', 'shows/a')).toBe(one);
  expect(cidOf('desk', 'shows/b')).not.toBe(one);
  expect(cidOf('booth', 'shows/a')).not.toBe(one);
});
