import { describe, expect, it } from 'vitest';
import { oscDecoder } from '../../../conductor/control/osc/decode.ts';
import { encodeBundle, encodeMessage } from '../../../conductor/control/osc/encode.ts';
import { OTHERS, osc, toBuffer } from './peers.ts';

const decode = oscDecoder();
const EEG = [801.25, -799.5, 812.125, 790];

describe.each(OTHERS)('$name', (other) => {
  it('writes messages that we read', () => {
    expect(decode(other.floats('/muse/eeg', EEG))).toMatchObject({
      address: '/muse/eeg',
      types: 'ffff',
      args: EEG,
    });
  });

  it('reads messages that we write', () => {
    const bytes = encodeMessage({
      address: '/yeoun/pong',
      types: 'isfs',
      args: [7, 'one', 0.5, 'four'],
    });
    expect(other.plain(bytes)).toEqual({ address: '/yeoun/pong', args: [7, 'one', 0.5, 'four'] });
  });
});

describe('osc and osc-min', () => {
  const WIDE = {
    address: '/all',
    types: 'sihdTF',
    args: ['여운', -5, 2n ** 40n, Math.PI, true, false],
  } as const;

  it('read blobs and arrays as we write them', () => {
    const bytes = encodeMessage({
      address: '/a',
      types: 'b[ii]',
      args: [Buffer.of(9, 8, 7), 1, 2],
    });
    expect(osc.readPacket(bytes, {})).toMatchObject({ args: [Uint8Array.of(9, 8, 7), [1, 2]] });
  });

  it('write nested bundles that we read', () => {
    const bytes = Buffer.from(
      osc.writePacket({
        timeTag: { raw: [3_900_000_000, 2 ** 31] },
        packets: [
          { address: '/1', args: [{ type: 's', value: 'a' }] },
          { timeTag: { raw: [0, 1] }, packets: [{ address: '/2', args: [] }] },
        ],
      }),
    );
    expect(decode(bytes)).toMatchObject({
      timeTag: (3_900_000_000n << 32n) | (1n << 31n),
      elements: [
        { address: '/1', args: ['a'] },
        { timeTag: 1n, elements: [{ address: '/2' }] },
      ],
    });
  });

  it('read bundles that we write', () => {
    const bytes = encodeBundle(1n, [
      encodeMessage(WIDE),
      encodeMessage({ ...WIDE, address: '/b' }),
    ]);
    expect(osc.readPacket(bytes, {})).toMatchObject({
      packets: [{ address: '/all' }, { address: '/b' }],
    });
  });

  it('write every type of osc-min as we read it', () => {
    const view = toBuffer({
      address: '/all',
      args: [
        { type: 'integer', value: -7 },
        { type: 'double', value: Math.PI },
        { type: 'string', value: 'hello' },
        { type: 'blob', value: new DataView(Uint8Array.of(1, 2, 3).buffer) },
        { type: 'true' },
        { type: 'null' },
        { type: 'array', value: [{ type: 'float', value: 0.5 }] },
      ],
    });
    expect(decode(Buffer.from(view.buffer, view.byteOffset, view.byteLength))).toMatchObject({
      types: 'idsbTN[f]',
      args: [-7, Math.PI, 'hello', Buffer.of(1, 2, 3), true, null, 0.5],
    });
  });
});
