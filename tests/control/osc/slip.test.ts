import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OscProblem } from '../../../conductor/control/osc/message.ts';
import { slipEncode, slipReader } from '../../../conductor/control/osc/slip.ts';

const reading = (max = 64) => {
  const packets: Buffer[] = [];
  const problems: OscProblem[] = [];
  const reader = slipReader(
    max,
    (p) => packets.push(p),
    (w) => problems.push(w),
  );
  return { packets, problems, reader };
};

describe('SLIP (RFC 1055)', () => {
  it('puts an END at both ends and escapes END and ESC', () => {
    expect(slipEncode(Buffer.of(1, 0xc0, 0xdb, 2))).toEqual(
      Buffer.of(0xc0, 1, 0xdb, 0xdc, 0xdb, 0xdd, 2, 0xc0),
    );
  });

  it('gives back packets however the stream is cut', () => {
    const packets = fc.array(fc.uint8Array({ minLength: 1, maxLength: 64 }), { maxLength: 6 });
    fc.assert(
      fc.property(packets, fc.integer({ min: 1, max: 9 }), (sent, step) => {
        const r = reading();
        const stream = Buffer.concat(sent.map(slipEncode));
        for (let at = 0; at < stream.length; at += step)
          r.reader.push(stream.subarray(at, at + step));
        expect(r.packets).toEqual(sent.map((s) => Buffer.from(s)));
        expect(r.problems).toEqual([]);
      }),
    );
  });

  it('reads frames with a single END between them', () => {
    const r = reading();
    r.reader.push(Buffer.of(1, 2, 0xc0, 3, 0xc0));
    expect(r.packets).toEqual([Buffer.of(1, 2), Buffer.of(3)]);
  });

  it('hands on packets in memory of their own', () => {
    const r = reading();
    r.reader.push(slipEncode(Buffer.of(1, 2)));
    r.reader.push(slipEncode(Buffer.of(3, 4)));
    expect(r.packets).toEqual([Buffer.of(1, 2), Buffer.of(3, 4)]);
  });

  it('leaves out a frame that is too big, tells once, and goes on with the next', () => {
    const r = reading(8);
    r.reader.push(Buffer.alloc(1000, 1));
    expect(r.reader.held).toBe(0);
    r.reader.push(Buffer.of(0xc0, 5, 0xc0));
    expect(r.problems.map((p) => p.code)).toEqual(['osc/slip-size']);
    expect(r.packets).toEqual([Buffer.of(5)]);
  });

  it('takes a frame of exactly the most', () => {
    const r = reading(8);
    r.reader.push(slipEncode(Buffer.alloc(8, 0xc0)));
    expect(r.packets).toEqual([Buffer.alloc(8, 0xc0)]);
  });

  it('leaves out a frame with a wrong escape or one cut short by END', () => {
    const r = reading();
    r.reader.push(Buffer.of(1, 0xdb, 7, 9, 0xc0, 1, 0xdb, 0xc0, 2, 0xc0));
    expect(r.problems.map((p) => p.code)).toEqual(['osc/slip-escape', 'osc/slip-escape']);
    expect(r.packets).toEqual([Buffer.of(2)]);
  });

  it('keeps its bound under random bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 64 }), { maxLength: 20 }), (chunks) => {
        const r = reading(32);
        for (const chunk of chunks) r.reader.push(chunk);
        return r.reader.held <= 32 && r.packets.every((p) => p.length > 0 && p.length <= 32);
      }),
    );
  });
});
