import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Piece, Pieces } from '../../conductor/state/vault.ts';
import { type Line, linesOf, streamOfBlock } from '../../conductor/understudy/lines.ts';

/** A file cut into pieces, as a disk hands it on: `places` counts plain bytes. */
const cut = (bytes: Uint8Array, sizes: readonly number[]): Pieces => {
  const pieces: Piece[] = [];
  let offset = 0;
  for (let i = 0; offset < bytes.length; i++) {
    const size = Math.max(1, sizes[i % Math.max(1, sizes.length)] ?? 1);
    const at = { offset, record: 0, skip: 0 };
    pieces.push({ at, bytes: bytes.subarray(offset, offset + size) });
    offset += size;
  }
  return { next: async () => pieces.shift() ?? null, close: async () => {} };
};

const all = async (pieces: Pieces): Promise<Line[]> => {
  const lines = linesOf(pieces);
  const found: Line[] = [];
  for (let batch = await lines.next(); batch; batch = await lines.next()) found.push(...batch);
  return found;
};
const text = ({ bytes }: Line): string => Buffer.from(bytes).toString('utf8');

describe('lines of a file that comes in pieces', () => {
  it('are the same however it is cut, and stand where they say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-z가-힣{}":]{0,30}$/)),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }),
        async (words, sizes) => {
          const file = Buffer.from(words.map((word) => `${word}\n`).join(''));
          const found = await all(cut(file, sizes));
          expect(found.map(text)).toEqual(words);
          for (const line of found) {
            const from = line.at.offset + line.at.skip;
            expect(file.subarray(from, from + line.bytes.length)).toEqual(Buffer.from(line.bytes));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leave out the last one that was cut off, and one that is too long', async () => {
    const long = `${'x'.repeat(1_200_000)}\n`;
    const found = await all(cut(Buffer.from(`one\n${long}two\nthr`), [65_536]));
    expect(found.map(text)).toEqual(['one', 'two']);
  });
});

describe('the number of a stream', () => {
  it.each([
    ['{"t":"block","i":0,"at":1}', 0],
    ['{"t":"block","i":407,"at":1}', 407],
    ['{"t":"block","i":,"at":1}', null],
    ['{"t":"event","at":1}', null],
    ['{"i":1,"t":"block"}', null],
    ['', null],
  ])('of %s is %s', (line, number) => {
    expect(streamOfBlock(Buffer.from(line))).toBe(number);
  });
});
