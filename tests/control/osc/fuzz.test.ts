import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oscDecoder } from '../../../conductor/control/osc/decode.ts';
import { encodeBundle, encodeMessage } from '../../../conductor/control/osc/encode.ts';
import type { OscPacket } from '../../../conductor/control/osc/message.ts';

const decode = oscDecoder();

/** One argument with its tag. */
const argument = fc.oneof(
  fc.tuple(fc.constant('i'), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
  fc.tuple(fc.constant('f'), fc.float({ noNaN: true })),
  fc.tuple(fc.constant('d'), fc.double({ noNaN: true })),
  fc.tuple(
    fc.constantFrom('s', 'S'),
    fc.string({ unit: 'grapheme' }).map((s) => s.replaceAll('\0', '')),
  ),
  fc.tuple(
    fc.constant('b'),
    fc.uint8Array({ maxLength: 40 }).map((b) => Buffer.from(b)),
  ),
  fc.tuple(
    fc.constant('m'),
    fc.uint8Array({ minLength: 4, maxLength: 4 }).map((b) => Buffer.from(b)),
  ),
  fc.tuple(fc.constant('h'), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  fc.tuple(fc.constant('t'), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
  fc.tuple(fc.constant('r'), fc.integer({ min: 0, max: 2 ** 32 - 1 })),
  fc.tuple(fc.constant('c'), fc.constantFrom('a', 'Z', '~', '여')),
  fc.constant(['T', true] as const),
  fc.constant(['F', false] as const),
  fc.constant(['N', null] as const),
  fc.constant(['I', Number.POSITIVE_INFINITY] as const),
);
const address = fc
  .array(fc.constantFrom('muse', 'eeg', 'a', 'B.2', 'x-1', '여'.length.toString()), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => `/${parts.join('/')}`);
const message = fc.record({ address, args: fc.array(argument, { maxLength: 24 }) }).map((m) => ({
  address: m.address,
  types: m.args.map(([tag]) => tag).join(''),
  args: m.args.map(([, value]) => value),
}));

/** Everything a reader may rely on, whatever came in. */
const sound = (packet: OscPacket, length: number): boolean => {
  if (packet.kind === 'problem')
    return packet.at >= 0 && packet.at <= length && packet.remedy !== '';
  if (packet.kind === 'bundle') return packet.elements.every((e) => sound(e, length));
  return (
    packet.address.startsWith('/') &&
    packet.args.length === packet.types.replace(/[[\]]/g, '').length
  );
};

describe('decoder under random input', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(message, (sent) => {
        expect(decode(encodeMessage(sent))).toMatchObject({ kind: 'message', ...sent });
      }),
      { numRuns: 2000 },
    );
  });

  it('answers random bytes with a problem or a sound packet, never with an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 96 }), (bytes) =>
        sound(decode(Buffer.from(bytes)), bytes.length),
      ),
      { numRuns: 50_000 },
    );
  });

  it('answers every changed byte of real packets with a problem or a sound packet', () => {
    const changed = fc.tuple(
      fc.array(message, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 }),
      fc.nat(6),
    );
    fc.assert(
      fc.property(changed, ([messages, changes, cut]) => {
        const bytes = encodeBundle(1n, messages.map(encodeMessage));
        for (const [seed, byte] of changes) {
          bytes[seed % bytes.length] = byte;
          const short = bytes.subarray(0, bytes.length - cut);
          if (!sound(decode(short), short.length)) return false;
        }
        return true;
      }),
      { numRuns: 10_000 },
    );
  });
});
