import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, oscDecoder } from '../../../conductor/control/osc/decode.ts';
import { encodeBundle, encodeMessage } from '../../../conductor/control/osc/encode.ts';
import type { OscPacket } from '../../../conductor/control/osc/message.ts';
import { oscString } from './bytes.ts';

const decode = oscDecoder();
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const codeAt = (packet: OscPacket): [string, number] | string =>
  packet.kind === 'problem' ? [packet.code, packet.at] : packet.kind;

describe('vectors of the OSC 1.0 document', () => {
  it('reads /oscillator/4/frequency 440.0', () => {
    const bytes = hex('2f6f7363 696c6c61 746f722f 342f6672 65717565 6e637900 2c660000 43dc0000');
    expect(decode(bytes)).toEqual({
      kind: 'message',
      address: '/oscillator/4/frequency',
      types: 'f',
      args: [440],
      pattern: false,
    });
  });

  it('reads /foo 1000 -1 hello 1.234 5.678', () => {
    const bytes = hex(
      '2f666f6f 00000000 2c696973 66660000 000003e8 ffffffff 68656c6c 6f000000 3f9df3b6 40b5b22d',
    );
    expect(decode(bytes)).toMatchObject({
      address: '/foo',
      types: 'iisff',
      args: [1000, -1, 'hello', Math.fround(1.234), Math.fround(5.678)],
    });
  });

  it('reads heads it has met before as strictly as new ones, with the new arguments', () => {
    const heads = Array.from({ length: 3000 }, (_, i) => `/sensor/s${i % 2000}/acc`);
    for (const round of [1, 2, 3, 4])
      for (const address of heads) {
        const bytes = encodeMessage({ address, types: 'ff', args: [round, -3.5] });
        expect(decode(bytes)).toMatchObject({ address, types: 'ff', args: [round, -3.5] });
      }
    const bytes = encodeMessage({ address: '/muse/e', types: 'f', args: [1] });
    for (let i = 0; i < 3; i++) expect(decode(bytes).kind).toBe('message');
    const at = bytes.indexOf(',') + 3;
    bytes[at] = 1;
    expect(codeAt(decode(bytes))).toEqual(['osc/padding', at]);
  });
});

describe('every type', () => {
  it('reads all tags of OSC 1.0 and 1.1', () => {
    const bytes = Buffer.concat([
      oscString('/all'),
      oscString(',ifsbhtdScrmTFNI[i[f]]'),
      hex('80000000 3f800000'),
      oscString('여운'),
      hex('00000005 0102030405 000000'),
      hex('8000000000000000 0000000000000001 400921fb54442d18'),
      oscString('symbol'),
      hex('00000041 ff8000ff 01904040'),
      hex('00000007 40000000'),
    ]);
    expect(decode(bytes)).toMatchObject({
      types: 'ifsbhtdScrmTFNI[i[f]]',
      args: [
        -(2 ** 31),
        1,
        '여운',
        Buffer.of(1, 2, 3, 4, 5),
        -(2n ** 63n),
        1n,
        Math.PI,
        'symbol',
        'A',
        0xff8000ff,
        Buffer.of(1, 0x90, 0x40, 0x40),
        true,
        false,
        null,
        Number.POSITIVE_INFINITY,
        7,
        2,
      ],
    });
  });

  it('gives blobs as views into the packet', () => {
    const bytes = encodeMessage({ address: '/b', types: 'b', args: [Buffer.of(1, 2, 3)] });
    const read = decode(bytes);
    if (read.kind !== 'message') throw new Error(read.kind);
    expect((read.args[0] as Buffer).buffer).toBe(bytes.buffer);
  });

  it('takes an address without type tags as a message without arguments', () => {
    expect(decode(oscString('/old/sender'))).toMatchObject({ address: '/old/sender', args: [] });
  });

  it('says which addresses are patterns', () => {
    for (const address of ['/a/*', '/a?', '/[a]', '/{a,b}', '//a'])
      expect(decode(oscString(address))).toMatchObject({ pattern: true });
    expect(decode(oscString('/a/b-c_d.1'))).toMatchObject({ pattern: false });
  });
});

describe('bundles', () => {
  const one = encodeMessage({ address: '/1', types: '', args: [] });

  it('reads nested bundles with their time tags', () => {
    const inner = encodeBundle(99n, [one]);
    expect(decode(encodeBundle(1n, [one, inner]))).toMatchObject({
      kind: 'bundle',
      timeTag: 1n,
      elements: [
        { address: '/1' },
        { kind: 'bundle', timeTag: 99n, elements: [{ address: '/1' }] },
      ],
    });
    expect(decode(encodeBundle(1n, []))).toMatchObject({ elements: [] });
  });

  it('refuses bundles beyond the depth limit', () => {
    const nest = (depth: number): Buffer =>
      depth === 0 ? one : encodeBundle(1n, [nest(depth - 1)]);
    expect(decode(nest(MAX_DEPTH)).kind).toBe('bundle');
    expect(codeAt(decode(nest(MAX_DEPTH + 1)))).toEqual(['osc/depth', 20 * MAX_DEPTH]);
  });

  it('refuses a whole bundle for one wrong element', () => {
    const bytes = encodeBundle(1n, [one, one]);
    bytes.writeInt32BE(400, 16);
    expect(codeAt(decode(bytes))).toEqual(['osc/element', 16]);
    bytes.writeInt32BE(-4, 16);
    expect(codeAt(decode(bytes))).toEqual(['osc/element', 16]);
    expect(codeAt(decode(Buffer.from('#bundlx\0'.padEnd(16, '\0'))))).toEqual(['osc/bundle', 0]);
  });
});

describe('malformed packets', () => {
  const cases: readonly [string, Buffer, [string, number]][] = [
    ['an empty packet', Buffer.alloc(0), ['osc/size', 0]],
    ['a size that is no multiple of four', Buffer.from('/a\0'), ['osc/size', 3]],
    ['a beginning that is no address', oscString('muse/eeg'), ['osc/address', 0]],
    ['an address with a space', oscString('/a b'), ['osc/address', 2]],
    ['an address that is not ASCII', oscString('/여운'), ['osc/address', 1]],
    ['an address without an end', Buffer.from('/abc'), ['osc/unterminated', 0]],
    ['a padding that is not NUL', Buffer.from('/a\0x'), ['osc/padding', 3]],
    [
      'arguments without type tags',
      Buffer.concat([oscString('/a'), Buffer.alloc(4, 1), Buffer.alloc(4)]),
      ['osc/no-type-tags', 4],
    ],
    ['an unknown tag', Buffer.concat([oscString('/a'), oscString(',fq')]), ['osc/type-tag', 6]],
    [
      'an array that stays open',
      Buffer.concat([oscString('/a'), oscString(',[N')]),
      ['osc/array', 7],
    ],
    [
      'an array that only closes',
      Buffer.concat([oscString('/a'), oscString(',]')]),
      ['osc/array', 5],
    ],
    ['a missing argument', Buffer.concat([oscString('/a'), oscString(',i')]), ['osc/short', 8]],
    [
      'a missing float',
      Buffer.concat([oscString('/a'), oscString(',ff'), Buffer.alloc(4)]),
      ['osc/short', 12],
    ],
    [
      'half a double',
      Buffer.concat([oscString('/a'), oscString(',d'), Buffer.alloc(4)]),
      ['osc/short', 12],
    ],
    [
      'bytes too many',
      Buffer.concat([oscString('/a'), oscString(',f'), Buffer.alloc(8)]),
      ['osc/trailing', 12],
    ],
    [
      'more bytes too many',
      Buffer.concat([oscString('/a'), oscString(',i'), Buffer.alloc(8)]),
      ['osc/trailing', 12],
    ],
    [
      'a string without an end',
      Buffer.concat([oscString('/a'), oscString(',s'), Buffer.from('abcd')]),
      ['osc/short', 12],
    ],
    [
      'a string that is not UTF-8',
      Buffer.concat([oscString('/a'), oscString(',s'), hex('ff000000')]),
      ['osc/utf8', 8],
    ],
    [
      'a blob that is longer than the packet',
      Buffer.concat([oscString('/a'), oscString(',b'), hex('7fffffff')]),
      ['osc/blob', 8],
    ],
    [
      'a blob of negative length',
      Buffer.concat([oscString('/a'), oscString(',b'), hex('ffffffff')]),
      ['osc/blob', 8],
    ],
    [
      'a blob padded with rubbish',
      Buffer.concat([oscString('/a'), oscString(',b'), hex('00000001 01ff0000')]),
      ['osc/padding', 13],
    ],
    [
      'a character that is none',
      Buffer.concat([oscString('/a'), oscString(',c'), hex('00110000')]),
      ['osc/character', 8],
    ],
    ['more than a datagram holds', Buffer.alloc(65_540, 0x2f), ['osc/size', 0]],
  ];
  it.each(cases)('names %s and its byte', (_, bytes, wrong) => {
    expect(codeAt(decode(bytes))).toEqual(wrong);
    const again = decode(bytes);
    expect(again.kind === 'problem' && again.remedy.length > 5).toBe(true);
  });
});
